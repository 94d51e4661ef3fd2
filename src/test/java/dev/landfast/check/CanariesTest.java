package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.gate.CheckReport;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Shown;
import dev.landfast.gate.Verdict;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                check("integrity"),
                check("complexity", Map.of("most", 40L)),
                check("docstrings", Map.of("public", 0L)),
                check("type-hints", Map.of("public", 50L)),
                check("interface", Map.of("breaking", 5L)),
                check("layout", Map.of("lines", 500L)),
                check("leftovers", Map.of("findings", 9L)),
                check("leftovers", Map.of("path", "app/")),
                check("mocking"),
                check("mocking", Map.of("path", "tests/", "allow", List.of("time"))),
                check("constants"),
                check("secrets"),
                check("secrets", Map.of("path", "app")),
                check("review"));
    }

    /// In the folder that a check is about, or it would see nothing anywhere.
    @ParameterizedTest
    @ValueSource(strings = {"lint", "format", "types", "complexity", "docstrings", "interface"})
    void a_check_of_one_folder_has_its_defect_planted_there(String name) {
        project.write("other/__init__.py", "").write("other/more.py", "FOUR = 4\n").base();
        project.append("other/more.py", "\n\ndef more() -> int:\n    return FOUR\n");
        var with = new LinkedHashMap<String, Object>(Map.of("path", "other"));
        switch (name) {
            case "lint" -> with.put("new", 0L);
            case "types" -> with.put("errors", 0L);
            case "docstrings" -> with.put("public", 0L);
            default -> {}
        }

        var report = project.judge(check(name, with));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(found(report)).isEqualTo(1);
    }

    @Test
    void every_check_that_comes_with_landfast_has_something_planted_for_it() {
        assertThat(BuiltIn.checks().all())
                .allSatisfy(check ->
                        assertThat(check.getClass().getDeclaredMethods())
                                .as(check.name())
                                .extracting(Method::getName)
                                .contains("plant"));
    }

    @Test
    void tests_called_otherwise_than_usual_have_a_defect_planted_beside_them() {
        project.write("pytest.ini", "[pytest]\npython_files = check_*.py\n");
        project.delete("tests/test_sums.py").delete("tests/test_triple.py");
        project.write(
                "tests/check_sums.py",
                "from app.sums import add\n\n\ndef test_add() -> None:\n    assert add(1, 2) == 3\n");
        project.base();

        var report = project.judge(check("tests"), check("coverage", Map.of("lines", 10L)));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(found(report)).isEqualTo(1);
    }

    @Test
    void what_a_change_mends_in_the_base_does_not_keep_its_checks_from_being_shown() {
        project.write("app/broken.py", "def (:\n").base();
        project.delete("app/broken.py");

        var report = project.judge(check("complexity"));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(found(report)).isEqualTo(1);
    }

    @Test
    void a_base_without_tests_can_lose_the_one_that_was_planted() {
        project.delete("tests/test_sums.py").delete("tests/test_triple.py").base();

        var report = project.judge(check("parse"), check("base-tests"));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().get(1).evidence().counts())
                .containsEntry("planted-and-found", 1L);
    }

    @Test
    void each_tool_of_a_check_has_to_find_something() {
        var blind = Replaced.in(folder).module("bandit", Replaced.By.NOTHING_FOUND);
        project.environment("VIRTUAL_ENV", blind.toString());

        var report =
                project.judge(check("lint", Map.of("new", 0L, "rules", List.of("F", "B", "S"))));

        assertVacuous(report);
        assertThat(report.findings().toString()).contains("for S");
    }

    @Test
    void a_tool_replaced_after_it_was_shown_is_shown_again() {
        var format = check("types", Map.of("errors", 0L));
        var place = Replaced.in(folder);
        project.environment("VIRTUAL_ENV", place.folder().toString());
        assertThat(project.judge(format).verdict().passed()).isTrue();

        place.module("mypy", Replaced.By.NOTHING_FOUND);

        assertVacuous(project.judge(format));
    }

    @Test
    void on_request_each_check_says_what_became_of_its_defect() {
        var shown =
                project.canaries(
                        check("parse"),
                        check("command", Map.of("run", "true")),
                        command("true"),
                        check("health", Map.of("if-present", true)));

        assertThat(shown)
                .extracting(report -> report.check() + ": " + report.shown().word())
                .containsExactly(
                        "parse: held",
                        "command: not shown",
                        "command: vacuous",
                        "health: nothing planted");
    }

    @Test
    void on_request_a_check_that_fails_without_a_defect_is_not_shown() {
        assertThat(project.canaries(command("false")).getFirst().shown())
                .isInstanceOfSatisfying(
                        Shown.NotShown.class,
                        not -> assertThat(not.why()).contains("does not pass without a defect"));
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
    void a_command_without_a_canary_is_not_shown_and_its_pass_is_none() {
        var report = project.judge(check("command", Map.of("run", "true")));

        assertThat(report.verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(report.findings().toString())
                .contains("not shown able to fail", "say canary: none");
    }

    @Test
    void a_definition_may_do_without_a_canary_and_the_evidence_says_so() {
        var report = project.judge(check("command", Map.of("run", "true", "canary", "none")));

        assertThat(report.verdict()).isEqualTo(new Verdict.Pass());
        assertThat(notes(report)).contains("canary: none", "not shown able to fail");
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
