package dev.landfast.check.proof;

import dev.landfast.check.proof.Mutant.Kind;
import dev.landfast.check.tests.Notice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the tests have to notice of one function that a change adds or touches.
///
/// Of an added one they notice a wrong value, where there is something that figures one out: that
/// nothing comes back, or that a wrong version cannot go on, is noticed by whoever only calls it.
///
/// @param wanted wrong versions of which one has to be noticed, the most telling first
/// @param strict whether it has to be by an assertion where some of them are not noticed at all
record FunctionProof(String file, List<Mutant> wanted, boolean strict) {

    FunctionProof {
        wanted = List.copyOf(wanted);
    }

    /// In the order of files and lines; code outside of functions is in none of them.
    static List<FunctionProof> of(List<Mutant> all) {
        Map<String, List<Mutant>> byFunction = new LinkedHashMap<>();
        for (var each : all) {
            if (!each.part().function().isEmpty()) {
                byFunction
                        .computeIfAbsent(
                                each.file() + " " + each.part().function(), f -> new ArrayList<>())
                        .add(each);
            }
        }
        return byFunction.values().stream().map(FunctionProof::one).toList();
    }

    private static FunctionProof one(List<Mutant> ofFunction) {
        var first = ofFunction.getFirst();
        var values = ofFunction.stream().filter(m -> m.part().kind() == Kind.VALUE).toList();
        var strict = first.part().added() && !values.isEmpty();
        var wanted = new ArrayList<>(strict ? values : ofFunction);
        wanted.sort(Comparator.comparing(m -> m.part().kind()));
        return new FunctionProof(first.file(), wanted, strict);
    }

    /// A single wrong version of a function that was there before may be right by luck.
    boolean asked() {
        return wanted.getFirst().part().added() || wanted.size() > 1;
    }

    /// Whether what was tried so far is enough.
    boolean shown(Map<Mutant, Notice> tried) {
        var seen = wanted.stream().map(m -> tried.getOrDefault(m, Notice.NONE)).toList();
        return strict
                ? seen.contains(Notice.ASSERTED) || !seen.contains(Notice.NONE)
                : seen.stream().anyMatch(n -> n != Notice.NONE);
    }
}
