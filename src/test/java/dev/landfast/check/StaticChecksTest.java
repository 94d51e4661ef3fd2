package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Evidence;
import dev.landfast.gate.Findings;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.journal.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checks that only read, each with the real tool.
class StaticChecksTest {

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private static List<String> places(GateReport report) {
        return report.findings().stream().map(f -> f.rule() + " " + f.place()).toList();
    }

    private static Map<String, Long> counts(GateReport report) {
        return report.checks().getFirst().evidence().counts();
    }

    @Test
    void a_file_that_does_not_parse_is_named_and_nothing_else_is_run() {
        project.write("app/broken.py", "x = 1\ndef (:\n");

        var report = project.judge(check("parse"), check("tests"));

        assertThat(places(report)).contains("syntax-error app/broken.py:2");
        assertThat(report.checks().get(1).verdict().summary()).contains("not every file parses");
        assertThat(report.checks().get(1).evidence().runs()).isEmpty();
    }

    @Test
    void lint_charges_what_the_base_does_not_have() {
        project.write("app/old.py", "import os\nimport sys\n").base();
        project.write("app/old.py", "# moved down\n\nimport os\nimport sys\nimport json\n");

        var report = project.judge(check("lint", Map.of("new", 0L, "rules", List.of("F", "E9"))));

        assertThat(places(report)).containsExactly("F401 app/old.py:5");
        assertThat(counts(report))
                .containsEntry("findings", 3L)
                .containsEntry("findings-at-base", 2L);
    }

    @Test
    void lint_of_everything_counts_every_finding() {
        project.write("app/old.py", "import os\n").base();

        var report = project.judge(check("lint", Map.of("total", 0L, "rules", List.of("F"))));

        assertThat(places(report)).containsExactly("F401 app/old.py:1");
    }

    @Test
    void types_names_each_error_with_its_place() {
        project.append("app/sums.py", "\n\ndef wrong() -> str:\n    return add(1, 2)\n");

        var report = project.judge(check("types", Map.of("errors", 0L)));

        assertThat(places(report)).containsExactly("return-value app/sums.py:10");
        assertThat(report.checks().getFirst().evidence().runs().getFirst().tool().version())
                .startsWith("1.0");
    }

    @Test
    void types_can_be_held_against_the_base() {
        project.append("app/sums.py", "\n\ndef wrong() -> str:\n    return add(1, 2)\n").base();
        project.write("app/sums.py", "# moved\n" + project.read("app/sums.py"));

        assertThat(project.judge(check("types", Map.of("new", 0L))).verdict().passed()).isTrue();
    }

    @Test
    void format_names_the_files_that_are_not_formatted_and_spares_those_that_never_were() {
        project.write("app/old.py", "x = { 'a':1 }\n").base();
        project.append("app/old.py", "y = { 'b':2 }\n");
        project.write("app/young.py", "import sys\nimport os\n\nx = {'a':1}\n");

        var report = project.judge(check("format"));

        assertThat(places(report))
                .containsExactlyInAnyOrder("black app/young.py:1", "isort app/young.py:1");
        assertThat(report.checks().getFirst().evidence().notes())
                .contains("app/old.py was not formatted at the base; not charged");
    }

    @Test
    void the_path_of_a_check_may_end_with_a_slash() {
        project.write("app/young.py", "x = {'a':1}\n").write("other.py", "x = {'a':1}\n");

        assertThat(places(project.judge(check("format", Map.of("path", "app/")))))
                .containsExactly("black app/young.py:1");
    }

    @Test
    void format_honours_what_the_project_excludes() {
        project.write("pyproject.toml", "[tool.black]\nextend-exclude = 'generated'\n").base();
        project.write("app/generated/code.py", "x = {'a':1}\n");

        assertThat(project.judge(check("format")).verdict().passed()).isTrue();
    }

