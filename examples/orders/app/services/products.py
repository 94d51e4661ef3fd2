"""The range: what is sold, and how much of it is left."""

from typing import Iterable, List

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import Conflict
from app.models import Product
from app.schemas import ProductCreate


async def add_product(session: AsyncSession, wanted: ProductCreate) -> Product:
    """Add a product to the range.

    Args:
        session: Database session
        wanted: The product to add

    Returns:
        The stored product

    Raises:
        Conflict: If the range has a product with this SKU
    """
    product = Product(
        sku=wanted.sku,
        name=wanted.name,
        price_cents=wanted.price_cents,
        stock=wanted.stock,
    )
    session.add(product)
    try:
        await session.commit()
    except IntegrityError as error:
        await session.rollback()
        raise Conflict(f"product {wanted.sku} already exists") from error
    return product


async def list_products(session: AsyncSession) -> List[Product]:
    """List the range in order of SKU."""
    result = await session.execute(select(Product).order_by(Product.sku))
    return list(result.scalars())


async def reserve(session: AsyncSession, skus: Iterable[str]) -> List[Product]:
    """Load products for a change of their stock, locked where the database can.

    They are locked in order of id, as a session writes them, so two requests never
    wait for each other.
    """
    result = await session.execute(
        select(Product)
        .where(Product.__table__.c.sku.in_(list(skus)))
        .order_by(Product.id)
        .with_for_update()
    )
    return list(result.scalars())
