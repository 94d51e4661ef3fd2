package dev.landfast.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainYamlTest {

    @Test
    void values_are_plain() {
        assertThat(PlainYaml.read("a: 1\nb: [x, true]\n"))
                .isEqualTo(Map.of("a", 1, "b", List.of("x", true)));
    }

    @Test
    void an_empty_document_is_nothing() {
        assertThat(PlainYaml.read("")).isNull();
    }

    @Test
    void nesting_is_refused_long_before_the_stack_overflows() {
        assertThat(PlainYaml.read("[".repeat(50) + "]".repeat(50))).isNotNull();
        assertThatThrownBy(() -> PlainYaml.read("[".repeat(51) + "]".repeat(51)))
                .isInstanceOf(PlainYaml.NotYaml.class)
                .hasMessage("it is nested deeper than 50");
        assertThatThrownBy(() -> PlainYaml.read("[".repeat(100_000)))
                .isInstanceOf(PlainYaml.NotYaml.class);
    }

    @Test
    void a_file_that_is_too_large_is_refused() {
        assertThatThrownBy(() -> PlainYaml.read("a: " + "x".repeat(PlainYaml.MOST_BYTES)))
                .hasMessage("it has more than 1024 KiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &x 1\nb: *x",
                "a: 1\na: 2",
                "a: !!java.lang.Runtime 1",
                "a: [1",
                "a: 1\n---\nb: 2",
                "\t- a",
            })
    void what_could_mean_two_things_is_refused(String text) {
        assertThatThrownBy(() -> PlainYaml.read(text)).isInstanceOf(PlainYaml.NotYaml.class);
    }
}
