"""The only writer to the terminal: stderr talks, stdout carries data."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import shutil
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from .core.problem import OUTSIDE, Problem
from .core.result import Result, Section

VERSION = 1
ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
LONG = 0.5
# Seconds between two pictures of a line that moves.
MOVES, SPINNER = 0.12, "|/-\\"
# Why these of the 256: each has a contrast of 4.5 and more on white and on black, which no named colour has.
BOLD, RED, GREEN = "1", "38;5;131", "38;5;29"
SIDES = {"flask": "38;5;63", "express": "38;5;163"}


def show(result: Result, *, as_json: bool) -> None:
    """Shows the outcome of a command."""
    if as_json:
        _document({"command": result.command, "ok": result.exit == 0, **result.data})
        return
    if result.headline:
        say(result.headline, GREEN)
    for warning in result.warnings:
        say(warning, RED)
    for number, section in enumerate(result.listing):
        _section(sys.stdout, section, number > 0)
    flush()
    for section in result.sections:
        _section(sys.stderr, _typed(section), section is result.sections[0])


def show_problems(problems: Sequence[Problem], *, command: str | None, exit: int, as_json: bool) -> None:
    """Shows why a command did not do what it was asked to do."""
    if as_json:
        _document(
            {
                "command": command,
                "ok": False,
                "exit": exit,
                "problems": [_problem(one) for one in problems],
            }
        )
        return
    for number, problem in enumerate(problems):
        if number:
            say("")
        _paragraph("Problem:", RED, problem.what)
        _paragraph("Why:", BOLD, problem.why)
        # Why not each time: what mends several is read once, behind the last of them.
        if [one.fix for one in problems[number + 1 : number + 2]] != [problem.fix]:
            say(f"{_painted('Fix:', BOLD, sys.stderr)} {_indented(problem.fix)}")


def _problem(one: Problem) -> dict[str, Any]:
    told = {"code": one.code, "what": one.what, "why": one.why, "fix": one.fix}
    return {**told, "files": list(one.files)} if one.files else told


def say(text: str, style: str | None = None) -> None:
    """Writes one line to stderr."""
    _line(sys.stderr, _painted(text, style, sys.stderr) if style else text)


def hear(side: str, line: str) -> None:
    """Writes a line that a running side said to stdout, behind its name."""
    said = line if coloured() else ESCAPES.sub("", line)
    _line(sys.stdout, f"{_painted(f'{side:<7} |', SIDES[side], sys.stdout)} {said}")
    flush()


def write(text: str) -> None:
    """Writes one line of data to stdout."""
    _line(sys.stdout, text)


def page(text: str) -> None:
    """Shows Markdown on stdout: drawn and in a pager on a terminal, and as it is written elsewhere."""
    if not is_watched():
        _line(sys.stdout, text.rstrip())
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.markdown import Markdown  # noqa: PLC0415
    from rich.theme import Theme  # noqa: PLC0415

    # Why: of what Rich draws by itself, half cannot be read on white.
    plain = {f"markdown.{part}": "bold" for part in ("code", "item.bullet", "item.number", "h1", "h2")}
    # Why: less shows colours only when it is told to, and does not wait where everything fits.
    os.environ.setdefault("LESS", "-FRX")
    drawn = Console(
        theme=Theme({**plain, "markdown.link": "underline"}), no_color=not coloured(), width=min(width(), 100)
    )
    with drawn.pager(styles=True):
        drawn.print(Markdown(text, code_theme="ansi_dark", hyperlinks=False))


def flush() -> None:
    """Writes what is still kept back on stdout."""
    with _to_reader(sys.stdout):
        sys.stdout.flush()


@contextlib.contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Yields a function that is told what begins.

    What takes longer than half a second is shown: on a terminal as one line that is replaced and goes away, elsewhere
    as one line when it is finished.
    """
    step = _Step("")

    def tell(text: str) -> None:
        nonlocal step
        step.end()
        step = _Step("" if quiet else text)

    try:
        yield tell
    finally:
        step.end()


