package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {

    private static final Map<String, Object> SCOPE =
            Map.of(
                    "params",
                            Map.of(
                                    "name",
                                    "login",
                                    "times",
                                    3L,
                                    "dry",
                                    false,
                                    "evil",
                                    "${variant}"),
                    "variant", "standard",
                    "steps",
                            Map.of(
                                    "unit", Map.of("verdict", "PASS", "findings", List.of()),
                                    "context", Map.of("levels", List.of(1L, 2L)),
                                    "write-tests", Map.of("commit", "abc")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "variant == standard                              | true",
                "variant != standard                              | false",
                "variant in [full, standard]                      | true",
                "variant in [full, 'standard-lite']               | false",
                "not variant in [full]                            | true",
                "params.times >= 3                                | true",
                "params.times > 3                                 | false",
                "params.times == 3.0                              | true",
                "params.times < 2.5                               | false",
                "params.times <= -1                               | false",
                "params.dry                                       | false",
                "not params.dry                                   | true",
                "params.name                                      | true",
                "params.name == params.name                       | true",
                "2 in steps.context.levels                        | true",
                "3 in steps.context.levels                        | false",
                "steps.write-tests.commit == abc                  | true",
                "steps.unit.verdict == PASS and params.times == 3 | true",
                "variant == x or variant == y or params.name      | true",
                "variant == x or variant == standard and params.dry | false",
                "(variant == x or variant == standard) and not params.dry | true",
                "true                                             | true",
                "false                                            | false",
                "params.name > 3                                  | false",
                "params.times == '3'                              | false"
            })
    void conditions_are_lookups_and_comparisons(String condition, boolean expected) {
        assertThat(Expressions.evaluate(read(condition), SCOPE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steps.skipped.commit              | false",
                "not steps.skipped.commit          | true",
                "steps.skipped.commit == abc       | false",
                "steps.skipped.commit != abc       | false",
                "steps.skipped.commit in [abc]     | false",
                "2 in steps.skipped.levels         | false",
                "steps.skipped.exit >= 0           | false",
                "steps.unit.verdict.deeper == PASS | false"
            })
    void what_is_absent_holds_nothing(String condition, boolean expected) {
        assertThat(Expressions.evaluate(read(condition), SCOPE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "variant in [full, standard] or steps.conflicts.changed",
                "(a.b or c.d) and not e.f",
                "steps.x.count >= 3"
            })
    void a_condition_reads_back_as_it_was_written(String condition) {
        assertThat(Expressions.text(read(condition))).isEqualTo(condition);
    }

    @Test
    void a_hole_that_is_the_whole_text_keeps_its_type() {
        var filled = fill(Map.of("n", "${params.times}", "l", "${steps.context.levels}"));

        assertThat(filled.values()).isEqualTo(Map.of("n", 3L, "l", List.of(1L, 2L)));
    }

    @Test
    void holes_within_a_text_become_text() {
        var filled = fill(Map.of("t", List.of("a ${params.name}/${ variant } b", "$${HOME} $x")));

        assertThat(filled.texts("t")).containsExactly("a login/standard b", "${HOME} $x");
    }

    @Test
    void what_is_filled_in_is_not_looked_at_again() {
        assertThat(fill(Map.of("t", "<${params.evil}>")).text("t")).contains("<${variant}>");
    }

    @Test
    void what_cannot_be_resolved_is_named() {
        var config =
                new Config(
                        Map.of(
                                "a",
                                "${steps.gone.x} ${params.name}",
                                "b",
                                Map.of("c", "${params.no}")));

        assertThat(Expressions.fill(config, SCOPE))
                .isInstanceOfSatisfying(
                        Filled.Missing.class,
                        missing ->
                                assertThat(missing.names())
                                        .containsExactlyInAnyOrder("steps.gone.x", "params.no"));
    }

    @Test
    void an_optional_hole_may_stay_empty() {
        var filled = fill(Map.of("whole", "${params.no?}", "part", "x${params.no?}y"));

        assertThat(filled.values()).isEqualTo(Map.of("part", "xy"));
    }

    private static Config fill(Map<String, Object> values) {
        return switch (Expressions.fill(new Config(values), SCOPE)) {
            case Filled.Complete(var config) -> config;
            case Filled.Missing(var names) -> throw new AssertionError("missing " + names);
        };
    }

    private static Expression read(String condition) {
        return ExpressionParser.read(condition).expression();
    }
}
