package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParamsTest {

    private static final Workflow FEATURE = Definitions.builtin("feature").orElseThrow();
    private static final Workflow STORY = Definitions.builtin("story").orElseThrow();

    static Stream<String> hostile() {
        return Stream.concat(
                Stream.of(
                        "",
                        " ",
                        ".",
                        "..",
                        "../x",
                        "a/b",
                        "/a",
                        "a\\b",
                        "-rf",
                        "--force",
                        "a b",
                        "a;b",
                        "a|b",
                        "a&b",
                        "a&&b",
                        "a>b",
                        "a<b",
                        "$(id)",
                        "`id`",
                        "${HOME}",
                        "$HOME",
                        "a'b",
                        "a\"b",
                        "a\nb",
                        "a\rb",
                        "a\tb",
                        "a\u0000b",
                        "a\u001bb",
                        "*",
                        "?",
                        "[a]",
                        "{a}",
                        "~",
                        "~root",
                        "a~1",
                        "a^",
                        "a:b",
                        "@{-1}",
                        "a@{u}",
                        "HEAD^",
                        "a.lock",
                        "a..b",
                        "#a",
                        "!a",
                        "%00",
                        "a%2fb",
                        "ä",
                        "日本",
                        "\u202Eabc",
                        "\uD83D\uDE00",
                        "\uFEFFa",
                        "a\u00a0b",
                        "refs/heads/x",
                        "con:",
                        "a,b",
                        "a=b",
                        "a+b",
                        "(a)",
                        "a\u200bb"),
                Stream.of("a".repeat(101), "a".repeat(10_000), "-".repeat(3)));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void a_name_is_letters_digits_dash_and_underscore(String name) {
        var checked = Params.check(FEATURE, Map.of("name", name, "description", "x"));

        assertThat(checked.problems()).singleElement().asString().contains("'name'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A1", "user-login", "user_login", "_x", "0"})
    void ordinary_names_are_fine(String name) {
        var checked = Params.check(FEATURE, Map.of("name", name, "description", "x"));

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.values()).containsEntry("name", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "../x",
                "a/../../b",
                "..",
                "-x",
                "~/x",
                "a\\..\\b",
                "C:x",
                "a\nb",
                "a\u0000b",
                ".git/config",
                "a/.git/hooks/x"
            })
    void a_path_stays_inside_the_repository(String path) {
        var checked = Params.check(STORY, Map.of("name", "a", "path", path));

        assertThat(checked.problems()).singleElement().asString().contains("'path'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fix; rm -rf / && echo $(id) `id` | tee > x",
                "two\nlines\tand a tab",
                "--force -rf",
                "../../etc/passwd",
                "${steps.unit.verdict} $${x} {{NAME}}",
                "quotes ' \" and \\ backslash",
                "日本語 ä \uD83D\uDE00"
            })
    void a_description_may_say_anything_a_person_types(String text) {
        var checked = Params.check(FEATURE, Map.of("name", "a", "description", text));

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.values()).containsEntry("description", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b", "a\u001b[31mb", "a\u0007", "\uD800"})
    void a_description_has_something_to_say_and_nothing_hidden(String text) {
        var checked = Params.check(FEATURE, Map.of("name", "a", "description", text));

        assertThat(checked.problems()).hasSize(1);
    }

    @Test
    void ten_thousand_characters_are_a_long_description_and_a_hundred_thousand_too_many() {
        assertThat(problems("x".repeat(10_000))).isEmpty();
        assertThat(problems("x".repeat(100_000))).hasSize(1);
    }

    private static List<String> problems(String description) {
        return Params.check(FEATURE, Map.of("name", "a", "description", description)).problems();
    }

    @Test
    void what_is_missing_and_what_is_unknown_is_told() {
        var checked = Params.check(FEATURE, Map.of("name", "a", "desription", "x"));

        assertThat(checked.problems())
                .anySatisfy(p -> assertThat(p).contains("did you mean 'description'?"))
                .anySatisfy(p -> assertThat(p).contains("'description' is missing"));
    }

    @Test
    void texts_of_a_command_line_become_what_the_definition_asks_for() {
        var workflow =
                Definitions.parse(
                        """
                        workflow: typed
                        params:
                          times: { type: integer, default: 2 }
                          share: { type: number, required: true }
                          dry:   { type: boolean }
                          size:  { type: choice, choices: [small, large] }
                        steps: [ { id: a, run: x } ]
                        """,
                        "typed.yaml");

        assertThat(Params.check(workflow, Map.of("share", "0.5", "dry", "true")).values())
                .isEqualTo(Map.of("times", 2L, "share", 0.5, "dry", true));
        assertThat(Params.check(workflow, Map.of("share", "x", "size", "huge")).problems())
                .hasSize(2);
    }
}