@contextlib.contextmanager
def moving() -> Iterator[Callable[[str], None]]:
    """Yields a function that is told what is done now: on a terminal one line that moves, elsewhere a line for each."""
    if not sys.stderr.isatty():
        yield say
        return
    told, over, begun = [""], threading.Event(), time.monotonic()

    def move() -> None:
        for number in itertools.count():
            if over.wait(MOVES):
                return
            if told[0]:
                line = f"{SPINNER[number % len(SPINNER)]} {told[0]} · {time.monotonic() - begun:.0f} s"
                sys.stderr.write(f"\r\x1b[2K{line[: shutil.get_terminal_size().columns - 1]}")
                sys.stderr.flush()

    thread = threading.Thread(target=move, daemon=True)
    thread.start()
    try:
        yield lambda text: told.__setitem__(0, text)
    finally:
        over.set()
        thread.join()
        sys.stderr.write("\r\x1b[2K")
        sys.stderr.flush()


class _Step:
    """One thing that takes its time; the empty one shows nothing."""

    def __init__(self, text: str) -> None:
        self.text, self.started, self.shown = text, time.monotonic(), False
        self.timer = threading.Timer(LONG, self._show)
        self.timer.daemon = True
        if text and sys.stderr.isatty():
            self.timer.start()

    def _show(self) -> None:
        self.shown = True
        sys.stderr.write(f"{self.text} …")
        sys.stderr.flush()

    def end(self) -> None:
        self.timer.cancel()
        if self.timer.is_alive():
            self.timer.join()
        seconds = time.monotonic() - self.started
        if self.shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
        elif self.text and seconds > LONG and not sys.stderr.isatty():
            say(f"{self.text}: {seconds:.1f} s")


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def is_watched() -> bool:
    """Whether somebody sees what is written."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """How many columns what is written on stdout may have."""
    return shutil.get_terminal_size((100, 24)).columns


def prepare() -> None:
    """Makes sure that there are three streams, and that a letter which one does not have never stops the program."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        # Why in this order: a file that is opened later would take the number of a stream that was closed.
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _document(data: dict[str, Any]) -> None:
    _line(sys.stdout, json.dumps({"version": VERSION, **data}, indent=2))
    flush()


def _section(stream: TextIO, section: Section, apart: bool) -> None:
    if apart:
        _line(stream, "")
    if section.title:
        _line(stream, _painted(section.title, BOLD, stream))
    for line in section.lines:
        _line(stream, f"{'  ' * bool(section.title)}{line}".rstrip())


def _typed(section: Section) -> Section:
    """What is typed next, as it is typed here."""
    if not any(line.startswith("scaffold ") for line in section.lines):
        return section
    from .outside import called  # noqa: PLC0415

    words = called.words()
    return replace(section, lines=tuple(re.sub(r"^scaffold(?= )", lambda _: words, line) for line in section.lines))


def _paragraph(title: str, style: str, text: str) -> None:
    """A sentence, broken between words where the terminal ends; a pipe gets it whole."""
    lines = [f"{title} {_sentence(text)}"]
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns
        lines = textwrap.wrap(lines[0], width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    lines[0] = _painted(title, style, sys.stderr) + lines[0].removeprefix(title)
    say("\n".join(lines))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "…", "?")) else text + "."


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")


def coloured(stream: TextIO | None = None) -> bool:
    """Whether what goes to a stream, stdout if none is named, may have colours."""
    return "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb" and (stream or sys.stdout).isatty()


def bold(text: str) -> str:
    """A heading on stdout."""
    return _painted(text, BOLD, sys.stdout)


def _painted(text: str, style: str, stream: TextIO) -> str:
    if not coloured(stream):
        return text
    return f"\x1b[{style if style == BOLD or many_colours() else BOLD}m{text}\x1b[0m"


def many_colours() -> bool:
    """Whether the terminal has more colours than the sixteen that everybody sets otherwise."""
    return "256" in os.environ.get("TERM", "") or "COLORTERM" in os.environ


def _line(stream: TextIO, text: str) -> None:
    with _to_reader(stream):
        stream.write(text + "\n")


@contextlib.contextmanager
def _to_reader(stream: TextIO) -> Iterator[None]:
    """Sends the rest nowhere once nobody takes it; only a reader who has had enough is no failure."""
    try:
        yield
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            raise Problem(
                code="output",
                what="the output cannot be written",
                why=error.strerror or str(error),
                fix="make room there, or send it elsewhere",
                exit=OUTSIDE,
            ) from None
