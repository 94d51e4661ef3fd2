"""Orders over HTTP."""

from typing import List, Optional

from fastapi import APIRouter, Depends, Query
from sqlalchemy.ext.asyncio import AsyncSession

from app.db import get_session
from app.models import OrderStatus
from app.schemas import OrderCancel, OrderCreate, OrderRead, PackingSlip
from app.services import orders, packing

router = APIRouter(prefix="/orders", tags=["orders"])


@router.post("", response_model=OrderRead, status_code=201)
async def place_order(
    wanted: OrderCreate, session: AsyncSession = Depends(get_session)
) -> OrderRead:
    """Place an order and take its goods out of stock."""
    return OrderRead.of(await orders.place_order(session, wanted))


@router.get("", response_model=List[OrderRead])
async def list_orders(
    status: Optional[OrderStatus] = None,
    limit: int = Query(20, ge=1, le=100),
    offset: int = Query(0, ge=0),
    session: AsyncSession = Depends(get_session),
) -> List[OrderRead]:
    """List orders, the newest first."""
    page = await orders.list_orders(session, status, limit, offset)
    return [OrderRead.of(order) for order in page]


@router.get("/{order_id}", response_model=OrderRead)
async def get_order(
    order_id: int, session: AsyncSession = Depends(get_session)
) -> OrderRead:
    """Show one order."""
    return OrderRead.of(await orders.get_order(session, order_id))


@router.post("/{order_id}/pay", response_model=OrderRead)
async def pay_order(
    order_id: int, session: AsyncSession = Depends(get_session)
) -> OrderRead:
    """Note that an order is paid."""
    return OrderRead.of(await orders.pay_order(session, order_id))


@router.post("/{order_id}/ship", response_model=OrderRead)
async def ship_order(
    order_id: int, session: AsyncSession = Depends(get_session)
) -> OrderRead:
    """Note that a paid order has left the house."""
    return OrderRead.of(await orders.ship_order(session, order_id))


@router.post("/{order_id}/cancel", response_model=OrderRead)
async def cancel_order(
    order_id: int,
    cancellation: OrderCancel,
    session: AsyncSession = Depends(get_session),
) -> OrderRead:
    """Call an order off and put its goods back into stock."""
    return OrderRead.of(
        await orders.cancel_order(session, order_id, cancellation.reason)
    )


@router.get("/{order_id}/packing-slip", response_model=PackingSlip)
async def show_packing_slip(
    order_id: int, session: AsyncSession = Depends(get_session)
) -> PackingSlip:
    """Show what goes into the parcel of a paid order."""
    return PackingSlip.of(order_id, await packing.list_pieces(session, order_id))
