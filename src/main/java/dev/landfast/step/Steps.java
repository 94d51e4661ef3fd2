package dev.landfast.step;

import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes results, so that every kind says the same thing in the same way.
final class Steps {

    private Steps() {}

    static StepResult pass(Map<String, Object> outputs) {
        return StepResult.pass(outputs);
    }

    /// A failure of the work with one finding that has no place.
    ///
    /// @param rule doubles as the failure's signature
    static StepResult fail(String rule, String message, String advice) {
        var finding =
                new Finding(
                        rule,
                        Finding.Level.HIGH,
                        new Finding.Place("", 0),
                        message,
                        Optional.of(advice));
        return new StepResult(
                new Outcome.Fail(message, rule),
                Map.of(),
                List.of(finding),
                List.of(),
                Optional.empty());
    }

    static StepResult blocked(String kind, String reason, String remedy) {
        return StepResult.of(new Outcome.Blocked(kind, reason, remedy));
    }

    static StepResult escalate(String reason) {
        return StepResult.of(new Outcome.Escalate(reason));
    }

    /// The kind's own value as text: `create` in `worktree: create`.
    static String value(Attempt attempt) {
        return attempt.input().with().text(attempt.task().kind()).orElse("");
    }

    /// The step with its number, as a person reads it: `implement (step 2)`.
    static String title(Attempt attempt) {
        var label = attempt.task().head().label().map(n -> " (step " + n + ")").orElse("");
        return attempt.task().id() + label;
    }

    /// A parameter of the run, empty where it has none of that name.
    static String param(Attempt attempt, String name) {
        return attempt.input().scope().get("params") instanceof Map<?, ?> params
                        && params.get(name) != null
                ? String.valueOf(params.get(name))
                : "";
    }

    /// What earlier steps gave, by their ids.
    static Map<String, Map<?, ?>> earlier(Attempt attempt) {
        var found = new LinkedHashMap<String, Map<?, ?>>();
        if (attempt.input().scope().get("steps") instanceof Map<?, ?> steps) {
            steps.forEach((step, value) -> {
                if (value instanceof Map<?, ?> outputs) {
                    found.put(String.valueOf(step), outputs);
                }
            });
        }
        return found;
    }

    /// What those gave that passed.
    static Stream<Map<?, ?>> passed(Attempt attempt) {
        return earlier(attempt).values().stream()
                .filter(outputs -> "pass".equals(outputs.get("outcome")));
    }
}
