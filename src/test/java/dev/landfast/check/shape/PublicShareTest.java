package dev.landfast.check.shape;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.gate.Findings;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Docstrings and type hints, asked of what is public.
class PublicShareTest {

    private static final Workflow.Check DOCSTRINGS = check("docstrings", Map.of("public", 100L));
    private static final Workflow.Check HINTS = check("type-hints", Map.of("public", 100L));

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.empty(folder);
        project.write("app/__init__.py", "");
        project.base();
    }

    private List<String> places(Workflow.Check check) {
        return project.judge(check).findings().stream().map(Findings::subject).toList();
    }

    @Test
    void what_is_public_and_has_no_docstring_is_named_with_its_place() {
        project.write(
                "app/orders.py",
                """
                def total(order):
                    \"""Says what it costs.\"""


                async def send(order):
                    def inner():
                        pass


                def _private(order):
                    pass


                class Order:
                    def __init__(self):
                        pass

                    def cancel(self):
                        ""

                    def _check(self):
                        pass

                    class Line:
                        \"""One of many.\"""


                class _Draft:
                    def cancel(self):
                        pass
                """);

        assertThat(places(DOCSTRINGS))
                .containsExactly(
                        "docstring-missing app/orders.py:5",
                        "docstring-missing app/orders.py:14",
                        "docstring-missing app/orders.py:18");
    }

    @Test
    void percent_are_held_against_the_threshold() {
        project.write(
                "app/orders.py", "def one():\n    \"\"\"One.\"\"\"\n\n\ndef two():\n    pass\n");

        assertThat(project.judge(check("docstrings", Map.of("public", 50.0))).verdict().passed())
                .isTrue();
        var report = project.judge(check("docstrings", Map.of("public", 50.1)));
        assertThat(report.verdict().passed()).isFalse();
        assertThat(report.checks().getFirst().evidence().measures().getFirst().value())
                .isEqualTo(50.0);
    }

    @Test
    void overloads_setters_and_overrides_need_no_docstring_of_their_own() {
        project.write(
                "app/orders.py",
                """
                from typing import overload
                import typing_extensions as t


                @overload
                def get(key: int) -> int: ...
                @overload
                def get(key: str) -> str: ...
                def get(key):
                    \"""Looks it up.\"""


                class Order:
                    \"""Something to send.\"""

                    @property
                    def state(self) -> str:
                        \"""Where it is.\"""

                    @state.setter
                    def state(self, value: str) -> None: ...

                    @t.override
                    def close(self) -> None: ...
                """);

        assertThat(places(DOCSTRINGS)).isEmpty();
        assertThat(places(HINTS)).isEmpty();
    }

    @Test
    void each_parameter_and_what_is_returned_has_a_hint() {
        project.write(
                "app/orders.py",
                """
                def total(order, /, *lines: int, tax=0, **more):
                    pass


                class Order:
                    def __init__(self, number: int):
                        pass

                    def __repr__(self):
                        return ""

                    def cancel(self) -> None:
                        pass

                    @staticmethod
                    def parse(text) -> "Order":
                        pass

                    @classmethod
                    def empty(cls):
                        pass
                """);

        assertThat(project.judge(HINTS).findings())
                .extracting(f -> f.place().line() + " " + f.message())
                .containsExactly(
                        "1 total is public and has no hint for order, tax, more, return",
                        "16 Order.parse is public and has no hint for text",
                        "20 Order.empty is public and has no hint for return");
    }

    @Test
    void what_a_private_module_defines_counts_where_a_public_one_hands_it_on() {
        project.write("app/__init__.py", "from ._impl import shown\n");
        project.write("app/_impl.py", "def shown():\n    pass\n\n\ndef hidden():\n    pass\n");

        assertThat(places(DOCSTRINGS)).containsExactly("docstring-missing app/_impl.py:1");
    }

    @Test
    void a_list_of_exports_takes_nothing_away() {
        project.write("app/orders.py", "__all__ = []\n\n\ndef total():\n    pass\n");

        assertThat(places(DOCSTRINGS)).containsExactly("docstring-missing app/orders.py:4");
    }

    @Test
    void tests_scripts_and_other_peoples_code_are_not_public() {
        project.write("tests/test_orders.py", "def test_it():\n    pass\n");
        project.write("app/tests/helpers.py", "def help():\n    pass\n");
        project.write("scripts/load.py", "def load():\n    pass\n");
        project.write("app/vendor/lib.py", "def lib():\n    pass\n");
        project.write("app/order_pb2.py", "def made():\n    pass\n");
        project.write("app/orders.py", "def total():\n    \"\"\"Sums.\"\"\"\n");

        assertThat(places(DOCSTRINGS)).isEmpty();
    }

    @Test
    void a_project_says_where_its_code_is() {
        project.settings(Map.of("source", List.of("scripts")));
        project.write("scripts/load.py", "def load():\n    pass\n");
        project.write("app/orders.py", "def total():\n    pass\n");

        assertThat(places(DOCSTRINGS)).containsExactly("docstring-missing scripts/load.py:1");
    }

    @Test
    void a_path_narrows_what_is_asked() {
        project.write("app/orders.py", "def total():\n    pass\n");
        project.write("app/more/__init__.py", "def more():\n    pass\n");

        assertThat(places(check("docstrings", Map.of("path", "app/more"))))
                .containsExactly("docstring-missing app/more/__init__.py:1");
    }

    @Test
    void a_tree_without_anything_public_is_inconclusive_unless_that_may_be() {
        project.write("README.md", "Nothing yet.\n");

        assertThat(project.judge(DOCSTRINGS).verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(project.judge(HINTS).verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(project.judge(check("type-hints", Map.of("if-present", true))).verdict())
                .isEqualTo(new Verdict.Pass());
    }
}
