"""The migrations, on a database in a file."""

import sqlite3
from pathlib import Path
from typing import Any, List, Set

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from app.db import Base
from tests.integration.conftest import migrations


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database file that does not exist yet, made known to the migrations."""
    file = tmp_path / "orders.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture
def alembic() -> Config:
    """Alembic on the migrations of the project."""
    return migrations()


def tables(database: Path) -> Set[str]:
    """Name the tables of a database, Alembic's own aside."""
    connection = sqlite3.connect(database)
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    names = {str(name) for (name,) in rows}
    connection.close()
    return names - {"alembic_version"}


def test_up_and_down_and_up(database: Path, alembic: Config) -> None:
    """Every revision can be applied, taken back and applied again."""
    command.upgrade(alembic, "head")
    up = tables(database)
    command.downgrade(alembic, "base")
    down = tables(database)
    command.upgrade(alembic, "head")

    assert up == {"products", "orders", "order_lines"}
    assert down == set()
    assert tables(database) == up


def test_migrations_make_what_the_models_say(database: Path, alembic: Config) -> None:
    """A change of a model without a migration does not go unnoticed."""
    command.upgrade(alembic, "head")
    engine = create_engine(f"sqlite:///{database}")

    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences: List[Any] = compare_metadata(context, Base.metadata)
    engine.dispose()

    assert differences == []
