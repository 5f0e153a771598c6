"""Both apps answer the requests of every concept as its file says."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from parity import apps
from parity.machine import FRAMEWORKS, node

from scaffold.actions import catalogue, project
from scaffold.actions.compare import live, runs
from scaffold.actions.compare.concepts import chosen
from scaffold.actions.compare.rows import Rows
from scaffold.actions.compare.runs import Running
from scaffold.core.comparison import Answer, Both
from scaffold.core.concepts import Request
from scaffold.outside import concepts, marks

NEWEST = catalogue.newest()
CONCEPTS = concepts.read(NEWEST.tree)
# Why two: the second has what the first, which is shown in the documentation, has not.
RECIPES = ("blog", "whole")
REQUESTS = {
    f"{concept.name} request {number}": request
    for concept in CONCEPTS
    for number, request in enumerate(concept.requests, 1)
}


@dataclass(frozen=True)
class Pair:
    """Both apps of a recipe, while they run; `shown` are the concepts that have code in them."""

    shown: set[str]
    rows: Rows
    running: Running

    def ask(self, request: Request) -> Both[Answer]:
        with self.rows.asked(request) as whole:
            assert whole, "there is no row for it"
            answers = self.running.ask(whole)
        self.rows.forget(answers)
        return answers


@pytest.fixture(scope="module")
def started() -> Iterator[Callable[[str], Pair]]:
    """Starts both apps of a recipe in production, with a row of each resource, once for all tests."""
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setenv("PATH", f"{node()}{os.pathsep}{os.environ['PATH']}")

        @cache
        def pair(recipe: str) -> Pair:
            projects = Both(*(apps.project(framework, "sqlite", recipe) for framework in FRAMEWORKS))
            running = stack.enter_context(stack.enter_context(runs.begun(projects, lambda _: None)).served())
            rows = live.filled(projects, running.ask)
            assert not rows.notes
            return Pair(shown(projects.flask), rows, running)

        yield pair


def shown(folder: Path) -> set[str]:
    answers = project.read(folder).answers
    marked = Both(*(marks.regions(NEWEST.tree, answers, framework) for framework in FRAMEWORKS))
    return set(chosen(marked))


@pytest.mark.parametrize("name", REQUESTS)
def test_both_apps_answer_as_the_concept_says(started: Callable[[str], Pair], name: str) -> None:
    request = REQUESTS[name]
    pair = next(pair for pair in map(started, RECIPES) if name.partition(" ")[0] in pair.shown)

    answers = pair.ask(request)

    for framework, answer in (("flask", answers.flask), ("express", answers.express)):
        text = "\n".join(answer.lines)
        assert answer.status == request.status[framework], f"{framework} answers {text[:2000]}"
        assert request.contains in text, f"{framework} answers {text[:2000]}"


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_rows_are_afterwards_as_before(started: Callable[[str], Pair], recipe: str) -> None:
    """Why last: all requests have been asked by then."""
    pair = started(recipe)

    for name, path in pair.rows.paths.items():
        answers = pair.ask(Request("GET", path, {}, None, {}))
        assert '"total":1,' in answers.flask.body, name
        assert '"total":1,' in answers.express.body, name
