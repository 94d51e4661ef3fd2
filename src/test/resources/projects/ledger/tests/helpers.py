"""What tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from ledger.accounts import Entry

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


def entry(day: str, account: str, amount: str, memo: str = "") -> Entry:
    """An entry out of texts."""
    return Entry(date.fromisoformat(day), account, Decimal(amount), memo)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """The program as a user starts it."""
    return subprocess.run(
        [sys.executable, "-m", "ledger", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def golden(name: str) -> str:
    """What was agreed on."""
    return (GOLDEN / name).read_text(encoding="utf-8")
