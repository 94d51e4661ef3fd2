package dev.landfast.engine;

import dev.landfast.engine.Facts.Control;
import dev.landfast.engine.Facts.Hold;
import dev.landfast.engine.Facts.Tally;
import dev.landfast.engine.Facts.Timer;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How each event changes the facts. An event that does not fit what is recorded changes nothing:
/// that is what makes late, duplicate and foreign results harmless.
final class Fold {

    private Fold() {}

    static Facts apply(Facts facts, Entry entry) {
        var next = change(facts, entry);
        var control = next.control();
        return next.with(
                new Control(
                        new Hold(control.paused(), Stall.after(control.hold().stall(), entry)),
                        control.cancelling(),
                        control.ended(),
                        control.retries(),
                        entry.seq()));
    }

    private static Facts change(Facts facts, Entry entry) {
        if (entry.event() instanceof Event.RunStarted start) {
            return facts.start().isPresent()
                    ? facts
                    : new Facts(
                            Optional.of(new Facts.Began(start, entry.at())),
                            facts.leaves(),
                            facts.timers(),
                            facts.tally(),
                            facts.control());
        }
        if (facts.start().isEmpty()) {
            return facts;
        }
        return facts.control().ended().isPresent()
                ? afterEnd(facts, facts.control().ended().get(), entry)
                : during(facts, entry);
    }

    private static Facts during(Facts facts, Entry entry) {
        return switch (entry.event()) {
            case Event.StepScheduled e -> FoldStep.began(facts, e.key(), e.kind(), entry);
            case Event.ChildStarted e -> FoldStep.began(facts, e.key(), CoreKinds.WORKFLOW, entry);
            case Event.StepFinished e -> FoldStep.finished(facts, e, entry);
            case Event.StepWaiting e -> FoldStep.waiting(facts, e, entry);
            case Event.StepStopping e -> stopping(facts, e.key());
            case Event.Answered e -> answered(facts, e, entry.actor());
            case Event.TimerSet e -> timerSet(facts, e, entry);
            case Event.TimerFired e -> FoldStep.fired(facts, e.key(), entry);
            case Event.Paused _ -> facts.with(paused(facts.control(), true));
            case Event.Resumed _ -> facts.with(paused(facts.control(), false));
            case Event.CancelRequested e ->
                    given(facts, entry.at()).with(cancelling(facts.control(), e.reason()));
            case Event.Waived e -> waived(facts, e, entry.actor(), entry.at());
            case Event.RunEnded e -> facts.with(ended(facts.control(), e));
            case Event.RunStarted _, Event.RetryRequested _ -> facts;
            case Event.Noted e -> Comments.heeded(noted(facts, e), e, entry.actor());
            case Event.TakenOver _ -> facts;
            case Event.StepTaken e -> taken(facts, e.key(), entry.actor());
            case Event.Commented e -> Comments.commented(facts, e, entry.actor());
        };
    }

    /// A run that stopped listens to people only: to a retry, to a cancellation that cleans up, to
    /// a waiver that the retry will need. Its timers go on, so that a retry does not wait for ever.
    private static Facts afterEnd(Facts facts, Event.RunEnded end, Entry entry) {
        return switch (entry.event()) {
            case Event.RetryRequested e when end.end() != Event.End.DONE ->
                    FoldRetry.apply(facts, end, e, entry.seq());
            case Event.CancelRequested e
                    when end.end() != Event.End.DONE && end.end() != Event.End.CANCELLED ->
                    FoldRetry.reopen(facts, Optional.of(e.reason()));
            case Event.Waived e -> waived(facts, e, entry.actor(), entry.at());
            case Event.Commented e -> Comments.commented(facts, e, entry.actor());
            case Event.TimerFired e -> FoldStep.fired(facts, e.key(), entry);
            case Event.TakenOver e -> takenOver(facts, e, entry.actor());
            default -> facts;
        };
    }

    /// Whoever cancels a run that waits for them at its very end, or while it is undone, does not
    /// want to be waited for.
    private static Facts given(Facts facts, Instant at) {
        var next = facts;
        for (var entry : facts.leaves().entrySet()) {
            if ((Paths.within(entry.getKey(), Walk.ALWAYS) || Walk.undoes(entry.getKey()))
                    && entry.getValue().now() instanceof NodeState.Waiting waiting) {
                var given = StepResult.of(new StepResult.Outcome.Cancelled());
                var done = new NodeState.Done(waiting.key(), given, at, "");
                next = next.with(entry.getKey(), entry.getValue().now(done));
            }
        }
        return next;
    }

    private static Facts stopping(Facts facts, StepKey key) {
        var leaf = facts.leaf(key.path());
        return leaf.now() instanceof NodeState.Running run && run.key().equals(key)
                ? facts.with(
                        key.path(),
                        leaf.now(
                                new NodeState.Running(
                                        key, run.since(), run.resumed(), true, run.child())))
                : facts;
    }

