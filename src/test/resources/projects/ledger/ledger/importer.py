"""Entries out of CSV files: ``date,account,amount,memo``."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.accounts import Entry
from ledger.money import BadAmount, parse_amount

COLUMNS = ["date", "account", "amount", "memo"]


@dataclass(frozen=True)
class Problem:
    """A line that could not be imported, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Imported:
    """What was read, and what was not."""

    entries: list[Entry]
    problems: list[Problem]


def read_csv(text: str) -> Imported:
    """Read a file with a heading; a line said twice is taken once."""
    rows = list(csv.reader(io.StringIO(text)))
    if not rows or [cell.strip() for cell in rows[0]] != COLUMNS:
        return Imported([], [Problem(1, "the heading is not " + ",".join(COLUMNS))])
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        try:
            entry = _entry(row)
        except (BadAmount, ValueError) as error:
            problems.append(Problem(number, str(error)))
            continue
        if entry not in entries:
            entries.append(entry)
    return Imported(entries, problems)


def _entry(row: list[str]) -> Entry:
    if len(row) != len(COLUMNS):
        raise ValueError(f"{len(COLUMNS)} cells are needed, there are {len(row)}")
    day, account, amount, memo = (cell.strip() for cell in row)
    if not account:
        raise ValueError("the account is missing")
    return Entry(date.fromisoformat(day), account, _amount(amount), memo)


def _amount(text: str) -> Decimal:
    value = parse_amount(text)
    if value == 0:
        raise BadAmount("an entry of nothing")
    return value
