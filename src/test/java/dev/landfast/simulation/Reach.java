package dev.landfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.simulation.Setup.Temper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The steps that runs of a definition can come to, and what has to happen first. A calm run knows
/// nothing of repairs, recoveries and undoing: those begin when a step before them goes wrong, and
/// what repairs may go wrong itself. So whatever begins in a run that was disturbed is a place of
/// its own to be disturbed at, until nothing new begins.
final class Reach {

    /// Whoever never does what is suggested gets nowhere, and should not.
    private static final int REFUSALS = 2;

    private static final int FOR_GOOD = 99;

    /// What makes something else begin. `NoDeadEndTest` holds that no other word finds more.
    private static final List<String> OPENERS =
            List.of("fail", "conditional", "disk-full", "cancel", "moved");

    /// A step, and what leads there.
    ///
    /// @param asks whether it is for a person
    /// @param before events in the words of a script; none for a step of the calm run
    record Place(String step, boolean asks, List<String> before) {

        Place {
            before = List.copyOf(before);
        }

        /// All that leads here, with the word that is met here: each once, and each for good.
        Stream<List<String>> scripts(String word) {
            var ways =
                    before.isEmpty() ? List.of(before) : List.of(before, again(before, FOR_GOOD));
            var event = step + "=" + word;
            var met = List.of(event, again(event, asks ? REFUSALS : FOR_GOOD));
            return ways.stream()
                    .flatMap(way -> met.stream().map(last -> with(way, last)))
                    .distinct();
        }

        private static List<String> with(List<String> way, String last) {
            var all = new ArrayList<>(way);
            all.add(last);
            return all;
        }

        private static List<String> again(List<String> events, int more) {
            return events.stream().map(event -> again(event, more)).toList();
        }

        /// The event's word over and over.
        private static String again(String event, int more) {
            var once = event.split(",", 2)[0];
            return once + ("," + once.substring(once.indexOf('=') + 1)).repeat(more);
        }
    }

    private final Workflow workflow;
    private final Map<String, Place> places = new LinkedHashMap<>();

    private Reach(Workflow workflow) {
        this.workflow = workflow;
    }

    static Reach of(Workflow workflow) {
        var reach = new Reach(workflow);
        reach.found(List.of(), reach.run(List.of(), Temper.ANSWERING, 1));
        for (var round = List.copyOf(reach.places.values()); !round.isEmpty(); ) {
            var known = Set.copyOf(reach.places.keySet());
            round.forEach(reach::open);
            round =
                    reach.places.values().stream()
                            .filter(place -> !known.contains(place.step()))
                            .toList();
        }
        return reach;
    }

    Collection<Place> places() {
        return places.values();
    }

    /// Of a person's step nothing is opened that its own failing would not open as well.
    private void open(Place place) {
        if (!place.asks()) {
            for (var word : OPENERS) {
                place.scripts(word)
                        .forEach(script -> found(script, run(script, Temper.HELPFUL, 1)));
            }
        }
    }

    private void found(List<String> script, Simulation.Result result) {
        var asked = new LinkedHashSet<String>();
        var begun = begun(result.journal(), asked);
        begun.forEach(step ->
                places.computeIfAbsent(step, id -> new Place(id, asked.contains(id), script)));
    }

    /// Steps of a run that nobody knew of.
    Set<String> unknown(Simulation.Result result) {
        var begun = begun(result.journal(), new LinkedHashSet<>());
        begun.removeAll(places.keySet());
        return begun;
    }

    private static Set<String> begun(List<Entry> journal, Set<String> asked) {
        var steps = new LinkedHashSet<String>();
        for (var entry : journal) {
            switch (entry.event()) {
                case Event.StepScheduled e -> steps.add(e.key().step());
                case Event.ChildStarted e -> steps.add(e.key().step());
                case Event.StepWaiting e -> {
                    if (steps.add(e.key().step())) {
                        asked.add(e.key().step());
                    }
                }
                default -> {}
            }
        }
        return steps;
    }

    Simulation.Result run(List<String> events, Temper temper, long seed) {
        var script = Script.empty();
        events.forEach(event -> assertThat(script.add(event)).isEmpty());
        return Simulation.run(
                workflow, new Setup(seed, Odds.CALM, script, temper, Plans.start(workflow, seed)));
    }
}
