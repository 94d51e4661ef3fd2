package dev.landfast.check.lint;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.gate.Findings;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.Python;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Unmeasured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A class of rules is measured by something, or the gate stays shut.
class LintToolsTest {

    private static final Map<String, Object> FEATURE =
            Map.of("new", 0L, "rules", List.of("F", "E9", "B", "S"), "unmeasured", "block");

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private static List<String> places(GateReport report) {
        return report.findings().stream().map(Findings::subject).toList();
    }

    @Test
    void likely_bugs_and_security_are_measured_without_plug_ins() {
        project.write(
                "app/young.py",
                """
                def risky(text: str, seen: list = []) -> object:
                    seen.append(text)
                    try:
                        return eval(text)
                    except ValueError:
                        raise KeyError(text)
                """);

        assertThat(places(project.judge(check("lint", FEATURE))))
                .containsExactlyInAnyOrder(
                        "B006 app/young.py:1", "S307 app/young.py:4", "B904 app/young.py:6");
    }

    @Test
    void what_the_base_has_already_is_not_new() {
        project.write("app/young.py", "def risky(text):\n    return eval(text)\n").base();
        project.append("app/young.py", "\n\nTHREE = 3\n");

        var report = project.judge(check("lint", FEATURE));

        assertThat(report.findings()).isEmpty();
        assertThat(report.checks().getFirst().evidence().notes()).isEmpty();
    }

    @Test
    void a_comment_takes_back_the_rule_it_names_and_no_other() {
        project.write(
                "app/young.py",
                """
                def risky(text, seen=[]):  # noqa: B006
                    seen.append(text)
                    eval(text)  # noqa
                    exec(text)  # nosec
                    return eval(text)  # noqa: S102
                """);

        assertThat(places(project.judge(check("lint", FEATURE))))
                .containsExactly("S307 app/young.py:5");
    }

    @Test
    void tests_may_assert() {
        project.write("tests/test_more.py", "def test_more():\n    assert 1\n");
        project.write("app/young.py", "def sure(x):\n    assert x\n");

        assertThat(places(project.judge(check("lint", FEATURE))))
                .containsExactly("S101 app/young.py:2");
    }

    @Test
    void without_bandit_security_is_not_measured() {
        var python = new Python(Path.of("/usr/bin/python3"), "3.11", Map.of("flake8", "5"), "");
        var linter =
                new FlakeAndOthers(
                        new Flake8(python),
                        Set.of("B", "S"),
                        Optional.empty(),
                        new LikelyBugs(python));

        assertThat(linter.unmeasured(Set.of("B", "S")))
                .containsExactly("S (there is neither bandit nor flake8-bandit)");
    }

    @Test
    void a_file_that_bandit_could_not_read_is_no_clean_file() {
        var output =
                """
                {"errors": [{"filename": "b/y.py", "reason": "syntax error while parsing AST from file"}],
                 "metrics": {"_totals": {"loc": 1}, "b/y.py": {"loc": 1}}, "results": []}
                """;

        assertThatThrownBy(() -> Bandit.parse(output))
                .isInstanceOf(Unmeasured.class)
                .hasMessageContaining("b/y.py: syntax error");
        assertThatThrownBy(() -> Bandit.parse("")).isInstanceOf(Unmeasured.class);
    }

    /// The real ruff is not to be had here: what answers is a script with its two options.
    @Test
    void ruff_itself_says_how_many_files_it_read() throws IOException {
        var ruff = folder.resolve("bin/ruff");
        Files.createDirectories(ruff.getParent());
        Files.writeString(
                ruff,
                """
                #!/bin/sh
                case "$*" in
                --version) echo "ruff 0.9.0" ;;
                *--show-files*) echo "$PWD/app/sums.py" ;;
                *) echo "[]" ;;
                esac
                """);
        assertThat(ruff.toFile().setExecutable(true)).isTrue();
        project.environment("PATH", ruff.getParent() + ":/usr/bin:/bin");
        project.append("app/sums.py", "\n\nX = 1\n").write("app/more.py", "Y = 1\n");

        assertThat(project.judge(check("lint", FEATURE)).checks().getFirst().evidence().counts())
                .containsEntry("files", 1L);
    }
}
