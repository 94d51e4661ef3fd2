package dev.landfast.check.proof;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// New tests are tried on the code before the change, in a real checkout with the real pytest.
class RedCheckTest {

    private static final String TRIPLE = "\n\ndef triple(a: int) -> int:\n    return a * 3\n";

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private GateReport judge(Map<String, Object> with) {
        return project.judge(check("red", with));
    }

    private static Map<String, Long> counts(GateReport report) {
        return report.checks().getFirst().evidence().counts();
    }

    @Test
    void a_test_that_asks_for_what_is_not_there_yet_is_red() {
        project.write(
                "tests/test_triple.py",
                "from app.sums import triple\n\n\ndef test_triple() -> None:\n    assert triple(2) == 6\n");

        var report = judge(Map.of());

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(counts(report)).containsEntry("red", 1L);
    }

    @Test
    void a_test_that_fails_by_its_assertion_is_red_also_once_the_change_is_there() {
        project.write("app/sums.py", project.read("app/sums.py").replace("a * 2", "a * 4"));
        project.append(
                "tests/test_sums.py",
                "\n\ndef test_quadruple() -> None:\n    assert double(2) == 8\n");

        assertThat(judge(Map.of()).verdict()).isEqualTo(new Verdict.Pass());
    }

    @Test
    void a_test_that_passes_without_the_change_is_named() {
        project.append("app/sums.py", TRIPLE);
        project.write(
                "tests/test_triple.py", "def test_triple() -> None:\n    assert 2 * 3 == 6\n");

        var report = judge(Map.of());

        assertThat(report.findings().toString())
                .contains("tests/test_triple.py::test_triple: passes without the change");
        assertThat(report.verdict()).isInstanceOf(Verdict.Fail.class);
    }

    @Test
    void a_test_that_imports_what_nobody_has_is_broken_and_not_red() {
        project.write(
                "tests/test_triple.py",
                "import nowhere_at_all\n\n\ndef test_triple() -> None:\n    assert nowhere_at_all.triple(2) == 6\n");

        var report = judge(Map.of());

        assertThat(report.findings().toString()).contains("fails for a reason of its own");
    }

    @Test
    void a_test_with_a_fixture_that_is_not_there_is_broken_and_not_red() {
        project.write(
                "tests/test_triple.py",
                "def test_triple(nothing_like_it) -> None:\n    assert nothing_like_it\n");

        assertThat(judge(Map.of()).findings().toString())
                .contains("fixture 'nothing_like_it' not found");
    }

    @Test
    void a_broken_one_may_be_allowed_beside_a_red_one() {
        project.write(
                "tests/test_triple.py",
                """
                from app import sums


                def test_triple() -> None:
                    assert sums.triple(2) == 6


                def test_typo() -> None:
                    assert tripel(2) == 6
                """);

        assertThat(judge(Map.of("broken", 0L)).verdict()).isInstanceOf(Verdict.Fail.class);
        assertThat(judge(Map.of("broken", 1L)).verdict()).isEqualTo(new Verdict.Pass());
    }

    @Test
    void no_new_test_proves_nothing() {
        project.append("app/sums.py", TRIPLE);

        assertThat(judge(Map.of()).verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(judge(Map.of()).findings().toString()).contains("the change has no new test");
    }
}
