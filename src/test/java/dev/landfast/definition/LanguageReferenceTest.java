package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The reference pages say what the data files say, and their examples are definitions.
class LanguageReferenceTest {

    private static final Path PAGES = Path.of("docs/reference");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

    @Test
    void the_example_is_a_definition_without_warnings() throws IOException {
        var page = Files.readString(PAGES.resolve("language.md"));
        var examples = EXAMPLE.matcher(page).results().map(m -> m.group(1)).toList();

        assertThat(examples).isNotEmpty();
        for (var example : examples) {
            assertThat(Lint.check(Definitions.parse(example, "language.md"))).isEmpty();
        }
    }

    @Test
    void every_code_has_a_row() throws IOException {
        var page = Files.readString(PAGES.resolve("language.md"));

        for (var code : Problems.Code.values()) {
            assertThat(page).contains("| " + code.text() + " |");
        }
    }

    @Test
    void steps_lists_every_kind() throws IOException {
        var text =
                new StringBuilder(
                        "# Kinds of steps\n\nMade from `kinds.yaml` by `./dev golden --rewrite`.");
        for (var kind : Kinds.steps().values()) {
            text.append("\n\n## `").append(kind.name()).append("`\n\n");
            text.append(sentence(kind.about())).append("\n\n");
            text.append("| key | what | |\n|---|---|---|\n");
            row(text, kind.name(), kind.value());
            kind.keys().forEach((name, key) -> row(text, name, key));
            if (!kind.traits().later().isEmpty()) {
                text.append("\nRecorded, and not acted on yet: ")
                        .append(words(kind.traits().later()))
                        .append(".\n");
            }
            text.append("\nAround it: ").append(words(kind.traits().companions())).append(". ");
            text.append("Answers: ")
                    .append(
                            kind.traits()
                                    .outputs()
                                    .map(LanguageReferenceTest::words)
                                    .orElse("depends"))
                    .append('.');
        }
        same("steps.md", text.append('\n').toString());
    }

    @Test
    void checks_lists_every_check() throws IOException {
        var text =
                new StringBuilder(
                        "# Checks of a gate\n\nMade from `checks.yaml` and `explained.yaml` by `./dev golden --rewrite`. Each also takes:\n\n");
        text.append("| key | what | |\n|---|---|---|\n");
        Kinds.structure("check").forEach((name, key) -> row(text, name, key));
        for (var check : Kinds.checks().values()) {
            text.append("\n## `").append(check.name()).append("`\n\n");
            text.append(sentence(check.about()));
            Kinds.threshold(check.name())
                    .ifPresent(bare -> text.append(" A bare value is `").append(bare).append("`."));
            text.append('\n');
            Explanation.of(check.name()).ifPresent(known -> explain(text, known));
            rows(text, check.keys());
        }
        same("checks.md", text.toString());
    }

    private static void explain(StringBuilder text, Explanation known) {
        text.append("\n- **measures** ").append(known.measures());
        text.append("\n- **with** ").append(known.tools());
        text.append("\n- **cannot see** ").append(known.blind()).append('\n');
    }

    private static void rows(StringBuilder text, Map<String, Kind.Key> keys) {
        if (!keys.isEmpty()) {
            text.append("\n| key | what | |\n|---|---|---|\n");
            keys.forEach((name, key) -> row(text, name, key));
        }
    }

    private static void row(StringBuilder text, String name, Kind.Key key) {
        var range = key.range().text();
        var type =
                key.type().equals("choice")
                        ? key.range().choices().stream()
                                .map(c -> "`" + c + "`")
                                .collect(Collectors.joining(" "))
                        : key.type() + (range.isEmpty() ? "" : " " + range);
        text.append("| `").append(name).append("` | ").append(key.about());
        text.append(key.required() ? " (required)" : "").append(" | ").append(type).append(" |\n");
        key.keys().forEach((inner, said) -> row(text, name + "." + inner, said));
    }

    private static String sentence(String about) {
        return about.substring(0, 1).toUpperCase(Locale.ROOT) + about.substring(1) + ".";
    }

    private static String words(Iterable<String> words) {
        return "`" + String.join("`, `", words) + "`";
    }

    private static void same(String file, String text) throws IOException {
        var page = PAGES.resolve(file);
        if (Boolean.getBoolean("golden")) {
            Files.writeString(page, text);
        }
        assertThat(text).isEqualTo(Files.readString(page));
    }
}
