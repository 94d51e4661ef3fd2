package dev.landfast.engine;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.journal.Ask;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Effects in the outside world, which outlive the process that made them. Each must happen once.
final class Ledger {

    private final Map<String, Integer> effects = new LinkedHashMap<>();
    private int generation;

    /// From now on whatever an earlier process still tries comes too late, as if it were dead.
    synchronized StepExecutor executor(String kind) {
        generation++;
        return new Worker(this, kind, generation);
    }

    synchronized Map<String, Integer> effects() {
        return Map.copyOf(effects);
    }

    private synchronized void make(String id, int worker) {
        Failpoints.hit("test.before-effect");
        if (worker != generation) {
            throw new IllegalStateException("dead");
        }
        effects.merge(id, 1, Integer::sum);
    }

    private synchronized boolean made(String id) {
        return effects.containsKey(id);
    }

    private record Worker(Ledger ledger, String kind, int generation) implements StepExecutor {

        @Override
        public Place place() {
            return Place.PINNED;
        }

        @Override
        public StepResult execute(Attempt attempt) {
            var said = attempt.input().answer().isPresent() ? " answered" : "";
            ledger.make(attempt.run() + " " + attempt.key() + said, generation);
            Failpoints.hit("test.after-effect");
            return result(attempt);
        }

        @Override
        public Optional<StepResult> probe(Attempt attempt) {
            var said = attempt.input().answer().isPresent() ? " answered" : "";
            return ledger.made(attempt.run() + " " + attempt.key() + said)
                    ? Optional.of(result(attempt))
                    : Optional.empty();
        }

        /// A function of the attempt alone, as a probe must come to the same.
        private static StepResult result(Attempt attempt) {
            return switch (attempt.key().toString()) {
                case "flaky@1" -> StepResult.of(new Outcome.Blocked("network", "down", "wait"));
                case "quality.1/unit@1" -> Play.fail("E1");
                case "asks@1" ->
                        attempt.input().answer().isPresent()
                                ? StepResult.pass(Map.of())
                                : StepResult.of(
                                        new Outcome.Waiting(
                                                new Ask(
                                                        Ask.Kind.ANSWER,
                                                        "Which?",
                                                        List.of(),
                                                        Optional.empty())));
                default -> StepResult.pass(Map.of());
            };
        }
    }
}
