"""Requests that both sides are known to answer otherwise, for a page whose apps nobody asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from scaffold.core.comparison import Comparison, Shown
from scaffold.core.concepts import FRAMEWORKS, Request

from .alone import asked

# How many there are on the first screen.
FIRST = 5
# Why: Python has learned new names for these, and a page is the same with each.
NAMES = {413: "Content Too Large", 422: "Unprocessable Content"}


@dataclass(frozen=True)
class Expected:
    """A request as text, and what each side answers: the status and its name."""

    concept: Shown
    asked: str
    flask: tuple[int, str]
    express: tuple[int, str]


def surprises(comparison: Comparison) -> tuple[Expected, ...]:
    """One request of each concept that has one, those first whose answers are far apart."""
    found = [Expected(concept, asked(request), *_said(request)) for concept, request in _unlike(comparison)]
    return tuple(sorted(found, key=lambda one: -abs(one.flask[0] // 100 - one.express[0] // 100)))[:FIRST]


def _unlike(comparison: Comparison) -> Iterator[tuple[Shown, Request]]:
    for concept in comparison.concepts:
        if unlike := [request for request in concept.requests if len(set(request.status.values())) > 1]:
            yield concept, unlike[0]


def _said(request: Request) -> Iterator[tuple[int, str]]:
    for name in FRAMEWORKS:
        status = request.status[name]
        yield status, NAMES.get(status) or HTTPStatus(status).phrase
