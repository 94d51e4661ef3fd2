"""Whether the application can do its work."""

from fastapi import APIRouter, Depends
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.db import get_session
from app.schemas import Health

router = APIRouter(tags=["health"])


@router.get("/health", response_model=Health)
async def health(session: AsyncSession = Depends(get_session)) -> Health:
    """Answer once the database answers."""
    await session.execute(text("SELECT 1"))
    return Health(status="ok", database="ok")
