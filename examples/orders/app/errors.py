"""Refusals of the order desk and how they are answered over HTTP."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse


class Refusal(Exception):
    """A request that is well formed and still cannot be carried out."""

    status_code = 400


class NotFound(Refusal):
    """The thing asked for does not exist."""

    status_code = 404


class Conflict(Refusal):
    """The thing asked for is in a state that does not allow the request."""

    status_code = 409


async def _answer(_request: Request, refusal: Refusal) -> JSONResponse:
    """Answer a refusal in the shape FastAPI gives its own errors."""
    return JSONResponse({"detail": str(refusal)}, status_code=refusal.status_code)


def answer_refusals(app: FastAPI) -> None:
    """Let the application answer every refusal a service raises."""
    app.add_exception_handler(Refusal, _answer)
