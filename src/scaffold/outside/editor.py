"""Opens a line of a file in the editor of the person: a program is started, and no shell."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
from pathlib import Path

from . import commands

# How each is told the line. Why only these are looked for: they open a window of their own.
LINES = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor", "windsurf"), ("-g", "{file}:{line}")),
    **dict.fromkeys(("zed", "subl"), ("{file}:{line}",)),
    **dict.fromkeys(("idea", "pycharm", "webstorm"), ("--line", "{line}", "{file}")),
    **dict.fromkeys(("gedit", "gvim", "kate"), ("+{line}", "{file}")),
}
# Why not: they want the terminal, in which the program runs that opens them.
TERMINAL = {"vi", "vim", "nvim", "nano", "pico", "micro", "hx", "helix", "ed", "ex", "emacs", "joe", "mcedit", "ne"}
NONE = "No editor that opens a window was found. Name one before you start: VISUAL=code"


def opened(file: Path, line: int) -> str:
    """Opens a file at a line, and says so, or why not."""
    if not (words := _words()):
        return NONE
    known = LINES.get(Path(words[0]).stem, ("{file}",))
    given = [word.format(file=file, line=line) for word in known]
    try:
        process = subprocess.Popen(
            [*words, *given],
            cwd=file.parent,
            env=commands.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        return f"{words[0]}: {error.strerror}"
    # Why waited for: it may be there as long as the window is.
    threading.Thread(target=process.wait, daemon=True).start()
    return f"Opened in {Path(words[0]).stem}"


def _words() -> list[str]:
    """The program and its options: what the environment names, or else the first that is here."""
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(name, ""))
        except ValueError:
            continue
        if words and Path(words[0]).stem not in TERMINAL and (program := commands.find(words[0])):
            return [program, *words[1:]]
    return next(([program] for name in LINES if (program := commands.find(name))), [])
