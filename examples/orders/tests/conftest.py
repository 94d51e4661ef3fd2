"""A fresh database for each test, and a client that talks to the application."""

from typing import Any, AsyncIterator, Awaitable, Callable, Dict

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.pool import StaticPool

from app.db import Base, get_session, open_engine, open_sessions
from app.main import app
from app.models import Product

PlaceOrder = Callable[..., Awaitable[Dict[str, Any]]]
Stock = Callable[[str], Awaitable[int]]


@pytest.fixture
async def sessions() -> AsyncIterator[Any]:
    """Sessions on an empty database in memory."""
    engine = open_engine("sqlite+aiosqlite://", poolclass=StaticPool)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all, checkfirst=False)
    yield open_sessions(engine)
    await engine.dispose()


@pytest.fixture
async def client(sessions: Any) -> AsyncIterator[AsyncClient]:
    """A client of the application on that database."""

    async def session_of_the_test() -> AsyncIterator[AsyncSession]:
        async with sessions() as session:
            yield session

    app.dependency_overrides[get_session] = session_of_the_test
    async with AsyncClient(
        transport=ASGITransport(app=app), base_url="http://orders"
    ) as client:
        yield client
    app.dependency_overrides.clear()


@pytest.fixture
async def espresso(sessions: Any) -> Product:
    """A product with ten pieces in stock."""
    product = Product(sku="ESP-250", name="Espresso", price_cents=890, stock=10)
    async with sessions() as session:
        session.add(product)
        await session.commit()
    return product


@pytest.fixture
def place_order(client: AsyncClient, espresso: Product) -> PlaceOrder:
    """A function that places an order for some of that product."""

    async def place(quantity: int = 1) -> Dict[str, Any]:
        response = await client.post(
            "/orders",
            json={
                "customer": "Corner Café",
                "lines": [{"sku": espresso.sku, "quantity": quantity}],
            },
        )
        assert response.status_code == 201, response.text
        order: Dict[str, Any] = response.json()
        return order

    return place


@pytest.fixture
def stock(client: AsyncClient) -> Stock:
    """A function that tells how much of a product is left."""

    async def left(sku: str) -> int:
        products = (await client.get("/products")).json()
        return int(next(found["stock"] for found in products if found["sku"] == sku))

    return left
