package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Definitions come from strangers: whatever is in the file, reading it ends soon, and in a
/// workflow or a list of mistakes.
class DefinitionFuzzTest {

    /// More of them with `-Dfuzz=5000`.
    private static final int MUTANTS = Integer.getInteger("fuzz", 100);

    private static final List<String> SPLINTERS =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ":",
                    "-",
                    "- ",
                    "? ",
                    "&a ",
                    "*a",
                    "!!str ",
                    "|",
                    ">",
                    "'",
                    "\"",
                    "#",
                    ",",
                    "\t",
                    "\n",
                    "\n  ",
                    "${",
                    "}",
                    "${params.name}",
                    "$${",
                    "~",
                    "null",
                    "true",
                    "-1",
                    "9999999999999999999999",
                    "1e9",
                    ".inf",
                    "../",
                    "--",
                    "\u0000",
                    "\uFEFF",
                    "\uD83D\uDE00",
                    "\\",
                    "%YAML 1.2\n---\n",
                    "...",
                    "<<: ",
                    "loop: ",
                    "steps: ",
                    "if: (",
                    "recover: ",
                    "repairs: 0",
                    "needs: [x]");

    static List<String> texts() {
        return Definitions.builtins();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_mutated_definition_is_read_or_refused(String name) {
        var text = Definitions.builtinText(name).orElseThrow();
        var random = new Random(name.hashCode());
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    for (int i = 0; i < MUTANTS; i++) {
                        var mutant = mutate(text, random);
                        assertThat(ends(mutant)).as(mutant).isTrue();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatever_can_be_read_can_be_looked_at(String name) {
        var text = Definitions.builtinText(name).orElseThrow();
        var random = new Random(name.length());
        for (int i = 0; i < MUTANTS / 4; i++) {
            var lines = new ArrayList<>(text.lines().toList());
            lines.remove(random.nextInt(lines.size()));
            look(String.join("\n", lines));
        }
    }

    private static void look(String text) {
        Workflow workflow;
        try {
            workflow = Definitions.parse(text, "fuzz.yaml");
        } catch (DefinitionException _) {
            return;
        }
        Lint.check(workflow);
        Graph.text(workflow);
        Graph.dot(workflow);
        for (var variant : workflow.inputs().variants().keySet()) {
            assertThat(StepCount.of(Variants.apply(workflow, variant)).always()).isNotNegative();
        }
        assertThat(Graph.mermaid(workflow)).startsWith("flowchart");
    }

    private static boolean ends(String text) {
        try {
            return Definitions.parse(text, "fuzz.yaml").header().text().equals(text);
        } catch (DefinitionException e) {
            return !e.problems().isEmpty();
        }
    }

    private static String mutate(String text, Random random) {
        var mutant = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(mutant.length());
            int length = Math.min(random.nextInt(30), mutant.length() - at);
            switch (random.nextInt(5)) {
                case 0 -> mutant.delete(at, at + length);
                case 1 -> mutant.insert(at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
                case 2 -> mutant.insert(at, mutant.substring(at, at + length));
                case 3 -> mutant.setCharAt(at, (char) random.nextInt(32, 127));
                default ->
                        mutant.replace(
                                at, at + length, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
            }
        }
        return mutant.toString();
    }
}
