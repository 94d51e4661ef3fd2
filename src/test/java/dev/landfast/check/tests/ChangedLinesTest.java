package dev.landfast.check.tests;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Coverage of the lines that a change adds, by the real coverage.
class ChangedLinesTest {

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project_with_a_new_function() {
        project = PythonRepository.small(folder);
        project.append(
                "app/sums.py",
                """


                def sign(number: int) -> int:
                    if number < 0:
                        return -1
                    if number > 0:
                        return 1
                    return 0
                """);
    }

    private GateReport judge(long changed) {
        return project.judge(check("coverage", Map.of("changed", changed)));
    }

    @Test
    void lines_that_no_test_runs_are_named() {
        project.write(
                "tests/test_sign.py",
                "from app.sums import sign\n\n\ndef test_sign() -> None:\n    assert sign(-3) == -1\n");

        var report = judge(80);

        assertThat(report.verdict()).isInstanceOf(Verdict.Fail.class);
        assertThat(report.findings().getFirst().rule()).isEqualTo("added-lines-uncovered");
        assertThat(report.findings().toString()).contains("3 added lines", "50.0 % of all added");
        assertThat(judge(50).verdict()).isEqualTo(new Verdict.Pass());
    }

    @Test
    void a_change_that_adds_nothing_to_run_passes_and_says_so() {
        project = PythonRepository.small(folder.resolve("other"));
        project.write("README.md", "words\n");

        var report = project.judge(check("coverage", Map.of("changed", 100L)));

        assertThat(report.verdict()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getFirst().evidence().notes().toString())
                .contains("adds no line that could be run");
    }

    @Test
    void changed_files_that_coverage_does_not_measure_are_named() {
        project.write("tools/build.py", "def build() -> int:\n    return 1\n");
        project.write(
                "tests/test_sign.py",
                "from app.sums import sign\n\n\ndef test_sign() -> None:\n    assert [sign(n) for n in (-3, 0, 3)] == [-1, 0, 1]\n");

        var report = judge(100);

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getFirst().evidence().notes().toString())
                .contains("does not measure these changed files: tools/build.py");
    }

    @Test
    void lines_are_said_as_ranges() {
        assertThat(ChangedLines.ranges(Set.of(3, 4, 5, 9))).isEqualTo("3-5, 9");
        assertThat(ChangedLines.ranges(Set.of(1))).isEqualTo("1");
    }
}
