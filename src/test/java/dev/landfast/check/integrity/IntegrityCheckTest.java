package dev.landfast.check.integrity;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Findings;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The check in a gate, on commits.
class IntegrityCheckTest {

    private static final String ONE_LEFT =
            "from app.sums import add\n\n\ndef test_add() -> None:\n    assert add(1, 2) == 3\n";

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private GateReport judge() {
        return project.judge(check("integrity"));
    }

    private static List<String> subjects(GateReport report) {
        return report.findings().stream().map(Findings::subject).toList();
    }

    private static List<String> concerns(GateReport report) {
        return report.checks().getFirst().evidence().concerns().stream()
                .map(Finding::rule)
                .toList();
    }

    @Test
    void a_test_that_is_gone_fails_the_gate_until_a_person_waives_it_by_name() {
        project.write("tests/test_sums.py", ONE_LEFT);
        var commit = project.commit();

        var report = project.judge(commit, check("integrity"));
        assertThat(report.verdict()).isInstanceOf(Verdict.Fail.class);
        assertThat(subjects(report))
                .containsExactly("base-test-missing tests/test_sums.py::test_double");

        project.waive(
                new Event.Waived(
                        "base-test-missing tests/test_sums.py::test_double",
                        commit,
                        "double() goes away",
                        Instant.MAX));
        assertThat(project.judge(commit, check("integrity")).verdict().passed()).isTrue();
    }

    @Test
    void nothing_changed_in_the_tests_passes_and_says_what_was_read() {
        project.append("app/sums.py", "\n\nTHREE = 3\n");

        var report = judge();

        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.checks().getFirst().evidence().counts())
                .containsEntry("files", 1L)
                .containsEntry("facts", 0L);
    }

    @Test
    void a_suppression_on_a_changed_line_needs_a_waiver() {
        project.write(
                "app/sums.py",
                project.read("app/sums.py").replace("a * 2", "a * 2  # type: ignore"));

        assertThat(subjects(judge())).containsExactly("suppression-added app/sums.py:6");
    }

    @Test
    void a_smell_is_a_concern_and_blocks_nothing_also_when_it_is_measured_again() {
        project.write(
                "tests/test_sums.py",
                project.read("tests/test_sums.py").replace("add(1, 2) == 3", "add(1, 2)"));
        var commit = project.commit();

        for (var again : List.of(false, true)) {
            var report = project.judge(commit, check("integrity"));
            assertThat(report.verdict().passed()).isTrue();
            assertThat(concerns(report)).containsExactly("assertion-weakened");
            assertThat(report.checks().getFirst().reusedFrom().isPresent()).isEqualTo(again);
            assertThat(report.toJson()).contains("\"concerns\"", "assertion-weakened");
        }
    }

    @Test
    void the_most_telling_smell_comes_first() {
        project.write(
                "tests/test_sums.py",
                project.read("tests/test_sums.py").replace("add(1, 2) == 3", "add(1, 2)"));
        project.write("tests/conftest.py", "import atexit\n\natexit.register(print)\n");

        assertThat(concerns(judge())).containsExactly("exit-hook", "assertion-weakened");
    }

    @Test
    void frozen_tests_may_not_change_at_all() {
        project.append(
                "tests/test_sums.py", "\n\ndef test_more() -> None:\n    assert add(2, 2) == 4\n");
        project.write("tests/test_new.py", "def test_new() -> None:\n    assert len('a') == 1\n");

        assertThat(judge().verdict().passed()).isTrue();
        assertThat(subjects(project.judge(check("integrity", Map.of("tests", "frozen")))))
                .containsExactly("test-file-changed tests/test_sums.py");
    }

    @Test
    void so_many_facts_may_be_allowed() {
        project.write("tests/test_sums.py", ONE_LEFT);

        assertThat(project.judge(check("integrity", Map.of("facts", 1L))).verdict().passed())
                .isTrue();
    }

    @Test
    void a_test_file_that_cannot_be_read_leaves_no_verdict() {
        project.write("tests/test_sums.py", "def test_add(:\n    assert (\n");

        var verdict = judge().verdict();

        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict.summary()).contains("tests/test_sums.py cannot be read");
    }

    @Test
    void a_test_file_that_the_base_has_broken_is_not_the_changes_fault() {
        project.write("tests/test_old.py", "def test_old(:\n").base();
        project.delete("tests/test_old.py");

        var report = judge();

        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.checks().getFirst().evidence().notes())
                .anyMatch(note -> note.startsWith("tests/test_old.py of the base"));
    }

    @Test
    void the_files_that_pytest_collects_are_those_the_base_configures() {
        project.write("pytest.ini", "[pytest]\npython_files = check_*.py\n");
        project.write("tests/check_sums.py", ONE_LEFT).base();
        project.write("tests/check_sums.py", "");
        project.delete("tests/test_sums.py");

        assertThat(subjects(judge()))
                .containsExactly("base-test-missing tests/check_sums.py::test_add");
    }

    @Test
    void many_files_are_read_from_a_checkout() {
        for (var i = 0; i < 30; i++) {
            project.write("tests/test_" + i + ".py", ONE_LEFT);
        }
        project.base();
        for (var i = 0; i < 30; i++) {
            project.write("tests/test_" + i + ".py", "def test_add():\n    pass\n");
        }
        project.delete("tests/test_7.py");

        var report = judge();

        assertThat(subjects(report)).containsExactly("base-test-missing tests/test_7.py::test_add");
        assertThat(concerns(report)).contains("test-emptied");
    }
}
