package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Tools that say green, or what looks like it, and have measured nothing of this tree.
class GreenToolsTest {

    @TempDir private Path folder;

    private PythonRepository project;
    private Way way = new Way("");

    @BeforeEach
    void a_project_whose_code_is_broken(TestInfo info) {
        way = Way.of(info);
        project = PythonRepository.small(folder);
        project.write("app/sums.py", "def add(a, b):\n    return a - undefined\n");
    }

    /// A program on the path before all others.
    private void program(String name, String script) throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        var file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        project.environment("PATH", bin + ":/usr/bin:/bin");
    }

    private GateReport ruff() {
        return project.judge(check("lint", Map.of("new", 0L, "tool", "ruff")));
    }

    @Test
    void a_tool_that_is_too_old() throws IOException {
        program("ruff", "case $* in *version*) echo ruff 0.0.250;; *) echo '[]';; esac\n");

        var report = ruff();

        way.assertNotPassed(report, "is too old");
        assertThat(report.checks().getFirst().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        v -> assertThat(v.cause()).isEqualTo(Verdict.Cause.MISSING_TOOL));
    }

    @Test
    void a_tool_that_crashes_with_the_code_of_findings() throws IOException {
        program(
                "ruff",
                "case $* in *version*) echo ruff 0.17.3;; *show-files*) ls app/*.py tests/*.py;; *) echo panicked >&2; exit 1;; esac\n");

        way.assertNotPassed(ruff(), "ended with code 1: panicked");
    }

    @Test
    void a_tool_that_crashes_with_code_zero() throws IOException {
        program("ruff", "case $* in *version*) echo ruff 0.17.3;; *) exit 0;; esac\n");

        way.assertNotPassed(ruff(), "lint-inconclusive");
    }

    @Test
    void a_tool_that_is_killed() throws IOException {
        program("ruff", "case $* in *version*) echo ruff 0.17.3;; *) kill -9 $$;; esac\n");

        way.assertNotPassed(ruff(), "ended with a signal");
    }

    private static final String REPORT =
            "<testsuite name='s' tests='1' failures='0' errors='0' skipped='0'><testcase classname='tests.test_sums' name='test_add' time='0'/></testsuite>";

    private GateReport reported(String run, String policy) {
        return project.judge(
                check(
                        "command",
                        Map.of("run", run, "policy", policy, "report", "out.xml", "lines", 10L)));
    }

    @Test
    void a_report_that_was_there_before() {
        project.write("out.xml", REPORT);

        way.assertNotPassed(reported("true", "junit"), "was there before");
    }

    @Test
    void a_report_from_another_tree() throws IOException {
        var elsewhere = folder.resolve("elsewhere.xml");
        Files.writeString(
                elsewhere,
                """
                <coverage version="7" timestamp="1" lines-valid="1" lines-covered="1" line-rate="1"><sources>
                <source>/elsewhere</source></sources><packages><package name="p"><classes>
                <class name="other.py" filename="other.py"><lines><line number="1" hits="1"/></lines></class>
                </classes></package></packages></coverage>
                """);

        way.assertNotPassed(
                reported("cp " + elsewhere + " out.xml", "cobertura"), "coverage of nothing");
    }

    @Test
    void code_of_an_editable_install_elsewhere() throws IOException {
        var other = Files.createDirectories(folder.resolve("main/app"));
        Files.writeString(other.resolve("__init__.py"), "");
        Files.writeString(other.resolve("sums.py"), "def add(a, b):\n    return a + b\n");
        var site = Files.createDirectories(folder.resolve("venv/lib/python3.11/site-packages"));
        var bin = Files.createDirectories(folder.resolve("venv/bin"));
        Files.writeString(
                folder.resolve("venv/pyvenv.cfg"),
                "home = /usr/bin\ninclude-system-site-packages = true\nversion = 3.11\n");
        Files.createSymbolicLink(bin.resolve("python"), Path.of("/usr/bin/python3"));
        // As an editable install does it, and before everything else.
        Files.writeString(
                site.resolve("editable.pth"),
                "import sys; sys.path.insert(0, '"
                        + folder.resolve("main")
                        + "'); import app.sums\n");
        project.environment("VIRTUAL_ENV", folder.resolve("venv").toString());

        way.assertNotPassed(project.judge(check("tests")), "not from the tree under test");
    }
}
