package dev.landfast.check.tests;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a gate when coverage's report is odd.
class CoverageReportsTest {

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder).withoutMemory();
    }

    /// Its tests start a process elsewhere, which then names the same files in another way.
    private void countsFilesTwice() {
        project.write(
                ".coveragerc", "[run]\nrelative_files = true\nsource = app\nparallel = true\n");
        project.write(
                "tests/test_elsewhere.py",
                """
                import os
                import subprocess
                import sys


                def test_elsewhere(tmp_path) -> None:
                    subprocess.run(
                        [sys.executable, "-c", "import app.sums"], cwd=tmp_path, env=os.environ, check=True
                    )
                """);
        project.base();
    }

    @Test
    void with_relative_files_a_process_elsewhere_is_not_counted_and_it_is_said() {
        countsFilesTwice();
        project.append("app/sums.py", "\n\ndef triple(a: int) -> int:\n    return a * 3\n");

        var report = project.judge(check("tests"), check("coverage", Map.of("lines", 10L)));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getFirst().evidence().notes())
                .anySatisfy(note -> assertThat(note).contains("relative_files"));
    }

    @Test
    void a_planted_test_runs_with_the_options_that_the_projects_tests_run_with() {
        project.write("pytest.ini", "[pytest]\naddopts = --cov app --cov-append\n").base();
        project.append("app/sums.py", "\n\ndef triple(a: int) -> int:\n    return a * 3\n");

        var report = project.judge(check("tests"), check("coverage", Map.of("lines", 10L)));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
    }

    @Test
    void options_that_need_coverage_find_an_interpreter_that_has_it() {
        project.write("pytest.ini", "[pytest]\naddopts = --cov app\n").base();
        project.append("app/sums.py", "\n\ndef triple(a: int) -> int:\n    return a * 3\n");

        var report = project.judge(check("tests"));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
    }

    @Test
    void settings_that_name_none_of_the_projects_code_do_not_decide_where_coverage_looks() {
        project.write("pyproject.toml", "[tool.coverage.run]\nsource = [\"other\", \"tests\"]\n");
        project.base();
        project.append("app/sums.py", "\n\ndef triple(a: int) -> int:\n    return a * 3\n");

        var evidence =
                project.judge(check("tests"), check("coverage", Map.of("lines", 80L)))
                        .checks()
                        .getLast()
                        .evidence();

        assertThat(evidence.counts()).containsEntry("lines", 6L).containsEntry("covered", 5L);
        assertThat(evidence.notes().toString()).contains("none of its own code; measured is app");
    }
}
