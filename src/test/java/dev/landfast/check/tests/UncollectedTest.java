package dev.landfast.check.tests;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A test that stands there is collected, or somebody is told.
class UncollectedTest {

    private static final String FAILS =
            "def test_that_is_fine() -> None:\n    assert True\n\n\n"
                    + "def test_of_what_is_wrong() -> None:\n    assert False\n";

    @TempDir Path folder;
    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private void assertFound(GateReport report, String test) {
        assertThat(report.verdict().passed()).isFalse();
        assertThat(report.findings().toString()).contains("test-not-collected", test);
    }

    @Test
    void a_hook_that_makes_nothing_of_a_name() {
        project.write("tests/test_new.py", FAILS);
        project.write(
                "tests/conftest.py",
                """
                def pytest_pycollect_makeitem(collector, name, obj):
                    return [] if name == "test_of_what_is_wrong" else None
                """);

        assertFound(
                project.judge(check("tests")), "tests/test_new.py::test_of_what_is_wrong: stands");
    }

    @Test
    void a_hook_that_passes_over_a_file() {
        project.write("tests/test_new.py", FAILS);
        project.write(
                "tests/conftest.py",
                """
                def pytest_ignore_collect(collection_path, config):
                    return True if collection_path.name == "test_new.py" else None
                """);

        assertFound(project.judge(check("tests")), "tests/test_new.py::test_that_is_fine");
    }

    @Test
    void a_method_among_others() {
        project.write(
                "tests/test_new.py",
                """
                class TestNew:
                    def test_that_is_fine(self) -> None:
                        assert True

                    def test_of_what_is_wrong(self) -> None:
                        assert False
                """);
        project.write(
                "tests/conftest.py",
                """
                def pytest_pycollect_makeitem(collector, name, obj):
                    return [] if name == "test_of_what_is_wrong" else None
                """);

        assertFound(project.judge(check("tests")), "tests/test_new.py::TestNew::test_of_what");
    }

    /// What pytest itself does not take for a test, or not always.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "import pytest\n\n\n@pytest.fixture\ndef test_data() -> int:\n    return 1\n",
                "try:\n    import nothing_of_this_name\nexcept ImportError:\n    pass\nelse:\n\n    def test_it() -> None:\n        assert False\n",
                "import sys\n\nif sys.version_info < (3, 0):\n\n    def test_it() -> None:\n        assert False\n",
                "class Base:\n    def __init__(self, name: str) -> None:\n        self.name = name\n\n\nclass TestBase(Base):\n    def test_it(self) -> None:\n        assert False\n",
                "from dataclasses import dataclass\n\n\n@dataclass\nclass TestCase:\n    name: str\n\n    def test_it(self) -> None:\n        assert False\n",
                "def test_it() -> None:\n    assert False\n\n\ntest_it.__test__ = False\n",
                "def test_it() -> None:\n    assert False\n\n\ndel test_it\n"
            })
    void what_is_no_test_is_not_missed(String text) {
        project.write("tests/test_new.py", text + "\n\ndef test_that_runs() -> None:\n    pass\n");

        assertThat(project.judge(check("tests")).findings()).isEmpty();
    }

    @Test
    void what_was_not_asked_for_is_not_missed() {
        project.write("tests/test_new.py", FAILS);

        var report = project.judge(check("tests", Map.of("select", List.of("tests/test_sums.py"))));

        assertThat(report.findings()).isEmpty();
    }

    @Test
    void a_file_that_the_base_leaves_out_stays_out() {
        project.write("tests/test_new.py", "def test_that_is_fine() -> None:\n    assert True\n");
        project.write("tests/conftest.py", "collect_ignore = ['test_new.py']\n");
        project.base();
        project.write("tests/test_new.py", FAILS);

        assertThat(project.judge(check("tests")).findings()).isEmpty();
    }
}
