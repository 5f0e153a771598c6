"""Both apps answer the requests of every concept as its file says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from parity import apps
from parity.machine import FRAMEWORKS, node

from scaffold.actions import catalogue
from scaffold.actions.compare import live
from scaffold.actions.compare.live import Running
from scaffold.actions.compare.rows import Rows
from scaffold.core.comparison import Answer, Both
from scaffold.core.concepts import Request
from scaffold.outside import concepts

CONCEPTS = concepts.read(catalogue.newest().tree)
REQUESTS = {
    f"{concept.name} request {number}": request
    for concept in CONCEPTS
    for number, request in enumerate(concept.requests, 1)
}


@dataclass(frozen=True)
class Blog:
    rows: Rows
    running: Running


@pytest.fixture(scope="module")
def blog() -> Iterator[Blog]:
    """Both apps of the blog, in production, with a row of each resource."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{node()}{os.pathsep}{os.environ['PATH']}")
        projects = Both(*(apps.project(framework, "sqlite", "blog") for framework in FRAMEWORKS))
        with live.begun(projects, lambda _: None) as pair, pair.served() as running:
            rows = live.filled(projects, running)
            assert not rows.notes
            yield Blog(rows, running)


def asked(blog: Blog, request: Request) -> Both[Answer]:
    with blog.rows.asked(request) as whole:
        assert whole, "the blog has no row for it"
        answers = blog.running.ask(whole)
    blog.rows.forget(answers)
    return answers


@pytest.mark.parametrize("name", REQUESTS)
def test_both_apps_answer_as_the_concept_says(blog: Blog, name: str) -> None:
    request = REQUESTS[name]

    answers = asked(blog, request)

    for framework, answer in (("flask", answers.flask), ("express", answers.express)):
        shown = "\n".join(answer.lines)
        assert answer.status == request.status[framework], f"{framework} answers {shown[:2000]}"
        assert request.contains in shown, f"{framework} answers {shown[:2000]}"


def test_the_rows_are_afterwards_as_before(blog: Blog) -> None:
    """Why last: all requests have been asked by then."""
    counts = {name: asked(blog, Request("GET", path, {}, None, {})) for name, path in blog.rows.paths.items()}

    for name, answers in counts.items():
        assert '"total":1,' in answers.flask.body, name
        assert '"total":1,' in answers.express.body, name
