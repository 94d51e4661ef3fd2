package dev.landfast.check.shape;

import static dev.landfast.gate.PythonRepository.check;
import static dev.landfast.gate.PythonRepository.shell;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One reading of all files, which is whole or nothing.
class ShapeTest {

    private static final Path SCRIPT =
            Path.of("src/main/resources/dev/landfast/gate/shape.py").toAbsolutePath();
    private static final Pattern MCCABE =
            Pattern.compile("\\./(.*?):(\\d+):\\d+: C901 .*\\((\\d+)\\)");

    @TempDir private Path folder;

    private Shape read(Path tree) throws Exception {
        var report = folder.resolve("shape.json");
        shell("cd '%s' && /usr/bin/python3 -I '%s' '%s'".formatted(tree, SCRIPT, report));
        try (var files = Files.walk(tree)) {
            var expected =
                    files.map(f -> tree.relativize(f).toString())
                            .filter(f -> f.endsWith(".py"))
                            .collect(toSet());
            return ShapeReport.read(report, expected);
        }
    }

    private Path tree(Map<String, String> files) throws IOException {
        var tree = Files.createDirectories(folder.resolve("tree"));
        for (var file : files.entrySet()) {
            var path = tree.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, file.getValue());
        }
        return tree;
    }

    @ParameterizedTest
    @ValueSource(strings = {"_pytest", "flake8", "black"})
    void complexity_is_what_mccabe_counts(String name) throws Exception {
        var installed =
                Path.of(
                        shell(
                                        "/usr/bin/python3 -c 'import %s; print(%s.__path__[0])'"
                                                .formatted(name, name))
                                .strip());
        Map<String, Integer> theirs = new HashMap<>();
        var said =
                MCCABE.matcher(
                        shell(
                                "cd '%s' && /usr/bin/python3 -I -m flake8 --isolated --select=C901"
                                                .formatted(installed)
                                        + " --max-complexity=0 --disable-noqa"));
        while (said.find()) {
            theirs.put(said.group(1) + ":" + said.group(2), Integer.parseInt(said.group(3)));
        }

        var compared = 0;
        for (var module : read(installed).modules()) {
            var lines = Files.readAllLines(installed.resolve(module.path()));
            for (var each : module.marks().complexity()) {
                var value = theirs.get(module.path() + ":" + each.line());
                // It does not look into finally, see shape.py.
                if (value != null && !hasFinally(lines, each.line())) {
                    compared++;
                    assertThat(each.value()).as(module.path() + " " + each).isEqualTo(value);
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    /// Whether one comes before the next line that is indented no further.
    private static boolean hasFinally(List<String> lines, int from) {
        var indent = indent(lines.get(from - 1));
        for (var line : lines.subList(from, lines.size())) {
            if (line.strip().startsWith("finally:")) {
                return true;
            }
            if (!line.isBlank() && indent(line) < indent) {
                return false;
            }
        }
        return false;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    @Test
    void what_mccabe_does_not_look_into_counts() throws Exception {
        var tree =
                tree(
                        Map.of(
                                "a.py",
                                """
                                def choose(x):
                                    match x:
                                        case 1:
                                            return 1
                                        case 2:
                                            return 2
                                        case _:
                                            return 3


                                def close(x):
                                    try:
                                        x.run()
                                    finally:
                                        if x:
                                            x.close()


                                def group(x):
                                    try:
                                        x.run()
                                    except* ValueError:
                                        pass
                                """));

        assertThat(read(tree).modules().getFirst().marks().complexity())
                .extracting(c -> c.name() + " " + c.value())
                .containsExactly("choose 4", "close 3", "group 3");
    }

    @Test
    void a_function_keeps_its_hash_when_it_moves_and_is_written_another_way() throws Exception {
        var tree =
                tree(
                        Map.of(
                                "a.py",
                                "def f(x):\n    return x+1\n",
                                "b.py",
                                "# more\n\ndef f(x):\n    \"\"\"Says what it does.\"\"\"\n    return (x\n        + 1)\n",
                                "c.py",
                                "def f(x):\n    return x + 2\n"));

        var hashes =
                read(tree).modules().stream()
                        .map(m -> m.marks().complexity().getFirst().hash())
                        .toList();
        assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
        assertThat(hashes.get(2)).isNotEqualTo(hashes.get(0));
    }

    @Test
    void names_and_contents_that_mean_harm_are_data() throws Exception {
        var tree =
                tree(
                        Map.of(
                                "]]> \u001b[31m\"'\\.py",
                                "X = ']]>\\ud800\u001b[2J'\n",
                                "--help.py",
                                "# TODO \u001b]0;x\u0007\n",
                                "long.py",
                                "x = 1\n".repeat(10_000),
                                "deep.py",
                                "x = " + "(".repeat(150) + "1" + ")".repeat(150) + "\n",
                                "broken.py",
                                "def (:\n"));

        var shape = read(tree);

        assertThat(shape.unreadable()).containsOnlyKeys("broken.py");
        assertThat(shape.modules())
                .filteredOn(m -> m.path().equals("long.py"))
                .extracting(Shape.Module::lines)
                .containsExactly(10_000);
        assertThat(shape.modules()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"files\": [], \"end\": 0}",
                "{\"files\": [{\"path\": \"a.py\"}], \"end\": 1}",
                "{\"files\": [{\"path\": \"b.py\", \"error\": \"x\"}], \"end\": 1}",
                "{\"files\": [{\"path\": \"a.py\", \"error\": \"x\"}]}",
                "{\"files\": [{\"path\": \"a.py\", \"error\": \"x\"}, {\"path\": \"a.py\", \"error\": \"x\"}], \"end\": 1}"
            })
    void a_report_that_is_not_whole_is_none(String text) throws IOException {
        var report = Files.writeString(folder.resolve("report.json"), text);

        assertThatThrownBy(() -> ShapeReport.read(report, Set.of("a.py")))
                .isInstanceOf(UnreadableReport.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "printf '{\"files\": [' > \"$3\"",
                "printf '{\"files\": [], \"end\": 0}' > \"$3\"",
                "exit 1",
                "true"
            })
    void without_a_whole_reading_every_check_of_it_is_inconclusive(String instead)
            throws IOException {
        var python = folder.resolve("python");
        Files.writeString(
                python,
                "#!/bin/sh\ncase \"$*\" in\n*shape.py*) "
                        + instead
                        + " ;;\n*) exec /usr/bin/python3 \"$@\" ;;\nesac\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();
        var project =
                PythonRepository.small(folder.resolve("project"))
                        .settings(Map.of("python", python.toString()));

        var report =
                project.judge(
                        check("complexity"),
                        check("docstrings"),
                        check("type-hints"),
                        check("interface"),
                        check("layout"),
                        check("leftovers"),
                        check("mocking"),
                        check("constants"));

        assertThat(report.checks())
                .allSatisfy(c ->
                        assertThat(c.verdict())
                                .as(c.check())
                                .isInstanceOfSatisfying(
                                        Verdict.Inconclusive.class,
                                        v ->
                                                assertThat(v.reason())
                                                        .contains(
                                                                "the shape of the code could not be read")));
        assertThat(report.checks())
                .allSatisfy(c -> assertThat(c.evidence().runs()).as(c.check()).isNotEmpty());
    }

    @Test
    void a_tree_is_read_once_for_all_checks() {
        var project = PythonRepository.small(folder);
        project.append("app/sums.py", "\n\nX = 1\n");

        var report = project.judge(check("complexity"), check("leftovers"), check("constants"));

        assertThat(report.checks().stream().map(c -> c.evidence().reports().getFirst().file()))
                .hasSize(3)
                .allMatch(f -> f.equals(first(report)));
    }

    private static Path first(GateReport report) {
        return report.checks().getFirst().evidence().reports().getFirst().file();
    }

    @Test
    void a_file_that_does_not_parse_leaves_nothing_to_judge() {
        var project = PythonRepository.small(folder).write("app/young.py", "def (:\n");

        assertThat(project.judge(check("leftovers")).findings().getFirst().message())
                .startsWith("app/young.py cannot be read");
    }
}
