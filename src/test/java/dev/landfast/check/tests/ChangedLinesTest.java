package dev.landfast.check.tests;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Findings;
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

    private void tested() {
        project.write(
                "tests/test_sign.py",
                "from app.sums import sign\n\n\ndef test_sign() -> None:\n    assert [sign(n) for n in (-3, 0, 3)] == [-1, 0, 1]\n");
    }

    @Test
    void code_in_a_new_place_where_coverage_does_not_look_is_found() {
        tested();
        project.write(
                "extra/rates.py", "\"\"\"Rates.\"\"\"\n\n\ndef rate() -> int:\n    return 1\n");

        var report = judge(80);

        assertThat(report.verdict()).isInstanceOf(Verdict.Fail.class);
        assertThat(report.findings())
                .extracting(Findings::subject)
                .containsExactly("added-lines-unmeasured extra/rates.py:4");
    }

    @Test
    void code_in_a_folder_of_the_package_that_is_no_package_is_found() {
        tested();
        project.write("app/extra/rates.py", "def rate() -> int:\n    return 1\n");

        assertThat(judge(80).findings().toString()).contains("added-lines-unmeasured");
    }

    @Test
    void a_file_without_code_needs_no_measuring() {
        tested();
        project.write("app/extra/__init__.py", "\"\"\"Nothing yet.\"\"\"\n");
        project.write("other/__init__.py", "# Nothing at all.\nimport os\n");

        assertThat(judge(80).verdict()).isEqualTo(new Verdict.Pass());
    }

    @Test
    void what_the_base_leaves_out_may_be_left_out() {
        project = PythonRepository.small(folder.resolve("left-out"));
        project.write(
                ".coveragerc", "[run]\nsource = app\nomit =\n    app/old_*\n    */generated/*\n");
        project.write("jobs/nightly.py", "def run() -> int:\n    return 1\n").base();
        project.write("jobs/weekly.py", "def run() -> int:\n    return 2\n");
        project.write("app/old_sums.py", "def old() -> int:\n    return 3\n");

        var report = judge(80);

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getFirst().evidence().notes().toString())
                .contains("app/old_sums.py, jobs/weekly.py");
    }

    @Test
    void settings_are_read_as_each_kind_of_file_has_them() {
        var toml =
                """
                [tool.coverage.run]
                omit = ["a/*", 'b.py']
                [tool.coverage.report]
                exclude_also = [
                  # why
                  "x\\\\[0\\\\]",
                  'def __repr__',
                ]
                fail_under = 3
                """;
        var ini =
                """
                [coverage:run]
                omit = a/*, b.py
                [coverage:report]
                exclude_lines =
                    x\\[0\\]

                    # why
                    (unclosed
                show = 1
                """;
        for (var each : Map.of("pyproject.toml", toml, "setup.cfg", ini).entrySet()) {
            var read = CoverageSettings.of(f -> f.equals(each.getKey()) ? each.getValue() : "");
            assertThat(read.omits("a/c.py") && read.omits("b.py")).isTrue();
            assertThat(read.omits("c/a.py")).isFalse();
            assertThat(read.excluded()).hasSize(2);
            assertThat(read.excluded().getFirst().matcher("y = x[0]").find()).isTrue();
        }
    }

    @Test
    void lines_are_said_as_ranges() {
        assertThat(ChangedLines.ranges(Set.of(3, 4, 5, 9))).isEqualTo("3-5, 9");
        assertThat(ChangedLines.ranges(Set.of(1))).isEqualTo("1");
    }
}
