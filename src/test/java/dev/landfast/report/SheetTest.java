package dev.landfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.view.RunView;
import dev.landfast.view.Total;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SheetTest {

    private static RunView run(List<Map<String, Object>> concerns) {
        var check =
                Map.<String, Object>of(
                        "check", "integrity", "verdict", "PASS", "concerns", concerns);
        var gate =
                new RunView.GateView(
                        "quality.1/unit@1", "PASS", Map.of("checks", List.<Object>of(check)));
        var now = Instant.EPOCH;
        return new RunView(
                new RunView.About("1", "a", "", new RunView.Pin("feature", "full", "", "")),
                new RunView.Standing("done", 0, "", List.of(), new RunView.Times(now, now)),
                List.of(),
                new RunView.Proof(List.of(gate), List.of(), List.of(), List.of(), Optional.empty()),
                new RunView.Cost(Total.NONE, Optional.empty()));
    }

    private static Map<String, Object> concern(String rule, int line) {
        return Map.of(
                "rule",
                rule,
                "file",
                "tests/test_a.py",
                "line",
                line,
                "message",
                "is odd",
                "advice",
                "look");
    }

    @Test
    void concerns_are_shown_after_what_is_not_proven_and_in_their_own_order() {
        var lines = TextReport.lines(run(List.of(concern("exit-hook", 3), concern("a-rule", 0))));

        assertThat(lines)
                .containsSubsequence(
                        "Proven",
                        "  unit · integrity",
                        "Look at first",
                        "  exit-hook · tests/test_a.py:3 · is odd (look)",
                        "  a-rule · tests/test_a.py · is odd (look)");
        assertThat(lines).doesNotContain("Not proven");
    }

    @Test
    void many_concerns_are_counted() {
        var many = IntStream.rangeClosed(1, 23).mapToObj(i -> concern("a-rule", i)).toList();

        assertThat(Sheet.of(run(many)).concerns())
                .hasSize(21)
                .last()
                .isEqualTo("3 more are in the gate's report");
    }
}
