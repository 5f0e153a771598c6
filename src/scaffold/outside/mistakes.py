"""Reads the mistakes of a template: one file each, `mistakes/NAME.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from scaffold.core.concepts import FRAMEWORKS
from scaffold.core.mistakes import CATCHERS, NOTHING, Asked, Mistake, Planted, Replacement, Seen
from scaffold.core.problem import BUG, Problem

from .trees import Tree

FOLDER = "mistakes/"
NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
SHORT = re.compile(r"([A-Z]+) (\S+)")
KEYS = {
    "": {"concept", "title", "question", "answers", "requests", "needs", "shows", *FRAMEWORKS},
    "side": {"edits", "right", "seen", "why", "caught", "starts"},
    "edit": {"old", "new"},
    "request": {"method", "path", "headers", "body", "together"},
    "seen": {"status", "contains", "lacks", "log", "slow", "ends"},
}
NEEDS = ("", "unique", "datetime", "list", "string")

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(tree: Tree) -> tuple[Mistake, ...]:
    """The mistakes of a template by name. Raises Problem for a file that says less, or something else."""
    found = []
    for path, file in sorted(tree.items()):
        if path.startswith(FOLDER) and path.endswith(".yml"):
            name = path.removeprefix(FOLDER).removesuffix(".yml")
            try:
                found.append(_mistake(name, yaml.load(file.content, Loader=_Loader)))  # noqa: S506
            except (yaml.YAMLError, UnicodeError, ValueError, TypeError) as error:
                raise _broken(path, error) from error
    return tuple(found)


def _mistake(name: str, given: Any) -> Mistake:
    if not NAME.fullmatch(name):
        raise ValueError("a name is like `lost-commit`")
    found = _keys(given, "")
    answers = tuple(_said(str(one)) for one in found.get("answers") or ())
    requests = tuple(map(_request, found.get("requests") or ()))
    if not (2 <= len(answers) <= 3 and requests):
        raise ValueError("it has two or three `answers`, and `requests`")
    if (needs := found.get("needs", "")) not in NEEDS:
        raise ValueError(f"`needs` is one of {', '.join(filter(None, NEEDS))}")
    given_sides = {side: found[side] for side in FRAMEWORKS if side in found}
    sides = {side: _side(one, answers, requests) for side, one in given_sides.items() if not isinstance(one, str)}
    absent = {side: _said(one) for side, one in given_sides.items() if isinstance(one, str)}
    if len(given_sides) != len(FRAMEWORKS) or not sides:
        raise ValueError("each side has the mistake, or a sentence that says why nobody can make it there")
    concept, title, question = (_said(found.get(key)) for key in ("concept", "title", "question"))
    return Mistake(name, concept, title, question, answers, requests, sides, absent, needs, str(found.get("shows", "")))


def _side(given: Any, answers: tuple[str, ...], requests: tuple[Asked, ...]) -> Planted:
    found = _keys(given, "side")
    edits = tuple(_edit(one) for one in found.get("edits") or ())
    starts = found.get("starts", True) is True
    seen = tuple(map(_seen, found.get("seen") or ()))
    caught = {key: NOTHING if value is False else str(value) for key, value in (found.get("caught") or {}).items()}
    if not edits or set(caught) != set(CATCHERS) or len(seen) != len(requests) * starts:
        wanted = f"in `caught` {', '.join(CATCHERS)}, and in `seen` what each request shows"
        raise ValueError(f"a side has `edits`, {wanted}")
    if found.get("right") not in range(1, len(answers) + 1):
        raise ValueError("`right` is the number of one of the answers")
    return Planted(edits, int(found["right"]), seen, _said(found.get("why")), caught, starts)


def _edit(given: Any) -> Replacement:
    found = _keys(given, "edit")
    old, new = str(found.get("old", "")), str(found.get("new", ""))
    if not old.strip() or old == new:
        raise ValueError("`old` is some text, and `new` another")
    return Replacement(old, new)


def _request(given: Any) -> Asked:
    if isinstance(given, str):
        if not (short := SHORT.fullmatch(given)):
            raise ValueError(f"`{given}` is no request such as `GET /healthz`")
        return Asked(short[1], short[2], {}, None)
    found = _keys(given, "request")
    headers = {str(name).lower(): str(value) for name, value in (found.get("headers") or {}).items()}
    body = found.get("body")
    if body is not None:
        headers.setdefault("content-type", "application/json")
    together = found.get("together", False) is True
    return Asked(_said(found.get("method")), _said(found.get("path")), headers, body and str(body), together)


def _seen(given: Any) -> Seen:
    if not isinstance(given, Mapping):
        return Seen(_status(given))
    found = _keys(given, "seen")
    contains, lacks, log = (str(found.get(key, "")) for key in ("contains", "lacks", "log"))
    slow, ends = int(found.get("slow", 0)), found.get("ends", False) is True
    return Seen(_status(found.get("status")), contains, lacks, log, slow, ends)


def _status(given: Any) -> int | None:
    if given is not None and (isinstance(given, bool) or not isinstance(given, int)):
        raise ValueError(f"`{given}` is no status")
    return given


def _keys(given: Any, kind: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise ValueError("it has no `key: value` lines")
    if unknown := [str(key) for key in given if key not in KEYS[kind]]:
        raise ValueError(f"`{unknown[0]}` is none of {', '.join(sorted(KEYS[kind]))}")
    return given


def _said(given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise ValueError(f"`{given}` is no text")
    return " ".join(given.split())


def _broken(path: str, error: Exception) -> Problem:
    return Problem(
        code="mistake-broken",
        what=f"the mistake `{path}` cannot be read",
        why=" ".join(str(error).split()),
        fix="mend it in `templates/mistakes/`",
        exit=BUG,
    )
