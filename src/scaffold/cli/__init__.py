"""The command line: one file per command, and one gate that every error goes through."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

from scaffold import console
from scaffold.core.problem import USAGE, Problem, Problems, interrupted


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and exits: 0, 1, 2, 3, 70 or 130, see the house style."""
    words = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
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
    command = getattr(getattr(error, "ctx", None), "command_path", "scaffold")
    return Problem(
        code="command-line",
        what=message[:1].lower() + message[1:].replace("'", "`"),
        why="the command line cannot be read",
        fix=f"run `{command} --help` to see what there is",
        exit=USAGE,
    )
