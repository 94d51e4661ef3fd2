package dev.landfast.definition;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The roles of a workflow that somebody must play, or a run comes to a step that nobody can do.
/// Who may approve or be stricter is not among them: a person always may.
public final class Players {

    private static final Set<String> DOER = Set.of("by");
    private static final Set<String> HEARD = Set.of("by", "stricter-by");
    private static final String AGENT = "agent";

    private Players() {}

    /// Of the steps that a run with the variant's choices can come to.
    public static Set<String> of(Workflow workflow) {
        return of(workflow, DOER);
    }

    /// Those of which an agent may be asked something, whether it must be one or not.
    public static Set<String> heard(Workflow workflow) {
        return of(workflow, HEARD);
    }

    private static Set<String> of(Workflow workflow, Set<String> keys) {
        var declared = workflow.inputs().roles().keySet();
        var players = new TreeSet<String>();
        reachable(workflow)
                .forEach(task -> {
                    players.addAll(
                            task.kind().equals(AGENT) ? task.with().texts(AGENT) : List.of());
                    named(task.with().values(), keys).forEach(players::add);
                });
        players.retainAll(declared);
        return players;
    }

    /// The tasks that are not left out.
    public static Stream<Step.Task> reachable(Workflow workflow) {
        return Stream.of(workflow.body().steps(), workflow.body().always())
                .flatMap(List::stream)
                .flatMap(Players::reachable);
    }

    private static Stream<Step.Task> reachable(Step step) {
        if (Variants.isLeftOut(step)) {
            return Stream.empty();
        }
        var own = step instanceof Step.Task task ? Stream.of(task) : Stream.<Step.Task>empty();
        return Stream.concat(own, Steps.below(step).flatMap(Players::reachable));
    }

    private static Stream<String> named(Object value, Set<String> keys) {
        return switch (value) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .flatMap(entry ->
                                    keys.contains(String.valueOf(entry.getKey()))
                                            ? new Config(Map.of(AGENT, entry.getValue()))
                                                    .texts(AGENT).stream()
                                            : named(entry.getValue(), keys));
            case List<?> list -> list.stream().flatMap(each -> named(each, keys));
            default -> Stream.empty();
        };
    }
}
