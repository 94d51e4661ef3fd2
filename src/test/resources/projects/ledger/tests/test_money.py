"""Amounts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ledger.money import BadAmount, format_amount, parse_amount, round_cents, split_evenly


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("12.50", "12.50"),
        (" 7.1 ", "7.1"),
        ("-3.25", "-3.25"),
        ("1,200.50", "1200.50"),
        ("(200.00)", "-200.00"),
    ],
)
def test_reads_amounts(text: str, value: str) -> None:
    assert parse_amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "abc", "12,34", "1,2000", "NaN", "Infinity", "--1"])
def test_refuses_what_is_no_amount(text: str) -> None:
    with pytest.raises(BadAmount):
        parse_amount(text)


@pytest.mark.parametrize(
    ("value", "cents"),
    [("0.005", "0.00"), ("0.015", "0.02"), ("2.675", "2.68"), ("-0.025", "-0.02"), ("1", "1.00")],
)
def test_rounds_half_to_even(value: str, cents: str) -> None:
    assert round_cents(Decimal(value)) == Decimal(cents)


def test_splits_without_losing_a_cent() -> None:
    parts = split_evenly(Decimal("100.00"), 7)
    assert sum(parts) == Decimal("100.00")
    assert max(parts) - min(parts) <= Decimal("0.01")


def test_gives_the_larger_parts_first() -> None:
    assert split_evenly(Decimal("0.05"), 3) == [Decimal("0.02"), Decimal("0.02"), Decimal("0.01")]


def test_cannot_split_into_nothing() -> None:
    with pytest.raises(ValueError, match="at least one part"):
        split_evenly(Decimal("1.00"), 0)


def test_writes_groups_of_three() -> None:
    assert format_amount(Decimal("1234567.891")) == "1,234,567.89"
    assert format_amount(Decimal("-0.5")) == "-0.50"
