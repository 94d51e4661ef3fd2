package dev.landfast.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.syntax.Assertion.Form;
import java.util.List;
import org.junit.jupiter.api.Test;

class PythonFileTest {

    private static PythonFile parse(String text) {
        return PythonFile.parse(text.getBytes(UTF_8));
    }

    private static List<String> names(PythonFile file) {
        return file.tests().stream().map(PythonTest::name).toList();
    }

    private static PythonTest test(String text) {
        return parse(text).tests().getFirst();
    }

    @Test
    void tests_are_what_pytest_and_unittest_collect() {
        var file =
                parse(
                        """
                        import unittest

                        def test_a(): pass
                        def helper(): pass
                        async def test_b(): pass

                        class TestC:
                            def test_d(self): pass
                            class TestInner:
                                def test_e(self): pass
                            def helper(self): pass

                        class Other:
                            def test_f(self): pass

                        class Cases(unittest.TestCase):
                            def test_g(self): pass

                        class MoreCases(Cases):
                            def test_h(self): pass

                        class TestMade:
                            def __init__(self): pass
                            def test_i(self): pass

                        if True:
                            def test_j(): pass
                        """);

        assertThat(names(file))
                .containsExactly(
                        "test_a",
                        "test_b",
                        "TestC::test_d",
                        "TestC::TestInner::test_e",
                        "Cases::test_g",
                        "MoreCases::test_h",
                        "test_j");
    }

    @Test
    void of_two_tests_with_one_name_the_last_counts() {
        var file = parse("def test_a():\n    assert f() == 1\n\ndef test_a():\n    pass\n");

        assertThat(file.tests())
                .singleElement()
                .satisfies(t -> {
                    assertThat(t.body().text()).isEmpty();
                    assertThat(t.lines()).isEqualTo(new PythonTest.Lines(4, 5));
                });
    }

    @Test
    void comments_blank_lines_quotes_and_formatting_make_no_other_body() {
        var one = test("def test_a():\n    assert f(1, 'x') == [1, 2]\n");
        var other =
                test(
                        """
                        def test_a():
                            \"""Says more.\"""

                            # a comment
                            assert f(
                                1,
                                "x",
                            ) == [
                                1,
                                2,
                            ]
                        """);

        assertThat(other.body().hash()).isEqualTo(one.body().hash());
        assertThat(test("def test_a():\n    assert f(1, 'y') == [1, 2]\n").body().hash())
                .isNotEqualTo(one.body().hash());
    }

    @Test
    void brackets_count_where_they_change_the_meaning() {
        var plain = test("def test_a():\n    assert a + b * c\n").body().hash();

        assertThat(test("def test_a():\n    assert (a + (b * c))\n").body().hash())
                .isEqualTo(plain);
        assertThat(test("def test_a():\n    assert (a + b) * c\n").body().hash())
                .isNotEqualTo(plain);
    }

    @Test
    void an_assertion_is_the_same_in_both_styles() {
        var pytest =
                test(
                        """
                        def test_a():
                            assert f(1) == 2
                            assert g() is None
                            assert x in y and not z
                            with pytest.raises(ValueError):
                                f(0)
                        """);
        var unittest =
                test(
                        """
                        class A(unittest.TestCase):
                            def test_a(self):
                                self.assertEqual(f(1), 2)
                                self.assertIsNone(g())
                                self.assertIn(x, y)
                                self.assertFalse(z)
                                with self.assertRaises(ValueError):
                                    f(0)
                        """);

        assertThat(texts(unittest)).isEqualTo(texts(pytest));
        assertThat(pytest.body().assertions())
                .extracting(Assertion::form)
                .containsExactly(Form.EQUAL, Form.EQUAL, Form.CONTAINS, Form.TRUTH, Form.RAISES);
    }

    private static List<String> texts(PythonTest test) {
        return test.body().assertions().stream().map(Assertion::text).toList();
    }

    @Test
    void a_suppression_is_a_comment_and_never_a_text() {
        var file =
                parse(
                        """
                        import os  # noqa: F401, E402
                        text = "# noqa"
                        more = '''
                        # type: ignore
                        '''
                        def f():
                            return 1  # type: ignore[return-value]  # pragma: no cover
                        # nothing to see
                        """);

        assertThat(file.suppressions())
                .extracting(Suppression::toString)
                .containsExactly(
                        "# noqa E402, F401", "# type: ignore return-value", "# pragma: no cover");
        assertThat(file.suppressions()).extracting(Suppression::line).containsExactly(1, 7, 7);
        assertThat(file.suppressions())
                .extracting(Suppression::scope)
                .containsExactly("", "f", "f");
    }

    @Test
    void letters_of_all_scripts_move_no_line() {
        var file =
                parse("x = '\ud83d\ude00 ünïcödé 漢字'\n\ndef test_ä():\n    assert 'é' == f('ß')\n");

        assertThat(file.trouble()).isEmpty();
        assertThat(names(file)).containsExactly("test_ä");
        assertThat(file.tests().getFirst().body().assertions().getFirst().text())
                .isEqualTo("( \"é\" == f ( \"ß\" ) )");
        assertThat(file.tests().getFirst().lines()).isEqualTo(new PythonTest.Lines(3, 4));
    }

    @Test
    void a_file_in_the_encoding_that_it_names_is_read_and_another_one_is_said() {
        var latin = "# -*- coding: latin-1 -*-\ndef test_a():\n    assert f('é')\n";

        assertThat(names(PythonFile.parse(latin.getBytes(ISO_8859_1)))).containsExactly("test_a");
        assertThat(PythonFile.parse("x = 'é'\n".getBytes(ISO_8859_1)).trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("not UTF-8"));
    }

    @Test
    void what_is_no_python_is_said_and_the_rest_is_read() {
        var file =
                parse("def test_a():\n    assert f() == 1\n\ndef (:\n\ndef test_b():\n    pass\n");

        assertThat(file.trouble()).hasValue("not all of it is Python");
        assertThat(names(file)).contains("test_a");
    }

    @Test
    void a_file_without_end_or_bottom_is_said_and_not_thrown() {
        assertThat(parse("x = 1\n".repeat(200_000)).trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("larger"));
        assertThat(parse("x = " + "(".repeat(50_000) + ")".repeat(50_000)).trouble()).isPresent();
        assertThat(parse("x = " + "1 + ".repeat(50_000) + "1\n").trouble()).isPresent();
        var file = parse("x = " + "[".repeat(5_000) + "]".repeat(5_000) + "\ndef test_a(): pass\n");
        assertThat(file.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("nested deeper"));
        assertThat(file.calls()).isEmpty();
        assertThat(parse("\0").trouble()).isPresent();
        assertThat(parse("").tests()).isEmpty();
    }

    @Test
    void the_cases_of_a_test_are_counted() {
        assertThat(test("@pytest.mark.parametrize('a', [1, 2, 3])\ndef test_a(a): pass\n").cases())
                .isEqualTo(3);
        assertThat(
                        test("""
                        @pytest.mark.parametrize('a', [1, 2])
                        @pytest.mark.parametrize('b', (1, 2, 3))
                        def test_a(a, b): pass
                        """)
                                .cases())
                .isEqualTo(6);
        assertThat(test("@pytest.mark.parametrize('a', cases())\ndef test_a(a): pass\n").cases())
                .isEqualTo(PythonTest.UNCOUNTED);
        assertThat(test("def test_a(): pass\n").cases()).isZero();
    }
}
