"""Pairs what two files define: the same names, each in the spelling of its language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

# `(kind, name, line)`, and how many of a file are told.
Symbol = tuple[str, str, int]
LIMIT = 1000
Rows = tuple[tuple[int | None, int | None], ...]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_PARAMETER = re.compile(r"<[^<>/]*>|:\w+")
# Why: `delete` is a reserved word of JavaScript, and each language has its own name for what makes an object.
_SAME = {"delete": "remove", "constructor": "init"}


def pair(flask: Sequence[Symbol], express: Sequence[Symbol], paths: tuple[str, str]) -> Rows:
    """The lines of what corresponds, and of what is only on one side, in the order of the first file.

    `init_app` of `errors.py` corresponds to `initErrors`, or to `errors` when there is none; `GET /posts/<id>` to the
    same path, or to `GET /:id` of a router that is mounted at `/posts`.
    """
    places: dict[str, list[int]] = {}
    for index, symbol in enumerate(express):
        places.setdefault(_keys(symbol, paths[1])[0], []).append(index)
    partners: list[int | None] = [None] * len(flask)
    for nth in range(2):
        for index, symbol in enumerate(flask):
            keys = _keys(symbol, paths[0])
            if partners[index] is None and nth < len(keys) and places.get(keys[nth]):
                partners[index] = places[keys[nth]].pop(0)
    return _rows(flask, express, partners)


def _keys(symbol: Symbol, path: str) -> tuple[str, ...]:
    kind, name, _ = symbol
    if kind == "route":
        verb, _, route = _PARAMETER.sub("*", name).partition(" ")
        return f"{verb} {route}", f"{verb} /{route[1:].partition('/')[2]}"
    words = [_SAME.get(word.lower(), word.lower()) for word in _WORD.findall(name)] or [name]
    if kind == "test":
        return (f"test {' '.join(words)}",)
    if words == ["init", "app"]:
        stem = " ".join(word.lower() for word in _WORD.findall(PurePosixPath(path).stem))
        return f"init {stem}", stem
    return (" ".join(words),)


def _rows(flask: Sequence[Symbol], express: Sequence[Symbol], partners: Sequence[int | None]) -> Rows:
    """What only the second file has stands behind what precedes it there."""
    taken = set(partners)
    rows: list[tuple[int | None, int | None]] = []
    shown = 0

    def alone(until: int) -> None:
        nonlocal shown
        rows.extend((None, express[index][2]) for index in range(shown, until) if index not in taken)
        shown = max(shown, until)

    for symbol, partner in zip(flask, partners, strict=True):
        if partner is not None:
            alone(partner)
        rows.append((symbol[2], None if partner is None else express[partner][2]))
    alone(len(express))
    return tuple(rows)