    /// What is not under way any more cannot be taken.
    private static Facts taken(Facts facts, StepKey key, Actor by) {
        return by instanceof Actor.Person person
                        && facts.leaf(key.path()).now() instanceof NodeState.Running run
                        && run.key().equals(key)
                        && run.child().isEmpty()
                ? FoldStep.mark(
                        facts, key.path(), new Mark.What.Taken(key.attempt(), person.name()))
                : facts;
    }

    /// Silence is neither yes nor no, and an agent's word is no approval.
    private static Facts answered(Facts facts, Event.Answered answer, Actor by) {
        var path = answer.key().path();
        var leaf = facts.leaf(path);
        if (!(leaf.now() instanceof NodeState.Waiting waiting)
                || !waiting.key().equals(answer.key())
                || (waiting.ask().kind() == Ask.Kind.APPROVE
                        && !(by instanceof Actor.Person)
                        && !Paths.isAside(path))) {
            return facts;
        }
        var visit = leaf.visit();
        var spoken = append(visit.spoken(), new Leaf.Spoken(by, waiting.ask(), answer));
        var heard =
                leaf.visit(
                                new Leaf.Visit(
                                        visit.since(),
                                        visit.number(),
                                        visit.blocks(),
                                        visit.losses(),
                                        spoken))
                        .now(new NodeState.Heard(answer.key(), waiting.ask(), answer, by));
        var next = facts.with(path, heard);
        return heard(next, waiting.ask().kind(), answer, by);
    }

    private static Facts heard(Facts facts, Ask.Kind kind, Event.Answered answer, Actor by) {
        var path = answer.key().path();
        if (kind == Ask.Kind.DONE && by instanceof Actor.Person person) {
            return FoldStep.mark(facts, path, new Mark.What.Authored(person.name()));
        }
        if (kind == Ask.Kind.APPROVE && !answer.accepted()) {
            var step = Paths.isAside(path) ? path.substring(0, path.lastIndexOf('!')) : path;
            return Marks.failed(facts, step, rejection(answer), "");
        }
        return facts;
    }

    /// What tells one rejection from another.
    static String rejection(Event.Answered answer) {
        return "rejected: " + answer.text();
    }

    private static Facts timerSet(Facts facts, Event.TimerSet set, Entry entry) {
        if (facts.timers().containsKey(set.key())) {
            return facts;
        }
        var next = facts.with(set.key(), new Timer(set.at(), set.why(), false));
        return Paths.isAside(set.key().path())
                ? next
                : FoldStep.began(next, set.key(), CoreKinds.WAIT, entry);
    }

    /// What was said of a budget is not said again.
    private static Facts noted(Facts facts, Event.Noted noted) {
        var spending = facts.tally().spending();
        return noted.subject().startsWith(Budget.NOTE)
                ? facts.with(spending.with(spending.money().warned(noted.subject())))
                : facts;
    }

    private static Facts takenOver(Facts facts, Event.TakenOver taken, Actor by) {
        if (!(by instanceof Actor.Person person)) {
            return facts;
        }
        var path = stoppedAt(facts);
        var committed = new Mark.What.Committed(taken.commit(), taken.tree());
        return FoldStep.mark(
                FoldStep.mark(facts, path, committed), path, new Mark.What.Authored(person.name()));
    }

    /// What was approved before this place was approved without what a person does now.
    private static String stoppedAt(Facts facts) {
        var at = facts.control().ended().map(Event.RunEnded::at).orElse(List.of());
        return at.stream()
                .filter(path -> !path.equals(FoldRetry.BUDGET))
                .findFirst()
                .orElseGet(() -> newest(facts));
    }

    private static String newest(Facts facts) {
        var newest = "";
        var since = 0L;
        for (var entry : facts.leaves().entrySet()) {
            if (entry.getValue().visit().since() >= since) {
                newest = entry.getKey();
                since = entry.getValue().visit().since();
            }
        }
        return newest;
    }

    private static Facts waived(Facts facts, Event.Waived waived, Actor by, Instant at) {
        if (!(by instanceof Actor.Person)) {
            return facts;
        }
        var tally = facts.tally();
        return facts.with(
                new Tally(
                        tally.spending(),
                        tally.visits(),
                        tally.fails(),
                        tally.marks(),
                        append(tally.waivers(), new Facts.Waiver(waived, by, at))));
    }

    private static Control paused(Control c, boolean paused) {
        return new Control(
                c.hold().paused(paused), c.cancelling(), c.ended(), c.retries(), c.seq());
    }

    private static Control cancelling(Control c, String reason) {
        return new Control(
                c.hold().paused(false),
                c.cancelling().or(() -> Optional.of(reason)),
                c.ended(),
                c.retries(),
                c.seq());
    }

    private static Control ended(Control c, Event.RunEnded end) {
        return new Control(
                c.hold().paused(false), c.cancelling(), Optional.of(end), c.retries(), c.seq());
    }

    static <T> List<T> append(List<T> list, T more) {
        var copy = new ArrayList<T>(list.size() + 1);
        copy.addAll(list);
        copy.add(more);
        return List.copyOf(copy);
    }
}
