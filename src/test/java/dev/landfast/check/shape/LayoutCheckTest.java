package dev.landfast.check.shape;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.gate.Findings;
import dev.landfast.gate.PythonRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutCheckTest {

    private static final Workflow.Check LAYOUT = check("layout", Map.of("lines", 300L));

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private List<String> places(Workflow.Check check) {
        return project.judge(check).findings().stream().map(Findings::subject).toList();
    }

    @Test
    void a_new_or_changed_file_may_be_as_long_as_the_limit() {
        project.write("app/old.py", "x = 1\n".repeat(400)).base();
        project.write("app/young.py", "x = 1\n".repeat(300));
        assertThat(places(LAYOUT)).isEmpty();

        project.write("app/young.py", "x = 1\n".repeat(301));
        assertThat(places(LAYOUT)).containsExactly("file-too-long app/young.py:301");

        project.append("app/old.py", "y = 1\n");
        assertThat(places(LAYOUT))
                .containsExactly("file-too-long app/old.py:301", "file-too-long app/young.py:301");
    }

    @Test
    void an_init_holds_exports_and_nothing_else() {
        project.write(
                "app/__init__.py",
                """
                \"""What the package is.\"""

                from typing import TYPE_CHECKING

                from .sums import add

                if TYPE_CHECKING:
                    from .sums import double

                __all__ = ["add", "_hidden"]
                __version__ = "1"


                def __getattr__(name):
                    return name


                def start():
                    pass


                print("hello")
                """);

        assertThat(places(LAYOUT))
                .containsExactly(
                        "layout-init app/__init__.py:1",
                        "layout-init app/__init__.py:18",
                        "layout-init app/__init__.py:22");
        assertThat(places(check("layout", Map.of("init", "any")))).isEmpty();
    }

    @Test
    void types_and_exceptions_have_files_of_their_own() {
        project.write(
                "app/orders.py",
                """
                from typing import NewType, Protocol

                Number = NewType("Number", int)


                class Priced(Protocol):
                    price: int


                class _Local(Protocol):
                    price: int


                class OrderError(ValueError):
                    pass


                class Late(OrderError):
                    pass


                class Order:
                    pass
                """);
        project.write("app/_exceptions.py", "class Early(Exception):\n    pass\n");
        project.write(
                "app/_types.py", "from typing import TypedDict\n\n\nclass Row(TypedDict): ...\n");
        project.write("loose.py", "class LooseError(Exception):\n    pass\n");

        assertThat(places(LAYOUT))
                .containsExactly(
                        "layout-elsewhere app/orders.py:3",
                        "layout-elsewhere app/orders.py:6",
                        "layout-elsewhere app/orders.py:14",
                        "layout-elsewhere app/orders.py:18");
        assertThat(places(check("layout", Map.of("types-in", "any", "exceptions-in", "orders.py"))))
                .containsExactly("layout-elsewhere app/_exceptions.py:1");
    }

    @Test
    void imports_stand_in_order() {
        project.write(
                "app/orders.py",
                """
                from __future__ import annotations

                import json
                import requests
                from app.sums import add

                from . import sums
                import os

                try:
                    import re
                except ImportError:
                    pass
                """);
        project.write("tests/test_orders.py", "import pytest\nimport os\n");

        assertThat(project.judge(LAYOUT).findings())
                .extracting(f -> f.place() + " " + f.message())
                .containsExactly(
                        "app/orders.py:8 os (standard library) stands below own modules",
                        "tests/test_orders.py:2 os (standard library) stands below other packages");
        assertThat(places(check("layout", Map.of("imports", "any")))).isEmpty();
    }

    @Test
    void what_the_base_has_is_not_charged() {
        project.write(
                        "app/orders.py",
                        "import requests\nimport os\n\n\nclass OrderError(Exception): ...\n")
                .base();
        project.write(
                "app/orders.py",
                "# moved\n" + project.read("app/orders.py") + "class LateError(Exception): ...\n");

        assertThat(places(LAYOUT)).containsExactly("layout-elsewhere app/orders.py:7");
    }
}
