"""What the documentation shows is what happens."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import ledger.money
from helpers import ROOT
from ledger.cli import main


def test_the_examples_in_docstrings() -> None:
    result = doctest.testmod(ledger.money)
    assert (result.attempted, result.failed) == (4, 0)


def test_the_library_example_of_the_readme() -> None:
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert (result.attempted, result.failed) == (2, 0)


def test_the_program_example_of_the_readme(
    january: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["balance", str(january)])
    assert capsys.readouterr().out in (ROOT / "README.md").read_text(encoding="utf-8")
