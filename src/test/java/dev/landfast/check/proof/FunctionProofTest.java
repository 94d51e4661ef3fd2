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

/// What the real pytest has to notice of each function that a change adds or touches.
class FunctionProofTest {

    private static final String INTEREST =
            """


            def interest(amount: float, percent: float, days: int) -> float:
                if days < 0:
                    raise ValueError("days are counted from 0")
                return amount * percent / days
            """;

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private void interest(String body) {
        project.append("app/sums.py", INTEREST);
        project.write(
                "tests/test_interest.py",
                "import pytest\n\nfrom app.sums import interest\n\n\ndef test_interest() -> None:\n"
                        + body.indent(4));
    }

    private GateReport judge() {
        return project.judge(check("mutants", Map.of()));
    }

    private void assertPassed() {
        var report = judge();
        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
    }

    private void assertUnproven(String function) {
        var report = judge();
        assertThat(report.verdict()).isInstanceOf(Verdict.Fail.class);
        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().getFirst().rule()).isEqualTo("mutant-survived");
        assertThat(report.findings().getFirst().message()).contains("of " + function + ", which");
    }

    @Test
    void that_something_comes_back_does_not_prove_a_value() {
        interest(
                "assert interest(8, 2, 4) is not None\nwith pytest.raises(ValueError):\n    interest(8, 2, -1)");

        assertUnproven("interest");
    }

    @Test
    void a_line_that_does_not_run_proves_nothing_whoever_says_that_it_does() {
        interest("with pytest.raises(ValueError):\n    interest(8, 2, -1)");

        assertUnproven("interest");
    }

    @Test
    void a_value_that_is_noticed_only_where_the_wrong_version_breaks_is_not_proven() {
        // Of nothing comes nothing, whatever is done with it; dividing by it breaks.
        interest("assert interest(0, 0, 4) == 0");

        assertUnproven("interest");
    }

    @Test
    void one_assertion_of_a_value_is_enough() {
        interest("assert interest(8, 2, 4) == 4");

        assertPassed();
    }

    @Test
    void each_function_that_is_added_is_proven_by_itself() {
        interest("interest(8, 2, 4)\nfrom app.sums import half\nassert half(4) == 2");
        project.append("app/sums.py", "\n\ndef half(a: float) -> float:\n    return a / 2\n");

        assertUnproven("interest");
    }

    @Test
    void where_every_wrong_version_breaks_that_is_proof_enough() {
        project.append(
                "app/sums.py",
                "\n\ndef last(rows: list[int]) -> int:\n    return rows[len(rows) - 1]\n");
        project.write(
                "tests/test_rows.py",
                "from app.sums import last\n\n\ndef test_last() -> None:\n    assert last([1, 2]) == 2\n");

        assertPassed();
    }

    @Test
    void of_a_function_that_is_touched_in_more_than_one_way_something_is_noticed() {
        project.write(
                "app/sums.py",
                project.read("app/sums.py")
                        .replace(
                                "    return a * 2",
                                "    b = a - 0\n    c = b > 7\n    return a * 2"));
        project.append("app/sums.py", "\n\ndef half(a: float) -> float:\n    return a / 2\n");
        project.append(
                "tests/test_sums.py",
                "\n\ndef test_half() -> None:\n    from app.sums import half\n\n    assert half(4) == 2\n");

        assertThat(judge().findings().toString())
                .contains("of double, which this change touches", "no wrong version");
    }
}
