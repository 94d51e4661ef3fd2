package dev.landfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Codec;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import dev.landfast.journal.StepResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static List<Finding> many(String rule, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        Findings.of(rule, Level.CRITICAL, new Place("a.py", i), rule + " " + i))
                .toList();
    }

    @Test
    void what_kept_the_tests_from_running_comes_before_the_tests_that_are_gone() {
        var all = new ArrayList<>(many("base-test-missing", 2));
        all.addAll(many("test-collection-error", 1));
        assertThat(Findings.worst(all).getFirst().rule()).isEqualTo("test-collection-error");
    }

    @Test
    void one_rule_does_not_crowd_out_the_others() {
        var all = new ArrayList<>(many("base-test-missing", 400));
        all.addAll(many("E501", 3));
        var handed = Findings.handed(all);
        assertThat(handed).filteredOn(f -> f.rule().equals("E501")).hasSize(3);
        assertThat(handed).filteredOn(f -> f.rule().equals("base-test-missing")).hasSize(147);
        assertThat(handed.getLast().message()).startsWith("253 more findings");
    }

    @Test
    void what_is_handed_on_fits_into_one_event_in_every_script() {
        var all = new ArrayList<Finding>();
        for (var i = 0; i < 200; i++) {
            var place = new Place("a.py", i);
            var plain = Findings.of("rule" + i % 20, Level.HIGH, place, "\u6f22".repeat(900));
            all.add(Findings.advised(plain, "\"\\".repeat(900)));
        }
        var handed = Findings.handed(all);
        assertThat(bytes(handed)).isBetween(140_000, 180_000);
        assertThat(handed).extracting(Finding::rule).contains("rule0", "rule19", "more");
    }

    @Test
    void a_path_and_an_advice_without_end_are_cut() {
        var place = new Place("deep/".repeat(60_000), 1);
        var endless =
                Findings.advised(Findings.of("E501", Level.LOW, place, "x"), "y".repeat(300_000));
        var handed = Findings.handed(List.of(endless));
        assertThat(handed).singleElement().satisfies(f -> assertThat(f.rule()).isEqualTo("E501"));
        assertThat(bytes(handed)).isLessThan(2_000);
    }

    @Test
    void no_character_is_cut_in_two() {
        var message = "x".repeat(599) + "\ud83d\ude00 and more";
        var found = Findings.of("E501", Level.LOW, new Place("a.py", 1), message);
        assertThat(Findings.handed(List.of(found)))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).isEqualTo("x".repeat(599) + "…"));
    }

    private static int bytes(List<Finding> findings) {
        var result =
                new StepResult(
                        new StepResult.Outcome.Pass(),
                        Map.of(),
                        findings,
                        List.of(),
                        Optional.empty());
        return Codec.text(result).getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void a_few_are_handed_on_as_they_are() {
        var few = many("E501", 5);
        assertThat(Findings.handed(few)).isEqualTo(few);
    }
}
