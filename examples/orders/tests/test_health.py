"""The health endpoint."""

from typing import Any, AsyncIterator

import pytest
from httpx import AsyncClient

from app.db import get_session
from app.main import app


async def test_healthy_when_the_database_answers(client: AsyncClient) -> None:
    """A monitor sees that the application and its database work."""
    response = await client.get("/health")

    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok"}


async def test_not_healthy_when_the_database_is_gone(client: AsyncClient) -> None:
    """A broken database is not reported as health."""

    class Gone:
        """A session whose database does not answer."""

        async def execute(self, _statement: Any) -> None:
            """Fail like a lost connection."""
            raise ConnectionError("database is gone")

    async def gone() -> AsyncIterator[Gone]:
        yield Gone()

    app.dependency_overrides[get_session] = gone

    with pytest.raises(ConnectionError):
        await client.get("/health")


async def test_a_session_is_given_and_taken_back() -> None:
    """The session of a request works and is closed after it."""
    given = get_session()
    session = await given.__anext__()

    assert session.is_active
    with pytest.raises(StopAsyncIteration):
        await given.__anext__()
