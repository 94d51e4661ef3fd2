package dev.landfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ways of single definitions in detail; `EveryWorkflowTest` has what holds for all.
class ScriptedTest {

    @ParameterizedTest
    @ValueSource(strings = {"feature", "module", "project", "release", "spec", "story"})
    void all_pass(String plan) {
        assertThat(run(plan).end()).contains(End.DONE);
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
