"""What goes over the wire, validated."""

from datetime import datetime, timezone
from typing import List

from pydantic import BaseModel, Field

from app.models import Order, OrderLine, OrderStatus, Product


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
    total_cents: int
    lines: List[OrderLineRead]

    @classmethod
    def of(cls, order: Order) -> "OrderRead":
        """Describe a stored order."""
        return cls(
            id=order.id,
            customer=order.customer,
            status=order.status,
            # SQLite forgets the zone of what was stored in UTC.
            placed_at=order.placed_at.replace(tzinfo=timezone.utc),
            total_cents=order.total_cents,
            lines=[OrderLineRead.of(line) for line in order.lines],
        )
