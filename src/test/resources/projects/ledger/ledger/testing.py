"""For tests of programs that keep books with this library."""

from __future__ import annotations

from ledger.accounts import Book
from ledger.money import ZERO


def assert_balanced(book: Book) -> None:
    """Fail unless all accounts add up to nothing."""
    total = book.total()
    assert total == ZERO, f"the book is off by {total}"
