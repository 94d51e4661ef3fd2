package dev.landfast.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.check.format.Black;
import dev.landfast.check.format.Isort;
import dev.landfast.check.lint.Flake8;
import dev.landfast.check.lint.Ruff;
import dev.landfast.check.report.CoverageReport;
import dev.landfast.check.report.JUnitReport;
import dev.landfast.check.report.JUnitReport.Ending;
import dev.landfast.check.report.SarifReport;
import dev.landfast.check.tests.TestStream;
import dev.landfast.check.types.Mypy;
import dev.landfast.check.types.Pyright;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.TrustedConfiguration;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recorded reports of real tools, and reports nobody should believe.
class ReportsTest {

    private static final Path PROJECT = Path.of("/project");
    private static final Path RECORDED = Path.of("src/test/resources/dev/landfast/gate/reports");

    @TempDir private Path folder;

    private static String recorded(String name) {
        try {
            return Files.readString(RECORDED.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String text) {
        try {
            return Files.writeString(folder.resolve("report.xml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void pytests_junit_report_is_read_test_by_test() throws Exception {
        var report = JUnitReport.read(RECORDED.resolve("pytest-junit.xml"));

        assertThat(report.endings())
                .containsEntry("tests.test_m::test_ok", Ending.PASSED)
                .containsEntry("tests.test_m::test_bad", Ending.FAILED)
                .containsEntry("tests.test_m::test_s", Ending.SKIPPED)
                .containsEntry("tests.test_m::test_xf", Ending.XFAILED)
                .containsEntry("tests.test_m::test_p[x/y::z]", Ending.PASSED)
                .containsEntry("tests.test_m.TestC::test_m", Ending.PASSED)
                .containsEntry("tests.test_m::test_err", Ending.ERROR);
        assertThat(report.cases().get(1).line()).isEqualTo(4);
    }

    /// Of files that are there.
    private String recordedCoverage() throws IOException {
        Files.createDirectories(folder.resolve("app"));
        Files.writeString(folder.resolve("app/m.py"), "");
        return recorded("coverage.xml").replace("/project/app", folder.resolve("app").toString());
    }

    @Test
    void coverages_report_is_counted_line_by_line() throws Exception {
        var report = CoverageReport.read(file(recordedCoverage()), folder);

        assertThat(report.lines()).isEqualTo(7);
        assertThat(report.covered()).isEqualTo(5);
        assertThat(report.missed().values()).containsExactly(java.util.Set.of(5, 7));
    }

    @Test
    void lines_of_the_interpreters_own_files_are_not_the_projects() throws Exception {
        var elsewhere =
                file(
                        recordedCoverage()
                                .replace("lines-covered=\"5\"", "lines-covered=\"6\"")
                                .replace("lines-valid=\"7\"", "lines-valid=\"8\"")
                                .replace(
                                        "</classes>",
                                        "<class name=\"s\" filename=\"/usr/lib/python3/site.py\"><lines><line number=\"1\" hits=\"1\"/></lines></class></classes>"));

        var report = CoverageReport.read(elsewhere, folder);

        assertThat(report.lines()).isEqualTo(7);
        assertThat(report.covered()).isEqualTo(5);
    }

    @Test
    void a_coverage_report_that_claims_more_than_its_lines_is_not_believed() {
        var forged =
                file(
                        recorded("coverage.xml")
                                .replace("lines-covered=\"5\"", "lines-covered=\"7\""));

        assertThatThrownBy(() -> CoverageReport.read(forged, PROJECT))
                .hasMessageContaining("claims 7 of 7 lines, its lines add up to 5 of 7");
    }

    @Test
    void flake8_is_read_with_its_count_of_files() {
        var report = Flake8.parse(recorded("flake8.txt"));

        assertThat(report.files()).isEqualTo(3);
        assertThat(report.findings()).hasSize(16);
        assertThat(report.findings().getFirst().place()).hasToString("app/m.py:1");
    }

    @Test
    void mypy_is_read_and_held_against_its_own_summary() {
        var report = Mypy.parse(recorded("mypy.txt"), "");

        assertThat(report.findings())
                .extracting(f -> f.rule() + " " + f.place())
                .containsExactly("return-value app/m.py:5", "name-defined app/m.py:7");
        assertThat(report.files()).isEqualTo(2);
        assertThat(Mypy.parse("Success: no issues found in 1 source file\n", "").findings())
                .isEmpty();
        assertThatThrownBy(() -> Mypy.parse(recorded("mypy.txt").replace("Found 2", "Found 3"), ""))
                .hasMessageContaining("counts 3 errors, its lines name 2");
        assertThat(
                        Mypy.parse(
                                        "a.py:1: error: invalid syntax  [syntax]\nFound 1 error in 1"
                                                + " file (errors prevented further checking)\n",
                                        "")
                                .findings())
                .extracting(f -> f.rule())
                .containsExactly("syntax");
    }

    @Test
    void pyright_is_read_and_held_against_its_own_summary() {
        var report = Pyright.parse(recorded("pyright.json"), PROJECT);

        assertThat(report.findings())
                .extracting(f -> f.rule() + " " + f.place())
                .containsExactly(
                        "reportReturnType app/m.py:5", "reportUndefinedVariable app/m.py:7");
        assertThatThrownBy(() ->
                        Pyright.parse(
                                recorded("pyright.json")
                                        .replace("\"errorCount\": 2", "\"errorCount\": 0"),
                                PROJECT))
                .isInstanceOf(Unmeasured.class);
    }

    /// Written after ruff's documented output: the program itself could not be had here.
    @Test
    void ruff_is_read_and_lets_tests_assert() {
        assertThat(Ruff.parse(recorded("ruff.json"), PROJECT))
                .extracting(f -> f.rule() + " " + f.place())
                .containsExactly("F401 app/m.py:1", "E999 app/broken.py:2");
        assertThat(Ruff.parse("[]", PROJECT)).isEmpty();
    }

    @Test
    void formatters_are_read_with_their_own_totals() {
        assertThat(Black.parse(recorded("black.txt"), Map.of(), PROJECT).paths())
                .containsExactly("app/m.py", "tests/test_m.py");
        assertThat(Isort.parse(recorded("isort.txt"), 3, PROJECT).paths())
                .containsExactly("app/m.py", "tests/test_m.py");
        assertThatThrownBy(() -> Isort.parse(recorded("isort.txt"), 9, PROJECT))
                .hasMessageContaining("isort spoke of");
        assertThat(
                        Black.parse(
                                        "No Python files are present to be formatted. Nothing to do",
                                        Map.of(),
                                        PROJECT)
                                .files())
                .isZero();
    }

    @Test
    void an_empty_output_is_never_a_clean_one() {
        for (var empty : List.of("", "\n", "ok\n")) {
            assertThatThrownBy(() -> Flake8.parse(empty)).isInstanceOf(Unmeasured.class);
            assertThatThrownBy(() -> Mypy.parse(empty, "")).isInstanceOf(Unmeasured.class);
            assertThatThrownBy(() -> Pyright.parse(empty, PROJECT)).isInstanceOf(Unmeasured.class);
            assertThatThrownBy(() -> Ruff.parse(empty, PROJECT)).isInstanceOf(Unmeasured.class);
            assertThatThrownBy(() -> Black.parse(empty, Map.of(), PROJECT))
                    .isInstanceOf(Unmeasured.class);
            assertThatThrownBy(() -> Isort.parse(empty, 1, PROJECT)).isInstanceOf(Unmeasured.class);
        }
    }

    @Test
    void a_report_cut_off_anywhere_is_unreadable() {
        var whole = recorded("pytest-junit.xml").strip();
        for (var end = 0; end < whole.length(); end += 37) {
            var cut = file(whole.substring(0, end));
            assertThatThrownBy(() -> JUnitReport.read(cut)).isInstanceOf(UnreadableReport.class);
        }
    }

    @Test
    void xml_reads_no_file_and_expands_nothing() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "s3cr3t");
        for (var hostile :
                List.of(
                        "<!DOCTYPE a [<!ENTITY x SYSTEM \""
                                + secret.toUri()
                                + "\">]><testsuite><testcase name='&x;'/></testsuite>",
                        "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;&x;\">]><testsuite><testcase name='a'>&y;</testcase></testsuite>",
                        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/evil.dtd\"><testsuite/>",
                        "<!DOCTYPE testsuite><testsuite/>",
                        "<testsuite>".repeat(5000),
                        "<testsuite>\u0000</testsuite>",
                        "not xml at all",
                        "<html><body/></html>")) {
            var report = file(hostile);
            assertThatThrownBy(() -> JUnitReport.read(report))
                    .as(hostile.substring(0, Math.min(60, hostile.length())))
                    .isInstanceOf(UnreadableReport.class);
        }
    }

    @Test
    void escapes_in_a_report_do_not_reach_the_screen() {
        assertThat(Terminal.plain("\u001b[31mred\u001b[0m \u001b]0;title\u0007x\r\ny\u202e"))
                .isEqualTo("red x y");
    }

    @Test
    void sixty_thousand_cases_are_read_within_a_moment() throws Exception {
        var text = new StringBuilder("<testsuites><testsuite>");
        for (var i = 0; i < 60_000; i++) {
            text.append("<testcase classname=\"tests.test_many\" name=\"test_")
                    .append(i)
                    .append(
                            "\" file=\"tests/test_many.py\" line=\"1\"><failure message=\"]]&gt; &lt;b>\">x</failure></testcase>");
        }
        var report = file(text.append("</testsuite></testsuites>").toString());

        var began = System.nanoTime();
        var cases = JUnitReport.read(report).cases();

        assertThat(cases).hasSize(60_000);
        assertThat(cases.getFirst().message()).isEqualTo("]]> <b>");
        assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
    }

    @Test
    void a_stream_of_results_is_read_to_its_last_whole_line() throws Exception {
        var stream =
                file(
                        """
                        {"t":"start","pytest":"7.2.1"}
                        {"t":"collected","ids":["a.py::x"]}
                        {"t":"begin","id":"a.py::x"}
                        {"t":"result","id":"a.py::x","when":"setup","outcome":"pass\
                        """);

        var read = TestStream.read(stream);

        assertThat(read.unfinished()).containsExactly("a.py::x");
        assertThat(read.status()).isEmpty();
        var damaged = file("{\"t\":\"start\"\n{\"t\":\"collected\",\"ids\":[]}\n");
        assertThatThrownBy(() -> TestStream.read(damaged)).isInstanceOf(UnreadableReport.class);
    }

    @Test
    void sarif_of_another_version_or_without_results_is_unreadable() {
        for (var bad :
                List.of(
                        "{}",
                        "{\"version\":\"2.0.0\",\"runs\":[{\"results\":[]}]}",
                        "{\"version\":\"2.1.0\",\"runs\":[]}",
                        "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{}}]}",
                        "[".repeat(100_000))) {
            var report = file(bad);
            assertThatThrownBy(() -> SarifReport.read(report, PROJECT))
                    .isInstanceOf(UnreadableReport.class);
        }
    }

    @Test
    void what_only_describes_a_package_says_nothing_to_tools() {
        var before = "[project]\nname = 'a'\n[tool.pytest.ini_options]\naddopts = ''\n";

        assertThat(TrustedConfiguration.toTools("pyproject.toml", before.replace("'a'", "'b'")))
                .isEqualTo(TrustedConfiguration.toTools("pyproject.toml", before));
        for (var change :
                List.of(
                        before.replace("addopts = ''", "addopts = '-k x'"),
                        before + "[tool.ruff]\nselect = []\n",
                        "tool.pytest.ini_options.addopts = '-k x'\n" + before,
                        before.replace(
                                "name = 'a'",
                                "name = '''\n[tool.pytest.ini_options]\naddopts = ''\n[project]\n'''"),
                        "[project.\"x\"]\n" + before,
                        "[\"tool\".pytest.ini_options]\naddopts = '-k x'\n" + before)) {
            assertThat(TrustedConfiguration.toTools("pyproject.toml", change))
                    .as(change)
                    .isNotEqualTo(TrustedConfiguration.toTools("pyproject.toml", before));
        }
    }
}
