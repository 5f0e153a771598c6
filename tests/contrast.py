"""How well one colour is read on another."""

from collections.abc import Sequence

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
# What WCAG 2.2 asks for (success criterion 1.4.3), of text that is not large.
READABLE = 4.5


def contrast(one: Sequence[int], other: Sequence[int]) -> float:
    """The ratio as WCAG 2.2 defines it, from 1 to 21; a colour is its red, green and blue from 0 to 255."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def rgb(colour: str) -> tuple[int, ...]:
    """The red, green and blue of `#5f5fff`."""
    return tuple(bytes.fromhex(colour.lstrip("#")))


def _luminance(colour: Sequence[int]) -> float:
    parts = [one / 255 for one in colour]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
