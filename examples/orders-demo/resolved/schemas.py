"""What goes over the wire, validated."""

from datetime import datetime, timezone
from typing import List, Optional, Tuple

from pydantic import BaseModel, Field

from app.models import Order, OrderLine, OrderStatus, Product

# What the column holds: longer is refused here, not by the database.
REASON_LENGTH: int = Order.__table__.c.cancel_reason.type.length


def in_utc(moment: datetime) -> datetime:
    """Give a stored moment its zone back, which SQLite forgets."""
    return moment.replace(tzinfo=timezone.utc)


class Health(BaseModel):
    """The state of the application as a monitor sees it."""

    status: str
    database: str


class ProductCreate(BaseModel):
    """A product to be added to the range."""

    sku: str = Field(..., min_length=1, max_length=40)
    name: str = Field(..., min_length=1, max_length=120)
    price_cents: int = Field(..., ge=0)
    stock: int = Field(0, ge=0)


class ProductRead(ProductCreate):
    """A product of the range."""

    id: int

    @classmethod
    def of(cls, product: Product) -> "ProductRead":
        """Describe a stored product."""
        return cls(
            id=product.id,
            sku=product.sku,
            name=product.name,
            price_cents=product.price_cents,
            stock=product.stock,
        )


class OrderLineCreate(BaseModel):
    """How much of which product a customer wants."""

    sku: str = Field(..., min_length=1, max_length=40)
    quantity: int = Field(..., ge=1, le=1000)


class OrderLineRead(OrderLineCreate):
    """A line of an order with the price that was agreed."""

    price_cents: int

    @classmethod
    def of(cls, line: OrderLine) -> "OrderLineRead":
        """Describe a stored line."""
        return cls(
            sku=line.product.sku,
            quantity=line.quantity,
            price_cents=line.price_cents,
        )


class OrderCreate(BaseModel):
    """An order a customer wants to place."""

    customer: str = Field(..., min_length=1, max_length=120)
    lines: List[OrderLineCreate] = Field(..., min_items=1)


class OrderRead(BaseModel):
    """An order as it stands."""

    id: int
    customer: str
    status: OrderStatus
    placed_at: datetime
    cancelled_at: Optional[datetime] = None
    cancel_reason: Optional[str] = None
    total_cents: int
    lines: List[OrderLineRead]

    @classmethod
    def of(cls, order: Order) -> "OrderRead":
        """Describe a stored order."""
        return cls(
            id=order.id,
            customer=order.customer,
            status=order.status,
            placed_at=in_utc(order.placed_at),
            cancelled_at=order.cancelled_at and in_utc(order.cancelled_at),
            cancel_reason=order.cancel_reason,
            total_cents=order.total_cents,
            lines=[OrderLineRead.of(line) for line in order.lines],
        )


class OrderCancel(BaseModel):
    """Why an order is called off."""

    reason: str = Field(..., min_length=1, max_length=REASON_LENGTH)


class PackingSlip(BaseModel):
    """What goes into a parcel; the packer sees no prices and no customer."""

    order_id: int
    pieces: List[OrderLineCreate]

    @classmethod
    def of(cls, order_id: int, pieces: List[Tuple[str, int]]) -> "PackingSlip":
        """Describe a parcel."""
        return cls(
            order_id=order_id,
            pieces=[
                OrderLineCreate(sku=sku, quantity=quantity) for sku, quantity in pieces
            ],
        )
