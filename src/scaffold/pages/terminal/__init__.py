"""A comparison as text for the terminal: one concept beside its twin, or the list of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...core.comparison import Comparison
from ...core.measured import Measurements
from ...outside.known import Claimed


def table(comparison: Comparison, concept_name: str, width: int, colour: bool) -> str:
    """One concept: its code in two columns (one above the other below 100), its points, requests and answers.

    Without `colour` it is plain text: no escape code and no blank at the end of a line. Raises KeyError for a concept
    that the pair does not have.
    """
    from . import concept  # noqa: PLC0415  (Rich takes a while)

    for one in comparison.concepts:
        if one.name == concept_name:
            return concept.text(one, width, colour)
    raise KeyError(concept_name)


def overview(comparison: Comparison, width: int, colour: bool) -> str:
    """All concepts by group: the lines on each side, what people did to them, and the label."""
    from . import listing  # noqa: PLC0415  (Rich takes a while)

    return listing.text(comparison, width, colour)


def frameworks(comparison: Comparison, width: int, colour: bool) -> str:
    """What both frameworks answer alone, with the two apps; the notes where nobody could be asked."""
    from . import alone  # noqa: PLC0415  (Rich takes a while)

    return alone.text(comparison, width, colour)


def measured(claims: Sequence[Claimed], found: Measurements, told: Mapping[str, str], width: int, colour: bool) -> str:
    """What was measured for these claims, with bars and ratios, and what somebody `told` before of each."""
    from . import figures  # noqa: PLC0415  (Rich takes a while)

    return figures.text(claims, found, told, width, colour)
