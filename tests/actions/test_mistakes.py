"""`scaffold mistake`: what it plants and takes back, in projects that people have edited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run

from scaffold.actions import catalogue
from scaffold.actions import mistakes as actions
from scaffold.core.mistakes import catches
from scaffold.core.problem import Problem
from scaffold.outside import mistakes
from scaffold.outside.trees import File

AWAIT = "      await service.remove(em, idOf(req));"
ROUTES = "src/features/posts/routes.ts"


@pytest.fixture
def pair(here: Path, run: Run) -> Path:
    """A blog of both frameworks, each in a repository."""
    made = run("new", "shop", "--framework", "both", "--recipe", "blog", "--yes")
    assert made.code == 0, made.err
    return here / "shop"


def plant(run: Run, *words: str) -> None:
    planted = run("mistake", *words)
    assert planted.code == 0, planted.err


def test_what_is_planted_is_told_and_taken_back_byte_for_byte(pair: Path, run: Run) -> None:
    file = pair / "express" / ROUTES
    before, mode = file.read_bytes(), file.stat().st_mode

    plant(run, "shop", "missing-await")

    assert AWAIT not in file.read_text()
    assert AWAIT.replace("await ", "") in file.read_text()
    assert "missing-await is planted in src/features/posts/routes.ts" in run("status", "-C", "shop").out
    assert json.loads(run("status", "-C", "shop", "--json").out)["projects"][1]["mistake"]["name"] == "missing-await"
    assert "missing-await" in run("mistake", "shop").out.split("(planted)")[0].splitlines()[-1]

    back = run("mistake", "shop", "--back")

    assert back.code == 0
    assert "204, and the process ends" in back.out
    assert (file.read_bytes(), file.stat().st_mode) == (before, mode)
    assert "planted" not in run("status", "-C", "shop").out
    assert run("mistake", "shop", "--back").code == 2


@pytest.mark.parametrize("git", [True, False])
def test_what_a_person_writes_before_and_meanwhile_stays(here: Path, run: Run, git: bool) -> None:
    assert run("new", "own", "--framework", "express", "--recipe", "blog", "--yes", *["--no-git"] * (not git)).code == 0
    file = here / "own" / ROUTES
    file.write_text(file.read_text().replace("export function", "// Mine, before.\nexport function"))
    edited = file.read_text()

    plant(run, "own", "missing-await")
    file.write_text(file.read_text() + "// Mine, meanwhile.\n")
    assert run("mistake", "own", "--back").code == 0

    assert file.read_text() == edited + "// Mine, meanwhile.\n"
    assert not list((here / "own").glob(".scaffold-*"))


def test_lines_that_a_person_changed_are_left_and_nothing_is_written(pair: Path, run: Run) -> None:
    file = pair / "express" / ROUTES
    file.write_text(file.read_text().replace(AWAIT, "      await service.remove(em, Number(req.params.id));"))
    edited = file.read_bytes()

    refused = run("mistake", "shop", "missing-await")

    assert refused.code == 2
    assert "Nothing was changed" in refused.err
    assert file.read_bytes() == edited
    assert "planted" not in run("status", "-C", "shop").out


def test_a_mistake_that_somebody_mends_by_hand_is_forgotten(pair: Path, run: Run) -> None:
    file = pair / "express" / ROUTES
    before = file.read_text()
    plant(run, "shop", "missing-await")
    file.write_text(before)

    assert "planted" not in run("status", "-C", "shop").out
    assert run("mistake", "shop", "--back").code == 2
    plant(run, "shop", "swallowed-error", "--side", "express")
    assert run("mistake", "shop", "--back").code == 0
    assert file.read_text() == before


def test_a_mistake_in_lines_that_were_changed_again_is_told_until_it_is_gone(pair: Path, run: Run) -> None:
    file = pair / "express" / ROUTES
    plant(run, "shop", "missing-await")
    planted = AWAIT.replace("await ", "")
    file.write_text(file.read_text().replace(f"{planted}\n", f"{planted}\n      req.log.info('mine');\n"))
    edited = file.read_bytes()

    refused = run("mistake", "shop", "--back")

    assert refused.code == 2
    assert "Nothing was changed" in refused.err
    assert file.read_bytes() == edited
    assert "missing-await is planted" in run("status", "-C", "shop").out

    file.write_text(file.read_text().replace(planted, AWAIT))

    assert "planted" not in run("status", "-C", "shop").out
    assert "mine" in file.read_text()


def test_line_ends_of_windows_stay(pair: Path, run: Run) -> None:
    file = pair / "flask/app/features/posts/routes.py"
    windows = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(windows)

    plant(run, "shop", "lost-commit", "--side", "flask")
    assert b"\r\n" in file.read_bytes()
    assert file.read_bytes().count(b"\n") == windows.count(b"\n") - 1
    assert run("mistake", "shop", "--back").code == 0

    assert file.read_bytes() == windows


def test_a_file_that_moved_meanwhile_is_found(pair: Path, run: Run) -> None:
    project = pair / "express"
    file, other = project / ROUTES, project / "src/features/posts/http.ts"
    before = file.read_bytes()
    plant(run, "shop", "missing-await")
    file.rename(other)

    assert run("mistake", "shop", "--back").code == 0

    assert other.read_bytes() == before
    assert not file.exists()


def test_undo_takes_back_what_was_before_and_leaves_the_mistake(pair: Path, run: Run) -> None:
    models, errors = pair / "express/src/features/posts/models.ts", pair / "express/src/errors.ts"
    before = models.read_bytes(), errors.read_bytes()
    assert run("add", "field", "post", "subtitle:string{80}", "-C", "shop", "--both").code == 0
    plant(run, "shop", "three-parameters")

    assert run("undo", "-C", "shop").code == 0

    assert models.read_bytes() == before[0]
    assert "three-parameters is planted" in run("status", "-C", "shop").out
    assert run("mistake", "shop", "--back").code == 0
    assert errors.read_bytes() == before[1]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("missing-awiat",), "did you mean `missing-await`?"),
        (("missing-await", "--side", "flask"), "views are plain functions"),
        (("shared-state",), "--side flask"),
        (("any-origin-with-credentials", "--side", "flask"), "no code"),
        (("missing-await", "--side", "rails"), "--side express"),
    ],
)
def test_what_cannot_be_planted_is_refused(pair: Path, run: Run, words: tuple[str, ...], why: str) -> None:
    refused = run("mistake", "shop", *words)

    assert refused.code == 2
    assert why in " ".join(refused.err.split())


def test_a_second_mistake_waits_for_the_first(pair: Path, run: Run) -> None:
    plant(run, "shop", "missing-await")

    assert "`scaffold mistake shop --back` first" in " ".join(run("mistake", "shop", "three-parameters").err.split())


def test_commands_that_are_printed_work_where_they_are_printed(pair: Path, run: Run) -> None:
    lost = ("shop", "lost-commit")
    for typed, words in (
        (("mistake", *lost), "`scaffold mistake shop lost-commit --side flask`"),
        (("mistake", *lost, "--side", "flask"), "scaffold serve shop # ask both there scaffold mistake shop --back #"),
        (("mistake", *lost, "--side", "flask"), "`scaffold mistake shop --back` first"),
        (("mistake", "shop", "missing-awiat"), "`scaffold mistake shop` lists"),
        (("mistake", "shop"), "scaffold mistake shop --back #"),
        (("status", "shop"), "`scaffold mistake shop --back`"),
        (("status", "-C", "shop"), "`scaffold mistake shop --back`"),
    ):
        told = run(*typed)
        assert words in " ".join((told.out + told.err).split())


def test_status_takes_a_pair_or_projects_as_serve_does(pair: Path, run: Run) -> None:
    for words in (("shop",), ("shop/flask", "shop/express"), ("shop/flask", "-C", "shop/express")):
        found = json.loads(run("status", *words, "--json").out)
        assert [one["framework"] for one in found["projects"]] == ["flask", "express"]


def test_who_would_have_noticed_is_told_in_words() -> None:
    told = {
        (one.name, side): list(catches(found))
        for one in mistakes.read(catalogue.newest().tree)
        for side, found in one.sides.items()
    }

    assert told["shared-state", "flask"] == [
        "the linter warns (`B006`: a default value that can change)",
        "the type checker and the tests say nothing",
    ]
    assert told["missing-await", "express"] == [
        "the test `deletes one` fails",
        "the linter and the type checker say nothing",
    ]
    assert "the tests never end" in told["forgotten-answer", "express"]
    assert told["blocking-call", "flask"] == ["nobody: the linter, the type checker and the tests say nothing"]
    # Why: a rule without what it means is a word that only its inventor knows.
    assert not [lines for lines in told.values() if "`: )" in " ".join(lines)]


def test_both_sides_compute_and_neither_waits() -> None:
    blocking = next(one for one in mistakes.read(catalogue.newest().tree) if one.name == "blocking-call")
    for found in blocking.sides.values():
        planted = "".join(edit.new for edit in found.edits)
        assert "1.5" in planted or "1500" in planted
        assert not any(word in planted for word in ("sleep", "await new", "setTimeout"))


def test_what_a_mistake_must_say() -> None:
    good = catalogue.newest().tree["mistakes/missing-await.yml"].content.decode()
    assert mistakes.read({"mistakes/one.yml": File(good.encode())})[0].title
    for old, new, why in (
        ("right: 2", "right: 4", "number of one"),
        ("  - {status: 204, ends: true}\n", "  - 204\n  - 204\n", "what each request shows"),
        ("types: no, ", "", "linter, types, tests"),
        ("flask: The", "python: The", "is none of"),
        ("new: ", "newer: ", "is none of"),
        ("- DELETE {path}/2147483647", "- DELETE", "no request"),
        ("- 204, and the process ends\n- nothing, the client waits\n", "", "two or three"),
    ):
        assert old in good, old
        with pytest.raises(Problem, match="cannot be read") as caught:
            mistakes.read({"mistakes/one.yml": File(good.replace(old, new).encode())})
        assert why in caught.value.why


def test_every_mistake_is_about_a_concept_and_there_are_enough() -> None:
    tree = catalogue.newest().tree
    found = mistakes.read(tree)

    assert len({one.concept for one in found}) >= 12
    assert all(f"concepts/{one.concept}.yml" in tree for one in found)
    assert {side for one in found for side in one.sides} == {"flask", "express"}


@pytest.mark.parametrize("recipe", ["blog", "shop", "starter"])
def test_every_mistake_is_found_in_the_code_that_is_made(here: Path, run: Run, recipe: str) -> None:
    made = run("new", "all", "--framework", "both", "--recipe", recipe, "--with", "cors", "--yes", "--no-git")
    assert made.code == 0, made.err
    several = actions.sides([here / "all"])
    lacking = {
        (one.name, side.framework)
        for one in actions.known(several)
        for side in several
        if side.framework in one.sides and not side.place(one)
    }

    # Why these: a note has no unique field, no instant and no list, and products have no instant.
    assert {name for name, _ in lacking} == {
        "blog": set(),
        "shop": {"offset-dropped"},
        "starter": {"handlers-in-another-order", "not-loaded-before", "offset-dropped"},
    }[recipe]
