"""Orders from placing to shipping."""

from typing import Any, Dict

import pytest
from httpx import AsyncClient

from app.models import Product
from tests.conftest import PlaceOrder, Stock


async def test_an_order_is_placed(client: AsyncClient, espresso: Product) -> None:
    """An order has its lines, its prices and its total."""
    response = await client.post(
        "/orders",
        json={
            "customer": "Corner Café",
            "lines": [{"sku": espresso.sku, "quantity": 3}],
        },
    )

    assert response.status_code == 201
    order = response.json()
    assert order["status"] == "placed"
    assert order["total_cents"] == 3 * 890
    assert order["lines"] == [{"sku": "ESP-250", "quantity": 3, "price_cents": 890}]


async def test_an_order_takes_its_goods_out_of_stock(
    place_order: PlaceOrder, stock: Stock
) -> None:
    """What is sold cannot be sold again."""
    await place_order(quantity=4)

    assert await stock("ESP-250") == 6


async def test_lines_of_one_product_are_combined(
    client: AsyncClient, espresso: Product
) -> None:
    """The same product twice is one line, checked against stock as a whole."""
    line = {"sku": espresso.sku, "quantity": 5}

    response = await client.post(
        "/orders", json={"customer": "Corner Café", "lines": [line, line]}
    )

    assert [found["quantity"] for found in response.json()["lines"]] == [10]


async def test_an_order_larger_than_the_stock_is_refused(
    client: AsyncClient, espresso: Product, stock: Stock
) -> None:
    """A refused order leaves the stock alone."""
    line = {"sku": espresso.sku, "quantity": 11}

    response = await client.post(
        "/orders", json={"customer": "Corner Café", "lines": [line]}
    )

    assert response.status_code == 409
    assert response.json()["detail"] == "only 10 of ESP-250 left, 11 wanted"
    assert await stock("ESP-250") == 10


async def test_an_order_for_an_unknown_product_is_refused(
    client: AsyncClient, espresso: Product, stock: Stock
) -> None:
    """One unknown product refuses the whole order."""
    lines = [
        {"sku": espresso.sku, "quantity": 1},
        {"sku": "TEA-100", "quantity": 1},
    ]

    response = await client.post(
        "/orders", json={"customer": "Corner Café", "lines": lines}
    )

    assert response.status_code == 404
    assert await stock("ESP-250") == 10


@pytest.mark.parametrize(
    "broken",
    [
        {"customer": ""},
        {"lines": []},
        {"lines": [{"sku": "ESP-250", "quantity": 0}]},
        {"lines": [{"sku": "ESP-250", "quantity": 1001}]},
    ],
)
async def test_a_broken_order_is_refused(
    client: AsyncClient, espresso: Product, broken: Dict[str, Any]
) -> None:
    """Nothing invalid reaches the database."""
    order = {
        "customer": "Corner Café",
        "lines": [{"sku": espresso.sku, "quantity": 1}],
    }

    response = await client.post("/orders", json={**order, **broken})

    assert response.status_code == 422


async def test_the_price_is_the_one_of_the_day(
    client: AsyncClient, place_order: PlaceOrder
) -> None:
    """An order is read back with the price that was agreed."""
    placed = await place_order(quantity=2)

    found = (await client.get(f"/orders/{placed['id']}")).json()

    assert found == placed


async def test_an_unknown_order_is_not_found(client: AsyncClient) -> None:
    """There is a clear answer for every step of an unknown order."""
    assert (await client.get("/orders/7")).status_code == 404
    assert (await client.post("/orders/7/pay")).status_code == 404
    assert (await client.post("/orders/7/ship")).status_code == 404


async def test_orders_are_listed_newest_first(
    client: AsyncClient, place_order: PlaceOrder
) -> None:
    """The desk works from the latest order back."""
    ids = [(await place_order())["id"] for _ in range(3)]

    listed = (await client.get("/orders")).json()

    assert [order["id"] for order in listed] == list(reversed(ids))


async def test_a_page_of_orders(client: AsyncClient, place_order: PlaceOrder) -> None:
    """Limit and offset cut one page out of the list."""
    ids = [(await place_order())["id"] for _ in range(3)]

    page = (await client.get("/orders", params={"limit": 1, "offset": 1})).json()

    assert [order["id"] for order in page] == [ids[1]]


async def test_orders_are_filtered_by_status(
    client: AsyncClient, place_order: PlaceOrder
) -> None:
    """Only orders that stand where they are asked for are listed."""
    paid = await place_order()
    await place_order()
    await client.post(f"/orders/{paid['id']}/pay")

    listed = (await client.get("/orders", params={"status": "paid"})).json()

    assert [order["id"] for order in listed] == [paid["id"]]


async def test_an_order_is_paid_and_shipped(
    client: AsyncClient, place_order: PlaceOrder
) -> None:
    """The ordinary way of an order."""
    order = await place_order()

    paid = await client.post(f"/orders/{order['id']}/pay")
    shipped = await client.post(f"/orders/{order['id']}/ship")

    assert (paid.status_code, paid.json()["status"]) == (200, "paid")
    assert (shipped.status_code, shipped.json()["status"]) == (200, "shipped")


async def test_an_order_is_paid_once(
    client: AsyncClient, place_order: PlaceOrder
) -> None:
    """A second payment is refused."""
    order = await place_order()
    await client.post(f"/orders/{order['id']}/pay")

    response = await client.post(f"/orders/{order['id']}/pay")

    assert response.status_code == 409
    assert response.json()["detail"] == "a paid order cannot be paid"


async def test_an_unpaid_order_is_not_shipped(
    client: AsyncClient, place_order: PlaceOrder
) -> None:
    """Goods leave the house only once they are paid for."""
    order = await place_order()

    response = await client.post(f"/orders/{order['id']}/ship")

    assert response.status_code == 409
    assert response.json()["detail"] == "a placed order cannot be shipped"


async def test_an_order_is_shipped_once(
    client: AsyncClient, place_order: PlaceOrder
) -> None:
    """A second parcel is refused."""
    order = await place_order()
    await client.post(f"/orders/{order['id']}/pay")
    await client.post(f"/orders/{order['id']}/ship")

    response = await client.post(f"/orders/{order['id']}/ship")

    assert response.status_code == 409
