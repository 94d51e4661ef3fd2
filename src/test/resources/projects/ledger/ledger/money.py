"""Amounts of money: read, rounded, divided and written."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")


class BadAmount(ValueError):
    """A text is not an amount."""


def parse_amount(text: str) -> Decimal:
    """Read an amount such as ``1,200.50``; parentheses make it negative.

    >>> parse_amount("(12.50)")
    Decimal('-12.50')
    """
    plain = text.strip()
    negative = plain.startswith("(") and plain.endswith(")")
    if negative:
        plain = plain[1:-1]
    if "," in plain:
        if not _GROUPED.fullmatch(plain):
            raise BadAmount(f"misplaced comma: {text!r}")
        plain = plain.replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise BadAmount(f"not an amount: {text!r}") from None
    if not value.is_finite():
        raise BadAmount(f"not an amount: {text!r}")
    return -value if negative else value


def round_cents(value: Decimal) -> Decimal:
    """Round to cents, half to even.

    >>> round_cents(Decimal("2.675"))
    Decimal('2.68')
    """
    return value.quantize(CENT, rounding=ROUND_HALF_EVEN)


def split_evenly(amount: Decimal, parts: int) -> list[Decimal]:
    """Divide into parts that differ by at most a cent and add up to the amount.

    >>> split_evenly(Decimal("10.00"), 3)
    [Decimal('3.34'), Decimal('3.33'), Decimal('3.33')]
    """
    if parts < 1:
        raise ValueError("at least one part is needed")
    cents = int(round_cents(amount) / CENT)
    share, left = divmod(cents, parts)
    return [(share + (1 if index < left else 0)) * CENT for index in range(parts)]


def format_amount(value: Decimal) -> str:
    """Write with two digits and groups of three.

    >>> format_amount(Decimal("-1234.5"))
    '-1,234.50'
    """
    return f"{round_cents(value):,}"
