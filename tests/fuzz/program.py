"""The program in this process, with what it renders kept: a command takes a tenth of a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from scaffold import cli
from scaffold.outside import renders
from scaffold.outside.trees import Tree

# What happens to the files of a project, one after the other: before each of them a program can be killed.
STEPS = {"os.rename": 1, "os.link": 1, "os.mkdir": 0, "os.remove": 0, "os.rmdir": 0, "os.chmod": 0, "open": 0}
PUTS = ("os.rename", "os.link")


@dataclass(frozen=True)
class Ran:
    """How the program ended: its exit code, negative for a signal, and what it wrote."""

    code: int
    out: str
    said: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found


class Steps:
    """Counts what a command does to the files of a project, and kills it before a certain step.

    Of what scaffold keeps of a change, too; not what other programs do, such as git.
    """

    def __init__(self) -> None:
        self.places: tuple[str, ...] = ()
        self.done = 0
        self.last: int | str | None = None
        self.act: Callable[[], object] = _die
        self.acted = False
        sys.addaudithook(self._hear)

    def start(
        self, places: tuple[Path, ...], last: int | str | None = None, act: Callable[[], object] | None = None
    ) -> None:
        """Counts from here on, in these folders.

        Before the `last` step, or before a file with that path is put into its place, the program is killed, or
        something else is done.
        """
        self.places, self.done, self.last = tuple(f"{place}/" for place in places), 0, last
        self.act, self.acted = act or _die, False

    def stop(self) -> int:
        """Counts no more; how many steps there were."""
        self.places = ()
        return self.done

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.places or event not in STEPS:
            return
        path = arguments[STEPS[event]]
        reads = event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if reads or not isinstance(path, (str, bytes, os.PathLike)) or not os.fsdecode(path).startswith(self.places):
            return
        self.done += 1
        puts = isinstance(self.last, str) and event in PUTS and os.fsdecode(path).endswith(f"/{self.last}")
        if puts or self.done == self.last:
            self.last = None
            places, self.places = self.places, ()
            self.acted = bool(self.act())
            self.places = places


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


STEP = Steps()


@contextlib.contextmanager
def renders_kept() -> Iterator[None]:
    """Keeps every render in memory, also those of templates that somebody works on: here, they stay as they are."""
    known: dict[str, Tree] = {}
    real = renders.rendered

    def rendered(tree: Tree, answers: Mapping[str, Any], made_from: tuple[str, str]) -> Tree:
        key = json.dumps([made_from, sorted(answers.items())], default=str)
        if key not in known:
            known[key] = real(tree, answers, made_from)
        return known[key]

    # Why no signals: who stops the fuzzer stops it, and not the command that it is at.
    with mock.patch.object(renders, "rendered", rendered), mock.patch("signal.signal", lambda *_: None):
        yield


def run(folder: Path, *words: str) -> Ran:
    """Runs a command in a folder."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as said:
        with _told_to(out.fileno(), said.fileno()), contextlib.chdir(folder):
            try:
                cli.main(words)
                code = 0
            except SystemExit as ended:
                code = int(ended.code or 0)
        return Ran(code, _read(out), _read(said))


def kill(folder: Path, places: tuple[Path, ...], last: int, *words: str) -> Ran:
    """Runs a command in a process that is killed before its step number `last`, if it has as many."""
    return _forked(folder, words, lambda: STEP.start(places, last))()


def together(folder: Path, *commands: Sequence[str]) -> list[Ran]:
    """Runs several commands at once."""
    return [ended() for ended in [_forked(folder, words) for words in commands]]


def _forked(folder: Path, words: Sequence[str], first: Callable[[], object] = bool) -> Callable[[], Ran]:
    """Starts a command in a process that knows all renders that this one knows; what is given waits for its end."""
    # Why files: a pipe that is full stops who writes.
    streams = [tempfile.TemporaryFile("w+") for _ in range(2)]  # noqa: SIM115
    child = os.fork()
    if not child:
        code = 70
        try:
            for number, stream in enumerate(streams, 1):
                os.dup2(stream.fileno(), number)
            sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
            os.chdir(folder)
            first()
            cli.main(words)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def ended() -> Ran:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with streams[0] as out, streams[1] as said:
            return Ran(code, _read(out), _read(said))

    return ended


@contextlib.contextmanager
def _told_to(out: int, said: int) -> Iterator[None]:
    sys.stdout.flush()
    sys.stderr.flush()
    before = os.dup(1), os.dup(2)
    streams = sys.stdout, sys.stderr
    os.dup2(out, 1)
    os.dup2(said, 2)
    sys.stdout, sys.stderr = os.fdopen(os.dup(1), "w"), os.fdopen(os.dup(2), "w")
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.close()
        sys.stdout, sys.stderr = streams
        for number, kept in zip((1, 2), before, strict=True):
            os.dup2(kept, number)
            os.close(kept)


def _read(file: Any) -> str:
    file.seek(0)
    return str(file.read())


def disturb(folder: Path, places: tuple[Path, ...], last: int | str, script: str, *words: str) -> Ran:
    """Runs a command while somebody runs a script just before its step number `last`, or before that file is put."""
    # Why it may fail: the folder of a file may be gone at that moment, and then nobody saves it there.
    STEP.start(
        places, last, lambda: not subprocess.run(("bash", "-euc", script), capture_output=True, check=False).returncode
    )
    try:
        return run(folder, *words)
    finally:
        STEP.stop()


if __name__ == "__main__":
    # Why with `AT` and `DO`: a sequence that fails is printed as lines for a shell.
    at, do = os.environ.pop("AT"), os.environ.pop("DO")
    here = Path.cwd().resolve()
    STEP.start((here,), int(at) if at.isdigit() else at, lambda: subprocess.run(("bash", "-euc", do), check=False))
    cli.main()
