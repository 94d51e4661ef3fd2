package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintTest {

    static List<String> builtins() {
        return Definitions.builtins();
    }

    @ParameterizedTest
    @MethodSource("builtins")
    void definitions_that_ship_have_nothing_to_warn_of(String name) {
        assertThat(Lint.check(Definitions.builtin(name).orElseThrow())).isEmpty();
    }

    @Test
    void warns_of_a_step_that_no_variant_reaches() {
        assertThat(
                        warnings(
                                """
                                workflow: a
                                variants:
                                  x: { default: true, without: [both, one] }
                                  y: { without: [both] }
                                steps:
                                  - { id: one, run: x }
                                  - { id: both, run: x }
                                  - { id: never, run: x, if: variant == x and variant == y }
                                """))
                .containsExactly(
                        "LF-351 a.yaml:7:5: no variant ever reaches the step 'both'",
                        "LF-351 a.yaml:8:5: no variant ever reaches the step 'never'");
    }

    @Test
    void warns_of_everything_below_a_step_that_is_never_reached() {
        assertThat(
                        warnings(
                                """
                                workflow: a
                                steps:
                                  - id: off
                                    if: false
                                    group: [ { id: inner, run: x } ]
                                """))
                .anyMatch(w -> w.contains("'off'"))
                .anyMatch(w -> w.contains("'inner'"));
    }

    @Test
    void warns_of_what_is_declared_and_not_used() {
        assertThat(
                        warnings(
                                """
                                workflow: a
                                params: { name: { type: name }, colour: { type: text } }
                                roles: { idle: { tier: deep } }
                                gates: { unasked: [parse] }
                                steps: [ { id: x, run: y } ]
                                """))
                .containsExactlyInAnyOrder(
                        "LF-352 a.yaml:4:10: no step asks the gate 'unasked'",
                        "LF-353 a.yaml:1:1: nobody plays the role 'idle'",
                        "LF-354 a.yaml:1:1: nothing uses the parameter 'colour'");
    }

    @Test
    void warns_of_a_landing_that_nothing_measured() {
        assertThat(warnings("workflow: a\nsteps: [ { id: x, merge: land } ]"))
                .singleElement()
                .asString()
                .contains("LF-355", "'x' lands what no gate before it has measured");
    }

    @Test
    void warns_of_a_loop_in_which_nothing_changes() {
        assertThat(
                        warnings(
                                "workflow: a\n"
                                        + "steps: [ { id: l, loop: { rounds: 3, steps: [ { id: x, run: y }"
                                        + " ] } } ]"))
                .singleElement()
                .asString()
                .contains("LF-356");
    }

    @Test
    void warns_of_a_child_that_is_called_wrongly() {
        assertThat(
                        warnings(
                                """
                                workflow: a
                                steps:
                                  - { id: x, workflow: feature, from: pusch, with: { nam: a } }
                                """))
                .allMatch(w -> w.startsWith("LF-357"))
                .hasSize(4);
    }

    private static List<String> warnings(String text) {
        return Lint.check(Definitions.parse(text, "a.yaml")).stream()
                .map(Lint.Warning::toString)
                .toList();
    }
}
