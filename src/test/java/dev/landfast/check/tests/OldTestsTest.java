package dev.landfast.check.tests;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Findings;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A test counts in the form that the base gave it.
class OldTestsTest {

    private static final String BROKEN =
            "def add(a: int, b: int) -> int:\n    return a - b\n\n\ndef double(a: int) -> int:\n    return a * 2\n";

    private static final String BENDING =
            "import app.sums\n\napp.sums.add = lambda a, b: a + b\n\n\ndef test_aside() -> None:\n    assert True\n";

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private GateReport judge() {
        return project.judge(check("tests"), check("base-tests"));
    }

    private GateReport assertBroken(String... tests) {
        var report = judge();
        assertThat(report.verdict()).isInstanceOf(Verdict.Fail.class);
        assertThat(report.findings())
                .extracting(Findings::subject)
                .containsExactlyInAnyOrder(
                        Stream.of(tests)
                                .map(t -> "base-test-broken tests/test_sums.py::" + t)
                                .toArray(String[]::new));
        return report;
    }

    @Test
    void an_assertion_made_true_for_ever_is_found_by_the_one_it_replaced() {
        project.write("app/sums.py", BROKEN);
        project.write(
                "tests/test_sums.py",
                project.read("tests/test_sums.py").replace("add(1, 2) == 3", "True"));

        assertThat(assertBroken("test_add").findings().getFirst().message())
                .contains("as the base has it", "assert -1 == 3");
    }

    @Test
    void a_test_that_is_gone_is_found_once_and_its_neighbour_in_its_old_form() {
        project.write("app/sums.py", BROKEN.replace("a * 2", "a"));
        project.write("tests/test_sums.py", "def test_add() -> None:\n    assert True\n");

        assertThat(judge().findings())
                .extracting(Findings::subject)
                .containsExactlyInAnyOrder(
                        "base-test-missing tests/test_sums.py::test_double",
                        "base-test-broken tests/test_sums.py::test_add");
    }

    @Test
    void a_conftest_that_bends_the_code_does_not_help() {
        project.write("app/sums.py", BROKEN);
        project.write(
                "tests/conftest.py", "import app.sums\n\napp.sums.add = lambda a, b: a + b\n");

        assertBroken("test_add");
    }

    @Test
    void a_new_test_file_that_bends_the_code_does_not_help() {
        project.write("app/sums.py", BROKEN);
        project.write("tests/test_aside.py", BENDING);

        assertBroken("test_add");
    }

    @Test
    void a_test_file_that_bends_the_code_for_another_does_not_help() {
        project.write("tests/test_aside.py", "def test_aside() -> None:\n    assert True\n").base();
        project.write("app/sums.py", BROKEN);
        project.write("tests/test_aside.py", BENDING);

        assertBroken("test_add");
    }

    @Test
    void a_new_module_beside_the_tests_is_not_there_for_them() {
        project.write(
                "app/sums.py",
                BROKEN
                        + "\n\ntry:\n    from tests.fast import add  # noqa\nexcept ImportError:\n    pass\n");
        project.write("tests/fast.py", "def add(a: int, b: int) -> int:\n    return a + b\n");

        assertBroken("test_add");
    }

    @Test
    void a_helper_of_the_tests_counts_as_it_was() {
        project.write("tests/near.py", "def near(a: int, b: int) -> bool:\n    return a == b\n");
        project.write(
                "tests/test_sums.py",
                "from app.sums import add\nfrom tests.near import near\n\n\ndef test_add() -> None:\n    assert near(add(1, 2), 3)\n");
        project.base();
        project.write("app/sums.py", BROKEN);
        project.write("tests/near.py", "def near(a: int, b: int) -> bool:\n    return True\n");

        assertBroken("test_add");
    }

    private static final String README =
            "import doctest\nfrom pathlib import Path\n\n\ndef test_readme() -> None:\n    file = Path(__file__).parent.parent / 'README.md'\n    assert doctest.testfile(str(file), module_relative=False).failed == 0\n";

