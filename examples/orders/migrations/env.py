"""How Alembic reaches the database: with the application's own async engine."""

import asyncio
from logging.config import fileConfig
from typing import Any

from alembic import context
from sqlalchemy.pool import NullPool

from app import models
from app.db import open_engine
from app.settings import Settings

config = context.config
# Tests configure logging themselves and pass no file.
if config.config_file_name is not None:
    fileConfig(config.config_file_name, disable_existing_loggers=False)


def migrate_offline(url: str) -> None:
    """Write the SQL instead of running it."""
    context.configure(url=url, target_metadata=models.Base.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def migrate(connection: Any) -> None:
    """Run the migrations over a connection; SQLite alters tables by copying them."""
    context.configure(
        connection=connection,
        target_metadata=models.Base.metadata,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def migrate_online(url: str) -> None:
    """Connect with the async driver and migrate in its synchronous half."""
    engine = open_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


if context.is_offline_mode():
    migrate_offline(Settings.from_environment().database_url)
else:
    asyncio.run(migrate_online(Settings.from_environment().database_url))
