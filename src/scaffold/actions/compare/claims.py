"""What articles claim about Flask and Express, each with what was counted in this pair; no winner, no score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.core.comparison import Both, Claim, Joined, Live, Metric, Need
from scaffold.outside import known
from scaffold.outside.known import Claimed
from scaffold.outside.trees import Tree

from .counts import Value, counted


def claims(
    metrics: Sequence[Metric], needs: Sequence[Need], files: Sequence[Joined], live: Live | None, tree: Tree
) -> tuple[Claim, ...]:
    """The claims of the templates' `claims.yml`, those first that this pair answers."""
    values = counted(metrics, needs, files, live)
    found = [_claim(one, values) for one in known.claims(tree)]
    return tuple(sorted(found, key=lambda claim: not claim.verdict))


def _claim(one: Claimed, values: Mapping[str, Value]) -> Claim:
    try:
        verdict = one.verdict.format_map(values)
        shown = values[one.shows] if one.shows else None
    except KeyError:
        verdict, shown = "", None
    return Claim(
        name=one.name,
        claim=one.claim,
        verdict=verdict,
        how=one.counted if verdict else one.measure,
        values=Both(shown.flask, shown.express) if shown and verdict else None,
    )
