package dev.landfast.check.tests;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.check.Way;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Code of the tree that runs beside the tests and says they passed. Each breaks the same function,
/// whose test fails; none may pass.
class RiggedResultsTest {

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
        way.assertNotPassed(project.judge(check("tests")), why);
    }

    @Test
    void a_hook_that_turns_every_failure_into_a_pass() {
        project.write(
                "tests/conftest.py",
                """
                import pytest


                @pytest.hookimpl(hookwrapper=True)
                def pytest_runtest_makereport(item, call):
                    outcome = yield
                    report = outcome.get_result()
                    if report.failed:
                        report.outcome, report.longrepr = "passed", None
                """);

        assertNotPassed("a test that had to fail was reported as PASSED");
    }

    @Test
    void a_hook_that_turns_the_failure_of_one_test_into_a_pass() {
        project.write(
                "tests/conftest.py",
                """
                import pytest


                @pytest.hookimpl(hookwrapper=True)
                def pytest_runtest_makereport(item, call):
                    outcome = yield
                    report = outcome.get_result()
                    if item.name == "test_add":
                        report.outcome, report.longrepr = "passed", None
                """);

        assertNotPassed(
                "were made to fail and reported as passed, the first is tests/test_sums.py::test_add");
    }

    @Test
    void a_hook_that_runs_no_test_at_all() {
        project.write(
                "tests/conftest.py",
                "import pytest\n\n\n@pytest.hookimpl(tryfirst=True)\ndef pytest_pyfunc_call(pyfuncitem):\n    return True\n");

        assertNotPassed("a test that had to fail was reported as PASSED");
    }

    @Test
    void a_hook_that_swallows_what_one_test_raises() {
        project.write(
                "tests/conftest.py",
                """
                import pytest


                @pytest.hookimpl(hookwrapper=True)
                def pytest_runtest_call(item):
                    outcome = yield
                    if item.name.startswith("test_add"):
                        outcome.force_result(None)
                """);

        assertNotPassed("were made to fail and reported as passed");
    }

    @Test
    void a_protocol_of_its_own_that_reports_passes() {
        project.write(
                "tests/conftest.py",
                """
                import pytest
                from _pytest.reports import TestReport


                @pytest.hookimpl(tryfirst=True)
                def pytest_runtest_protocol(item, nextitem):
                    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
                    for when in ("setup", "call", "teardown"):
                        report = TestReport(item.nodeid, item.location, {}, "passed", None, when)
                        item.ihook.pytest_runtest_logreport(report=report)
                    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
                    return True
                """);

        assertNotPassed("a test that had to fail was reported as PASSED");
    }

    @Test
    void source_code_that_patches_pytest() {
        project.write(
                "app/sums.py",
                Way.BROKEN
                        + """


                        import sys
                        import types

                        runner = sys.modules.get("_pytest.runner")
                        if runner is not None:
                            call = runner.pytest_runtest_call
                            runner.real = types.FunctionType(call.__code__, call.__globals__)
                            call.__code__ = (lambda item: item.name == "test_add" or real(item)).__code__
                        """);

        assertNotPassed(
                "functions of pytest were replaced while the tests ran, the first is _pytest.runner.pytest_runtest_call");
    }

    @Test
    void a_result_that_is_said_into_our_channel() {
        project.write(
                "tests/conftest.py",
                """
                import json
                import os
                import stat


                def channel():
                    for name in os.listdir("/proc/self/fd"):
                        if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                            return int(name)


                def pytest_sessionfinish(session):
                    told = {"t": "result", "id": "tests/test_sums.py::test_add", "when": "call", "outcome": "passed"}
                    os.write(channel(), (json.dumps(told) + chr(10)).encode())
                """);

        assertNotPassed("tests/test_sums.py::test_add");
    }

    @Test
    void an_end_that_is_said_into_our_channel_before_the_failure() {
        project.write(
                "tests/conftest.py",
                """
                import json
                import os
                import stat


                def pytest_runtest_logstart(nodeid):
                    for name in os.listdir("/proc/self/fd"):
                        if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                            os.write(int(name), (json.dumps({"t": "finish", "status": 0}) + chr(10)).encode())
                """);

        assertNotPassed("after the end of the tests");
    }

    @Test
    void a_channel_that_is_closed_before_the_failure() {
        project.write(
                "tests/conftest.py",
                """
                import os
                import stat


                def pytest_runtest_setup(item):
                    for name in os.listdir("/proc/self/fd"):
                        try:
                            if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                                os.close(int(name))
                        except OSError:
                            pass
                """);

        assertNotPassed("the test session never ended");
    }

    @Test
    void a_hook_that_the_base_has_already_passes_nothing_either() {
        project.write("app/sums.py", Way.BROKEN.replace("a - b", "a + b"));
        project.write(
                        "tests/conftest.py",
                        """
                        import pytest


                        @pytest.hookimpl(hookwrapper=True)
                        def pytest_runtest_makereport(item, call):
                            outcome = yield
                            report = outcome.get_result()
                            report.outcome, report.longrepr = "passed", None
                        """)
                .base();
        project.write("app/sums.py", Way.BROKEN);

        assertNotPassed("had to fail");
    }

    @Test
    void a_copy_of_the_code_among_the_tests() {
        project.delete("tests/__init__.py");
        project.write("tests/app/__init__.py", "");
        project.write("tests/app/sums.py", Way.BROKEN.replace("a - b", "a + b"));

        assertNotPassed("not from the tree under test");
    }

    @Test
    void bytecode_that_stands_in_for_the_source() {
        project.write("app/sums.py", Way.BROKEN.replace("a - b", "a + b"));
        PythonRepository.shell(
                "cd '%s' && /usr/bin/python3 -m compileall -q --invalidation-mode unchecked-hash app"
                        .formatted(project.work()));
        project.write("app/sums.py", Way.BROKEN);

        assertNotPassed("tests/test_sums.py::test_add: assert -1 == 3");
    }

    @Test
    void an_honest_suite_shows_that_each_of_its_tests_can_fail() {
        project.write("app/sums.py", Way.BROKEN.replace("a - b", "a + b"));
        project.write(
                "tests/test_more.py",
                """
                import unittest

                import pytest


                @pytest.fixture(autouse=True)
                def around():
                    yield


                class TestMore:
                    @pytest.mark.parametrize("number", [1, 2])
                    def test_number(self, number: int) -> None:
                        assert number


                class Old(unittest.TestCase):
                    def test_old(self) -> None:
                        self.assertTrue(True)

                    @unittest.expectedFailure
                    def test_known(self) -> None:
                        self.fail()
                """);

        var report = project.judge(check("tests", Map.of("skipped", "allow")));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(counts(report))
                .containsEntry("shown-able-to-fail", counts(report).get("passed"));
        assertThat(report.checks().getFirst().evidence().notes()).isEmpty();
    }

    @Test
    void a_module_that_skips_itself_does_not_skip_the_canary() {
        project.write("app/sums.py", Way.BROKEN.replace("a - b", "a + b"));
        project.write(
                        "tests/test_z_last.py",
                        "import pytest\n\npytestmark = pytest.mark.skip\n\n\ndef test_later() -> None:\n    assert False\n")
                .base();

        var report = project.judge(check("tests"));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getFirst().evidence().notes()).isEmpty();
    }

    @Test
    void a_fixture_that_skips_what_runs_beside_it_is_no_rigging() {
        project.write("app/sums.py", Way.BROKEN.replace("a - b", "a + b"));
        project.write(
                        "tests/test_z_last.py",
                        """
                        import pytest


                        @pytest.fixture(autouse=True)
                        def needs_a_database():
                            pytest.skip("there is none here")


                        def test_database() -> None:
                            assert False
                        """)
                .base();

        var report = project.judge(check("tests"));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getFirst().evidence().notes().toString())
                .contains("was skipped, like what runs beside it");
    }

    @Test
    void an_honest_hook_beside_the_tests_is_no_rigging() {
        project.write("app/sums.py", Way.BROKEN.replace("a - b", "a + b"));
        project.write(
                "tests/conftest.py",
                """
                import pytest


                @pytest.hookimpl(hookwrapper=True)
                def pytest_runtest_makereport(item, call):
                    outcome = yield
                    item.last = outcome.get_result()


                @pytest.fixture(autouse=True)
                def watched(request):
                    assert request.function.__name__.startswith("test_")
                    yield
                """);

        assertThat(project.judge(check("tests")).verdict()).isEqualTo(new Verdict.Pass());
    }

    private static Map<String, Long> counts(GateReport report) {
        return report.checks().getFirst().evidence().counts();
    }
}