    @Test
    void a_document_that_a_test_reads_counts_as_it_was() {
        project.write("README.md", ">>> from app.sums import add\n>>> add(1, 2)\n3\n");
        project.write("tests/test_readme.py", README);
        project.write("tests/test_sums.py", "def test_sums() -> None:\n    assert True\n").base();
        project.write("app/sums.py", BROKEN);
        project.write("README.md", project.read("README.md").replace("\n3\n", "\n-1\n"));

        assertThat(judge().findings())
                .extracting(Findings::subject)
                .containsExactly("base-test-broken tests/test_readme.py::test_readme");
    }

    @Test
    void a_document_that_says_more_is_no_trouble() {
        project.write("README.md", ">>> from app.sums import add\n>>> add(1, 2)\n3\n");
        project.write("tests/test_readme.py", README).base();
        project.append("README.md", "\n>>> add(2, 2)\n4\n");

        assertThat(judge().verdict().passed()).isTrue();
    }

    @Test
    void what_the_product_itself_reads_is_the_products() {
        project.write("app/rates.txt", "2\n");
        project.write(
                "app/rates.py",
                "from pathlib import Path\n\n\ndef rate() -> str:\n    return (Path(__file__).parent / 'rates.txt').read_text()\n");
        project.write(
                "tests/test_rates.py",
                "from app.rates import rate\n\n\ndef test_rate() -> None:\n    assert int(rate().split()[0]) == 2\n");
        project.base();
        project.write("app/rates.txt", "2 percent\n");

        var report = judge();

        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.checks().getLast().evidence().counts())
                .doesNotContainKey("base-test-files-run-again");
    }

    private void helped() {
        project.write(
                "app/testing.py",
                "def assert_sum(total: int, expected: int) -> None:\n    assert total == expected\n");
        project.write(
                "tests/test_sums.py",
                "from app.sums import add\nfrom app.testing import assert_sum\n\n\ndef test_add() -> None:\n    assert_sum(add(1, 2), 3)\n");
    }

    @Test
    void a_helper_that_ships_with_the_product_counts_as_it_was() {
        helped();
        project.base();
        project.write("app/sums.py", BROKEN);
        project.write(
                "app/testing.py",
                "def assert_sum(total: int, expected: int) -> None:\n    assert isinstance(total, int)\n");

        assertBroken("test_add");
    }

    @Test
    void a_module_that_the_product_uses_itself_is_no_helper() {
        helped();
        project.write("app/main.py", "from app import testing\n\nCHECK = testing.assert_sum\n");
        project.base();
        project.write(
                "app/testing.py",
                "def assert_sum(total: int, expected: int) -> None:\n    assert expected == total\n");

        var report = judge();

        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.checks().getLast().evidence().counts())
                .doesNotContainKey("base-test-files-run-again");
    }

    @Test
    void tests_that_are_added_beside_cost_one_more_run_and_pass() {
        project.append(
                "tests/test_sums.py", "\n\ndef test_more() -> None:\n    assert add(2, 2) == 4\n");

        var report = judge();

        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.checks().getLast().evidence().counts())
                .containsEntry("base-test-files-run-again", 1L)
                .containsEntry("broken", 0L);
    }

    @Test
    void without_a_touched_test_nothing_more_is_run() {
        project.append("app/sums.py", "\n\nTHREE = 3\n");

        var report = judge();

        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.checks().getLast().evidence().counts())
                .doesNotContainKey("base-test-files-run-again");
    }

    @Test
    void code_that_goes_away_with_its_tests_needs_a_person_for_each_of_them() {
        project.write("app/sums.py", "def double(a: int) -> int:\n    return a * 2\n");
        project.write(
                "tests/test_sums.py",
                "from app.sums import double\n\n\ndef test_double() -> None:\n    assert double(2) == 4\n");
        var commit = project.commit();

        assertThat(project.judge(commit, check("tests"), check("base-tests")).findings())
                .extracting(Findings::subject)
                .containsExactlyInAnyOrder(
                        "base-test-missing tests/test_sums.py::test_add",
                        "base-test-broken tests/test_sums.py::test_double");

        project.waive(waiver("base-test-missing tests/test_sums.py::test_add", commit));
        project.waive(waiver("base-test-broken tests/test_sums.py::test_double", commit));
        assertThat(project.judge(commit, check("tests"), check("base-tests")).verdict().passed())
                .isTrue();
    }

    private static Event.Waived waiver(String subject, String commit) {
        return new Event.Waived(subject, commit, "add() goes away", Instant.MAX);
    }
}
