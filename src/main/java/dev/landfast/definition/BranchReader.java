package dev.landfast.definition;

import dev.landfast.definition.Problems.Code;
import dev.landfast.definition.Problems.Guess;
import dev.landfast.definition.Values.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what the branches of a `parallel` need of each other, and sees that they can start at all.
final class BranchReader {

    private final Problems problems;
    private final Values values;

    BranchReader(Problems problems, Values values) {
        this.problems = problems;
        this.values = values;
    }

    List<Step.Branch> branches(Node node, List<Step> steps, Place place) {
        var needs = new LinkedHashMap<String, List<String>>();
        var ids = steps.stream().map(Step::id).toList();
        if (node instanceof Node.Sequence(var _, var items)) {
            for (var item : items) {
                if (item instanceof Node.Mapping mapping) {
                    read(mapping, ids, place).forEach((id, needed) -> needs.put(id, needed));
                }
            }
        }
        var branches = new ArrayList<Step.Branch>();
        for (var step : steps) {
            branches.add(new Step.Branch(step, needs.getOrDefault(step.id(), List.of())));
            if (waitsFor(step.id(), step.id(), needs, new HashSet<>())) {
                problems.add(
                        Code.STRUCTURE,
                        step.head().position(),
                        "the branch " + Problems.quote(step.id()) + " needs itself in the end",
                        "break the circle of needs");
            }
        }
        return branches;
    }

    private Map<String, List<String>> read(Node.Mapping branch, List<String> ids, Place place) {
        var id = branch.entry("id").map(e -> e.value() instanceof Node.Scalar s ? s.text() : "");
        var needs = branch.entry("needs");
        if (id.isEmpty() || needs.isEmpty()) {
            return Map.of();
        }
        var key = Kind.Key.of("texts", "");
        var said = values.read(needs.get().value(), key, place.below("needs"));
        var needed = new ArrayList<String>();
        if (said.isPresent() && said.get() instanceof List<?> list) {
            list.forEach(name -> needed.add(String.valueOf(name)));
        }
        for (var name : needed) {
            if (!ids.contains(name)) {
                problems.unknown(
                        Code.UNKNOWN_NAME,
                        needs.get().value().at(),
                        "there is no branch " + Problems.quote(name) + " beside this one",
                        new Guess(name, ids, "branches are: " + Problems.among(ids)));
            }
        }
        return Map.of(id.get(), needed);
    }

    private static boolean waitsFor(
            String from, String wanted, Map<String, List<String>> needs, Set<String> seen) {
        for (var need : needs.getOrDefault(from, List.of())) {
            if (need.equals(wanted) || (seen.add(need) && waitsFor(need, wanted, needs, seen))) {
                return true;
            }
        }
        return false;
    }
}
