package dev.landfast.step;

import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.journal.RunSummary;
import dev.landfast.journal.StepKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a branch is measured against, out of the journal: the commit its worktree was made from,
/// then those that `merge: update` brought in. No ref is asked, for whoever works in the worktree
/// can move refs.
///
/// @param first where the branch began
/// @param last the newest commit of the base that the branch has taken in
/// @param merges the commits of the branch that took the base in
record Bases(String first, String last, Set<String> merges) {

    Bases {
        merges = Set.copyOf(merges);
    }

    /// The output that says it.
    static final String OUTPUT = "base-commit";

    /// Outputs of other kinds are an agent's or a command's words.
    static final Set<String> KINDS = Set.of("worktree", "merge");

    /// The same with a merge that is not recorded yet.
    Bases with(String merge) {
        var all = new HashSet<>(merges);
        all.add(merge);
        return new Bases(first, last, all);
    }

    /// @param owner the run that has the worktree; its children work in it too
    static Bases of(Journal journal, String owner) {
        var recorded = new ArrayList<>(recorded(journal, owner));
        journal.runs().stream()
                .filter(run -> isBelow(journal, run, owner))
                .forEach(run -> recorded.addAll(recorded(journal, run.id())));
        if (recorded.isEmpty()) {
            var pinned = pinned(journal, owner);
            return new Bases(pinned, pinned, Set.of());
        }
        recorded.sort(Comparator.comparing(Recorded::at));
        var merges = recorded.stream().flatMap(said -> said.merge().stream());
        return new Bases(
                recorded.getFirst().commit(),
                recorded.getLast().commit(),
                merges.collect(Collectors.toSet()));
    }

    /// What one step said.
    ///
    /// @param merge where the branch was afterwards
    record Recorded(Instant at, String commit, Optional<String> merge) {}

    /// In order.
    static List<Recorded> recorded(Journal journal, String run) {
        Map<StepKey, String> kinds = new HashMap<>();
        var found = new ArrayList<Recorded>();
        for (var entry : journal.entries(run)) {
            if (entry.event() instanceof Event.StepScheduled(var key, var kind, var _)) {
                kinds.put(key, kind);
            } else if (entry.event() instanceof Event.StepFinished(var key, var result, var _)
                    && KINDS.contains(kinds.getOrDefault(key, ""))) {
                Optional.ofNullable(result.outputs().get(OUTPUT))
                        .map(commit ->
                                new Recorded(
                                        entry.at(),
                                        String.valueOf(commit),
                                        Optional.ofNullable(result.outputs().get("commit"))
                                                .map(String::valueOf)))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean isBelow(Journal journal, RunSummary run, String owner) {
        var parent = run.about().parent();
        while (parent.filter(Predicate.not(owner::equals)).isPresent()) {
            parent =
                    journal.run(parent.get())
                            .map(RunSummary::about)
                            .flatMap(RunSummary.About::parent);
        }
        return parent.isPresent();
    }

    private static String pinned(Journal journal, String run) {
        return journal.entries(run).getFirst().event() instanceof Event.RunStarted start
                ? start.pin().base()
                : "";
    }
}
