"""Reports as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from ledger.accounts import Book, Entry
from ledger.money import ZERO, format_amount

WIDTH = 12


def monthly(entries: Iterable[Entry]) -> dict[str, Decimal]:
    """The sum of each month, ``2024-01`` first."""
    months: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for entry in entries:
        months[entry.day.strftime("%Y-%m")] += entry.amount
    return dict(sorted(months.items()))


def largest(book: Book, count: int = 3) -> list[Entry]:
    """The entries that moved most, whichever way."""
    everything = [entry for account in book.accounts.values() for entry in account.entries]
    return sorted(everything, key=lambda entry: abs(entry.amount), reverse=True)[:count]


def balances(book: Book) -> str:
    """A line for each account."""
    return "".join(
        f"{name:<{WIDTH}}{format_amount(account.balance):>{WIDTH}}\n"
        for name, account in sorted(book.accounts.items())
    )


def render(book: Book, title: str) -> str:
    """The whole report: balances, the total, what moved most."""
    lines = [title, "=" * len(title), "", balances(book) + "-" * 2 * WIDTH]
    lines.append(f"{'total':<{WIDTH}}{format_amount(book.total()):>{WIDTH}}")
    lines += ["", "moved most"]
    for entry in largest(book):
        lines.append(f"{entry.day} {entry.account:<{WIDTH}}{format_amount(entry.amount):>{WIDTH}}")
    return "\n".join(lines) + "\n"
