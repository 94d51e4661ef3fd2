"""The database engine and the session every request works in."""

from typing import Any, AsyncIterator

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import declarative_base, sessionmaker
from sqlalchemy.pool import NullPool

from app.settings import Settings


class Table:
    """What all tables share: columns annotated with the type a row holds."""

    __allow_unmapped__ = True


Base: Any = declarative_base(cls=Table)


def open_engine(url: str, **options: Any) -> AsyncEngine:
    """Open an engine; on SQLite with foreign keys enforced.

    Args:
        url: Database URL with an async driver
        options: Further arguments of ``create_async_engine``

    Returns:
        The engine, which connects when it is first used
    """
    engine = create_async_engine(url, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _enforce_foreign_keys)
    return engine


def _enforce_foreign_keys(connection: Any, _record: Any) -> None:
    """Switch on what SQLite leaves off by default."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def open_sessions(engine: AsyncEngine) -> Any:
    """Make the session factory of an engine; objects stay readable after commit."""
    return sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)


# Opening SQLite is cheap: no pool, so a stopped process leaves no connection behind.
_sessions = open_sessions(
    open_engine(Settings.from_environment().database_url, poolclass=NullPool)
)


async def get_session() -> AsyncIterator[AsyncSession]:
    """Give a request its session; what was not committed is rolled back."""
    async with _sessions() as session:
        yield session
