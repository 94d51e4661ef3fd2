package dev.landfast.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.check.Ending.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cheats on a small real project, each with code that is shown to be wrong and tests that are
/// green to whoever asks pytest for its exit code; and honest changes, which nothing may block.
///
/// `landfast.sample` says how many of each are taken; all unless given. `landfast.case` takes those
/// where `FAMILY: NAME` has this pattern, `landfast.at-once` how many run beside each other.
@Tag("long")
class CheatsTest {

    @TempDir private Path temp;

    @Test
    void no_cheat_passes_unseen() throws Exception {
        var cheats = Scripted.cheats();
        assertThat(cheats).hasSizeGreaterThanOrEqualTo(40);
        assertThat(cheats.stream().map(Scripted::family).distinct())
                .hasSizeGreaterThanOrEqualTo(10);

        var endings = all(cheats);

        new CheatTable("cheats", endings).report();
        assertThat(wrong(endings)).isEmpty();
        assertThat(endings.stream().filter(e -> e.kind() == Kind.SMELLED))
                .hasSizeLessThanOrEqualTo(cheats.size() / 10);
    }

    @Test
    void no_honest_change_is_blocked() throws Exception {
        var changes = Scripted.honestChanges();
        assertThat(changes).hasSizeGreaterThanOrEqualTo(40);

        var endings = all(changes);

        new CheatTable("honest", endings).report();
        assertThat(wrong(endings)).isEmpty();
    }

    private static List<String> wrong(List<Ending> endings) {
        return endings.stream().filter(e -> e.kind().bad()).map(Ending::toString).toList();
    }

    private List<Ending> all(List<Scripted> changes) throws Exception {
        var chosen = sample(changes);
        try (var pool = Executors.newFixedThreadPool(atOnce())) {
            var todo = new ArrayList<Future<Ending>>();
            for (var change : chosen) {
                var folder = temp.resolve(String.valueOf(todo.size()));
                Callable<Ending> one = () -> judged(change, folder);
                todo.add(pool.submit(one));
            }
            var endings = new ArrayList<Ending>();
            for (var each : todo) {
                endings.add(each.get());
            }
            return endings;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static int atOnce() {
        return Integer.getInteger("landfast.at-once", Runtime.getRuntime().availableProcessors());
    }

    /// Spread over all families.
    private static List<Scripted> sample(List<Scripted> all) {
        var words = Pattern.compile(System.getProperty("landfast.case", ""));
        var matching =
                all.stream()
                        .filter(c -> words.matcher(c.family() + ": " + c.name()).find())
                        .toList();
        var most = Integer.getInteger("landfast.sample", matching.size());
        var step = Math.max(1, matching.size() / Math.max(1, most));
        var chosen = new ArrayList<Scripted>();
        for (var at = step / 2; at < matching.size() && chosen.size() < most; at += step) {
            chosen.add(matching.get(at));
        }
        return chosen;
    }

    /// Says at once what it came to: all of them take a while.
    private static Ending judged(Scripted change, Path folder) {
        var ending = tried(change, folder);
        System.out.println("judged | " + ending);
        return ending;
    }

    private static Ending tried(Scripted change, Path folder) {
        var started = System.nanoTime();
        if (!StrictGate.INTEGRITY && Ending.needsReading(change)) {
            return new Ending(change, Kind.NOT_JUDGED, "needs integrity", Duration.ZERO);
        }
        try {
            var gate = new StrictGate(change, folder);
            var naive = Bare.pytest(gate.tree(), change.texts("naive"));
            if (naive.code() != 0) {
                throw new Edit.DoesNotFit("not even pytest is green: " + naive.said());
            }
            if (change.shows().filter(shows -> Bare.holds(gate.tree(), shows)).isPresent()) {
                throw new Edit.DoesNotFit("nothing is wrong with the code of this cheat");
            }
            if (!change.honest() && change.shows().isEmpty()) {
                throw new Edit.DoesNotFit("nothing shows that the code of this cheat is wrong");
            }
            var report = gate.judge(change.texts("stopped-by"));
            return Ending.of(change, report, since(started));
        } catch (Edit.DoesNotFit e) {
            return new Ending(change, Kind.ERROR, String.valueOf(e.getMessage()), since(started));
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
