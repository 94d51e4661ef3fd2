"""Accounts and the book that keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ledger.money import ZERO


class Overdrawn(Exception):
    """An account would go below its limit."""


class Closed(Exception):
    """An account takes no more entries."""


@dataclass(frozen=True)
class Entry:
    """One amount on one account."""

    day: date
    account: str
    amount: Decimal
    memo: str = ""


@dataclass
class Account:
    """A name, a limit, and what was posted."""

    name: str
    limit: Decimal | None = None
    closed: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def balance(self) -> Decimal:
        """The sum of all entries."""
        return sum((entry.amount for entry in self.entries), ZERO)

    def post(self, entry: Entry) -> None:
        """Take an entry, unless the account is closed or would be overdrawn."""
        if self.closed:
            raise Closed(self.name)
        if self.limit is not None and self.balance + entry.amount < self.limit:
            raise Overdrawn(f"{self.name} would go below {self.limit}")
        self.entries.append(entry)

    def between(self, first: date, last: date) -> Iterator[Entry]:
        """Entries of these days, both included."""
        return (entry for entry in self.entries if first <= entry.day <= last)


class Book:
    """All accounts by name."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.accounts: dict[str, Account] = {}
        for entry in entries:
            self.post(entry)

    def account(self, name: str) -> Account:
        """The account of this name, opened when it is first asked for."""
        return self.accounts.setdefault(name, Account(name))

    def post(self, entry: Entry) -> None:
        """Put an entry on its account."""
        self.account(entry.account).post(entry)

    def transfer(self, day: date, source: str, target: str, amount: Decimal) -> None:
        """Move an amount; nothing is posted when the source refuses."""
        if amount <= ZERO:
            raise ValueError("only a positive amount can be moved")
        if self.account(target).closed:
            raise Closed(target)
        self.post(Entry(day, source, -amount, f"to {target}"))
        self.post(Entry(day, target, amount, f"from {source}"))

    def total(self) -> Decimal:
        """The sum over all accounts; zero in a balanced book."""
        return sum((account.balance for account in self.accounts.values()), ZERO)
