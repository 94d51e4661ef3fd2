package dev.landfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.List;
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
    void a_few_are_handed_on_as_they_are() {
        var few = many("E501", 5);
        assertThat(Findings.handed(few)).isEqualTo(few);
    }
}
