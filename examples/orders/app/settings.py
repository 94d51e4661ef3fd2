"""What the environment decides about the application."""

import os
from dataclasses import dataclass

LOCAL_DATABASE = "sqlite+aiosqlite:///./orders.db"


@dataclass(frozen=True)
class Settings:
    """The settings of one process, read once when it starts."""

    database_url: str

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read the settings; what is not set falls back to local development."""
        return cls(database_url=os.environ.get("DATABASE_URL", LOCAL_DATABASE))
