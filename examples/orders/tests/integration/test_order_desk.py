"""The order desk end to end, over HTTP and a migrated database."""

from typing import Any, Dict
from uuid import uuid4

import httpx
import pytest


@pytest.fixture
def product(http: httpx.Client) -> Dict[str, Any]:
    """A product of its own for each test, so that tests share one database."""
    response = http.post(
        "/products",
        json={
            "sku": f"INT-{uuid4().hex[:12]}",
            "name": "House blend",
            "price_cents": 790,
            "stock": 5,
        },
    )
    assert response.status_code == 201, response.text
    product: Dict[str, Any] = response.json()
    return product


def order(sku: str, quantity: int) -> Dict[str, Any]:
    """Write an order for one product."""
    return {"customer": "Harbour Bar", "lines": [{"sku": sku, "quantity": quantity}]}


def test_the_application_is_healthy(http: httpx.Client) -> None:
    """The started application reaches its database."""
    assert http.get("/health").json() == {"status": "ok", "database": "ok"}


def test_an_order_goes_out_of_the_door(
    http: httpx.Client, product: Dict[str, Any]
) -> None:
    """Placed, paid, shipped, and still so when read again."""
    placed = http.post("/orders", json=order(product["sku"], 2)).json()
    http.post(f"/orders/{placed['id']}/pay").raise_for_status()
    http.post(f"/orders/{placed['id']}/ship").raise_for_status()

    found = http.get(f"/orders/{placed['id']}").json()

    assert found["status"] == "shipped"
    assert found["total_cents"] == 1580


def test_the_last_piece_is_sold_once(
    http: httpx.Client, product: Dict[str, Any]
) -> None:
    """The stock in the database decides, also for the next request."""
    first = http.post("/orders", json=order(product["sku"], 5))
    second = http.post("/orders", json=order(product["sku"], 1))

    assert (first.status_code, second.status_code) == (201, 409)
