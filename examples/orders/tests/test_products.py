"""The range."""

from typing import Any, Dict

import pytest
from httpx import AsyncClient

from app.models import Product


async def test_a_product_is_added(client: AsyncClient) -> None:
    """What was sent comes back with an id."""
    wanted: Dict[str, Any] = {
        "sku": "FIL-500",
        "name": "Filter",
        "price_cents": 1490,
        "stock": 3,
    }

    response = await client.post("/products", json=wanted)

    assert response.status_code == 201
    assert response.json() == {"id": 1, **wanted}


async def test_a_sku_is_used_once(client: AsyncClient, espresso: Product) -> None:
    """A second product with the same SKU is refused."""
    again = {"sku": espresso.sku, "name": "Other", "price_cents": 1}

    response = await client.post("/products", json=again)

    assert response.status_code == 409
    assert "already exists" in response.json()["detail"]


async def test_products_are_listed_by_sku(
    client: AsyncClient, espresso: Product
) -> None:
    """The range does not depend on the order of entry."""
    await client.post(
        "/products", json={"sku": "DEC-250", "name": "Decaf", "price_cents": 990}
    )

    listed = (await client.get("/products")).json()

    assert [product["sku"] for product in listed] == ["DEC-250", espresso.sku]


@pytest.mark.parametrize(
    "broken",
    [
        {"sku": ""},
        {"sku": "x" * 41},
        {"name": ""},
        {"price_cents": -1},
        {"stock": -1},
        {"stock": "many"},
    ],
)
async def test_a_broken_product_is_refused(
    client: AsyncClient, broken: Dict[str, Any]
) -> None:
    """Nothing invalid reaches the database."""
    product = {"sku": "FIL-500", "name": "Filter", "price_cents": 1490, "stock": 3}

    response = await client.post("/products", json={**product, **broken})

    assert response.status_code == 422
