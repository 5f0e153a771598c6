"""What articles claim, with figures: `uv run python benchmarks/claims.py` writes `docs/claims.md`.

It is made of `claims.json`, which has what was counted, and each turn that was measured, and of the words of
`templates/claims.yml`. `--measure [PAIR]` makes `claims.json` anew: of a new blog, or of a pair that is installed; what
was measured on a pair before is taken as it is. `--anyway` does it on a busy machine, and the page says so.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scaffold.actions import afterwards, catalogue, gather, new
from scaffold.actions.compare.claims import filled
from scaffold.actions.compare.compare import compare
from scaffold.actions.compare.counts import Value, counted
from scaffold.actions.measure import kept
from scaffold.actions.measure import measure as measuring
from scaffold.core import measured
from scaffold.core.comparison import Both, Comparison, Live
from scaffold.core.measured import Measured, Measurements, Series
from scaffold.outside import known
from scaffold.outside.known import Claimed

HERE = Path(__file__).parent
RECORD, PAGE = HERE / "claims.json", HERE.parent / "docs" / "claims.md"
Record = Mapping[str, Any]

TOP = """\
# What articles claim, with figures

For people who read and do not measure. Each claim stands in words of ours; there is no winner and no score. What was
counted was counted in a blog as `scaffold new blog --framework both --recipe blog` writes it. What was measured was
measured on one machine: {machine}. {busy}
`scaffold measure` does the same on your pair and your machine in about three minutes, and [measuring.md](measuring.md)
tells what to believe of it.

This page is written by `uv run python benchmarks/claims.py` from `benchmarks/claims.json`, which has each turn. A test
holds it to that, and to the claims that the command and the page of a comparison know.
"""
METHOD = """\
## How it is measured

Both sides run in production, one process each, on databases of their own, and take turns: Flask, Express, Flask,
Express. Each turn gives one ratio. Told is their median, and the two ratios between which the true one lies 95 times in
100 (sign test: nothing is assumed of the noise); where 1 lies between them it says “alike”. CPU is that of all
processes of an app. Requests that wait count from the instant at which they were due. A number on its own says little:
it is of one machine, small answers, and one process.
"""


def main(words: Sequence[str]) -> None:
    if "--measure" in words:
        named = [Path(word) for word in words if not word.startswith("--")]
        RECORD.write_text(json.dumps(recorded(named, anyway="--anyway" in words), indent=1, ensure_ascii=False) + "\n")
    PAGE.write_text(page(json.loads(RECORD.read_text("utf-8"))), "utf-8")
    print(f"Wrote {PAGE.name}")


def recorded(named: Sequence[Path], *, anyway: bool) -> Record:
    """What is counted and measured on a pair; on a blog that is made for it where none is named."""
    with ExitStack() as stack:
        place = named[0] if named else made(Path(stack.enter_context(tempfile.TemporaryDirectory()), "blog"))
        asked = measuring.ask([place], [])
        found = kept.read(asked.file) or measuring.measure(
            asked, quick=True, anyway=anyway, command="scaffold measure blog --quick", tell=print
        )
        values = of(compare([place], concept=None, live=True, tell=print))
    return {"values": {name: asdict(one) for name, one in sorted(values.items())}, **measured.document(found)}


def made(place: Path) -> Path:
    """A blog with the features that are on by default, installed."""
    newest = catalogue.newest()
    given = gather.Given(directory=str(place), flags={"framework": gather.BOTH, "recipe": "blog"})
    order = gather.order(newest, given, gather.gather(newest, given))
    new.render(newest, order, place)
    afterwards.run(new.projects(order, place), git=False, install=True, tell=print)
    return place


def of(found: Comparison) -> Mapping[str, Value]:
    """What was counted, without what was measured."""
    exchanges = {concept.name: concept.exchanges for concept in found.concepts}
    return counted(found.metrics, found.needs, found.files, Live(exchanges, {}, Both((), ())), None)


def page(record: Record) -> str:
    found = measured.read({key: value for key, value in record.items() if key != "values"})
    values = {name: Value(**one) for name, one in record["values"].items()}
    numbers = counted((), (), (), None, found)
    claims = known.claims(catalogue.newest().tree)
    shown = {one.claim: one for one in found.measured}
    parts = [
        TOP.format(machine=machine(found), busy=busy(found)),
        METHOD,
        "\n".join(table(found)),
        *(experiment(one, shown[one.name], {**values, **numbers}) for one in claims if one.name in shown),
        "\n".join(counts(claims, values, shown)),
        "\n".join(missing(claims, values, shown)),
    ]
    return "\n".join(part if part.endswith("\n") else f"{part}\n" for part in parts)


def machine(found: Measurements) -> str:
    one = found.machine
    packages = ", ".join(f"{name} {version}" for name, version in one.packages.items())
    made_of = f"{one.system}, {one.cores} cores, {one.memory / 2**30:.0f} GB, Python {one.python}, Node {one.node}"
    return f"{made_of}, {packages}; `{found.command}` on {found.at.partition('T')[0]}"


def busy(found: Measurements) -> str:
    part = found.machine.busy
    if part <= measuring.BUSY:
        return f"It was idle ({part:.0%} busy before)."
    return (
        f"**It was not idle**: other programs took {part:.0%} of it before, so times are longer than they need be, and "
        "intervals wider."
    )


def table(found: Measurements) -> Iterator[str]:
    yield from ("## Measured", "", "| | Flask | Express | |", "|---|---|---|---|")
    # Why by key: several claims may be about one experiment.
    for one in {one.key: one for each in found.measured for one in each.series}.values():
        yield f"| {one.what} | {one.written(one.middle.flask)} | {one.written(one.middle.express)} | {ratio(one)} |"


def ratio(one: Series) -> str:
    return " (".join(one.told) + ")" if one.told else ""


def experiment(one: Claimed, found: Measured, values: Mapping[str, Value]) -> str:
    """A claim that was measured: what came of it, how, and why it may be so."""
    said = " ".join(filter(None, (filled(one.verdict, values), filled(one.measured, values))))
    doubts = [f"**{doubt}**" for doubt in found.doubts if not doubt.startswith("Other programs")]
    parts = [f"### “{one.claim}”", said, f"How: {found.how}", f"An explanation: {one.why}" if one.why else "", *doubts]
    return "\n\n".join(filter(None, parts))


def counts(claims: Sequence[Claimed], values: Mapping[str, Value], shown: Mapping[str, Measured]) -> Iterator[str]:
    yield from ("## Counted", "", "| claim | counted | how |", "|---|---|---|")
    for one in claims:
        if one.name not in shown and (said := filled(one.verdict, values)):
            yield f"| {one.claim} | {said} | {one.counted} |"


def missing(claims: Sequence[Claimed], values: Mapping[str, Value], shown: Mapping[str, Measured]) -> Iterator[str]:
    yield from ("## Neither counted nor measured here", "", "| claim | what would answer it |", "|---|---|")
    for one in claims:
        if one.name not in shown and not filled(one.verdict, values):
            yield f"| {one.claim} | {one.measure} |"


if __name__ == "__main__":
    main(sys.argv[1:])
