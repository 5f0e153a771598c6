"""Reads one variable at a time, or exits with one line that says what is wrong.

Twin: src/env.ts
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

ORIGIN = re.compile(r"https?://([a-z0-9._-]+|\x5b[0-9a-f:.]+\])(:[0-9]{1,5})?")
MALFORMED = re.compile(r"\s|%(?![0-9A-Fa-f]{2})")


class Env:
    def __init__(self, variables: Mapping[str, str]) -> None:
        # Why: an empty variable counts as one that is not set.
        self.values = {name: value for name, value in variables.items() if value}

    def text(self, name: str, default: str) -> str:
        return self.values.get(name, default)

    def required(self, name: str) -> str:
        if name not in self.values:
            raise SystemExit(f"{name} must be set in production")
        return self.values[name]

    def choice(self, name: str, default: str, of: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in of:
            raise SystemExit(f"{name} must be one of {', '.join(of)}, not '{value}'")
        return value

    def flag(self, name: str, default: bool) -> bool:
        return self.choice(name, "on" if default else "off", ("on", "off")) == "on"

    def number(self, name: str, default: int, least: int, most: int) -> int:
        text = self.text(name, str(default))
        if not re.fullmatch("[0-9]{1,10}", text) or not least <= int(text) <= most:
            reason = f"must be a number from {least} to {most}, not '{text}'"
            raise SystemExit(f"{name} {reason}")
        return int(text)

    def url(self, name: str, default: str, *schemes: str) -> str:
        value = self.text(name, default)
        if not is_url(value, schemes):
            raise SystemExit(f"{name} must be a {schemes[0]}:// URL")
        # Why: what follows the first one would be taken for the host, and be told.
        if urlsplit(value).netloc.count("@") > 1:
            raise SystemExit(f"{name} must have %40 for an @ in the password")
        path = urlsplit(value).path
        if value.startswith("redis") and not re.fullmatch("(/[0-9]*)?", path):
            reason = "must end with the number of a database, as in /0"
            raise SystemExit(f"{name} {reason}")
        return value

    def origins(self, name: str) -> tuple[str, ...]:
        found = [part.strip() for part in self.text(name, "").split(",")]
        origins = tuple(filter(None, found))
        for origin in origins:
            if origins != ("*",) and not ORIGIN.fullmatch(origin):
                like = "https://a.example:8443"
                reason = f"must be * or origins like {like}, not '{origin}'"
                raise SystemExit(f"{name} {reason}")
        return origins


def is_url(text: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    if MALFORMED.search(text) or port == 0:
        return False
    if not text.startswith(tuple(f"{scheme}://" for scheme in schemes)):
        return False
    # Why: `sqlite://data.db` is a host without a file.
    return not parts.netloc if parts.scheme == "sqlite" else text[-3:] != "://"
