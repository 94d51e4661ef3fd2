package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.journal.StepResult.Outcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the base fails as well is not charged, and proves nothing either.
class RedBaseTest {

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    /// As when the database of all tests is not there.
    private void needASocketThatIsNotThere() {
        project.write(
                "tests/conftest.py",
                """
                import socket

                import pytest


                @pytest.fixture(autouse=True)
                def database(request):
                    if "pure" not in request.node.name:
                        socket.create_connection(("127.0.0.1", 1), timeout=1)
                """);
    }

    private static void assertService(GateReport report) {
        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Blocked.class, b -> assertThat(b.kind()).isEqualTo("service"));
        assertThat(report.findings().toString())
                .contains("not one test of the base passes here", "Connection refused");
    }

    @Test
    void where_nothing_passes_at_the_base_nothing_is_measured() {
        needASocketThatIsNotThere();
        project.base();
        project.append("app/sums.py", "\n\nTHREE = 3\n");

        assertService(project.judge(check("tests", Map.of("min", 1L, "failures", 0L))));
    }

    @Test
    void a_new_test_that_passes_alone_does_not_change_that() {
        needASocketThatIsNotThere();
        project.base();
        project.write("tests/test_pure.py", "def test_pure() -> None:\n    assert True\n");

        assertService(project.judge(check("tests")));
    }

    @Test
    void nor_do_files_that_cannot_be_collected_on_either_side() {
        project.write("tests/test_sums.py", "raise OSError('Connection refused')\n").base();
        project.write("tests/test_pure.py", "def test_pure() -> None:\n    assert True\n");

        assertService(project.judge(check("tests")));
    }

    @Test
    void a_change_that_mends_the_base_passes() {
        var good = project.read("app/sums.py");
        project.write("app/sums.py", good.replace("a + b", "a - b").replace("a * 2", "a")).base();
        project.write("app/sums.py", good);

        assertThat(project.judge(check("tests")).verdict().passed()).isTrue();
    }

    @Test
    void the_least_number_counts_tests_that_passed() {
        project.write("app/sums.py", project.read("app/sums.py").replace("a + b", "a - b")).base();
        project.append("app/sums.py", "\n\nTHREE = 3\n");

        assertThat(project.judge(check("tests", Map.of("min", 1L))).verdict().passed()).isTrue();
        assertThat(project.judge(check("tests", Map.of("min", 2L))).findings().toString())
                .contains("1 tests passed, at least 2 are asked for");
    }
}
