"""Is this laptop ready for a workshop? And what those of others said, by the codes that they sent back."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from scaffold.actions import doctor, versions
from scaffold.actions.doctor import Finding
from scaffold.actions.project import NAMES
from scaffold.core.concepts import FRAMEWORKS
from scaffold.core.laptop import Laptop, decode, encode, version_of
from scaffold.core.names import shown, version
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside import templates
from scaffold.outside.workshop import repository

from . import check

# Bytes: both sides installed, twice.
ROOM = 2_000_000_000
TRAP = re.compile(r"^\s*omit-lockfile-registry-resolved\s*=\s*true", re.MULTILINE)
# How a side that nobody follows here is told: it is not ready, and nothing has to be done.
READY, IDLE = "ready", "is not followed here"
LACKS = {
    "flask": "Flask is not installed",
    "express": "Express is not installed",
    "npmrc": "npm installs nothing offline",
    "disk": "the disk is full",
}
TRY = "at home, `scaffold workshop new try`, then in it `start` and `check`, and this again there"


def look() -> Result:
    """Looks at the machine and at the workshop that is here; ends in a code. Exit 1 when something is to be done."""
    machine = list(doctor.of_machine(()))
    here = list(_workshop())
    findings = [*machine, *here]
    ready = {one.what.lower() for one in findings if not one.fix and one.state != IDLE}
    code = encode(sys.platform, version_of(_version()), ready)
    todo = [one for one in findings if one.fix]
    sections = (Section("this machine", doctor.lines(machine)), Section("the workshop", doctor.lines(here)))
    return Result(
        command="doctor",
        headline=f"{len(todo)} thing{'s' * (len(todo) > 1)} to do" if todo else "This laptop is ready",
        listing=sections,
        sections=(Section("Send this back:", (code,)),),
        data={"code": code, "findings": [asdict(one) for one in findings]},
        exit=int(bool(todo)),
    )


def _workshop() -> Iterator[Finding]:
    try:
        room = repository.opened(Path.cwd())
    except (Problem, FileNotFoundError):
        yield from (Finding(NAMES[side], "was not tried", TRY) for side in FRAMEWORKS)
    else:
        for side in FRAMEWORKS:
            yield _side(side, room.top / side, followed=side in room.state.sides)
    trap = Path.home() / ".npmrc"
    is_set = trap.is_file() and TRAP.search(trap.read_text("utf-8", "replace"))
    fix = "take `omit-lockfile-registry-resolved` out of ~/.npmrc: with it npm installs nothing offline"
    yield Finding("npmrc", "stops npm offline" if is_set else "stops nothing", fix if is_set else "")
    free = shutil.disk_usage(Path.home()).free
    fix = f"make room: {ROOM / 1e9:.0f} GB are needed"
    yield Finding("disk", f"{free / 1e9:.0f} GB are free", "" if free >= ROOM else fix)


def _side(side: str, folder: Path, *, followed: bool) -> Finding:
    if not check.lacks(side, folder):
        return Finding(NAMES[side], "its packages are installed")
    if not followed:
        return Finding(NAMES[side], IDLE)
    return Finding(NAMES[side], "its packages are not installed", "`scaffold workshop check` installs them")


def told(codes: Sequence[str]) -> Result:
    """What each code says, one a line. Raises Problem for what is no code."""
    rows = tuple(_row(code, _read(code)) for code in codes)
    ready = sum(row.endswith(f"  {READY}") for row in rows)
    return Result(
        command="workshop laptops",
        headline=f"{ready} of {len(rows)} ready",
        listing=(Section(f"With {_version()} here", rows),),
        data={"laptops": [_data(code) for code in codes]},
    )


def _read(code: str) -> Laptop:
    try:
        return decode(code)
    except ValueError as error:
        raise Problem(
            code="no-code",
            what=f"`{shown(code)}` is no code of a laptop",
            why=str(error),
            fix="ask for it once more: `scaffold doctor --workshop` ends in it",
        ) from None


def _row(code: str, one: Laptop) -> str:
    lacks = ["another version of scaffold"] * (one.version != version_of(_version()))
    lacks += [LACKS.get(item, f"no {item}") for item in one.missing]
    return f"{code.upper()}  {one.system:<14}  {', '.join(lacks) or READY}"


def _data(code: str) -> dict[str, object]:
    one = _read(code)
    same = one.version == version_of(_version())
    return {"code": code.upper(), "system": one.system, "sameVersion": same, "missing": list(one.missing)}


def _version() -> str:
    return f"scaffold {versions.program()}, templates {version(templates.newest()[0])}"
