"""What the `.gitignore` files of a folder leave out."""

from __future__ import annotations

import re
import warnings

from pathspec import GitIgnoreSpec

# Why: a name of 255 characters takes a regular expression with five stars minutes, and the patterns are anybody's.
_STARS, _DEEP, _LINES = 3, 1, 1000
_STAR = re.compile(r"\*+")
Rules = tuple[tuple[str, GitIgnoreSpec], ...]


def rules(text: str, folder: str, outer: Rules) -> tuple[Rules, int]:
    """The rules of a folder and of those around it, the nearest first, and how many lines were not used.

    `folder` ends with `/`, or is empty for the root.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        used = [line for line in lines[:_LINES] if _is_usable(line)]
        return ((folder, GitIgnoreSpec.from_lines(used)), *outer), len(lines) - len(used)


def _is_usable(line: str) -> bool:
    if line.startswith("#"):
        return True
    if len(_STAR.findall(line)) > _STARS or line.count("/**/") > _DEEP or len(line) > 255:
        return False
    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error, RecursionError, OverflowError):
        return False
    return True


def leaves_out(rules: Rules, path: str) -> bool:
    """Whether a path is ignored; that of a folder ends with `/`."""
    for folder, spec in rules:
        included = spec.check_file(path.removeprefix(folder)).include
        if included is not None:
            return included
    return False
