package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GraphTest {

    private static final Path GOLDEN = Path.of("src/test/resources/definitions/drawn");

    static List<String> builtins() {
        return Definitions.builtins();
    }

    @ParameterizedTest
    @MethodSource("builtins")
    void the_outline_reads_like_the_document(String name) throws IOException {
        var text = new StringBuilder();
        var workflow = Definitions.builtin(name).orElseThrow();
        var variants = workflow.inputs().variants().keySet();
        text.append(Graph.text(usual(workflow)));
        for (var variant : variants) {
            var count = StepCount.of(Variants.apply(workflow, variant));
            text.append('\n').append(variant).append(": ").append(count);
        }

        same(name + ".txt", text.append('\n').toString());
    }

    @Test
    void drawings_are_mermaid_and_dot() throws IOException {
        var feature = usual(Definitions.builtin("feature").orElseThrow());

        same("feature.mmd", Graph.mermaid(feature));
        same("feature.dot", Graph.dot(feature));
    }

    @ParameterizedTest
    @MethodSource("builtins")
    void every_arrow_leads_from_a_box_to_a_box(String name) {
        var dot = Graph.dot(Definitions.builtin(name).orElseThrow());
        var boxes = all("(?m)^ *\"([a-z0-9-]+)\" \\[label", dot);
        var ends = all("\"([a-z0-9-]+)\" -> ", dot);
        ends.addAll(all(" -> \"([a-z0-9-]+)\"", dot));

        assertThat(boxes).isNotEmpty().containsAll(ends);
    }

    @ParameterizedTest
    @CsvSource({
        "full,          12 steps, 2 more when needed",
        "standard,      11 steps, 2 more when needed",
        "standard-lite, 10 steps, 2 more when needed",
        "hotfix,        9 steps, 2 more when needed"
    })
    void steps_are_counted_from_the_definition(String variant, String always, String perhaps) {
        var feature = Variants.apply(Definitions.builtin("feature").orElseThrow(), variant);

        assertThat(StepCount.of(feature)).hasToString(always + ", " + perhaps);
    }

    private static Set<String> all(String pattern, String text) {
        var found = new TreeSet<String>();
        Pattern.compile(pattern).matcher(text).results().forEach(r -> found.add(r.group(1)));
        return found;
    }

    private static Workflow usual(Workflow workflow) {
        return Variants.choose(workflow, Map.of())
                .map(variant -> Variants.apply(workflow, variant))
                .orElse(workflow);
    }

    private static void same(String file, String text) throws IOException {
        var golden = GOLDEN.resolve(file);
        if (Boolean.getBoolean("golden")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }
}