    @Test
    void conflicts_finds_markers_and_two_heads() {
        project.write("alembic.ini", "[alembic]\nscript_location = migrations\n");
        project.write("migrations/versions/a.py", "revision = 'a'\ndown_revision = None\n");
        project.write("migrations/versions/b.py", "revision: str = 'b'\ndown_revision = 'a'\n");
        project.base();
        project.write("migrations/versions/c.py", "revision = 'c'\ndown_revision = 'a'\n");
        project.write("notes.txt", "one\n<<<<<<< ours\ntwo\n=======\nthree\n>>>>>>> theirs\n");

        var report = project.judge(check("conflicts"));

        assertThat(places(report))
                .containsExactlyInAnyOrder(
                        "conflict-marker notes.txt:2",
                        "conflict-marker notes.txt:6",
                        "migration-heads migrations/versions/b.py",
                        "migration-heads migrations/versions/c.py");
    }

    @Test
    void conflicts_accepts_a_revision_that_joins_two() {
        project.write("alembic.ini", "[alembic]\nscript_location = migrations\n");
        project.write("migrations/versions/a.py", "revision = 'a'\ndown_revision = None\n");
        project.write("migrations/versions/b.py", "revision = 'b'\ndown_revision = 'a'\n");
        project.write("migrations/versions/c.py", "revision = 'c'\ndown_revision = 'a'\n");
        project.write("migrations/versions/d.py", "revision = 'd'\ndown_revision = ('b', 'c')\n");
        project.write("guide.rst", "Title\n=======\n");

        assertThat(project.judge(check("conflicts")).verdict().passed()).isTrue();
    }

    @Test
    void the_branchs_tool_configuration_is_not_used_and_is_a_finding_for_a_person() {
        project.write(".flake8", "[flake8]\nmax-line-length = 88\n").base();
        project.write(".flake8", "[flake8]\nignore = F401\n");
        project.write("app/young.py", "import os\n");

        var report = project.judge(check("lint", Map.of("new", 0L)));

        assertThat(places(report))
                .containsExactly("tool-configuration-changed .flake8", "F401 app/young.py:1");
        assertThat(report.checks().get(1).evidence().runs().getFirst().where().trusted())
                .containsExactly(new Evidence.Trusted(".flake8", project.baseCommit()));
    }

    @Test
    void a_dependency_may_be_added_without_asking() {
        project.write(
                        "pyproject.toml",
                        "[project]\nname = \"x\"\ndependencies = []\n\n[tool.mypy]\nstrict = true\n")
                .base();
        project.write(
                "pyproject.toml",
                "[project]\nname = \"x\"\ndependencies = [\n  \"httpx\",\n]\n\n# why\n[tool.mypy]\nstrict = true\n");

        assertThat(project.judge(check("parse")).verdict().passed()).isTrue();
    }

    @Test
    void the_three_worst_come_first_and_numbers_do_not_change_the_signature() {
        var findings =
                List.of(
                        finding("E501", Finding.Level.LOW, "a.py", 1, "line too long (99 > 88)"),
                        finding(
                                "test-failed",
                                Finding.Level.CRITICAL,
                                "t.py",
                                4,
                                "t.py::x: 1 == 2"),
                        finding(
                                "base-test-missing",
                                Finding.Level.CRITICAL,
                                "t.py",
                                0,
                                "t.py::y: gone"),
                        finding("F401", Finding.Level.HIGH, "a.py", 2, "unused"));
        var moved =
                List.of(
                        finding("F401", Finding.Level.HIGH, "a.py", 20, "unused"),
                        finding("E501", Finding.Level.LOW, "a.py", 10, "line too long (97 > 88)"),
                        finding(
                                "base-test-missing",
                                Finding.Level.CRITICAL,
                                "t.py",
                                0,
                                "t.py::y: gone"),
                        finding(
                                "test-failed",
                                Finding.Level.CRITICAL,
                                "t.py",
                                9,
                                "t.py::x: 3 == 2"));

        assertThat(Findings.worst(findings))
                .extracting(Finding::rule)
                .containsExactly("base-test-missing", "test-failed", "F401");
        assertThat(Findings.signature(moved)).isEqualTo(Findings.signature(findings));
    }

    private static Finding finding(
            String rule, Finding.Level level, String file, int line, String message) {
        return Findings.of(rule, level, new Finding.Place(file, line), message);
    }
}
