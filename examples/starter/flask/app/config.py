"""Settings, read once from the environment; .env.example explains them.

Twin: src/config.ts
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from app.env import Env

ENVIRONMENTS = ("development", "test", "production")
LEVELS = ("debug", "info", "warning", "error")
DEVELOPMENT_DATABASE = "sqlite:///data.db"
MOST = 2**31 - 1


def cores() -> int:
    """How many of the machine's cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True)
class Config:
    env: str = "development"
    host: str = "127.0.0.1"
    port: int = 5000
    web_concurrency: int = 1
    grace_seconds: int = 10
    database_url: str = DEVELOPMENT_DATABASE
    database_wait_seconds: int = 10
    pending_migrations: str = "refuse"
    log_format: str = "json"
    log_level: str = "info"
    trusted_hops: int = 0
    cors_origins: tuple[str, ...] = ()
    hsts_seconds: int = 31_536_000
    compression: bool = True
    body_limit: int = 102_400
    request_seconds: int = 30
    rate_limit: int = 300
    rate_limit_seconds: int = 60

    def for_flask(self) -> dict[str, object]:
        return {
            "BODY_LIMIT": self.body_limit,
            # Why one more: Flask cuts a body without a length here, and says nothing.
            "MAX_CONTENT_LENGTH": self.body_limit + 1,
            "PROVIDE_AUTOMATIC_OPTIONS": False,
            "REQUEST_SECONDS": self.request_seconds,
            "STOPPING": False,
            "TESTING": self.env == "test",
        }

    @classmethod
    def from_env(cls, variables: Mapping[str, str] = os.environ) -> Self:
        """Exits with one line that says which variable is wrong, and why."""
        env = Env(variables)
        name = env.choice("APP_ENV", cls.env, ENVIRONMENTS)
        if name == "production":
            env.required("DATABASE_URL")
        pretty = "pretty" if name == "development" else cls.log_format
        config = cls(
            env=name,
            host=env.text("HOST", cls.host),
            port=env.number("PORT", cls.port, 1, 65_535),
            web_concurrency=env.number("WEB_CONCURRENCY", cores(), 1, 256),
            grace_seconds=env.number("GRACE_SECONDS", cls.grace_seconds, 1, 600),
            database_url=env.url("DATABASE_URL", cls.database_url, "sqlite"),
            database_wait_seconds=env.number(
                "DATABASE_WAIT_SECONDS", cls.database_wait_seconds, 0, 600
            ),
            pending_migrations=env.choice(
                "PENDING_MIGRATIONS", cls.pending_migrations, ("refuse", "allow")
            ),
            log_format=env.choice("LOG_FORMAT", pretty, ("json", "pretty")),
            log_level=env.choice("LOG_LEVEL", cls.log_level, LEVELS),
            trusted_hops=env.number("TRUSTED_HOPS", cls.trusted_hops, 0, 10),
            cors_origins=env.origins("CORS_ORIGINS"),
            hsts_seconds=env.number("HSTS_SECONDS", cls.hsts_seconds, 0, MOST),
            compression=env.flag("COMPRESSION", cls.compression),
            body_limit=env.number("BODY_LIMIT", cls.body_limit, 1, MOST),
            request_seconds=env.number("REQUEST_SECONDS", cls.request_seconds, 1, 3600),
            rate_limit=env.number("RATE_LIMIT", cls.rate_limit, 0, MOST),
            rate_limit_seconds=env.number(
                "RATE_LIMIT_SECONDS", cls.rate_limit_seconds, 1, 86_400
            ),
        )
        return config
