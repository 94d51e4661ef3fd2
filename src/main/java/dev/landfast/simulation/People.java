package dev.landfast.simulation;

import dev.landfast.engine.NextStep;
import dev.landfast.engine.State;
import dev.landfast.engine.Suggestions;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The people around a run: they follow what is suggested when nothing goes on, and now and then do
/// something of their own accord.
final class People {

    static final Actor.Person STARTER = new Actor.Person("ana", "terminal");
    private static final Actor.Person OTHER = new Actor.Person("ben", "web");

    /// A run that has not ended after so many suggestions is going in circles.
    private static final int PATIENCE = 80;

    private final World world;
    private int followed;

    People(World world) {
        this.world = world;
    }

    /// What people will do unasked, at moments that nobody foresees.
    void plan() {
        for (var n = 0; n < 12; n++) {
            if (world.happens(world.setup().odds().people())) {
                var what = world.random().nextInt(7);
                var when = 1 + world.random().nextInt(20);
                world.agenda().after(Duration.ofSeconds(30L * when), () -> meddle(what));
            }
        }
    }

    private void meddle(int what) {
        switch (what) {
            case 0 -> world.ask(STARTER, new Event.Paused());
            case 1 -> world.ask(STARTER, new Event.Resumed());
            case 2 -> world.ask(OTHER, new Event.CancelRequested("no longer wanted"));
            case 3 -> world.ask(STARTER, new Event.RetryRequested(Optional.empty(), 1));
            case 4 -> world.ask(STARTER, new Event.RetryRequested(step(), 0));
            case 5 -> world.repository().moveBase();
            default -> world.runner().ifPresent(this::freeze);
        }
    }

    private Optional<String> step() {
        var steps = world.invariants().shape().tasks();
        return Optional.of(steps.get(world.random().nextInt(steps.size())));
    }

    /// A second runner starts while the first is merely asleep.
    private void freeze(Runner runner) {
        runner.freeze(Duration.ofMinutes(3));
        world.open();
    }

    /// Whether it is a person's turn, whatever timers may still run.
    boolean areAsked() {
        var suggestions = Suggestions.of(world.state());
        return !suggestions.isEmpty() && !suggestions.getFirst().verb().equals("watch");
    }

    /// Nothing goes on by itself any more.
    ///
    /// @return false when the run is over or nobody does anything
    boolean goOn(List<String> rests) {
        var state = world.state();
        var suggestions = Suggestions.of(state);
        if (suggestions.isEmpty()) {
            if (state.ended().isEmpty()) {
                throw new Violation.Found(Rule.NO_DEAD_END, "waits without a suggestion");
            }
            return false;
        }
        var first = suggestions.getFirst();
        rests.add(first.verb() + ": " + first.why());
        var temper = world.setup().people();
        if (temper == Setup.Temper.ABSENT
                || (temper == Setup.Temper.ANSWERING && state.ended().isPresent())) {
            return false;
        }
        if (++followed > PATIENCE) {
            throw new Violation.Found(
                    Rule.NO_DEAD_END, PATIENCE + " suggestions led nowhere: " + first);
        }
        follow(first, state);
        return true;
    }

    private void follow(NextStep next, State state) {
        var helpful = world.setup().people() == Setup.Temper.HELPFUL;
        switch (next.verb()) {
            case "approve", "answer", "waive" -> speak(state);
            case "reject" -> answer(state, false);
            case "resume" -> {
                if (state.paused()) {
                    world.ask(STARTER, new Event.Resumed());
                } else {
                    answer(state, true);
                }
            }
            case "retry" -> {
                if (helpful) {
                    world.crew().heal();
                }
                world.ask(STARTER, new Event.RetryRequested(Optional.empty(), 0));
            }
            case "shell", "done" -> handIn(state, helpful);
            case "cancel" -> world.ask(STARTER, new Event.CancelRequested("given up"));
            default ->
                    throw new Violation.Found(
                            Rule.NO_DEAD_END, "nothing goes on, and the suggestion is " + next);
        }
    }

    private void speak(State state) {
        var waiting = state.waiting().getFirst();
        var word = world.setup().script().next(waiting.key().step()).orElse("accept");
        var refuses =
                world.setup().people() == Setup.Temper.USELESS && world.random().nextInt(3) == 0;
        if (word.equals("outdated")) {
            var stale = Optional.of(new Ask.Bound("stale", "", ""));
            world.ask(
                    STARTER, new Event.Answered(waiting.key(), true, "too late", stale, Map.of()));
        } else {
            if (word.equals("expired")) {
                world.crew().hurry(waiting.key().step());
            }
            answer(state, !refuses && !word.equals("reject"));
        }
    }

    private void handIn(State state, boolean helpful) {
        if (!state.waiting().isEmpty() && state.ended().isEmpty()) {
            answer(state, true);
            return;
        }
        if (helpful) {
            world.crew().heal();
            world.crew().edit();
            var commit = world.repository().commit();
            var tree = world.repository().candidate().name();
            world.ask(OTHER, new Event.TakenOver(commit, tree));
        }
        world.ask(OTHER, new Event.RetryRequested(Optional.empty(), 0));
    }

    private void answer(State state, boolean accepted) {
        var waiting = state.waiting().getFirst();
        var bound = waiting.ask().bound();
        if (world.happens(world.setup().odds().people())) {
            bound = Optional.of(new Ask.Bound("stale", "", ""));
        }
        world.ask(
                approver(waiting.ask().kind()),
                new Event.Answered(waiting.key(), accepted, "as you like", bound, Map.of()));
    }

    /// In every second run one person does everything, and may not approve their own work.
    private Actor.Person approver(Ask.Kind kind) {
        return kind == Ask.Kind.APPROVE && world.setup().seed() % 2 == 1 ? OTHER : STARTER;
    }
}
