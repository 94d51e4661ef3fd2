package dev.landfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every definition that ships, driven to every kind of ending.
class ScriptedTest {

    @ParameterizedTest
    @ValueSource(strings = {"feature", "module", "project", "release", "spec", "story"})
    void all_pass(String plan) {
        assertThat(run(plan).end()).contains(End.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"feature", "module", "project", "release", "spec", "story"})
    void cancelled(String plan) {
        var first = firstStep(plan);
        var result = run(plan, first + "=cancel");

        assertThat(result.end()).contains(End.CANCELLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"feature", "module", "project", "release", "spec", "story"})
    void an_environment_failure_without_remedy_blocks(String plan) {
        var first = firstStep(plan);
        var result = run(plan, first + "=disk-full,disk-full,disk-full,disk-full,disk-full");

        assertThat(result.end()).contains(End.BLOCKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"feature", "module", "project", "release", "spec", "story"})
    void a_lost_worker_runs_the_same_step_again(String plan) {
        var first = firstStep(plan);
        var result = run(plan, first + "=lost");

        assertThat(result.end()).contains(End.DONE);
        assertThat(attempts(result)).anyMatch(a -> a.contains(first) && a.endsWith("@2"));
    }

    @ParameterizedTest
    @CsvSource({
        "feature, unit, quality.2/unit",
        "feature, review, quality.2/review",
        "feature, integration, integration/through.1/quality.1/unit",
    })
    void a_gate_fails_and_is_repaired(String plan, String gate, String again) {
        var result = run(plan, gate + "=fail");

        assertThat(result.end()).contains(End.DONE);
        assertThat(attempts(result)).contains(again + "@1");
    }

    @ParameterizedTest
    @CsvSource({"feature, unit", "feature, review"})
    void escalates_when_the_limit_is_reached(String plan, String gate) {
        var result = run(plan, gate + "=fail,fail,fail,fail,fail,fail,fail,fail,fail,fail,fail");

        assertThat(result.end()).contains(End.ESCALATED);
        assertThat(result.rests()).last().asString().startsWith("retry");
    }

    @ParameterizedTest
    @CsvSource({"feature, unit", "feature, final"})
    void an_environment_failure_is_recovered_and_the_same_step_runs_again(
            String plan, String gate) {
        var result = run(plan, gate + "=service");

        assertThat(result.end()).contains(End.DONE);
        assertThat(attempts(result)).anyMatch(a -> a.contains(gate + "/recover.1/"));
        assertThat(attempts(result)).anyMatch(a -> a.endsWith(gate + "@2"));
    }

    @ParameterizedTest
    @CsvSource({"project, documents-sign", "everything, sign"})
    void an_outdated_approval_is_asked_again(String plan, String approval) {
        var result = run(plan, approval + "=outdated");

        assertThat(result.end()).contains(End.DONE);
        assertThat(
                        result.journal().stream()
                                .filter(e ->
                                        e.event() instanceof Event.StepWaiting w
                                                && w.key().step().equals(approval)))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"everything, sign"})
    void an_expired_approval_is_asked_again(String plan, String approval) {
        var result = run(plan, approval + "=expired");

        assertThat(result.end()).contains(End.DONE);
        assertThat(
                        result.journal().stream()
                                .filter(e ->
                                        e.event() instanceof Event.StepWaiting w
                                                && w.key().step().equals(approval)))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"feature, implement", "everything, build"})
    void a_person_answers_and_the_same_attempt_goes_on(String plan, String step) {
        var result = run(plan, step + "=waiting");

        assertThat(result.end()).contains(End.DONE);
        assertThat(
                        result.journal().stream()
                                .filter(e ->
                                        e.event() instanceof Event.Answered a
                                                && a.key().step().equals(step)))
                .hasSize(1);
    }

    private static String firstStep(String plan) {
        return run(plan).journal().stream()
                .map(e -> e.event())
                .filter(Event.StepScheduled.class::isInstance)
                .map(e -> ((Event.StepScheduled) e).key().step())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> attempts(Simulation.Result result) {
        return result.journal().stream()
                .map(e -> e.event())
                .filter(Event.StepScheduled.class::isInstance)
                .map(e -> ((Event.StepScheduled) e).key().toString())
                .toList();
    }

    private static Simulation.Result run(String plan, String... words) {
        var workflow = Plans.all().get(plan);
        assertThat(workflow).isNotNull();
        var script = Script.empty();
        for (var word : words) {
            assertThat(script.add(word)).isEmpty();
        }
        var result = Simulation.run(workflow, Setup.scripted(script, Plans.start(workflow)));
        assertThat(result.violation()).isEmpty();
        return result;
    }
}
