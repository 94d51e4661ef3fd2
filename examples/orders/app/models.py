"""Tables of the order desk."""

from datetime import datetime, timezone
from enum import Enum
from typing import List

from sqlalchemy import CheckConstraint, Column, DateTime
from sqlalchemy import Enum as EnumType
from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import relationship

from app.db import Base


def utc_now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(timezone.utc)


class OrderStatus(str, Enum):
    """Where an order stands."""

    PLACED = "placed"
    PAID = "paid"
    SHIPPED = "shipped"


class Product(Base):
    """Something the roastery sells, with what is left of it."""

    __tablename__ = "products"
    __table_args__ = (CheckConstraint("stock >= 0", name="stock_not_negative"),)

    id: int = Column(Integer, primary_key=True)
    sku: str = Column(String(40), nullable=False, unique=True)
    name: str = Column(String(120), nullable=False)
    price_cents: int = Column(Integer, nullable=False)
    stock: int = Column(Integer, nullable=False)


class Order(Base):
    """What one customer asked for."""

    __tablename__ = "orders"

    id: int = Column(Integer, primary_key=True)
    customer: str = Column(String(120), nullable=False)
    status: OrderStatus = Column(
        EnumType(
            OrderStatus,
            native_enum=False,
            length=20,
            values_callable=lambda statuses: [status.value for status in statuses],
        ),
        nullable=False,
        default=OrderStatus.PLACED,
    )
    placed_at: datetime = Column(
        DateTime(timezone=True), nullable=False, default=utc_now
    )
    lines: List["OrderLine"] = relationship(
        "OrderLine",
        lazy="selectin",
        order_by="OrderLine.id",
        cascade="all, delete-orphan",
    )

    @property
    def total_cents(self) -> int:
        """What the customer pays."""
        return sum(line.quantity * line.price_cents for line in self.lines)


class OrderLine(Base):
    """A product in an order, at the price it had when the order was placed."""

    __tablename__ = "order_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    id: int = Column(Integer, primary_key=True)
    order_id: int = Column(Integer, ForeignKey("orders.id"), nullable=False, index=True)
    product_id: int = Column(Integer, ForeignKey("products.id"), nullable=False)
    quantity: int = Column(Integer, nullable=False)
    price_cents: int = Column(Integer, nullable=False)
    product: Product = relationship("Product", lazy="joined")
