package dev.landfast.definition;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The roles of a workflow that somebody must play, or a run comes to a step that nobody can do.
/// Who may approve or be stricter is not among them: a person always may.
public final class Players {

    private static final String DOER = "by";
    private static final String AGENT = "agent";

    private Players() {}

    /// Of the steps that a run with the variant's choices can come to.
    public static Set<String> of(Workflow workflow) {
        var declared = workflow.inputs().roles().keySet();
        var players = new TreeSet<String>();
        reachable(workflow)
                .forEach(task -> {
                    players.addAll(
                            task.kind().equals(AGENT) ? task.with().texts(AGENT) : List.of());
                    named(task.with().values()).forEach(players::add);
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

    private static Stream<String> named(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .flatMap(entry ->
                                    entry.getKey().equals(DOER)
                                            ? new Config(Map.of(DOER, entry.getValue()))
                                                    .texts(DOER).stream()
                                            : named(entry.getValue()));
            case List<?> list -> list.stream().flatMap(Players::named);
            default -> Stream.empty();
        };
    }
}
