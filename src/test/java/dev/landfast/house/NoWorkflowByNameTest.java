package dev.landfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// All workflows ship as definitions, and nothing in the code knows them by name: a copy under
/// another name is worth as much.
class NoWorkflowByNameTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/landfast");

    /// Words that are the name of a workflow and mean something else there.
    private static final Map<String, Set<String>> OTHERWISE =
            Map.of(
                    "journal/Registry.java", Set.of("feature"),
                    "definition/ProjectFacts.java", Set.of("project"),
                    "definition/ProjectFile.java", Set.of("project"),
                    "definition/StructureReader.java", Set.of("project"),
                    "workspace/GateEnvironments.java", Set.of("project"),
                    "api/Demo.java", Set.of("project"),
                    "simulation/Crew.java", Set.of("feature", "spec"));

    /// Examples are help, which is printed for people to read, and say `feature` as the pages do.
    private static final Pattern EXAMPLE = Pattern.compile("\\.example\\((\"[^\\n]*\")\\)");

    @Test
    void no_source_has_a_command_with_a_workflow_in_it_but_the_examples_of_help()
            throws IOException {
        var names = String.join("|", Definitions.builtins());
        var typed = Pattern.compile("\\b(?:run|workflow \\w+) (?:" + names + ")\\b");
        var found = new TreeSet<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                var source = EXAMPLE.matcher(Files.readString(file)).replaceAll("");
                typed.matcher(source)
                        .results()
                        .forEach(use -> found.add(SOURCES.relativize(file) + " " + use.group()));
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void no_source_names_a_workflow_that_ships() throws IOException {
        var found = new TreeSet<String>();
        var excused = new TreeSet<String>();
        var named = Pattern.compile("\"(" + String.join("|", Definitions.builtins()) + ")\"");
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                var name = SOURCES.relativize(file).toString();
                named.matcher(Files.readString(file))
                        .results()
                        .forEach(use -> {
                            var allowed = OTHERWISE.getOrDefault(name, Set.of());
                            (allowed.contains(use.group(1)) ? excused : found)
                                    .add(name + " " + use.group(1));
                        });
            }
        }

        assertThat(found).isEmpty();
        assertThat(excused)
                .as("every exception is still needed")
                .hasSize(OTHERWISE.values().stream().mapToInt(Set::size).sum());
    }
}
