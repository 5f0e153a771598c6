"""Starts a project with the routes of experiments beside its own: they wait, compute, or stream, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from .programs import Programs

FILES = {"flask": "experiments_flask.py", "express": "experiments_express.mjs"}
JSON, STREAM = "/experiments/json", "/experiments/stream"


def wait(milliseconds: int) -> str:
    """A route that answers after so long, and does nothing meanwhile."""
    return f"/experiments/wait/{milliseconds}"


def wait_async(milliseconds: int) -> str:
    """The same as Flask has it in an `async def`; in Express it is the same route."""
    return f"/experiments/wait-async/{milliseconds}"


def compute(milliseconds: int) -> str:
    """A route that takes so much time of one core before it answers."""
    return f"/experiments/compute/{milliseconds}"


def given(programs: Programs, place: Path) -> Programs:
    """The programs of a project that is served with these routes; what adds them is written to `place`."""
    name = FILES[programs.framework]
    added = place / name
    added.write_text(files(__package__).joinpath(name).read_text("utf-8"), "utf-8")
    program, *words = programs.serve
    if programs.framework == "express":
        return replace(programs, serve=(program, "--import", added.as_uri(), *words))
    if words:
        return replace(programs, serve=(program, "--app", f"{added}:app", *words))
    return replace(programs, serve=(program, f"{added.stem}:app", "--pythonpath", str(place)))
