"""Settings, from the environment and the file .env."""

import sys
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

# Why not in production: under a misspelt name it would be another database.
DATABASE = "sqlite:///data.db"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore"
    )

    app_env: Literal["development", "test", "production"] = "development"
    secret_key: str | None = None
    trusted_hops: Annotated[int, Field(ge=0)] = 0
    max_content_length: Annotated[int, Field(ge=1)] = 100 * 1024
    database_url: str = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("secret_key")
    @classmethod
    def long_in_production(cls, value: str | None, info: ValidationInfo) -> str | None:
        short = value is not None and len(value) < 16
        if short and info.data.get("app_env") == "production":
            raise ValueError("must have 16 characters or more in production")
        return value

    @field_validator("database_url")
    @classmethod
    def known_database(cls, value: str, info: ValidationInfo) -> str:
        if not value and info.data.get("app_env") != "production":
            return DATABASE
        try:
            scheme = make_url(value).get_backend_name().lower()
        except (ArgumentError, ValueError):
            scheme = ""
        if scheme not in {"sqlite"}:
            raise ValueError("must be a sqlite:// URL")
        return value

    @classmethod
    def from_env(cls) -> Self:
        """Exits with all that is wrong, and never with a value, which may be secret."""
        try:
            return cls()
        except ValidationError as error:
            wrong = [(str(one["loc"][0]).upper(), one["msg"]) for one in error.errors()]
            sys.exit("\n".join(": ".join(one) for one in wrong))
