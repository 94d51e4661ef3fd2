package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.failpoint.Toll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Many runs that are crashed, a few side by side, and what came of them together.
final class Rounds {

    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors() - 1);

    private final long begun = System.nanoTime();
    private final String suite;
    private final List<Result> results = new ArrayList<>();
    private int notReached;
    private int missed;
    private boolean aimed;

    Rounds(String suite) {
        this.suite = suite;
    }

    /// What one run came to.
    ///
    /// @param where the crash was
    /// @param crashes how many there were
    record Result(String where, int crashes, List<Damage> damage) {

        /// There was no time for it.
        static final Result NOT_REACHED = new Result("", 0, List.of());
    }

    Rounds all(List<Callable<Result>> rounds) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var future : threads.invokeAll(rounds)) {
                if (future.get() == Result.NOT_REACHED) {
                    notReached++;
                } else {
                    results.add(future.get());
                }
            }
        }
        return this;
    }

    /// For a suite that promises to go everywhere: there was time for all.
    Rounds everywhere() {
        missed = notReached;
        return this;
    }

    /// For a suite that aims each crash at a place: it is no proof of a place where none came
    /// about.
    Rounds aimed() {
        aimed = true;
        return this;
    }

    void add(Result result) {
        results.add(result);
    }

    int crashes() {
        return results.stream().mapToInt(Result::crashes).sum();
    }

    List<Damage> damage() {
        return results.stream().flatMap(result -> result.damage().stream()).toList();
    }

    /// Reports the toll and fails if there was any damage.
    ///
    /// @param points where there could have been a crash
    void close(long points) {
        var right = results.stream().filter(result -> result.damage().isEmpty()).count();
        var lost =
                new Toll.Lost(
                        count(Damage.Kind.WORK) + count(Damage.Kind.LEFTOVER),
                        count(Damage.Kind.EVENT),
                        count(Damage.Kind.TWICE));
        var took = Duration.ofNanos(System.nanoTime() - begun);
        new Toll(suite, new Toll.Points(points, crashes()), right, lost, took).report();
        assertThat(results.stream().filter(result -> !result.damage().isEmpty()).limit(20))
                .as("%d of %d", results.size() - right, results.size())
                .isEmpty();
        assertThat(crashes()).isPositive();
        if (aimed) {
            aim();
        }
        assertThat(missed).as("places there was no time for").isZero();
    }

    /// The next run of the same thing may be over a call earlier, so that the last ones are not
    /// reached: one in fifty at the most.
    private void aim() {
        var none = results.stream().filter(result -> result.crashes() == 0).count();
        Toll.figure(
                "%s: %d of %d aimed at".formatted(suite, results.size() - none, results.size()));
        assertThat(none * 50)
                .as("%s: %d of %d places were not crashed at", suite, none, results.size())
                .isLessThanOrEqualTo(results.size());
    }

    private long count(Damage.Kind kind) {
        return damage().stream().filter(damage -> damage.kind() == kind).count();
    }
}
