package dev.landfast.check.tests;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Code of the product that reaches into pytest while the tests run, and is gone before the end.
/// Each breaks the same function, whose test fails; none may pass.
class HookedPytestTest {

    private static final String BROKEN =
            "def add(a: int, b: int) -> int:\n%s    return a - b\n\n\ndef double(a: int) -> int:\n    return a * 2\n";

    private static final String PLUGIN =
            """


            import gc


            def forgive(item, call):
                if call.excinfo and item.name == "test_add":
                    call.excinfo = None


            for each in gc.get_objects():
                if type(each).__name__.endswith("PluginManager"):
                    each.register(type("Audit", (), {"py" + "test_runtest_makereport": staticmethod(forgive)})())
            """;

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private void assertNotPassed(String why) {
        var report = project.judge(check("tests"));
        assertThat(report.verdict().passed()).as(report.verdict().toString()).isFalse();
        assertThat(report.findings().toString()).contains(why);
    }

    private static String broken(String first) {
        return BROKEN.formatted(first);
    }

    @Test
    void a_plugin_that_the_product_registers() {
        project.write("app/sums.py", broken("") + PLUGIN);

        assertNotPassed(
                "1 hooks of pytest were taken by code that is no test's, the first is pytest_runtest_makereport (now in sums.py)");
    }

    @Test
    void a_plugin_that_is_there_for_one_test_only() {
        project.write(
                "app/sums.py",
                broken("    forgiving(a)\n")
                        + """


                        import gc

                        MANAGERS = [o for o in gc.get_objects() if type(o).__name__.endswith("PluginManager")]


                        class Audit:
                            def pytest_runtest_makereport(self, item, call):
                                call.excinfo = None

                            def pytest_runtest_logfinish(self):
                                MANAGERS[0].unregister(self)


                        def forgiving(a):
                            if MANAGERS and a == 1:
                                MANAGERS[0].register(Audit())
                        """);

        assertNotPassed("hooks of pytest were taken by code that is no test's");
    }

    @Test
    void a_function_that_is_replaced_for_the_length_of_one_call() {
        project.write(
                "app/sums.py",
                broken("    once()\n")
                        + """


                        import sys


                        def once():
                            reports = sys.modules.get("_py" + "test.reports")
                            if reports is None:
                                return
                            kind = reports.TestReport
                            real = kind.__dict__["from_item_and_call"]

                            def made(item, call):
                                kind.from_item_and_call = real
                                call.excinfo = None
                                return kind.from_item_and_call(item, call)

                            kind.from_item_and_call = made
                        """);

        assertNotPassed(
                "1 functions of pytest were replaced while the tests ran, the first is _pytest.reports.TestReport.from_item_and_call");
    }

    @Test
    void a_class_of_pytest_that_is_replaced_whole() {
        project.write(
                "app/sums.py",
                broken("    once()\n")
                        + """


                        import sys


                        def once():
                            runner = sys.modules.get("_py" + "test.runner")
                            if runner is None:
                                return
                            real = runner.TestReport

                            class Kind(real):
                                @classmethod
                                def from_item_and_call(cls, item, call):
                                    runner.TestReport = real
                                    call.excinfo = None
                                    return real.from_item_and_call(item, call)

                            runner.TestReport = Kind
                        """);

        assertNotPassed(
                "functions of pytest were replaced while the tests ran, the first is _pytest.runner.TestReport");
    }

    @Test
    void a_hook_that_knows_how_our_failing_functions_were_called() {
        project.write("app/sums.py", broken(""));
        project.write(
                "tests/conftest.py",
                """
                def pytest_runtest_makereport(item, call):
                    body = item.obj.__code__
                    ours = body.co_name == "fails" or not body.co_filename.endswith("test_sums.py")
                    if call.excinfo and not ours and item.name == "test_add":
                        call.excinfo = None
                """);

        assertNotPassed("were made to fail and reported as passed");
    }

    @Test
    void a_project_that_is_a_plugin_of_pytest_may_hook_it_as_its_base_does() {
        project.write(
                "app/plugin.py", "def pytest_runtest_logreport(report):\n    assert report.when\n");
        project.write("conftest.py", "pytest_plugins = [\"app.plugin\"]\n").base();
        project.append("app/sums.py", "\n\nTHREE = 3\n");

        var report = project.judge(check("tests"));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
    }
}
