"""The two kinds of schema: what comes in, and what goes out."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from app.http.names import camel


[# concept input.body #]
class Input(BaseModel):
    """What comes in: camelCase, nothing unknown, nothing converted."""

    model_config = ConfigDict(
        alias_generator=camel,
        [# (2) #]
        extra="forbid",
        strict=True,
    )
[# /concept #]


class Output(BaseModel):
    """What goes out: read from a row's attributes, written in camelCase."""

    model_config = ConfigDict(
        alias_generator=camel,
        from_attributes=True,
        serialize_by_alias=True,
        validate_by_alias=False,
        validate_by_name=True,
    )

[# concept output.json #]
    @classmethod
    def dump(cls, row: object) -> dict[str, Any]:
        return cls.model_validate(row).model_dump(mode="json")
[# /concept #]
