package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.gate.CheckReport;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A check passes only once it has found a planted defect.
class CanariesTest {

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void an_honest_change() {
        project = PythonRepository.small(folder).withoutMemory();
        project.append("app/sums.py", "\n\ndef triple(a: int) -> int:\n    return a * 3\n");
        project.write(
                "tests/test_triple.py",
                "from app.sums import triple\n\n\ndef test_triple() -> None:\n    assert triple(2) == 6\n");
        project.material(
                "review", "{\"verdict\": \"APPROVED\", \"summary\": \"fine\", \"findings\": []}");
    }

    static Stream<Workflow.Check> shown() {
        return Stream.of(
                check("parse"),
                check("tests"),
                check("base-tests"),
                check("coverage", Map.of("lines", 80L)),
                check("coverage", Map.of("lines", "no-decrease")),
                check("coverage", Map.of("changed", 80L)),
                check("red"),
                check("mutants"),
                check("lint", Map.of("new", 0L)),
                check("lint", Map.of("new", 0L, "rules", List.of("F", "E9", "B", "S"))),
                check("types", Map.of("errors", 0L)),
                check("format"),
                check("conflicts"),
                check("instructions", Map.of("errors", 3L)),
                check("review"));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void every_check_that_comes_with_landfast_finds_what_is_planted_for_it(Workflow.Check check) {
        var report = project.judge(check);

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(found(report)).isEqualTo(1);
    }

    @Test
    void what_was_shown_is_shown_again_when_the_configuration_changes_and_not_before() {
        project.judge(check("types", Map.of("errors", 0L)));
        var runs =
                runs(
                        project.write("README.md", "words\n")
                                .judge(check("types", Map.of("errors", 0L))));
        project.write("mypy.ini", "[mypy]\nstrict_equality = True\n").base();

        assertThat(runs).isEqualTo(1);
        assertThat(found(project.judge(check("types", Map.of("errors", 0L))))).isEqualTo(1);
    }

    private static int runs(GateReport report) {
        return report.checks().getFirst().evidence().runs().size();
    }

    @Test
    void a_configuration_that_keeps_the_tool_from_seeing_the_code_makes_the_check_vacuous() {
        project.write("mypy.ini", "[mypy]\nignore_errors = True\n").base();

        assertVacuous(project.judge(check("types", Map.of("errors", 0L))));
    }

    @Test
    void a_linter_that_is_told_to_leave_everything_out_is_vacuous() {
        project.write(".flake8", "[flake8]\nignore = E,F,W,B,S,C\n").base();
        project.append("app/sums.py", "\n\ndef four(a: int) -> int:\n    return a * 4\n");

        assertVacuous(project.judge(check("lint", Map.of("new", 0L, "tool", "flake8"))));
    }

    private static Workflow.Check command(String run) {
        return check(
                "command",
                Map.of(
                        "run",
                        run,
                        "canary",
                        Map.of(
                                "file",
                                "tests/test_canary.py",
                                "text",
                                "def test_canary():\n    assert 1 == 2\n")));
    }

    @Test
    void a_command_of_the_project_that_fails_when_it_should_is_shown() {
        var report = project.judge(command("python3 -m pytest -q"));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(found(report)).isEqualTo(1);
    }

    @Test
    void a_command_replaced_by_true_is_vacuous() {
        assertVacuous(project.judge(command("true")));
    }

    @Test
    void a_command_whose_code_is_lost_in_a_pipe_is_vacuous() {
        assertVacuous(project.judge(command("python3 -m pytest -q | tee log.txt")));
    }

    @Test
    void a_command_that_crashes_and_says_zero_is_vacuous() {
        assertVacuous(project.judge(command("sh -c 'kill -9 $$' || exit 0")));
    }

    @Test
    void a_tool_replaced_by_a_stub_that_finds_nothing_is_vacuous() throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        var ruff = bin.resolve("ruff");
        Files.writeString(
                ruff,
                "#!/bin/sh\ncase $* in *version*) echo ruff 0.17.0;; *show-files*) ls app/*.py;; *) echo '[]';; esac\n");
        assertThat(ruff.toFile().setExecutable(true)).isTrue();
        project.environment("PATH", bin + ":/usr/bin:/bin");

        var report = project.judge(check("lint", Map.of("new", 0L, "tool", "ruff")));

        assertThat(report.verdict().passed()).as(report.toString()).isFalse();
        assertThat(report.findings().toString()).containsAnyOf("vacuous", "not shown", "read");
    }

    @Test
    void a_command_without_a_canary_says_that_it_was_not_shown() {
        var report = project.judge(check("command", Map.of("run", "true")));

        assertThat(notes(report)).contains("not shown able to fail");
    }

    private static void assertVacuous(GateReport report) {
        assertThat(report.verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(report.findings().toString()).contains("vacuous:", "was planted and not found");
    }

    private static long found(GateReport report) {
        return report.checks().getFirst().evidence().counts().getOrDefault("planted-and-found", 0L);
    }

    private static String notes(GateReport report) {
        return report.checks().stream()
                .map(CheckReport::evidence)
                .flatMap(e -> e.notes().stream())
                .toList()
                .toString();
    }
}
