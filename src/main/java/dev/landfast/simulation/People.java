package dev.landfast.simulation;

import static dev.landfast.simulation.Invariants.require;

import dev.landfast.engine.NextStep;
import dev.landfast.engine.Paths;
import dev.landfast.engine.State;
import dev.landfast.engine.Suggestions;
import dev.landfast.engine.TakeOver;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The people around a run: they follow what is suggested when nothing goes on, and now and then do
/// something of their own accord.
final class People {

    static final Actor.Person STARTER = new Actor.Person("ana", "terminal");
    private static final Actor.Person OTHER = new Actor.Person("ben", "web");

    /// A run that has not ended after so many suggestions is going in circles.
    private static final int PATIENCE = 80;

    private final World world;
    private final Set<String> tried = new HashSet<>();
    private int followed;
    private boolean disobeyed;

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
        var situation = situation(first, state);
        require(
                !world.setup().odds().equals(Odds.CALM) || !tried.contains(situation),
                Rule.NO_DEAD_END,
                "followed in vain and suggested again: " + situation);
        disobeyed = false;
        follow(first, state);
        if (!disobeyed) {
            tried.add(situation);
        }
        return true;
    }

    /// What somebody sees who follows a suggestion: the same again afterwards means that it led
    /// nowhere. Only what the world and the journal say; the suggestions have an opinion of their
    /// own.
    private String situation(NextStep first, State state) {
        var tree = world.repository().candidate().name();
        var end =
                state.ended()
                        .map(e -> e.end() + " " + plain(e.at()) + " " + e.findings() + e.reason())
                        .orElse("");
        var asked =
                state.ended().isPresent()
                        ? ""
                        : state.waiting().stream()
                                .map(w -> w.key().path() + " " + w.ask())
                                .collect(Collectors.joining(", ", "", " after " + passed()));
        return first.verb() + " " + tree + " " + end + asked;
    }

    /// A person who has answered and sees more done than before has not answered in vain.
    private int passed() {
        var done = new HashSet<String>();
        for (var entry : world.disk().journal()) {
            switch (entry.event()) {
                case Event.StepFinished e when e.result().outcome() instanceof Outcome.Pass ->
                        done.add(e.key().toString());
                case Event.Answered e when e.accepted() -> done.add(e.key().path());
                default -> {}
            }
        }
        return done.size();
    }

    private static List<String> plain(List<String> paths) {
        return paths.stream().map(Paths::plain).toList();
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
        disobeyed = refuses || word.equals("reject") || word.equals("outdated");
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
            var key = state.waiting().getFirst().key();
            if (state.isTaken(key) && world.random().nextBoolean()) {
                var back = Map.<String, Object>of(Event.Answered.BACK, true);
                world.ask(STARTER, new Event.Answered(key, false, "go on", Optional.empty(), back));
            } else {
                answer(state, true);
            }
            return;
        }
        if (helpful) {
            world.crew().heal();
            world.crew().edit();
            var commit = world.repository().commit();
            var tree = world.repository().candidate().name();
            world.ask(OTHER, new Event.TakenOver(commit, tree));
            var stopped = state.ended().map(Event.RunEnded::at).orElse(List.of());
            world.ask(OTHER, TakeOver.retry(world.workflow(), stopped, 0));
            return;
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
