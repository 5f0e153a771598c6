"""The command line: one file per command, and one gate that every error goes through."""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

from scaffold import console
from scaffold.core.problem import USAGE, Problem, Problems, interrupted, nearest


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and exits: 0, 1, 2, 3, 70 or 130, see the house style."""
    words = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    # Why: a command makes much and ends soon; to look for what can go takes a twentieth of its time.
    gc.set_threshold(100_000, 50, 50)
    console.prepare()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    code = _run(words)
    try:
        console.flush()
    except Problem as problem:
        code = _show([problem], words)
    sys.exit(code)


def _stop(number: int, _: FrameType | None) -> None:
    # Why an exception: what was begun is tidied up on the way out.
    sys.exit(128 + number)


def _run(words: list[str]) -> int:
    # Why before Typer is there: it decides then whether a shell may be named after the option.
    if words[0] in ("--show-completion", "--install-completion") and len(words) > 1:
        os.environ["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "1"
    import typer  # noqa: PLC0415

    from .app import build  # noqa: PLC0415

    try:
        code = build(words)(args=words, prog_name="scaffold", standalone_mode=False)
        return int(code or 0)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            console.write(str(error))
            return 0
        problems: Sequence[Problem] = [_misused(error, words)]
    except Problem as problem:
        problems = [problem]
        _trace(problem, words)
    except Problems as several:
        problems = several.problems
    except (KeyboardInterrupt, typer.Abort):
        problems = [interrupted()]
    except Exception as error:
        from scaffold.actions import bug  # noqa: PLC0415

        _trace(error, words)
        problems = [bug.report(error)]
    except SystemExit:
        # Why: this is how Typer says that whoever read its help has had enough.
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":
            return 0
        raise
    return _show(problems, words)


def _show(problems: Sequence[Problem], words: Sequence[str]) -> int:
    code = max(problem.exit for problem in problems)
    command = next((word for word in words if not word.startswith("-")), None)
    console.show_problems(problems, command=command, exit=code, as_json="--json" in words)
    return code


def _trace(error: BaseException, words: Sequence[str]) -> None:
    if "--debug" in words:
        import traceback  # noqa: PLC0415

        console.say("".join(traceback.format_exception(error)).rstrip())


def _misused(error: Any, words: Sequence[str]) -> Problem:
    message = str(getattr(error, "format_message", lambda: str(error))()).rstrip(".")
    what, _, near = message.replace("No such", "There is no").partition(". Did you mean ")
    if hasattr(error, "possibilities"):
        what, near = f"There is no option `{error.option_name}`", nearest(error.option_name, error.possibilities or ())
    elif near:
        near = f"did you mean {near}"
    elif extra := re.search(r"unexpected extra argument\(s\) \((.*)\)", what):
        what = f"There is a word too many: `{extra[1]}`"
    # Why the first word: what an option lacks is found before its command is known.
    named = " ".join(["scaffold", *words[:1]]) if not words[0].startswith("-") else "scaffold"
    command = getattr(getattr(error, "ctx", None), "command_path", named)
    fix = f"{near} `{command} --help` tells what there is" if near else f"run `{command} --help` to see what there is"
    return Problem(
        code="command-line",
        what=what[:1].lower() + what[1:].replace("'", "`"),
        why="the command line cannot be read",
        fix=fix.replace("'", "`"),
        exit=USAGE,
    )
