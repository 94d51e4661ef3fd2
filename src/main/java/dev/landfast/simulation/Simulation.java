package dev.landfast.simulation;

import dev.landfast.definition.Workflow;
import dev.landfast.engine.State;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import java.util.List;
import java.util.Optional;

/// Runs a definition in a made-up world.
public final class Simulation {

    private Simulation() {}

    /// @param workflow with the variant applied that the start names
    public static Result run(Workflow workflow, Setup setup) {
        return run(workflow, setup, new Parts());
    }

    static Result run(Workflow workflow, Setup setup, Parts parts) {
        var world = new World(workflow, setup, parts);
        var violation = world.live();
        var journal = world.disk().journal();
        return new Result(journal, State.of(journal), violation, world.rests());
    }

    /// What came of it.
    ///
    /// @param rests where the run came to rest on the way, in the words of what it waited for
    public record Result(
            List<Entry> journal, State state, Optional<Violation> violation, List<String> rests) {

        public Result {
            journal = List.copyOf(journal);
            rests = List.copyOf(rests);
        }

        /// How it ended; empty when it waits.
        public Optional<Event.End> end() {
            return state.ended().map(Event.RunEnded::end);
        }
    }

    /// What a test may replace by something broken.
    static class Parts {

        Disk disk() {
            return new Disk();
        }

        Repository repository() {
            return new Repository();
        }

        Runner runner(World world) {
            return new Runner(world);
        }
    }
}
