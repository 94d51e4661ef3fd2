package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.StepResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Ways to look green with nothing proven. None passes, and each says why.
class GreenWithoutProofTest {

    @TempDir private Path folder;

    private PythonRepository project;
    private Way way = new Way("");

    @BeforeEach
    void a_project_whose_code_is_broken(TestInfo info) {
        way = Way.of(info);
        project = PythonRepository.small(folder);
        project.write("app/sums.py", Way.BROKEN);
    }

    private void assertNotPassed(String why) {
        assertNotPassed(project.judge(check("tests"), check("coverage", Map.of("lines", 1L))), why);
    }

    private void assertNotPassed(GateReport report, String why) {
        way.assertNotPassed(report, why);
        assertThat(report.outcome()).isNotInstanceOf(Outcome.Pass.class);
    }

    @Test
    void a_session_that_ends_itself_with_code_zero() {
        project.write(
                "tests/test_a_first.py",
                "import pytest\n\n\ndef test_first() -> None:\n    pytest.exit('done', 0)\n");

        assertNotPassed("tests began and gave no result: tests/test_a_first.py::test_first");
    }

    @Test
    void a_process_that_ends_itself_with_code_zero() {
        project.write(
                "tests/test_a_first.py",
                "import os\n\n\ndef test_first() -> None:\n    os._exit(0)\n");

        assertNotPassed("the process went away during tests/test_a_first.py::test_first");
    }

    @Test
    void an_exit_code_that_is_forged_at_the_end_of_the_session() {
        project.write(
                "tests/conftest.py",
                "def pytest_sessionfinish(session, exitstatus):\n    session.exitstatus = 0\n");

        assertNotPassed("-");
    }

    @Test
    void an_exit_code_that_is_forged_when_the_process_ends() {
        project.write(
                "tests/conftest.py",
                "import atexit\nimport os\n\natexit.register(lambda: os._exit(0))\n");

        assertNotPassed("pytest ended with status 1, its process with code 0");
    }

    @Test
    void a_report_that_is_rewritten_when_the_process_ends() {
        project.write(
                "tests/conftest.py",
                """
                import atexit
                import os
                import re
                import sys

                report = next(a[11:] for a in sys.argv if a.startswith("--junitxml="))


                def rewrite() -> None:
                    with open(report) as file:
                        text = file.read()
                    with open(report, "w") as file:
                        file.write(re.sub(r"(?s)<failure.*?</failure>", "", text))
                    os._exit(1)


                atexit.register(rewrite)
                """);

        assertNotPassed("streamed as failed and reported as PASSED");
    }

    @Test
    void a_report_that_was_never_written() {
        project.write(
                "app/sums.py",
                "def add(a, b):\n    return a + b\n\n\ndef double(a):\n    return 2 * a\n");
        project.write(
                "conftest.py",
                """
                import atexit
                import os
                import sys

                report = next(a[11:] for a in sys.argv if a.startswith("--junitxml="))
                atexit.register(lambda: os.remove(report))
                """);

        assertNotPassed("there is no report junit.xml");
    }

    @Test
    void a_report_that_is_cut_off() {
        project.write(
                "app/sums.py",
                "def add(a, b):\n    return a + b\n\n\ndef double(a):\n    return 2 * a\n");
        project.write(
                "tests/conftest.py",
                """
                import atexit
                import os
                import sys

                report = next(a[11:] for a in sys.argv if a.startswith("--junitxml="))
                atexit.register(lambda: os.truncate(report, 120))
                """);

        assertNotPassed("junit.xml is not whole");
    }

    @Test
    void no_tests_at_all() {
        project.delete("tests/test_sums.py");

        var report = project.judge(check("tests"));

        assertNotPassed(report, "base-test-missing");
    }

    @Test
    void no_tests_where_there_never_were_any() {
        project.delete("tests/test_sums.py").base();

        assertNotPassed("no test was collected");
    }

    @Test
    void all_tests_skipped() {
        project.write(
                "tests/test_sums.py",
                "import pytest\n\npytestmark = pytest.mark.skip\n\n\ndef test_add() -> None:\n    assert False\n");
        project.base();

        assertNotPassed("all 1 tests were skipped");
    }

    @Test
    void a_test_of_the_base_deleted() {
        project.write(
                "tests/test_sums.py",
                "from app.sums import double\n\n\ndef test_double() -> None:\n    assert double(2) == 4\n");

        assertNotPassed("base-test-missing");
    }

    @Test
    void a_test_of_the_base_newly_skipped() {
        project.write(
                "tests/test_sums.py",
                "import pytest\n"
                        + project.read("tests/test_sums.py")
                                .replace(
                                        "def test_add",
                                        "@pytest.mark.skip(reason=\"later\")\ndef test_add"));

        assertNotPassed("base-test-newly-skipped");
    }

