"""A project and its twin: made from the same answers, changed together, compared."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run

from scaffold.outside import trees
from scaffold.outside.merge import kept, place
from scaffold.outside.merge.change import Change


@pytest.fixture
def shop(here: Path, run: Run) -> Path:
    assert run("new", "shop", "--framework", "flask", "--no-git", "--yes").code == 0
    return here / "shop"


@pytest.fixture
def twin(shop: Path, run: Run) -> Path:
    ended = run("twin", "shop-express", "-C", "shop")
    assert ended.code == 0, ended.err
    return shop.parent / "shop-express"


def test_a_twin_has_the_same_answers_and_both_know_each_other(shop: Path, twin: Path, run: Run) -> None:
    assert "\ntwin: ../shop-express\n" in (shop / ".copier-answers.yml").read_text()
    assert "\ntwin: ../shop\n" in (twin / ".copier-answers.yml").read_text()
    assert run("check", "shop").code == 0
    assert run("check", "shop-express", "shop").code == 0


def test_a_change_is_for_both_when_it_is_said_so(shop: Path, twin: Path, run: Run) -> None:
    ended = run("add", "resource", "event name:string!", "-C", "shop", "--both", "--json")

    assert ended.code == 0, ended.out
    assert [one["framework"] for one in ended.document["projects"]] == ["flask", "express"]
    assert (shop / "app/features/events/routes.py").is_file()
    assert (twin / "src/features/events/routes.ts").is_file()
    steps = [step for step in ended.document["next"] if step.startswith(("cd", "scaffold"))]
    assert steps == ["cd shop", "cd ../shop-express", "scaffold undo  # takes it back, in each of them"]
    assert run("check", "shop").code == 0


def test_a_twin_that_stays_behind_is_told_and_check_tells_in_what(shop: Path, twin: Path, run: Run) -> None:
    ended = run("add", "resource", "event name:string!", "-C", "shop")
    differs = run("check", "shop")

    assert ended.code == 0
    assert "Its twin shop-express was left as it is; `--both` changes both" in ended.err
    assert differs.code == 1
    assert "resource   only in shop: `event name:string!`" in differs.out
    assert "tests      only shop has tests of `features/events`" in differs.out


def test_an_api_document_that_both_keep_is_compared(shop: Path, twin: Path, run: Run) -> None:
    (shop / "openapi.json").write_text("{}\n")
    alone = run("check", "shop", "--json").document["differences"]
    (twin / "openapi.json").write_text("[]\n")
    other = run("check", "shop", "--json").document["differences"]
    (twin / "openapi.json").write_bytes(b"{}\r\n")

    assert alone == [{"what": "contract", "why": "shop-express has no `openapi.json`"}]
    why = "`openapi.json` differs: `diff shop/openapi.json shop-express/openapi.json`"
    assert other == [{"what": "contract", "why": why}]
    assert "shop and shop-express match: answers, test sentences, contract\n" in run("check", "shop").err


def test_status_tells_whether_the_twin_is_in_step(shop: Path, twin: Path, run: Run) -> None:
    assert "  twin       shop-express is in step\n" in run("status", "-C", "shop").out

    assert run("add", "resource", "event name:string!", "-C", "shop").code == 0
    ended = run("status", "-C", "shop", "--json")

    assert "  twin       shop-express differs in 2 things: `scaffold check`\n" in run("status", "-C", "shop").out
    assert "  twin       shop differs in 2 things: `scaffold check`\n" in run("status", "-C", "shop-express").out
    assert ended.document["projects"][0]["twin"]["project"] == str(twin)
    found = [one["what"] for one in ended.document["projects"][0]["twin"]["differences"]]
    assert found == ["resource", "tests"]


def test_status_tells_of_a_twin_that_cannot_be_read(shop: Path, twin: Path, run: Run) -> None:
    assert run("new", "alone", "--framework", "flask", "--no-git", "--yes").code == 0
    assert "twin" not in run("status", "-C", "alone").out

    (twin / ".copier-answers.yml").write_text("[]")
    assert f"twin       {twin}: " in run("status", "-C", "shop").out
    twin.rename(twin.with_name("elsewhere"))
    ended = run("status", "-C", "shop")

    assert ended.code == 0
    assert "twin       ../shop-express: it is not there\n" in ended.out


def test_a_sentence_that_only_one_side_promises_is_told(shop: Path, twin: Path, run: Run) -> None:
    file = twin / "tests/features/notes.test.ts"
    file.write_text(file.read_text() + '\ntest("sings on Sundays", () => {});\n')

    differs = run("check", "shop", "--json")

    assert differs.code == 1
    assert differs.document["differences"] == [
        {"what": "test", "why": "features/notes: only shop-express says “sings on sundays”"}
    ]


@contextlib.contextmanager
def no_room(project: Path) -> Iterator[None]:
    """The disk of this project is full."""
    put = place.put

    def full(change: Change, folder: Path) -> tuple[str, ...]:
        if change.project == project:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return put(change, folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, "put", full)
        yield


def test_a_change_that_fails_on_the_twin_changes_neither(shop: Path, twin: Path, run: Run) -> None:
    before = _made(shop), _made(twin)

    with no_room(twin):
        ended = run("add", "resource", "event name:string!", "-C", "shop", "--both", "--json")

    assert (ended.code, ended.codes) == (3, ["cannot-write"])
    assert (_made(shop), _made(twin)) == before


@pytest.mark.parametrize("repository", [False, True])
def test_a_change_that_fails_on_the_twin_leaves_the_way_back_of_both(here: Path, run: Run, repository: bool) -> None:
    assert run("new", "shop", "--framework", "both", "--no-git", "--yes").code == 0
    pair = here / "shop/flask", here / "shop/express"
    if repository:
        subprocess.run(["git", "init", "-q", here], check=True)
    first = [_made(one) for one in pair]
    assert run("set", "metrics=on", "-C", "shop").code == 0
    second = [_made(one) for one in pair]

    with no_room(pair[1]):
        assert run("add", "resource", "event name:string!", "-C", "shop").code == 3
        assert run("undo", "-C", "shop").code == 3
        assert [_made(one) for one in pair] == second
    undone = run("undo", "-C", "shop", "--json")

    assert [one["command"] for one in undone.document["projects"]] == ["set metrics=on"] * 2
    assert [_made(one) for one in pair] == first
    assert run("undo", "-C", "shop").code == 0
    assert [_made(one) for one in pair] == second
    assert not [*here.rglob(kept.ASIDE)]


def test_a_first_change_that_fails_on_the_twin_leaves_nothing_to_undo(here: Path, run: Run) -> None:
    assert run("new", "shop", "--framework", "both", "--no-git", "--yes").code == 0

    with no_room(here / "shop/express"):
        assert run("set", "metrics=on", "-C", "shop").code == 3

    assert run("undo", "-C", "shop", "--json").codes == ["nothing-to-undo"]


def _made(folder: Path) -> dict[str, trees.File]:
    return {path: file for path, file in trees.read(folder).items() if not path.startswith(kept.BESIDE)}


def test_a_pair_is_one_project_of_two(here: Path, run: Run) -> None:
    assert run("new", "shop", "--framework", "both", "--no-git", "--yes").code == 0
    ended = run("add", "resource", "event name:string!", "-C", "shop")

    assert ended.code == 0
    assert run("check", "shop").code == 0
    assert run("check", "shop/flask").code == 0
    assert run("undo", "-C", "shop").code == 0
    assert not (here / "shop/flask/app/features/events").exists()
    assert not (here / "shop/express/src/features/events").exists()


def test_both_without_a_twin_and_a_second_twin_are_refused(shop: Path, run: Run) -> None:
    alone = run("set", "metrics=on", "-C", "shop", "--both", "--json")
    assert run("twin", "shop-express", "-C", "shop").code == 0
    second = run("twin", "other", "-C", "shop", "--json")

    assert (alone.code, alone.codes) == (2, ["no-twin"])
    assert (second.code, second.codes) == (2, ["twin-exists"])
    assert not (shop.parent / "other").exists()


def test_two_projects_of_one_framework_are_no_pair(shop: Path, run: Run) -> None:
    assert run("new", "cart", "--framework", "flask", "--no-git", "--yes").code == 0

    ended = run("check", "shop", "cart", "--json")

    assert (ended.code, ended.codes) == (2, ["same-framework"])


def test_a_twin_has_all_words_of_the_grammar_and_follows_their_changes(here: Path, run: Run) -> None:
    every = Path(__file__).parents[1] / "parity/recipes/every-rule.yml"
    assert run("new", "votes", "--framework", "flask", "--recipe", str(every), "--no-git", "--yes").code == 0
    assert run("twin", "votes-express", "-C", "votes").code == 0
    assert run("check", "votes").code == 0

    assert run("add", "rule", "poll", "unique(title,grade)", "-C", "votes").code == 0
    differs = run("check", "votes")
    assert differs.code == 1
    assert "unique(title,grade)" in differs.out

    assert run("add", "rule", "poll", "unique(title,grade)", "-C", "votes-express").code == 0
    words = ("grade:integer{-1..1}", "notes:text{..400}", "parent:references{poll,restrict}")
    assert run("change", "field", "poll", *words, "-C", "votes", "--both").code == 0
    assert run("check", "votes").code == 0
    lines = [(here / name / ".copier-answers.yml").read_text() for name in ("votes", "votes-express")]
    assert all("grade:integer{-1..1}" in text and "unique(title,grade)" in text for text in lines)


def test_a_new_pair_with_pages_matches(here: Path, run: Run) -> None:
    words = ("--framework", "both", "--recipe", "starter", "--with", "pages", "--no-git", "--yes")
    assert run("new", "shop", *words).code == 0

    ended = run("check", "shop/flask", "shop/express")

    assert ended.code == 0, ended.out
