package dev.landfast.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontmatterTest {

    @Test
    void keys_have_values_and_lines_and_the_body_is_what_is_left() {
        var front =
                Frontmatter.read("\ufeff---\r\na: 1\r\n\r\nb: [x, y]\r\n---\r\nBody\n---\nmore")
                        .orElseThrow();

        assertThat(front.keys()).isEqualTo(Map.of("a", 1, "b", List.of("x", "y")));
        assertThat(front.lines()).isEqualTo(Map.of("a", 2, "b", 4));
        assertThat(front.body()).isEqualTo("Body\n---\nmore");
        assertThat(front.complaint()).isEmpty();
    }

    @Test
    void what_is_no_yaml_is_read_line_by_line_and_says_so() {
        var front = Frontmatter.read("---\na: one: two\n  and three\nb: 'x'\n---\n").orElseThrow();

        assertThat(front.keys()).isEqualTo(Map.of("a", "one: two\n  and three", "b", "x"));
        assertThat(front.complaint().orElseThrow().line()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text", "---\nnever closed", "---\n---\nno keys", "---\n- a\n---\n"})
    void what_has_none_has_none(String text) {
        assertThat(Frontmatter.read(text)).isEmpty();
    }
}
