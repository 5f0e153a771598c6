"""Named patterns: how a text is written, for both regular expressions that read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pattern:
    """How a text is written, and two texts that are. A `fixed` example is neither cut nor made longer."""

    text: str
    examples: tuple[str, str]
    fixed: bool = True


PATTERNS = {
    "kebab": Pattern("[a-z0-9]+(-[a-z0-9]+)*", ("first", "second"), fixed=False),
    "snake": Pattern("[a-z][a-z0-9]*(_[a-z0-9]+)*", ("first", "second"), fixed=False),
    "digits": Pattern("[0-9]+", ("1", "2"), fixed=False),
    "hex": Pattern("[0-9a-f]+", ("a", "b"), fixed=False),
    # ISO 3166-1 alpha-2, ISO 4217, RFC 5646 (a language, and a region if there is one), E.164, CSS, ISO 8601.
    "country": Pattern("[A-Z]{2}", ("DE", "FR")),
    "currency": Pattern("[A-Z]{3}", ("EUR", "USD")),
    "language": Pattern("[a-z]{2,3}(-[A-Z]{2})?", ("en", "fr")),
    "phone": Pattern("[+][1-9][0-9]{6,14}", ("+12025550101", "+12025550102")),
    "color": Pattern("#[0-9a-f]{6}", ("#1a2b3c", "#4d5e6f")),
    "time": Pattern("([01][0-9]|2[0-3]):[0-5][0-9]", ("08:30", "17:45")),
}


def check(name: str, least: int, most: int) -> None:
    """Raises ValueError for a pattern that is none, or that no text of so many characters has."""
    if name not in PATTERNS:
        raise ValueError(f"`~{name}` is no pattern; they are {' '.join(PATTERNS)}")
    one = PATTERNS[name]
    fits = [least <= len(example) <= most for example in one.examples]
    if one.fixed and not all(fits):
        raise ValueError(f"`{one.examples[0]}` is a {name}, and no text from {least} to {most} characters")
