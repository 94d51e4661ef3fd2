package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.api.Damage.Kind;
import dev.landfast.api.KillAt.Calls;
import dev.landfast.api.KillAt.Plan;
import dev.landfast.api.KillAt.Victim;
import dev.landfast.failpoint.Toll;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A suite that loses nothing proves nothing unless it finds what is there to be found. The walk
/// over the system calls is made around the places where a bug can show, until it has.
@Tag("long")
class PlantedInProductTest {

    /// So long that what was begun too early shows: under a tracer a contained command takes more
    /// than a second to begin.
    private static final int SLOW_DISK_MILLIS = 3_000;

    private static final int AROUND = 20;

    @TempDir Path temp;

    @Test
    void a_landing_that_does_not_look_for_the_one_before_it_is_found() throws Exception {
        var walk = walk(PlantedBug.DOUBLE_MERGE);
        var calls = walk.calls(Calls.DURABLE);
        var pushed = last(calls, "/greet.git/./refs/heads/main");
        var places = LongStream.rangeClosed(pushed + 1, pushed + AROUND).boxed().toList();

        found(PlantedBug.DOUBLE_MERGE, walk, places, new Seen(Victim.RUNNER, Kind.TWICE));
    }

    @Test
    void an_effect_that_is_seen_before_its_event_is_durable_is_found() throws Exception {
        var bug = PlantedBug.EVENT_SHOWN_BEFORE_DURABLE;
        var walk = walk(bug);
        var calls = walk.calls(Calls.DURABLE);
        var places = new ArrayList<Long>();
        for (var begun : beginnings(calls)) {
            for (var at = Math.max(2, begun - AROUND); at <= begun + AROUND; at++) {
                if (isWrite(calls.get((int) at - 1)) && !isWrite(calls.get((int) at - 2))) {
                    places.add(at);
                }
            }
        }

        found(bug, walk, places, new Seen(Victim.RUNNER, Kind.EVENT));
    }

    @Test
    void a_writer_without_a_fence_is_found() throws Exception {
        var walk = walk(PlantedBug.MISSING_FENCE);
        var places = beginnings(walk.calls(Calls.DURABLE));

        found(PlantedBug.MISSING_FENCE, walk, places, new Seen(Victim.STOP, Kind.EVENT));
    }

    private Walk walk(PlantedBug bug) throws Exception {
        return new Walk(temp.resolve("walk"), List.of(bug.plant(temp)));
    }

    /// Where commands are begun: the journal is at rest, and something is about to happen.
    static List<Long> beginnings(List<String> calls) {
        var found = new ArrayList<Long>();
        for (var step : List.of("format", "note", "ready")) {
            for (var n = 0; n < calls.size(); n++) {
                if (calls.get(n).matches(".* java mkdir .*/attempts/[^/]+/" + step + "@1/?")) {
                    found.add(n + 1L);
                    break;
                }
            }
        }
        assertThat(found).as("commands that are begun").hasSize(3);
        return found;
    }

    private static boolean isWrite(String call) {
        return call.contains(" java pwrite64 ") && call.endsWith("-wal");
    }

    private static long last(List<String> calls, String file) {
        for (var n = calls.size(); n > 0; n--) {
            if (calls.get(n - 1).endsWith(file)) {
                return n;
            }
        }
        throw new AssertionError("nobody touches " + file);
    }

    private record Seen(Victim victim, Kind kind) {}

    private static void found(PlantedBug bug, Walk walk, List<Long> places, Seen wanted)
            throws Exception {
        var tried = new ArrayList<String>();
        for (var at : places) {
            var result =
                    wanted.victim() == Victim.STOP
                            ? walk.sleep(at)
                            : walk.kill(
                                    new Plan(Calls.DURABLE, at, wanted.victim(), SLOW_DISK_MILLIS));
            tried.add(result.where());
            if (result.damage().stream().anyMatch(damage -> damage.kind() == wanted.kind())) {
                Toll.found(
                        bug.toString(),
                        "at place %d of %d: %s"
                                .formatted(tried.size(), places.size(), result.where()));
                return;
            }
        }
        throw new AssertionError(bug + " was planted and not found: " + String.join("; ", tried));
    }
}
