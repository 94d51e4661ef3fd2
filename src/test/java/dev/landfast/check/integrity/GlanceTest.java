package dev.landfast.check.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A file that is not parsed is one in which nothing can be found.
class GlanceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "def __eq__(self, other): return True",
                "def __contains__(self, one): return True",
                "def fee(n):\n    \"\"\"A fee of 36 cents.\"\"\"\n    return n * 25",
                "if x == 12345: pass",
                "if x == -.5: pass",
                "if x == 10.25: pass",
                "if x == '2024-02-29': pass",
                "TABLE = {'1 pint': 2}",
                "TABLE = {\"room 12\": 2}",
                "if x in ('it\\'s', 'no 12'): pass",
                "if x == \"\"\"room 12\"\"\": pass",
                "TABLE = {\n    '''room 12''': 1,\n}",
                "if (\n    '''room 12'''\n    == x\n): pass",
                "return name == \\\n\"\"\"room 12\"\"\"\n\nx = 1",
                "if (name ==\n    \"\"\"room 12\"\"\" or known):\n    pass",
                "name in {\n    \"\"\"room 12\"\"\"  # reserved\n}",
                "if name == \"the \"\"room 12\":\n    pass",
                "def f(a):\n    \"\"\"room 12\"\"\"\n    == a",
                "# gr\uFFFD\uFFFDe",
                "TABLE = {\n    1: 2, '''room 12''': 1,\n}"
            })
    void what_may_hold_something_is_read(String text) {
        assertThat(Glance.mayHoldSmells(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"\"\"Part 12.\"\"\"\nif a:\n    import os\n",
                "# by us\n\n\"\"\"Part 12.\n\nAnd x\n\"\"\"\n\ndef f(a) -> int:\n    \"\"\"Of 1 in 2.\"\"\"\n    return a\n",
                "def add(a, b):\n    \"\"\"Add 3 to it.\"\"\"\n    return a + b + 3\n"
            })
    void what_cannot_is_left_alone(String text) {
        assertThat(Glance.mayHoldSmells(text)).isFalse();
    }

    @Test
    void a_name_counts_wherever_it_stands_as_a_word() {
        assertThat(Glance.mayImport("from tests.helpers import (\n    one)", Set.of("helpers")))
                .isTrue();
        assertThat(Glance.mayImport("from . import test_a", Set.of("test_a"))).isTrue();
        assertThat(Glance.mayImport("import helpers", Set.of("helpers"))).isTrue();
        assertThat(Glance.mayImport("import my_helpers", Set.of("helpers"))).isFalse();
        assertThat(Glance.mayImport("import os\n\nhelpers = os.path\n", Set.of("helpers")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os\nfrom tests \\\n    .helpers \\\n    import one",
                "import os\nfrom tests import \\\n    helpers",
                "from tests import \\",
                "from tests import (  # helpers\n    one,\n)",
                "from tests import (\n    # import\n    helpers,\n)",
                "import os\rimport helpers",
                "import os; import helpers",
                "if True: import helpers",
                "import os\n\fimport helpers"
            })
    void an_import_may_take_several_lines(String text) {
        assertThat(Glance.mayImport(text + "\nhelpers", Set.of("helpers"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys\nsys.exit()",
                "os._exit(0)",
                "quit()",
                "os.register_at_fork(before=f)",
                "def pytest_runtest_makereport(item): pass",
                "pytest.raises = passing",
                "pytest . \\\n raises = passing",
                "x = pytest.fail = print",
                "(pytest.fail, x) = print, 1",
                "unittest.TestCase.assertEqual: object = print",
                "pluggy.hooks['a'] = print",
                "pytest.\uFF52aises = passing",
                "pytest.importorskip('_pytest.python_api').approx = passing",
                "(pytest  # ours\n ).raises = passing",
                "setattr(pytest, 'fail', print)",
                "# gr\uFFFDn"
            })
    void what_may_bend_tests_is_read(String text) {
        assertThat(Glance.mayBendTests(text, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import pytest\n\n@pytest.mark.parametrize('a', [1])\ndef test_a(a): assert a == 1",
                "with pytest.raises(ValueError):\n    f()",
                "assert pytest.approx(1) == 1"
            })
    void a_test_that_only_uses_its_runner_is_left_alone(String text) {
        assertThat(Glance.mayBendTests(text, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUICK = 'tox' in sys.modules",
                "open('data/test')",
                "gc .get_objects()",
                "import inspect",
                "os.path.join('tests', a)"
            })
    void what_may_look_for_tests_is_read(String text) {
        assertThat(Glance.mayBendTests(text, false)).isTrue();
    }

    @Test
    void a_fixture_is_one_by_its_decorator_or_its_name() {
        assertThat(Glance.mayHoldFixtures("@pytest.fixture\ndef a(): pass")).isTrue();
        assertThat(Glance.mayHoldFixtures("def asyncTearDownClass(self): pass")).isTrue();
        assertThat(Glance.mayHoldFixtures("def test_a(): pass")).isFalse();
    }
}
