"""What articles claim about Flask and Express, each with what was counted in this pair; no winner, no score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.core.comparison import Both, Claim, Joined, Live, Metric, Need
from scaffold.core.measured import Measurements
from scaffold.outside import known
from scaffold.outside.known import Claimed
from scaffold.outside.trees import Tree

from .counts import Value, counted


def claims(
    metrics: Sequence[Metric],
    needs: Sequence[Need],
    files: Sequence[Joined],
    live: Live | None,
    measured: Measurements | None,
    tree: Tree,
) -> tuple[Claim, ...]:
    """The claims of the templates' `claims.yml`, those first that this pair answers."""
    values = counted(metrics, needs, files, live, measured)
    found = [_claim(one, values, measured) for one in known.claims(tree)]
    return tuple(sorted(found, key=lambda claim: not claim.verdict))


def _claim(one: Claimed, values: Mapping[str, Value], measured: Measurements | None) -> Claim:
    counts, numbers = filled(one.verdict, values), filled(one.measured, values)
    verdict = " ".join(filter(None, (counts, numbers)))
    shown = values.get(one.shows) if verdict else None
    how = [one.counted if counts else "", _measured(one, measured) if measured and numbers else ""]
    return Claim(
        name=one.name,
        claim=one.claim,
        verdict=verdict,
        how="; ".join(filter(None, how)) or one.measure,
        values=Both(shown.flask, shown.express) if shown else None,
    )


def _measured(one: Claimed, found: Measurements) -> str:
    """How it was measured, when and where, what speaks against it, and what may explain it."""
    experiment = next((each for each in found.measured if each.claim == one.name), None)
    if not experiment:
        return ""
    where = f"on {found.at.partition('T')[0]} with {found.machine.cores} cores (`{found.command}`)"
    return " ".join((f"measured {where}: {experiment.how}", *experiment.doubts, f"An explanation: {one.why}"))


def filled(sentence: str, values: Mapping[str, Value]) -> str:
    """A sentence with its numbers; empty where one of them is not known."""
    try:
        return sentence.format_map(values)
    except KeyError:
        return ""
