"""Both apps answer the requests of every concept as its file says."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from parity.machine import FRAMEWORKS, node
from parity.projects import WHOLE
from parity.projects import project as made

from scaffold.actions import catalogue, project
from scaffold.actions.compare import live, runs
from scaffold.actions.compare.concepts import chosen
from scaffold.actions.compare.rows import Rows
from scaffold.actions.compare.runs import Running
from scaffold.core.comparison import Answer, Both
from scaffold.core.concepts import Request
from scaffold.outside import concepts, marks

NEWEST = catalogue.newest()
REQUESTS = {
    f"{concept.name} request {number}": request
    for concept in concepts.read(NEWEST.tree)
    for number, request in enumerate(concept.requests, 1)
}
# The concepts of words that no recipe of ours has in its lines; the others are asked of a blog.
RULES = ("data.checks", "data.together")


@dataclass(frozen=True)
class Pair:
    """Both apps of a recipe, while they run."""

    recipe: str
    projects: Both[Path]
    rows: Rows
    running: Running

    def ask(self, request: Request) -> Both[Answer]:
        with self.rows.asked(request) as whole:
            assert whole, "there is no row for it"
            answers = self.running.ask(whole)
        self.rows.forget(answers)
        return answers


@pytest.fixture(scope="module", params=["blog", "every-rule"])
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """Both apps of a recipe with every feature, in production, with a row of each resource."""
    projects = Both(*(made(framework, request.param, *WHOLE) for framework in FRAMEWORKS))
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setenv("PATH", f"{node()}{os.pathsep}{os.environ['PATH']}")
        running = stack.enter_context(stack.enter_context(runs.begun(projects, lambda _: None)).served())
        rows = live.filled(projects, running.ask)
        assert not rows.notes
        yield Pair(request.param, projects, rows, running)


def told(names: Iterable[str]) -> list[tuple[str, str]]:
    """Each request with the recipe that it is asked of, one recipe after the other."""
    return sorted(("every-rule" if name.startswith(RULES) else "blog", name) for name in names)


# Why the scope: without it both apps are started anew for each request.
@pytest.mark.parametrize(("pair", "name"), told(REQUESTS), indirect=["pair"], scope="module")
def test_both_apps_answer_as_the_concept_says(pair: Pair, name: str) -> None:
    request = REQUESTS[name]

    answers = pair.ask(request)

    for framework, answer in (("flask", answers.flask), ("express", answers.express)):
        text = compact(answer)
        assert answer.status == request.status[framework], f"{framework} answers {text[:2000]}"
        assert request.contains in text, f"{framework} answers {text[:2000]}"


def compact(answer: Answer) -> str:
    """What an answer says, with its JSON on one line: how many spaces it has is left to each side."""
    try:
        body = json.dumps(json.loads(answer.body), ensure_ascii=False, separators=(",", ":"))
    except ValueError:
        body = answer.body
    return "\n".join(replace(answer, body=body).lines)


def test_the_code_of_every_request_is_shown(pair: Pair) -> None:
    answers = project.read(pair.projects.flask).answers
    marked = Both(*(marks.regions(NEWEST.tree, answers, framework) for framework in FRAMEWORKS))

    asked = {name.partition(" ")[0] for recipe, name in told(REQUESTS) if recipe == pair.recipe}
    # Why but one: with pages other concepts are in its place, and the answers are the same.
    assert asked - set(chosen(marked)) <= {"output.page"}


def test_the_rows_are_afterwards_as_before(pair: Pair) -> None:
    """Why last: all requests have been asked by then."""
    for name, path in pair.rows.paths.items():
        answers = pair.ask(Request("GET", path, {}, None, {}))
        assert '"total":1,' in answers.flask.body, name
        assert '"total":1,' in answers.express.body, name
