package dev.landfast.check.tests;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A test that fails and then passes with the same code is neither.
class FlakesTest {

    @TempDir private Path folder;

    private PythonRepository project;

    /// A new test that another one before it breaks, and a new test that is wrong.
    @BeforeEach
    void tests_that_depend_on_each_other() {
        project = PythonRepository.small(folder);
        project.write(
                "tests/test_order.py",
                """
                LEFT = []


                def test_leaves_something() -> None:
                    LEFT.append(1)


                def test_finds_nothing() -> None:
                    assert LEFT == []
                """);
    }

    private GateReport judge(Map<String, Object> settings) {
        return project.judge(check("tests", settings));
    }

    @Test
    void it_is_called_flaky_and_blocks() {
        var report = judge(Map.of());

        assertThat(report.verdict()).isInstanceOf(Verdict.Fail.class);
        assertThat(report.findings()).extracting(Finding::rule).containsExactly("test-flaky");
        assertThat(report.findings().getFirst().message())
                .contains("test_finds_nothing", "passed when it was run again");
        assertThat(report.checks().getFirst().evidence().counts()).containsEntry("flaky", 1L);
    }

    @Test
    void where_it_is_allowed_it_is_shown_all_the_same() {
        var report = judge(Map.of("flaky", 1L));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getFirst().evidence().notes().toString()).contains("FLAKY: ");
    }

    @Test
    void each_rerun_has_a_report_of_its_own() {
        var reports =
                judge(Map.of()).checks().getFirst().evidence().reports().stream()
                        .filter(r -> r.file().endsWith("junit.xml"))
                        .map(r -> r.file())
                        .distinct()
                        .toList();

        assertThat(reports).as("of the candidate, the base and the rerun").hasSize(3);
    }

    @Test
    void what_fails_each_time_is_a_failure() {
        project.write("tests/test_wrong.py", "def test_wrong() -> None:\n    assert 1 == 2\n");

        assertThat(judge(Map.of()).findings())
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder("test-flaky", "test-failed");
    }

    @Test
    void without_reruns_nothing_is_flaky() {
        assertThat(judge(Map.of("reruns", 0L)).findings())
                .extracting(Finding::rule)
                .containsExactly("test-failed");
    }
}
