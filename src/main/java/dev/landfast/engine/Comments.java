package dev.landfast.engine;

import dev.landfast.definition.Step;
import dev.landfast.engine.Reached.Failed;
import dev.landfast.engine.Reached.Failure;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What people remark on a change: the first round of a loop that could repair it fails for it, and
/// its repair is told. Where that never begins, as at the limit of the loop, the next round does.
final class Comments {

    /// What the rule of a remark's finding is, and the subject of the note that it is heeded begins
    /// with.
    static final String RULE = "comment";

    private final Walk walk;

    Comments(Walk walk) {
        this.walk = walk;
    }

    /// A remark that nobody has been told yet, or that a round has.
    private record Comment(long number, Mark.What.Commented what) {

        Failure at(String round) {
            var why = new Reached.Why(what.person() + ": " + what.text(), RULE + " " + number, "");
            var finding =
                    new Finding(
                            RULE, Finding.Level.HIGH, what.place(), what.text(), Optional.empty());
            return new Failure(round, RULE, why, List.of(finding));
        }
    }

    static Facts commented(Facts facts, Event.Commented event, Actor by) {
        return by instanceof Actor.Person person
                ? FoldStep.mark(
                        facts,
                        "",
                        new Mark.What.Commented(event.place(), event.text(), person.name()))
                : facts;
    }

    static Facts heeded(Facts facts, Event.Noted note, Actor by) {
        return by instanceof Actor.Engine && note.subject().matches(RULE + " [0-9]+")
                ? FoldStep.mark(
                        facts,
                        note.text(),
                        new Mark.What.Heeded(
                                Long.parseLong(note.subject().substring(RULE.length() + 1))))
                : facts;
    }

    /// What a round that has come to its end amounts to with the remarks on it.
    ///
    /// @param reached without them
    Reached with(Reached reached, Step.Loop loop, String round, String next) {
        if (loop.repair().isEmpty() || !isEnd(reached)) {
            return reached;
        }
        var open = open(round);
        if (!open.isEmpty() && isNewest(loop, round, next)) {
            var first = open.getFirst();
            walk.issue.add(new Command.Note(RULE + " " + first.number(), round));
            return new Reached.Open();
        }
        var failures = new ArrayList<Failure>();
        if (reached instanceof Failed failed) {
            failures.addAll(failed.failures());
        }
        heeded(round).forEach(comment -> failures.add(comment.at(round)));
        return failures.isEmpty() ? reached : new Failed(failures);
    }

    private static boolean isEnd(Reached reached) {
        return reached.well() || reached instanceof Failed;
    }

    /// Whether nothing has come of the round yet: neither its repair, nor another round, nor what
    /// comes after the loop.
    private boolean isNewest(Step.Loop loop, String round, String next) {
        var memory = walk.memory;
        var repaired =
                loop.repair().stream()
                        .map(step -> Paths.child(round, step.id()))
                        .anyMatch(memory::anythingBelow);
        return memory.anythingBelow(round)
                && !repaired
                && !memory.anythingBelow(next)
                && !memory.hasGoneOn(loop, round);
    }

    /// Those that no repair was told: a round whose repair never began has told nobody.
    private List<Comment> open(String round) {
        var told = new ArrayList<Long>();
        for (var mark : walk.facts.tally().marks()) {
            if (mark.what() instanceof Mark.What.Heeded(var number)
                    && (mark.path().equals(round) || wasRepaired(mark))) {
                told.add(number);
            }
        }
        return all().stream().filter(comment -> !told.contains(comment.number())).toList();
    }

    private boolean wasRepaired(Mark heeded) {
        return walk.tree
                .loop(heeded.step())
                .filter(loop ->
                        loop.repair().stream()
                                .map(step -> Paths.child(heeded.path(), step.id()))
                                .anyMatch(walk.memory::everBelow))
                .isPresent();
    }

    private List<Comment> heeded(String round) {
        var here = new ArrayList<Long>();
        for (var mark : walk.facts.tally().marks()) {
            if (mark.what() instanceof Mark.What.Heeded(var number) && mark.path().equals(round)) {
                here.add(number);
            }
        }
        return all().stream().filter(comment -> here.contains(comment.number())).toList();
    }

    private List<Comment> all() {
        var all = new ArrayList<Comment>();
        for (var mark : walk.facts.tally().marks()) {
            if (mark.what() instanceof Mark.What.Commented what) {
                all.add(new Comment(mark.seq(), what));
            }
        }
        return all;
    }
}
