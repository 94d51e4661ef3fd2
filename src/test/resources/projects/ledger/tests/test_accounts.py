"""Accounts and books."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from helpers import entry
from ledger.accounts import Account, Book, Closed, Overdrawn
from ledger.testing import assert_balanced

DAY = date(2024, 3, 1)


def test_a_new_account_has_nothing() -> None:
    assert Account("cash").balance == Decimal("0.00")


def test_the_balance_is_the_sum_of_entries() -> None:
    account = Account("cash")
    account.post(entry("2024-03-01", "cash", "10.00"))
    account.post(entry("2024-03-02", "cash", "-2.50"))
    assert account.balance == Decimal("7.50")


def test_a_limit_may_be_reached() -> None:
    account = Account("cash", limit=Decimal("-5.00"))
    account.post(entry("2024-03-01", "cash", "-5.00"))
    assert account.balance == Decimal("-5.00")


def test_a_limit_may_not_be_passed() -> None:
    account = Account("cash", limit=Decimal("-5.00"))
    with pytest.raises(Overdrawn, match="cash would go below -5.00"):
        account.post(entry("2024-03-01", "cash", "-5.01"))
    assert account.entries == []


def test_a_closed_account_takes_nothing() -> None:
    account = Account("old", closed=True)
    with pytest.raises(Closed):
        account.post(entry("2024-03-01", "old", "1.00"))


def test_both_ends_of_a_time_are_included() -> None:
    account = Account("cash")
    for day in ("2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01"):
        account.post(entry(day, "cash", "1.00"))
    days = [each.day.isoformat() for each in account.between(DAY, date(2024, 3, 31))]
    assert days == ["2024-03-01", "2024-03-31"]


def test_a_transfer_leaves_the_book_balanced() -> None:
    book = Book()
    book.transfer(DAY, "cash", "savings", Decimal("40.00"))
    assert_balanced(book)
    assert book.account("savings").balance == Decimal("40.00")


def test_a_transfer_that_is_refused_posts_nothing() -> None:
    book = Book()
    book.account("cash").limit = Decimal("0.00")
    with pytest.raises(Overdrawn):
        book.transfer(DAY, "cash", "savings", Decimal("1.00"))
    assert book.account("savings").entries == []


def test_nothing_is_moved_to_a_closed_account() -> None:
    book = Book()
    book.account("old").closed = True
    with pytest.raises(Closed):
        book.transfer(DAY, "cash", "old", Decimal("1.00"))
    assert book.account("cash").entries == []


@pytest.mark.parametrize("amount", ["0.00", "-1.00"])
def test_only_positive_amounts_are_moved(amount: str) -> None:
    with pytest.raises(ValueError, match="positive"):
        Book().transfer(DAY, "cash", "savings", Decimal(amount))


def test_a_month_is_balanced(book: Book) -> None:
    assert_balanced(book)
