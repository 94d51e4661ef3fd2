"""Books that several tests look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import entry
from ledger.accounts import Book, Entry
from ledger.importer import read_csv

DATA = Path(__file__).parent / "data"


@pytest.fixture
def january() -> Path:
    """A file of entries."""
    return DATA / "january.csv"


@pytest.fixture
def book(january: Path) -> Book:
    """The book of that file."""
    return Book(read_csv(january.read_text(encoding="utf-8")).entries)


@pytest.fixture
def two_months() -> list[Entry]:
    """Entries on both sides of a month's end."""
    return [
        entry("2024-01-31", "cash", "10.00"),
        entry("2024-02-01", "cash", "5.25"),
        entry("2024-02-29", "cash", "-1.00"),
    ]
