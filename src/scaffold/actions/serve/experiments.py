"""Claims that are measured from the page: one at a time, on the pair that is served, in a program of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scaffold.actions.measure import kept, measure
from scaffold.core.measured import Measured, Measurements
from scaffold.core.problem import Problem
from scaffold.outside.known import Claimed
from scaffold.outside.live import guard

from .feed import Feed

PROGRAM = (sys.executable, "-m", "scaffold")
# Seconds that it has to end what it started.
GRACE = 10.0


class Experiments:
    """The claims that can be measured on a pair, and what is measured at the moment.

    Why another program: it computes as much as it can, and the page goes on meanwhile.
    """

    def __init__(self, folders: Sequence[Path], file: Path, feed: Feed) -> None:
        self._folders, self._file, self._feed = folders, file, feed
        self._process: subprocess.Popen[str] | None = None
        self._name, self._is_stopped = "", False
        self._lock = threading.Lock()

    def listed(self) -> dict[str, Any]:
        """All claims, with what is kept of each; `runs` is the one that is measured now."""
        problem = ""
        found: Measurements | None = None
        try:
            found = kept.read(self._file)
        except Problem as error:
            problem = f"{error.what}: {error.why}"
        known = {one.claim: one for one in found.measured} if found else {}
        claims = [_shown(one, known.get(one.name)) for one in measure.claims()]
        return {"claims": claims, "at": found.at if found else "", "runs": self._name, "problem": problem}

    def act(self, given: dict[str, Any]) -> dict[str, Any] | None:
        """Begins to measure the claim `name`, or ends what is measured when it is empty; None for what is none."""
        name = given.get("name")
        if name == "":
            self.end()
            return {}
        if name not in {one.name for one in measure.claims()}:
            return None
        words = [*PROGRAM, "measure", *map(str, self._folders), str(name), "--quick", "--anyway"]
        with self._lock:
            if self._process:
                return {"problem": "One at a time: two would measure each other."}
            try:
                self._process = guard.begun(words, Path.cwd(), {"COLUMNS": "80"})
            except OSError as error:
                return {"problem": error.strerror or str(error)}
            self._name, self._is_stopped = str(name), False
        threading.Thread(target=self._follow, args=(self._process,), daemon=True).start()
        return {}

    def _follow(self, process: subprocess.Popen[str]) -> None:
        said = []
        for line in guard.lines(process):
            self._feed.add("measuring", "", name=self._name, text=line)
            said.append(line)
        with self._lock:
            name, self._name, self._process = self._name, "", None
            is_stopped = self._is_stopped
        # Why several lines: so is a problem told, and they are made for people.
        told = "Stopped." if is_stopped else "" if process.returncode == 0 else "\n".join(said[-12:])
        self._feed.add("measured", "", name=name, problem=told)

    def end(self) -> None:
        """Ends what is measured; it takes down what it has started."""
        with self._lock:
            process, self._is_stopped = self._process, True
        if not process:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)


def _shown(claim: Claimed, found: Measured | None) -> dict[str, Any]:
    shown = {name: getattr(claim, name) for name in ("name", "claim", "measure", "ask")}
    if not found:
        return shown | {"found": None}
    about = next((one for one in found.series if one.key == claim.predict), None)
    series = [
        {
            "what": one.what,
            "values": {"flask": one.values.flask, "express": one.values.express},
            "middle": {"flask": one.middle.flask, "express": one.middle.express},
            "written": {"flask": one.written(one.middle.flask), "express": one.written(one.middle.express)},
            "told": " ".join(one.told),
        }
        for one in found.series
    ]
    more = {"how": found.how, "doubts": found.doubts, "why": claim.why, "more": about.more if about else ""}
    return shown | {"found": {"series": series, **more}}
