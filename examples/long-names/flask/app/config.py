"""Settings, read once from the environment.

Twin: src/config.ts
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

ENVIRONMENTS = ("development", "test", "production")
LEVELS = ("debug", "info", "warning", "error")
DEVELOPMENT_DATABASE = "mysql://root@127.0.0.1:3306/long_names_flask"


@dataclass(frozen=True)
class Config:
    env: str = "development"
    database_url: str = DEVELOPMENT_DATABASE
    body_limit: int = 102_400
    log_level: str = "info"
    host: str = "127.0.0.1"
    port: int = 5000

    def for_flask(self) -> dict[str, object]:
        return {
            "BODY_LIMIT": self.body_limit,
            # Why one more: Flask cuts a body without a length here, and says nothing.
            "MAX_CONTENT_LENGTH": self.body_limit + 1,
            "PROVIDE_AUTOMATIC_OPTIONS": False,
            "TESTING": self.env == "test",
        }

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Self:
        """Exits with one line that says which variable is wrong, and why."""
        name = choice(env, "APP_ENV", cls.env, ENVIRONMENTS)
        if name == "production" and not env.get("DATABASE_URL"):
            raise SystemExit("DATABASE_URL must be set in production")
        return cls(
            env=name,
            database_url=env.get("DATABASE_URL", cls.database_url),
            body_limit=number(env, "BODY_LIMIT", cls.body_limit, 2**31 - 1),
            log_level=choice(env, "LOG_LEVEL", cls.log_level, LEVELS),
            host=env.get("HOST", cls.host),
            port=number(env, "PORT", cls.port, 65_535),
        )


def choice(env: Mapping[str, str], name: str, default: str, of: tuple[str, ...]) -> str:
    value = env.get(name, default)
    if value not in of:
        raise SystemExit(f"{name} must be one of {', '.join(of)}, not {value!r}")
    return value


def number(env: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = env.get(name, str(default))
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= most):
        raise SystemExit(f"{name} must be a number from 1 to {most}, not {text!r}")
    return int(text)
