package dev.landfast.check.playground;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosCheckTest {

    private static final String FILE = "playground/sums_exploration.py";
    private static final Workflow.Check FIVE =
            check(
                    "scenarios",
                    Map.of(
                            "min",
                            5L,
                            "runtime-errors",
                            0L,
                            "covers",
                            List.of("happy path", "edge cases", "errors")));
    private static final String EXPLORATIONS =
            """
            from app.sums import add, double


            def explore_happy_path() -> bool:
                return add(1, 2) == 3


            async def explore_doubling() -> bool:
                return double(2) == 4


            def explore_edge_case_zero() -> bool:
                return add(0, 0) == 0


            def explore_wrong_types() -> bool:
                \"""Errors: texts and numbers do not mix.\"""
                try:
                    add("a", 1)
                except TypeError:
                    return True
                return False


            def explore_large() -> bool:
                return double(10**50) > 10**50


            def helper():
                raise ValueError
            """;

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private static List<String> said(GateReport report) {
        return report.findings().stream().map(f -> f.place() + " " + f.message()).toList();
    }

    @Test
    void explorations_that_hold_pass() {
        project.write(FILE, EXPLORATIONS);

        var report = project.judge(FIVE);

        assertThat(said(report)).isEmpty();
        assertThat(report.verdict()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getFirst().evidence().counts()).containsEntry("held", 5L);
    }

    @Test
    void one_that_says_false_does_not_count() {
        project.write(FILE, EXPLORATIONS.replace("add(0, 0) == 0", "add(0, 0) == 1"));

        assertThat(said(project.judge(FIVE)))
                .containsExactlyInAnyOrder(
                        FILE + ":12 explore_edge_case_zero returned False",
                        " no exploration of the kind 'edge cases' held",
                        " 4 explorations returned True, 5 are asked for");
    }

    @Test
    void something_like_true_is_not_true() {
        project.write(FILE, EXPLORATIONS.replace("return add(1, 2) == 3", "return 'yes'"));

        assertThat(said(project.judge(FIVE)))
                .contains(FILE + ":4 explore_happy_path returned 'yes'");
    }

    @Test
    void an_error_is_named_with_its_line() {
        project.write(FILE, EXPLORATIONS + "\n\ndef explore_more() -> bool:\n    return 1 / 0\n");

        assertThat(said(project.judge(FIVE)))
                .containsExactly(
                        FILE + ":34 explore_more raised ZeroDivisionError: division by zero");
        assertThat(
                        project.judge(check("scenarios", Map.of("min", 5L, "runtime-errors", 1L)))
                                .verdict()
                                .passed())
                .isTrue();
    }

    @Test
    void a_file_that_cannot_be_loaded_is_an_error() {
        project.write(FILE, "import nothing_of_that_name\n" + EXPLORATIONS);

        assertThat(project.judge(FIVE).findings())
                .extracting(Finding::rule)
                .contains("scenario-error", "scenarios-few");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__import__('os')._exit(0)",
                "__import__('os').kill(__import__('os').getpid(), 9)",
                "__import__('sys').modules['__main__'].out.close()"
            })
    void a_process_that_goes_away_proves_nothing(String ending) {
        project.write(FILE, EXPLORATIONS + "\n\ndef explore_last() -> bool:\n    " + ending + "\n");

        assertThat(project.judge(FIVE).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        v -> assertThat(v.reason()).contains("was not explored to its end"));
    }

    @Test
    void without_a_playground_there_is_nothing_to_judge() {
        assertThat(project.judge(FIVE).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        v ->
                                assertThat(v.reason())
                                        .endsWith("there is no playground/MODULE_exploration.py"));
    }

    @Test
    void another_file_may_be_named() {
        project.write("try/it.py", EXPLORATIONS);

        assertThat(
                        project.judge(check("scenarios", Map.of("file", "try/it.py", "min", 5L)))
                                .verdict()
                                .passed())
                .isTrue();
    }
}
