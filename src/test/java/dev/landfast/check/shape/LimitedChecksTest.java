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

/// Leftovers, replaced code and repeated literals: so many in all, or so many more than the base.
class LimitedChecksTest {

    private static final Workflow.Check LEFTOVERS = check("leftovers", Map.of("findings", 0L));
    private static final Workflow.Check CONSTANTS = check("constants", Map.of("findings", 0L));
    private static final Workflow.Check MOCKING =
            check(
                    "mocking",
                    Map.of("findings", 0L, "allow", List.of("time", "randomness", "environment")));

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
    void leftovers_are_found_where_they_are_of_no_use() {
        var text =
                """
                import pdb
                import sys


                def f(x):
                    print(x)
                    print(x, file=sys.stderr)
                    breakpoint()
                    pdb.set_trace()
                    # TODO: later
                    return "TODO print() breakpoint()"


                if __name__ == "__main__":
                    print(f(1))
                """;
        project.write("app/young.py", text);
        project.write("app/cli.py", "print('for people')\n");
        project.write("scripts/load.py", "print('for people')  # TODO\n");
        project.write("tests/test_young.py", "print('for people')\n\nbreakpoint()\n# FIXME\n");

        assertThat(places(LEFTOVERS))
                .containsExactly(
                        "leftover-breakpoint app/young.py:1",
                        "leftover-breakpoint app/young.py:8",
                        "leftover-breakpoint app/young.py:9",
                        "leftover-breakpoint tests/test_young.py:3",
                        "leftover-print app/young.py:6",
                        "leftover-todo app/young.py:10",
                        "leftover-todo tests/test_young.py:4");
    }

    @Test
    void all_count_unless_only_new_ones_are_asked_for() {
        project.write("app/old.py", "# TODO one\n").base();
        project.write("app/old.py", "\n# TODO one\n# TODO one\n");

        assertThat(places(LEFTOVERS)).hasSize(2);
        assertThat(places(check("leftovers", Map.of("new", 0L))))
                .containsExactly("leftover-todo app/old.py:3");
        assertThat(places(check("leftovers"))).hasSize(1);
        assertThat(places(check("leftovers", Map.of("findings", 2L)))).isEmpty();
        assertThat(places(check("leftovers", Map.of("findings", 2L, "new", 0L)))).hasSize(1);
    }

    @Test
    void stand_ins_are_findings() {
        project.write(
                "tests/test_young.py",
                """
                from unittest import mock
                from unittest.mock import MagicMock, call, patch
                import respx
                import app.sums


                @patch("app.sums.add")
                def test_one(add):
                    double = MagicMock()
                    with mock.patch.object(app.sums, "double", mock.Mock()):
                        assert call


                def test_two(mocker, requests_mock):
                    mocker.patch("app.sums.add")


                def test_three(monkeypatch, service):
                    monkeypatch.setattr(app.sums, "add", None)
                    monkeypatch.setattr("app.sums.add", None)
                    monkeypatch.setattr(service, "send", None)
                """);

        assertThat(project.judge(MOCKING).findings())
                .extracting(f -> f.place().line() + " " + f.message().split(" puts ")[0])
                .containsExactly(
                        "3 respx",
                        "7 patch of app.sums.add",
                        "9 MagicMock",
                        "10 patch.object of app.sums.double",
                        "10 Mock",
                        "14 requests_mock",
                        "15 mocker.patch of app.sums.add",
                        "19 monkeypatch.setattr of app.sums.add",
                        "20 monkeypatch.setattr of app.sums.add",
                        "21 monkeypatch.setattr of service.send");
    }

    @Test
    void time_randomness_and_environment_may_be_replaced_where_that_is_allowed() {
        project.write("app/time.py", "def parse(): ...\n");
        project.write(
                "tests/test_young.py",
                """
                import random
                import time
                from unittest.mock import patch


                @patch("app.sums.time.time")
                @patch("time.sleep")
                @patch.object(random, "choice")
                @patch.dict("os.environ", {})
                def test_one(monkeypatch):
                    monkeypatch.setenv("HOME", "/")
                    monkeypatch.setattr(time, "sleep", print)


                @patch("app.time.parse")
                def test_own_module_of_that_name():
                    pass
                """);

        assertThat(places(MOCKING)).containsExactly("mocking tests/test_young.py:15");
        assertThat(places(check("mocking", Map.of("findings", 0L)))).hasSize(5);
        assertThat(places(check("mocking", Map.of("findings", 4L, "allow", List.of("app.time")))))
                .isEmpty();
    }

    @Test
    void literals_that_are_written_again_are_findings() {
        project.write(
                "app/young.py",
                """
                from typing import Literal

                STATE = "state"
                Mode = Literal["fast", "slow"]


                def f(row: "Row", mode: Literal["fast"]) -> "Row":
                    \"""state\"""
                    return row["state"], f"state {row}", row["id"], row.get("fast")
                """);
        project.write(
                "tests/test_young.py",
                "def test_it(row):\n    assert row['state'] == row['other'] == row['other']\n");

        assertThat(places(CONSTANTS))
                .containsExactly(
                        "literal-repeated app/young.py:9", "literal-in-test tests/test_young.py:2");
    }

    @Test
    void a_literal_that_looks_like_a_secret_is_not_repeated() {
        var secret = "gh" + "p_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8";
        project.write("app/young.py", "A = '" + secret + "'\nB = '" + secret + "'\n");

        var report = project.judge(CONSTANTS);

        assertThat(report.findings()).hasSize(1);
        assertThat(report.toJson()).doesNotContain(secret);
    }
}
