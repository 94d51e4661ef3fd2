package dev.landfast.engine;

import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a person can do next with a run, the most promising first.
///
/// Two rules hold for every state: following the first suggestion leads to done or cancelled, and a
/// suggestion that was followed in vain is not the first one again. So a stop that comes back
/// unchanged after a retry suggests taking the work over, and after that, giving up.
public final class Suggestions {

    private static final NextStep CANCEL =
            NextStep.of("cancel", "ends the run; what was committed is kept");

    /// What answers one question and takes `--step`.
    private static final Set<String> ANSWERS = Set.of("approve", "reject", "answer", "done");

    private Suggestions() {}

    /// @return nothing for a run that is done or cancelled
    public static List<NextStep> of(State state) {
        var facts = state.facts();
        if (facts.start().isEmpty()) {
            return List.of();
        }
        var ended = facts.control().ended();
        if (ended.isPresent()) {
            return stopped(facts, ended.get());
        }
        var stall = facts.control().hold().stall().filter(s -> !s.pushed());
        if (stall.isPresent()) {
            return stalled(stall.get());
        }
        if (facts.control().paused()) {
            return List.of(NextStep.of("resume", "the run is paused"), CANCEL);
        }
        return facts.waiting().stream()
                .findFirst()
                .map(leaf -> waiting(facts, leaf))
                .orElse(List.of(NextStep.of("watch", "the run goes on by itself"), CANCEL));
    }

    /// Whoever resumed it in vain is not told to do that again.
    private static List<NextStep> stalled(Stall stall) {
        var resume = NextStep.of("resume", "tries again, once this is mended: " + stall.why());
        return stall.vain() ? List.of(CANCEL, resume) : List.of(resume, CANCEL);
    }

    private static List<NextStep> stopped(Facts facts, Event.RunEnded end) {
        return switch (end.end()) {
            case DONE, CANCELLED -> List.of();
            case ESCALATED, FAILED, BLOCKED ->
                    switch ((int) Math.min(Stops.inVain(facts, end), 2)) {
                        case 0 ->
                                List.of(
                                        NextStep.of("retry", remedy(facts, end)),
                                        takeOver(),
                                        CANCEL);
                        case 1 -> List.of(takeOver(), handIn(), CANCEL);
                        default -> List.of(CANCEL, takeOver(), handIn());
                    };
        };
    }

    private static String remedy(Facts facts, Event.RunEnded end) {
        return ChildResult.endedForBudget(facts, end)
                ? "grants the budget once more, or N dollars with --budget N: " + end.reason()
                : "goes on where it stopped, once the cause is mended: " + end.reason();
    }

    private static NextStep takeOver() {
        return NextStep.of("shell", "opens the worktree: mend it by hand, then 'landfast done'");
    }

    private static NextStep handIn() {
        return NextStep.of("done", "hands in what you did; it is measured like anybody's work");
    }

    private static List<NextStep> waiting(Facts facts, Leaf leaf) {
        if (!(leaf.now() instanceof NodeState.Waiting waiting)) {
            return List.of(CANCEL);
        }
        var vain =
                leaf.visit().spoken().stream()
                        .filter(s -> same(s.ask(), waiting.ask()) && !s.answer().handsBack())
                        .filter(s -> s.answer().bound().equals(s.ask().bound()))
                        .count();
        var first = of(facts, waiting, first(waiting.ask()));
        var second = of(facts, waiting, second(waiting.ask()));
        if (vain > 0 && rejections(facts, waiting.key().path()) > 1) {
            return List.of(CANCEL, second, first);
        }
        if (vain == 0) {
            return List.of(first, second, CANCEL);
        }
        return vain == 1 ? List.of(second, CANCEL, first) : List.of(CANCEL, first, second);
    }

    /// Where several questions are open, the one that is meant is named.
    private static NextStep of(Facts facts, NodeState.Waiting waiting, NextStep step) {
        if (facts.waiting().size() == 1 || !ANSWERS.contains(step.verb())) {
            return step;
        }
        var words = new ArrayList<>(step.more());
        words.add("--step");
        words.add(quoted(waiting.key().path()));
        return new NextStep(step.verb(), words, step.why());
    }

    /// Whoever cannot approve and has said no twice has nothing left but to give up.
    private static long rejections(Facts facts, String path) {
        var plain = Paths.plain(path);
        return facts.tally().marks().stream()
                .filter(mark -> mark.what() instanceof Mark.What.Failed)
                .filter(mark -> Paths.plain(mark.path()).equals(plain))
                .count();
    }

    /// An approval is the same when it is for the same thing, whatever note stands by it.
    private static boolean same(Ask a, Ask b) {
        return a.kind() == b.kind()
                && a.bound().equals(b.bound())
                && (a.bound().isPresent() || a.question().equals(b.question()));
    }

    private static NextStep first(Ask ask) {
        return switch (ask.kind()) {
            case APPROVE -> NextStep.of("approve", ask.question());
            case ANSWER -> new NextStep("answer", List.of(word(ask)), question(ask));
            case DONE -> NextStep.of("done", ask.question());
            case WAIVE -> NextStep.of("waive", ask.question());
            case RESUME -> NextStep.of("resume", ask.question());
        };
    }

    /// One that can be typed as it is.
    private static String word(Ask ask) {
        return ask.options().stream().findFirst().map(Suggestions::quoted).orElse("TEXT");
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String question(Ask ask) {
        return ask.options().isEmpty()
                ? ask.question()
                : ask.question() + " (" + String.join(", ", ask.options()) + ")";
    }

    private static NextStep second(Ask ask) {
        return switch (ask.kind()) {
            case APPROVE, WAIVE ->
                    NextStep.of("reject", "says no, with a reason that is handed on");
            case ANSWER, DONE, RESUME -> takeOver();
        };
    }
}
