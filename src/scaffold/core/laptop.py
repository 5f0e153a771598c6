"""What a laptop says of itself in six characters, which can be read aloud and sent back before a workshop.

Thirty bits, as letters of Crockford's base 32 (https://www.crockford.com/base32.html): 10 of the version, 2 of the
system, 8 of what is ready, 10 of a sum over them, so that a slip is noticed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# What is often read or typed instead.
ALIKE = str.maketrans("OIL", "011")
SYSTEMS = ("linux", "darwin", "win32", "another system")
# In the order of their bits, and never in another one: codes are read by other versions.
ITEMS = ("git", "uv", "node", "npm", "flask", "express", "npmrc", "disk")


@dataclass(frozen=True)
class Laptop:
    """What a code says. `version` is ten bits of the version, to be compared; `ready` are those of ITEMS."""

    system: str
    version: int
    ready: frozenset[str]

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not ready."""
        return tuple(item for item in ITEMS if item not in self.ready)


def version_of(text: str) -> int:
    """Ten bits of what a version is called."""
    return int.from_bytes(sha256(text.encode()).digest()[:2], "big") >> 6


def encode(system: str, version: int, ready: Collection[str]) -> str:
    """The six characters. `system` is as `sys.platform` has it, `version` is of `version_of`."""
    place = SYSTEMS.index(system) if system in SYSTEMS else len(SYSTEMS) - 1
    bits = version << 10 | place << 8 | sum(1 << number for number, item in enumerate(ITEMS) if item in ready)
    whole = bits << 10 | _sum(bits)
    return "".join(LETTERS[whole >> shift & 31] for shift in range(25, -1, -5))


def decode(code: str) -> Laptop:
    """What a code says; small letters, spaces and dashes do not matter. Raises ValueError for what is none."""
    text = code.upper().translate(ALIKE).replace("-", "").replace(" ", "")
    if len(text) != 6 or not set(text) <= set(LETTERS):
        raise ValueError("a code has six letters and digits")
    whole = 0
    for letter in text:
        whole = whole << 5 | LETTERS.index(letter)
    bits = whole >> 10
    if _sum(bits) != whole & 1023:
        raise ValueError("a character of it is another one")
    ready = frozenset(item for number, item in enumerate(ITEMS) if bits >> number & 1)
    return Laptop(SYSTEMS[bits >> 8 & 3], bits >> 10, ready)


def _sum(bits: int) -> int:
    return int.from_bytes(sha256(bits.to_bytes(3, "big")).digest()[:2], "big") >> 6
