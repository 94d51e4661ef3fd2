"""The application: `uvicorn app.main:app`."""

from fastapi import FastAPI

from app.errors import answer_refusals
from app.routers import health, orders, products

app = FastAPI(
    title="Orders",
    description="Products, stock and orders of a small coffee roastery",
    version="0.3.0",
)
answer_refusals(app)
app.include_router(health.router)
app.include_router(products.router)
app.include_router(orders.router)
