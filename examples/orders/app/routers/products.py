"""Products over HTTP."""

from typing import List

from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.db import get_session
from app.schemas import ProductCreate, ProductRead
from app.services import products

router = APIRouter(prefix="/products", tags=["products"])


@router.post("", response_model=ProductRead, status_code=201)
async def add_product(
    wanted: ProductCreate, session: AsyncSession = Depends(get_session)
) -> ProductRead:
    """Add a product to the range."""
    return ProductRead.of(await products.add_product(session, wanted))


@router.get("", response_model=List[ProductRead])
async def list_products(
    session: AsyncSession = Depends(get_session),
) -> List[ProductRead]:
    """List the range."""
    return [ProductRead.of(found) for found in await products.list_products(session)]
