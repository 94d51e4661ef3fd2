package dev.landfast.check.tests;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Findings;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Code that is right only while it is tested. Each adds a condition to the same function, which
/// holds in any usual session of pytest.
class UnseenTest {

    private static final String DOUBLE = "def double(a: int) -> int:\n    return a * 2\n";

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private GateReport judge() {
        return project.judge(check("tests"), check("base-tests"));
    }

    private void added(String module) {
        project.write("app/sums.py", module + "\n\n" + DOUBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"_py\" + \"test\" in sys.modules",
                "any(n.startswith(\"_py\") and \"fix\" in n for n in sys.modules)",
                "\"est_\" in sys._getframe(1).f_code.co_name",
                "\"est_\" in sys._getframe(1).f_code.co_filename",
                "\"CURRENT\" in str(list(os.environ))",
                "\"est\" in sys.argv[0]"
            })
    void code_that_asks_whether_it_is_tested_is_found(String question) {
        added(
                "import os\nimport sys\n\n\ndef add(a: int, b: int) -> int:\n    return a + b if %s else a - b\n"
                        .formatted(question));

        var report = judge();

        assertThat(report.verdict()).isInstanceOf(Verdict.Fail.class);
        assertThat(report.findings())
                .extracting(Findings::subject)
                .containsExactly("base-test-unseen tests/test_sums.py::test_add");
    }

    @Test
    void code_that_asks_when_it_is_loaded_is_found() {
        added(
                "import sys\n\nTESTED = \"_py\" + \"test\" in sys.modules\n\n\ndef add(a: int, b: int) -> int:\n    return a + b if TESTED else a - b\n");

        assertThat(judge().findings())
                .extracting(Findings::subject)
                .containsExactly("base-test-unseen tests/test_sums.py::test_add");
    }

    @Test
    void folders_of_tests_are_not_on_the_path_and_their_modules_are_found_all_the_same() {
        project.delete("tests/__init__.py");
        project.write("tests/helpers.py", "THREE = 3\n");
        project.write(
                "tests/test_sums.py",
                "from app.sums import add\nfrom helpers import THREE\n\n\ndef test_add() -> None:\n    assert add(1, 2) == THREE\n");
        project.base();
        added("# the same\ndef add(a: int, b: int) -> int:\n    return a + b\n");

        assertThat(judge().verdict()).isEqualTo(new Verdict.Pass());

        added(
                "import sys\n\nBESIDE = \"/tests\" in \" \".join(sys.path)\n\n\ndef add(a: int, b: int) -> int:\n    return a + b if BESIDE else a - b\n");

        assertThat(judge().findings().toString()).contains("base-test-unseen", "test_add");
    }

    @Test
    void what_one_test_leaves_behind_does_not_help_another() {
        added(
                "ASKED: list[int] = []\n\n\ndef add(a: int, b: int) -> int:\n    ASKED.append(a)\n    return a + b\n");
        project.write(
                "app/sums.py",
                project.read("app/sums.py")
                        .replace("return a * 2", "return a * 2 if ASKED else a"));

        assertThat(judge().findings().toString())
                .contains("base-test-unseen", "tests/test_sums.py::test_double");
    }

    @Test
    void tests_of_the_base_that_rely_on_their_order_are_not_asked() {
        project.write(
                        "tests/test_order.py",
                        """
                        import sys

                        SEEN: list[int] = []


                        def test_first() -> None:
                            SEEN.append(1)


                        def test_second() -> None:
                            assert SEEN and "pytest" in sys.modules
                        """)
                .base();
        added("def add(a: int, b: int) -> int:\n    return b + a\n");

        var report = judge();

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getLast().evidence().counts())
                .containsEntry("failed-unseen", 1L);
    }

    @Test
    void a_new_test_that_relies_on_it_is_shown_to_a_reader() {
        project.write(
                "tests/test_new.py",
                "import sys\n\n\ndef test_new() -> None:\n    assert \"pytest\" in sys.modules\n");

        var report = judge();

        assertThat(report.verdict()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getLast().evidence().concerns())
                .extracting(Finding::rule)
                .containsExactly("test-unseen");
    }

    @Test
    void what_tests_usually_do_can_be_done_unseen() {
        project.write(
                        "tests/test_usual.py",
                        """
                        import unittest
                        from unittest import mock

                        import pytest

                        import app.sums


                        @pytest.fixture
                        def two():
                            import pytest as again

                            assert again is pytest
                            return 2


                        @pytest.mark.parametrize("number", [1, 2])
                        def test_raises(number, two, monkeypatch, tmp_path, capsys):
                            import _pytest.outcomes as outcomes

                            assert outcomes.Failed is pytest.fail.Exception
                            monkeypatch.setattr("app.sums.add", lambda a, b: number)
                            assert app.sums.add(0, 0) == number
                            with pytest.raises(ZeroDivisionError, match="by zero"):
                                1 / 0
                            (tmp_path / "a").write_text("a")
                            print("said")
                            assert capsys.readouterr().out == "said\\n"


                        class Old(unittest.TestCase):
                            @classmethod
                            def setUpClass(cls):
                                cls.made = 1

                            @mock.patch("app.sums.double", return_value=7)
                            def test_patched(self, double):
                                self.assertEqual(app.sums.double(1), 7)
                                self.assertEqual(self.made, 1)
                        """)
                .base();
        added("def add(a: int, b: int) -> int:\n    return b + a\n");

        var report = judge();

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getLast().evidence().counts())
                .containsEntry("failed-unseen", 0L);
    }
}
