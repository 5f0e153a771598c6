"""Asks both apps of a pair again what was recorded, on databases of their own, and tells what is otherwise now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from scaffold.core import exchanges
from scaffold.core.comparison import Answer, Both
from scaffold.core.concepts import Request
from scaffold.core.names import shown
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.core.result import Result, Section
from scaffold.outside import commands
from scaffold.outside.live import programs
from scaffold.pages import cockpit

from .compare import pair, runs
from .project import NAMES
from .serve import recorded
from .serve.recorded import Kept

# Columns that a line may have, and how it begins.
WIDE = 78
SEEDING = 120


def replay(folders: Sequence[Path], tell: Callable[[str], None]) -> Result:
    """Tells which recorded requests are answered otherwise; exit 1 when any is.

    Raises Problem when there is no pair, nothing is recorded, or an app cannot be started.
    """
    halves = pair.find(folders)
    if not halves.flask.folder or not halves.express.folder:
        raise Problem(
            code="no-pair", what="there is one project only", why="its twin is not here", fix="make it: `scaffold twin`"
        )
    projects = Both(halves.flask.folder.resolve(), halves.express.folder.resolve())
    file = pair.home(projects.flask, projects.express) / recorded.FILE
    several = recorded.read(file)
    if not several:
        raise Problem(
            code="nothing-recorded",
            what=f"nothing is recorded for `{halves.flask.name}`",
            why=f"there is no request in {shown(file.name)}",
            fix="`scaffold serve`, send a request, and press `r`",
        )
    differ = _asked(projects, several, tell)
    many = f"{len(several)} recorded request{'s' * (len(several) > 1)}"
    return Result(
        command="check",
        headline=f"{many}: answered as before" if not differ else f"{many}: {len(differ)} answered otherwise",
        listing=tuple(Section(_cut(title, 0), lines) for title, lines in differ),
        data={
            "file": str(file),
            "requests": len(several),
            "differ": [{"request": title, "lines": list(lines)} for title, lines in differ],
        },
        exit=1 if differ else 0,
    )


def _asked(
    projects: Both[Path], several: Sequence[Kept], tell: Callable[[str], None]
) -> list[tuple[str, tuple[str, ...]]]:
    with runs.begun(projects, tell) as begun:
        tell("Filling both databases")
        for side in NAMES:
            _seed(getattr(begun.programs, side), getattr(begun.urls, side))
        with begun.served() as running:
            tell("Asking again")
            found = [(one, tuple(_differs(one, running.ask(one.request)))) for one in several]
    return [(f"{one.request.method} {one.request.path}  {one.title}", lines) for one, lines in found if lines]


def _seed(words: programs.Programs, url: str) -> None:
    """Fills a database with the project's examples, if it has any."""
    if not url or not words.seed:
        return
    around = programs.settings(words.folder, 1, url)
    ended = commands.run(words.folder, *words.seed, settings=around, seconds=SEEDING, apart=True)
    if not ended.done:
        raise Problem(
            code="seeds-failed",
            what=f"the examples of `{words.folder.name}` cannot be put into an empty database",
            why=ended.said,
            fix="mend what it says; your own database was not touched",
            exit=OUTSIDE,
        )


def _differs(one: Kept, now: Both[Answer]) -> Iterator[str]:
    for side, name in NAMES.items():
        # Why pretty: then a line that differs is one member, and says which.
        before, after = (cockpit.pretty(recorded.compared(getattr(both, side))) for both in (one.answers, now))
        request = Request(one.request.method, one.request.path, {}, None, {})
        exchange = exchanges.compared(request, Both(before, after))
        if exchange.label == "same":
            continue
        yield f"{name:<7}  {exchange.label.replace(' against ', ', now ')}"
        for word, answer, marks in (
            ("was", before, exchange.differs.flask),
            ("now", after, exchange.differs.express),
        ):
            # Why no status: the line above has it.
            places = [mark for mark in marks if mark[0] > 1]
            if places:
                yield _cut(f"         {word}  {answer.lines[places[0][0] - 1].strip()}", 2)


def _cut(text: str, indent: int) -> str:
    line = shown(text, 400)
    return line if len(line) + indent <= WIDE else f"{line[: WIDE - indent - 1]}…"
