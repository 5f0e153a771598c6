"""The order in which the functions of an app run around a request, recorded in the project's own environment."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

from scaffold.core.concepts import Request
from scaffold.outside import commands

from .programs import Programs

PROBES = {"flask": "trace_flask.py", "express": "trace_express.mjs"}
SECONDS = 60


def recorded(programs: Programs, settings: dict[str, str], request: Request, place: Path) -> tuple[str, ...] | str:
    """The names of the functions as they ran, what answered with `()` at its end; or why they are not known."""
    probe = files(__package__).joinpath(PROBES[programs.framework]).read_text("utf-8")
    ran = place / f"ran-{programs.framework}.json"
    ran.unlink(missing_ok=True)
    around = {**settings, "ASKED": json.dumps(asdict(request)), "RAN": str(ran)}
    ended = commands.run(programs.folder, *programs.evaluate, probe, settings=around, seconds=SECONDS, apart=True)
    try:
        return tuple(map(str, json.loads(ran.read_text("utf-8"))))
    except (OSError, ValueError):
        return ended.said
