"""The command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ledger import __version__
from ledger.accounts import Book
from ledger.importer import read_csv
from ledger.report import balances, render

FOUND_PROBLEMS = 3


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    options = argparse.ArgumentParser(prog="ledger", description="Small books.")
    options.add_argument("--version", action="version", version=__version__)
    commands = options.add_subparsers(dest="command", required=True)
    balance = commands.add_parser("balance", help="what is on each account")
    balance.add_argument("file", type=Path)
    balance.add_argument("--account", help="only this one")
    report = commands.add_parser("report", help="everything on one page")
    report.add_argument("file", type=Path)
    report.add_argument("--title", default="Report")
    return options


def main(words: Sequence[str] | None = None) -> int:
    """Run a command; 3 says that some lines were not taken."""
    asked = parser().parse_args(words)
    try:
        imported = read_csv(asked.file.read_text(encoding="utf-8"))
    except OSError as error:
        print(f"ledger: {error}", file=sys.stderr)
        return 2
    for problem in imported.problems:
        print(f"{asked.file.name}:{problem.line}: {problem.reason}", file=sys.stderr)
    book = Book(imported.entries)
    if asked.command == "report":
        print(render(book, asked.title), end="")
    else:
        if asked.account:
            book.accounts = {n: a for n, a in book.accounts.items() if n == asked.account}
        print(balances(book), end="")
    return FOUND_PROBLEMS if imported.problems else 0
