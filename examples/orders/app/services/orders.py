"""Orders: placing them and moving them on."""

from collections import Counter
from typing import List, Optional

from sqlalchemy import desc, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import Conflict, NotFound
from app.models import Order, OrderLine, OrderStatus
from app.schemas import OrderCreate
from app.services import products


async def place_order(session: AsyncSession, wanted: OrderCreate) -> Order:
    """Place an order and take its goods out of stock.

    Lines that name the same product are combined.

    Args:
        session: Database session
        wanted: Customer and lines

    Returns:
        The stored order

    Raises:
        NotFound: If a line names an unknown product
        Conflict: If there is too little of a product
    """
    quantities: Counter[str] = Counter()
    for line in wanted.lines:
        quantities[line.sku] += line.quantity
    stocked = {
        product.sku: product for product in await products.reserve(session, quantities)
    }
    order = Order(customer=wanted.customer)
    for sku, quantity in quantities.items():
        if sku not in stocked:
            raise NotFound(f"there is no product {sku}")
        product = stocked[sku]
        if product.stock < quantity:
            raise Conflict(f"only {product.stock} of {sku} left, {quantity} wanted")
        product.stock -= quantity
        order.lines.append(
            OrderLine(
                product=product, quantity=quantity, price_cents=product.price_cents
            )
        )
    session.add(order)
    await session.commit()
    return order


async def get_order(
    session: AsyncSession, order_id: int, for_update: bool = False
) -> Order:
    """Load one order.

    Args:
        session: Database session
        order_id: Which order
        for_update: Lock it, where the database can, until the session commits

    Returns:
        The order

    Raises:
        NotFound: If there is no such order
    """
    order: Optional[Order] = await session.get(
        Order, order_id, with_for_update=for_update
    )
    if order is None:
        raise NotFound(f"there is no order {order_id}")
    return order


async def list_orders(
    session: AsyncSession,
    status: Optional[OrderStatus] = None,
    limit: int = 20,
    offset: int = 0,
) -> List[Order]:
    """List orders, the newest first.

    Args:
        session: Database session
        status: Only orders that stand here; all orders when absent
        limit: How many at most
        offset: How many to pass over

    Returns:
        One page of orders
    """
    query = select(Order).order_by(desc(Order.id)).limit(limit).offset(offset)
    if status is not None:
        query = query.where(Order.status == status)
    result = await session.execute(query)
    return list(result.scalars())


async def pay_order(session: AsyncSession, order_id: int) -> Order:
    """Note that the customer has paid.

    Raises:
        NotFound: If there is no such order
        Conflict: If the order is not waiting for payment
    """
    order = await get_order(session, order_id, for_update=True)
    if order.status is not OrderStatus.PLACED:
        raise Conflict(f"a {order.status.value} order cannot be paid")
    order.status = OrderStatus.PAID
    await session.commit()
    return order


async def ship_order(session: AsyncSession, order_id: int) -> Order:
    """Note that the goods have left the house, which only paid goods do.

    Raises:
        NotFound: If there is no such order
        Conflict: If the order is not paid, or has been shipped before
    """
    order = await get_order(session, order_id, for_update=True)
    if order.status is not OrderStatus.PAID:
        raise Conflict(f"a {order.status.value} order cannot be shipped")
    order.status = OrderStatus.SHIPPED
    await session.commit()
    return order