    @Test
    void a_test_of_the_base_that_is_now_expected_to_fail() {
        project.write(
                "tests/test_sums.py",
                "import pytest\n"
                        + project.read("tests/test_sums.py")
                                .replace("def test_add", "@pytest.mark.xfail\ndef test_add"));

        assertNotPassed("is expected to fail now");
    }

    @Test
    void a_conftest_that_deselects_tests() {
        project.write(
                "tests/conftest.py",
                """
                def pytest_collection_modifyitems(config, items):
                    gone = [i for i in items if i.name == "test_add"]
                    config.hook.pytest_deselected(items=gone)
                    items[:] = [i for i in items if i not in gone]
                """);

        assertNotPassed("is deselected now");
    }

    @Test
    void a_conftest_that_ignores_files() {
        project.write("tests/conftest.py", "collect_ignore = ['test_sums.py']\n");
        project.write("tests/test_new.py", "def test_new() -> None:\n    assert True\n");

        assertNotPassed("base-test-missing");
    }

    @Test
    void a_configuration_that_deselects_tests() {
        project.write("pytest.ini", "[pytest]\naddopts = -k double\n");

        assertNotPassed("tool-configuration-changed");
    }

    @Test
    void a_module_of_the_tree_in_place_of_pytest() {
        project.write(
                "pytest.py",
                "import sys\n\n__version__ = '9'\n\n\ndef main(args):\n    sys.exit(0)\n");

        assertNotPassed("package pytest was imported from");
    }

    @Test
    void a_module_of_the_tree_in_place_of_the_linter() {
        project.append("app/sums.py", "\n\ndef broken():\n    return nowhere\n");
        project.write("flake8/__init__.py", "");
        project.write("flake8/__main__.py", "print('1 total files processed')\n");

        assertNotPassed(project.judge(check("lint", Map.of("new", 0L))), "F821");
    }

    @Test
    void a_tool_replaced_by_true() throws IOException {
        var bin = Files.createDirectories(folder.resolve("venv/bin"));
        Files.createSymbolicLink(bin.resolve("python"), Path.of("/bin/true"));
        Files.createSymbolicLink(bin.resolve("ruff"), Path.of("/bin/true"));
        project.environment("VIRTUAL_ENV", folder.resolve("venv").toString());

        assertNotPassed(
                project.judge(check("lint", Map.of("new", 0L, "tool", "ruff"))),
                "the report is empty");
        assertNotPassed(project.judge(check("tests")), "test-failed");
    }

    @Test
    void coverage_of_nothing() {
        project.write("pyproject.toml", "[tool.coverage.run]\nomit = [\"*\"]\n").base();

        assertNotPassed(project.judge(check("coverage", Map.of("lines", 1L))), "coverage");
    }

    @Test
    void code_imported_from_somewhere_else() throws IOException {
        var other = Files.createDirectories(folder.resolve("other/app"));
        Files.writeString(other.resolve("__init__.py"), "");
        Files.writeString(
                other.resolve("sums.py"),
                "def add(a, b):\n    return a + b\n\n\ndef double(a):\n    return 2 * a\n");
        project.write(
                "conftest.py",
                "import sys\n\nsys.path.insert(0, '"
                        + folder.resolve("other")
                        + "')\nimport app.sums  # noqa\n");

        assertNotPassed("not from the tree under test");
    }

    @Test
    void a_test_that_mends_the_code_before_it_is_imported() {
        project.write(
                "tests/conftest.py",
                """
                import pathlib

                code = pathlib.Path(__file__).parent.parent / "app" / "sums.py"
                code.write_text(code.read_text().replace("a - b", "a + b"))
                """);

        assertNotPassed("changed app/sums.py of the tree it measured");
    }

    @Test
    void tests_that_never_end() {
        project.write(
                "tests/test_long.py",
                "import time\n\n\ndef test_long() -> None:\n    time.sleep(600)\n");

        assertNotPassed(
                project.judge(check("tests", Map.of("timeout", "3s"))), "did not end within 3 s");
    }

    @Test
    void a_new_test_that_is_skipped() {
        project.write("app/sums.py", Way.BROKEN.replace("a - b", "a + b"));
        project.write(
                "tests/test_new.py",
                "import pytest\n\n\n@pytest.mark.skip\ndef test_new() -> None:\n    assert False\n");

        assertNotPassed("test-not-run");
    }

    @Test
    void results_added_after_the_end() {
        project.write(
                "tests/conftest.py",
                """
                import atexit
                import os
                import stat


                def more() -> None:
                    for name in os.listdir("/proc/self/fd"):
                        if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                            os.write(int(name), b'{"t":"finish","status":0}\\n')


                atexit.register(more)
                """);

        assertNotPassed("after the end of the tests");
    }

    @Test
    void a_gate_without_checks() {
        assertNotPassed(project.judge(), "");
        assertThat(project.judge().verdict()).isInstanceOf(Verdict.Inconclusive.class);
    }
}
