"""What was measured on a pair, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ...core.comparison import Both
from ...core.measured import Machine, Measured, Measurements, Series
from ...outside.known import Claimed
from .paper import drawn, prose, shown

# Columns of the longest bar.
BAR = 12
SIDES = Both("blue", "magenta")
SAID = {"flask": "Flask", "express": "Express", "same": "about the same"}


def text(claims: Sequence[Claimed], found: Measurements, told: Mapping[str, str], width: int, colour: bool) -> str:
    """All claims that were measured, each with its prediction if somebody made one."""
    return drawn(_whole(claims, found, told), width, colour)


def _whole(claims: Sequence[Claimed], found: Measurements, told: Mapping[str, str]) -> Iterator[RenderableType]:
    measured = {one.claim: one for one in found.measured}
    seen: dict[tuple[Series, ...], str] = {}
    for claim in claims:
        if one := measured.get(claim.name):
            yield Text(shown(claim.claim), "bold")
            if said := told.get(claim.name):
                yield Padding(_predicted(claim, one, said), (0, 0, 0, 2))
            # Why once: several claims may be about one experiment.
            if one.series in seen:
                yield Padding(prose(f"The numbers of `{seen[one.series]}`."), (0, 0, 0, 2))
            else:
                yield Padding(_table(one.series), (0, 0, 0, 2))
                yield Padding(Text(shown(one.how), "dim"), (0, 0, 0, 2))
            seen.setdefault(one.series, claim.name)
            for doubt in one.doubts:
                yield Padding(Text(f"! {shown(doubt)}", "bold"), (0, 0, 0, 2))
            if claim.why:
                yield Padding(prose(f"An explanation: {claim.why}"), (0, 0, 0, 2))
            yield ""
    yield Text(_machine(found.machine), "dim")


def _predicted(claim: Claimed, one: Measured, said: str) -> Text:
    about = next((series for series in one.series if series.key == claim.predict), None)
    if not about:
        return Text(f"You said: {SAID[said]}.")
    right = "right" if said == about.more else f"here it is {SAID[about.more]}"
    return Text(f"{shown(claim.ask)} You said: {SAID[said]}; {right}.")


def _table(series: Sequence[Series]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False, expand=False)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, width=BAR)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True)
    for one in series:
        longest = max(one.middle.flask, one.middle.express)
        bars = Both(*(_bar(value, longest) for value in (one.middle.flask, one.middle.express)))
        table.add_row(
            shown(one.what),
            Text("Flask\nExpress"),
            Text.assemble((bars.flask, SIDES.flask), "\n", (bars.express, SIDES.express)),
            Text(f"{one.written(one.middle.flask)}\n{one.written(one.middle.express)}"),
            Text("\n".join(one.told), "dim"),
        )
    return table


def _bar(value: float, longest: float) -> str:
    eighths = round(value / longest * BAR * 8) if longest else 0
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()


def _machine(machine: Machine) -> str:
    packages = ", ".join(f"{name} {version}" for name, version in machine.packages.items())
    here = f"{shown(machine.system)}, {machine.cores} cores, {machine.memory / 1e9:.0f} GB"
    versions = f"Python {shown(machine.python)}, Node {shown(machine.node)}, {shown(packages)}"
    return (
        f"{here}, {machine.busy:.0%} busy before; {versions}. Numbers are medians; the true ratio lies between the two "
        "below it 95 times in 100."
    )
