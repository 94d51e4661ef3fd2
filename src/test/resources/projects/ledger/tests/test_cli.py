"""The program, as a user starts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import golden, run
from ledger.cli import main


def test_reports_a_file(january: Path) -> None:
    done = run("report", str(january), "--title", "January 2024")
    assert done.returncode == 0
    assert done.stdout == golden("report.txt")


def test_one_balance(january: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["balance", str(january), "--account", "rent"]) == 0
    assert capsys.readouterr().out.split() == ["rent", "200.00"]


def test_problems_are_told_and_end_with_three(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("date,account,amount,memo\n2024-01-02,cash,much,\n", encoding="utf-8")
    assert main(["balance", str(file)]) == 3
    assert "bad.csv:2: not an amount: 'much'" in capsys.readouterr().err


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = run("balance", str(tmp_path / "nowhere.csv"))
    assert done.returncode == 2
    assert "nowhere.csv" in done.stderr


def test_a_command_is_needed() -> None:
    assert run().returncode == 2
