"""The started application: the one at APP_URL, or one started for these tests."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator

import httpx
import pytest
from alembic import command
from alembic.config import Config

PROJECT = Path(__file__).parent.parent.parent
PATIENCE_SECONDS = 20.0


def migrations() -> Config:
    """Alembic on the migrations of the project."""
    config = Config()
    config.set_main_option("script_location", str(PROJECT / "migrations"))
    return config


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an application with a migrated database."""
    if "APP_URL" in os.environ:
        yield os.environ["APP_URL"]
        return
    file = tmp_path_factory.mktemp("database") / "orders.db"
    environment = {**os.environ, "DATABASE_URL": f"sqlite+aiosqlite:///{file}"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", environment["DATABASE_URL"])
        command.upgrade(migrations(), "head")
    # The socket is bound here and handed over: no other process can take the port.
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        server = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "app.main:app", "--log-level=warning"]
            + ["--fd", str(listener.fileno())],
            cwd=PROJECT,
            env=environment,
            pass_fds=[listener.fileno()],
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE_SECONDS)


def wait_until_healthy(url: str, server: "subprocess.Popen[bytes]") -> None:
    """Return once the application answers, fail when it ends or takes too long."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, "the application ended before it was healthy"
        try:
            if httpx.get(f"{url}/health", timeout=1.0).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{url} was not healthy after {PATIENCE_SECONDS} s")


@pytest.fixture
def http(base_url: str) -> Iterator[httpx.Client]:
    """A client of the started application."""
    with httpx.Client(base_url=base_url, timeout=5.0) as client:
        yield client
