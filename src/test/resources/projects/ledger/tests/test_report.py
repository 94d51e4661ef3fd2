"""Reports."""

from __future__ import annotations

from decimal import Decimal

from helpers import entry, golden
from ledger.accounts import Book, Entry
from ledger.report import balances, largest, monthly, render


def test_sums_by_month(two_months: list[Entry]) -> None:
    assert monthly(two_months) == {"2024-01": Decimal("10.00"), "2024-02": Decimal("4.25")}


def test_months_are_in_order(two_months: list[Entry]) -> None:
    assert list(monthly(reversed(two_months))) == ["2024-01", "2024-02"]


def test_the_largest_come_first_whichever_way(book: Book) -> None:
    assert [abs(each.amount) for each in largest(book, 3)] == [1400, 1400, 200]


def test_as_many_as_asked_for(book: Book) -> None:
    assert len(largest(book, 1)) == 1


def test_balances_are_in_order_of_names() -> None:
    book = Book([entry("2024-01-01", "rent", "3.00"), entry("2024-01-01", "cash", "-3.00")])
    assert [line.split() for line in balances(book).splitlines()] == [
        ["cash", "-3.00"],
        ["rent", "3.00"],
    ]


def test_the_whole_report(book: Book) -> None:
    assert render(book, "January 2024") == golden("report.txt")
