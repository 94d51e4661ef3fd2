package dev.landfast.check.shape;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Findings;
import dev.landfast.gate.PythonRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfaceCheckTest {

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.empty(folder);
        project.write("shop/__init__.py", "");
    }

    private List<String> broken() {
        return project.judge(check("interface", Map.of("breaking", 0L))).findings().stream()
                .map(f -> f.place() + " " + f.message())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a, b        | a              | takes no 'b' now
                    a           | b              | calls 'a' 'b' now
                    a           | a, b           | asks for 'b' now
                    a           | a, *, b        | asks for 'b' now
                    a           | *, a           | takes 'a' by name only now
                    a           | a, /           | takes 'a' by position only now
                    a, b        | b, a           | takes 'a' at another position now
                    a=1         | a              | has no default for 'a' any more
                    *, a=1      | *, a           | has no default for 'a' any more
                    *, a        | *, b=1         | takes no 'a' now
                    *a          | b=1            | takes no further positional arguments now
                    **a         | b=1            | takes no further named arguments now
                    a, b=1      | a, c=1, b=1    | takes 'b' at another position now
                    """)
    void a_call_that_no_longer_works_is_a_finding(String old, String young, String why) {
        project.write("shop/orders.py", "def f(" + old + "): pass\n").base();
        project.write("shop/orders.py", "\ndef f(" + young + "): pass\n");

        assertThat(broken()).contains("shop/orders.py:2 shop.orders.f: " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a           | a, b=1
                    a           | a, *b, **c
                    a           | a: int = 1
                    a, /        | b, /
                    *, a        | a=1
                    *, a        | **b
                    a, *, b     | a, *, c=1, b
                    """)
    void a_call_that_still_works_is_none(String old, String young) {
        project.write("shop/orders.py", "def f(" + old + "): pass\n").base();
        project.write("shop/orders.py", "def f(" + young + ") -> int: pass\n");

        assertThat(broken()).isEmpty();
    }

    @Test
    void what_is_gone_is_named() {
        project.write(
                "shop/orders.py",
                """
                LIMIT = 3


                def total(): pass


                class Order(dict):
                    state = 1

                    def cancel(self): pass

                    def send(self, to): pass
                """);
        project.write("shop/old.py", "def f(): pass\n").base();
        project.write(
                "shop/orders.py",
                """
                class Order:
                    async def send(self, to, at): pass
                """);
        project.delete("shop/old.py");

        assertThat(broken())
                .containsExactlyInAnyOrder(
                        "shop/old.py module shop.old is gone",
                        "shop/orders.py shop.orders.LIMIT is gone",
                        "shop/orders.py shop.orders.total is gone",
                        "shop/orders.py:1 shop.orders.Order no longer inherits from dict",
                        "shop/orders.py:1 shop.orders.Order.state is gone",
                        "shop/orders.py:1 shop.orders.Order.cancel is gone",
                        "shop/orders.py:2 shop.orders.Order.send: has to be awaited now",
                        "shop/orders.py:2 shop.orders.Order.send: asks for 'at' now");
    }

    @Test
    void what_moved_and_is_handed_on_under_its_old_name_is_still_there() {
        project.write("shop/orders.py", "def total(a): pass\n\n\nclass Order:\n    x = 1\n");
        project.write("shop/__init__.py", "from .orders import Order\n").base();
        project.write("shop/sales/__init__.py", "");
        project.write(
                "shop/sales/_impl.py",
                "class Base:\n    x = 1\n\n\nclass Order(Base):\n    pass\n\n\ndef total(a): pass\n");
        project.write(
                "shop/orders.py",
                "from shop.sales import _impl\nfrom .sales._impl import *\n\n\ntotal = _impl.total\n");

        assertThat(broken()).isEmpty();
        project.write("shop/orders.py", "from .sales._impl import Order\n");
        assertThat(broken()).containsExactly("shop/orders.py shop.orders.total is gone");
    }

    @Test
    void a_module_may_become_a_package() {
        project.write("src/lib/__init__.py", "");
        project.write("src/lib/orders.py", "def total(): pass\n").base();
        project.delete("src/lib/orders.py");
        project.write("src/lib/orders/__init__.py", "from ._sums import total\n");
        project.write("src/lib/orders/_sums.py", "def total(): pass\n");

        assertThat(broken()).isEmpty();
    }

    @Test
    void a_list_of_exports_says_what_is_public_and_may_not_get_shorter() {
        project.write(
                        "shop/orders.py",
                        "__all__ = ['total', 'tax']\n\n\ndef total(): pass\ndef tax(): pass\ndef aid(): pass\n")
                .base();
        project.write(
                "shop/orders.py", "__all__ = ['total']\n\n\ndef total(): pass\ndef tax(): pass\n");

        assertThat(broken())
                .containsExactly("shop/orders.py shop.orders.tax is no longer in __all__");
    }

    @Test
    void what_is_private_may_change() {
        project.write("shop/_impl.py", "def f(): pass\n");
        project.write(
                "shop/orders.py", "def _f(): pass\n\n\nclass Order:\n    def _x(self): pass\n");
        project.write("tests/test_a.py", "def helper(): pass\n");
        project.write("scripts/load.py", "def load(): pass\n").base();
        project.delete("shop/_impl.py").delete("tests/test_a.py").delete("scripts/load.py");
        project.write("shop/orders.py", "class Order:\n    pass\n");

        assertThat(broken()).isEmpty();
    }

    @Test
    void what_is_made_at_run_time_is_counted_as_beyond_sight() {
        project.write("shop/orders.py", "def total(): pass\n").base();
        project.write("shop/orders.py", "def __getattr__(name): pass\n");

        var report = project.judge(check("interface"));

        assertThat(report.findings()).isEmpty();
        assertThat(report.checks().getFirst().evidence().counts())
                .containsEntry("beyond-sight", 1L);
    }

    @Test
    void an_empty_base_has_nothing_to_break() {
        project.delete("shop/__init__.py").base();
        project.write("shop/__init__.py", "");

        var report = project.judge(check("interface"));

        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.findings()).extracting(Findings::subject).isEmpty();
    }
}
