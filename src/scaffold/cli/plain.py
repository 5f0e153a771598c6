"""Takes words and paths as they were typed.

Typer would have pydantic turn them into what they are already, and importing it is a third of what a command costs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

KINDS: Mapping[Any, Callable[[str], Any]] = {str: str, Path: Path, list[str]: str, list[Path]: Path}


def quicken(command: Any) -> Any:
    """The same command, or group of commands, which asks Typer only for what is not plain."""
    known = command.get_params
    command.get_params = lambda ctx: [_quick(parameter) for parameter in known(ctx)]
    for one in getattr(command, "commands", {}).values():
        quicken(one)
    return command


def _quick(parameter: Any) -> Any:
    """The same parameter. Why asked what it has: another version of Typer may do this differently, and then it does."""
    typers = getattr(parameter, "get_runtime_param", None)
    if typers and hasattr(parameter, "type_descriptor") and not isinstance(typers, _Plain):
        parameter.get_runtime_param = _Plain(parameter.type_descriptor, typers)
    return parameter


class _Plain:
    """What Typer asks for the value of one parameter."""

    def __init__(self, described: Any, typers: Callable[[], Any]) -> None:
        self.kind, self.info, self.typers = described.annotation, described.parameter_info, typers

    def __call__(self) -> _Plain:
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value for the command. Raises what Typer raises for one that it refuses."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        words = list(value) if several and isinstance(value, list | tuple) else [value]
        if self.kind not in KINDS or self.info.parser or not all(map(self._is_plain, words)):
            return self.typers().coerce(value, param=param, ctx=ctx)
        made = [KINDS[self.kind](word) for word in words]
        return made if several else made[0]

    def _is_plain(self, word: Any) -> bool:
        """Whether there is nothing to check: a word, or the path of something that Typer would not look at."""
        if KINDS[self.kind] is str:
            return isinstance(word, str)
        checked = self.info.exists or self.info.writable or self.info.resolve_path or self.info.allow_dash
        anything = self.info.file_okay and self.info.dir_okay and not checked and self.info.path_type is None
        return isinstance(word, str | Path) and anything and (os.access(word, os.R_OK) or not Path(word).exists())
