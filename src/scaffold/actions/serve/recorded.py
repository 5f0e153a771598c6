"""Requests that a person kept with both answers: a small file in the pair, which is reviewed as code is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scaffold.core.comparison import Answer, Both
from scaffold.core.concepts import Request
from scaffold.core.names import shown
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.outside import files

from .requests import JSON, METHODS, TEXT

FILE = "recorded.json"
ABOUT = "Kept by `scaffold serve`; `scaffold check --recorded` asks again."
# Why only these: the others are alike in all answers, or are the framework's own.
HEADERS = ("content-type", "location", "allow", "content-language")
LARGEST = 2_000_000
PATH = re.compile(r"/[!-~]*")
NUMBER = re.compile(r"/\d+$")


@dataclass(frozen=True)
class Kept:
    """One request, what it is called, and what both answered."""

    title: str
    request: Request
    answers: Both[Answer]


def read(file: Path) -> list[Kept]:
    """What is kept there, in order; nothing when there is no file. Raises Problem for one that is none of ours."""
    try:
        if file.stat().st_size > LARGEST:
            raise _bad(file, f"it has more than {LARGEST:,} bytes")
        found = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _bad(file, error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise _bad(file, f"it is no JSON: {str(error).partition(':')[0].lower()}") from error
    several = found.get("requests") if isinstance(found, dict) else None
    if not isinstance(several, list):
        raise _bad(file, "it has no list `requests`")
    return [_kept(file, number, one) for number, one in enumerate(several, 1)]


def keep(file: Path, new: Kept) -> None:
    """Adds a request, or puts it in the place of the same one. Raises Problem when it cannot be written."""
    several = read(file)
    known = [(one.request.method, one.request.path, one.request.body) for one in several]
    key = (new.request.method, new.request.path, new.request.body)
    if key in known:
        several[known.index(key)] = new
    else:
        several.append(new)
    text = json.dumps({"about": ABOUT, "requests": list(map(_written, several))}, indent=2, ensure_ascii=False)
    try:
        files.write(file, f"{text}\n".encode())
    except OSError as error:
        raise Problem(
            code="unwritable",
            what=f"`{shown(file.name)}` cannot be written",
            why=error.strerror or str(error),
            fix="let it be written, and record it again",
            exit=OUTSIDE,
        ) from error


def compared(answer: Answer) -> Answer:
    """What is compared of an answer: the headers that are kept, and of a new row not the number that it got."""
    headers = [(name, value) for name, value in answer.headers if name.lower() in HEADERS]
    if answer.status != 201:
        return replace(answer, headers=tuple(headers))
    headers = [(name, NUMBER.sub("/", value) if name.lower() == "location" else value) for name, value in headers]
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        found = None
    body = json.dumps({**found, "id": 0}) if isinstance(found, dict) and "id" in found else answer.body
    return replace(answer, headers=tuple(headers), body=body)


def _written(one: Kept) -> dict[str, Any]:
    request = one.request
    sent: dict[str, Any] = {"title": one.title, "method": request.method, "path": request.path}
    if request.body is not None:
        sent |= {"type": request.headers.get("content-type", JSON), "body": request.body}
    flask, express = _answer(one.answers.flask), _answer(one.answers.express)
    return {**sent, **({"both": flask} if flask == express else {"flask": flask, "express": express})}


def _answer(answer: Answer) -> dict[str, Any]:
    headers = {name.lower(): value for name, value in answer.headers if name.lower() in HEADERS}
    if "content-type" in headers:
        headers["content-type"] = headers["content-type"].partition(";")[0]
    try:
        body: Any = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {"status": answer.status, "headers": headers, "text": answer.body}
    return {"status": answer.status, "headers": headers, "body": body}


def _kept(file: Path, number: int, one: Any) -> Kept:
    def need(is_so: bool, what: str) -> None:
        if not is_so:
            raise _bad(file, f"request {number} {what}")

    need(isinstance(one, dict), "is no object")
    body, kind = one.get("body"), one.get("type", JSON)
    need(one.get("method") in METHODS, f"has none of the methods {', '.join(METHODS)}")
    path = one.get("path")
    need(isinstance(path, str) and bool(PATH.fullmatch(path)), "has no path that begins with `/`")
    need(isinstance(body, str | None) and kind in (JSON, TEXT), "has a body that is no text")
    sides = [one.get("both", one.get(name)) for name in ("flask", "express")]
    for side in sides:
        need(
            isinstance(side, dict) and type(side.get("status")) is int and isinstance(side.get("headers", {}), dict),
            "has no answer of both, with a number as its `status`",
        )
    headers = {} if body is None else {"content-type": str(kind)}
    answers = [_again(side) for side in sides]
    title = str(one.get("title") or f"{one['method']} {path}")
    return Kept(title, Request(one["method"], str(path), headers, body, {}), Both(*answers))


def _again(side: Mapping[str, Any]) -> Answer:
    headers = tuple((str(name), str(value)) for name, value in side.get("headers", {}).items())
    body = json.dumps(side["body"], ensure_ascii=False) if "body" in side else str(side.get("text", ""))
    return Answer(side["status"], "", headers, body)


def _bad(file: Path, why: str) -> Problem:
    return Problem(
        code="recorded",
        what=f"`{shown(file.name)}` cannot be read",
        why=why,
        fix=f"mend {shown(str(file))}, or delete it and record again",
    )
