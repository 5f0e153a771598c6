"""Programs that prepare projects, several at once: each is a group of processes, and none is left when all is over."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from scaffold.outside import commands
from scaffold.outside.commands import Outcome

from . import guard
from .apps import unstopped


class Groups:
    """What is run by several threads; whoever leaves the block, or stops it, ends all of it."""

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[str]] = set()
        self._lock = threading.Lock()
        self._is_over = False

    def __enter__(self) -> Groups:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with unstopped():
            self.stop()

    def run(self, folder: Path, words: tuple[str, ...], settings: Mapping[str, str]) -> Outcome:
        """Runs a program in a folder until it ends. Never raises for what it does."""
        program = commands.find(str(folder / words[0]) if "/" in words[0] else words[0])
        if not program:
            return Outcome(False, f"`{words[0]}` {commands.MISSING}")
        with self._lock:
            if self._is_over:
                return Outcome(False, "stopped")
            try:
                process = guard.begun((program, *words[1:]), folder, settings)
            except OSError as error:
                return Outcome(False, error.strerror or str(error))
            self._running.add(process)
        out, _ = process.communicate()
        with self._lock:
            self._running.discard(process)
        guard.release(process.pid)
        lines = [line.strip() for line in out.splitlines() if line.strip()]
        return Outcome(process.returncode == 0, lines[-1] if lines else f"it ended with {process.returncode}", out)

    def stop(self) -> None:
        """Ends all that runs, at once: what it makes is thrown away."""
        with self._lock:
            self._is_over = True
            several = list(self._running)
        for process in several:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                if os.name == "posix":
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
        for process in several:
            process.wait()
