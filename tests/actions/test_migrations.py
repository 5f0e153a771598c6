"""The history of a project without its packages: what a change leaves alone, refuses, and leaves to a person."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from scaffold.actions.migrations import FIRST
from scaffold.actions.migrations.ends import REVISION

FRAMEWORKS = ("flask", "express")


@pytest.fixture(params=FRAMEWORKS)
def shop(request: pytest.FixtureRequest, here: Path, run: Run) -> Path:
    words = ("new", "shop", "--framework", request.param, "--resource", "post title:string!", "--no-git", "--yes")
    assert run(*words).code == 0
    return here / "shop"


@pytest.fixture
def flask(here: Path, run: Run) -> Path:
    words = ("new", "shop", "--framework", "flask", "--resource", "post title:string!", "--no-git", "--yes")
    assert run(*words).code == 0
    return here / "shop"


def first(shop: Path) -> Path:
    return next(shop / path for path in FIRST.values() if (shop / path).parent.is_dir())


def history(shop: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(first(shop).parent.iterdir()) if path.is_file()}


def test_the_first_one_follows_one_database_after_the_other(shop: Path, here: Path, run: Run) -> None:
    framework = "flask" if (shop / "app").is_dir() else "express"
    for database in ("postgresql", "mysql", "sqlite"):
        assert run("set", f"database={database}", "-C", "shop").code == 0
        words = ("--framework", framework, "--set", f"database={database}", "--resource", "post title:string!")
        assert run("new", database, *words, "--no-git", "--yes").code == 0

        assert history(shop) == history(here / database)


CREATE = {
    "postgresql": "createdb -h 127.0.0.1 -U postgres shop_{}",
    "mysql": 'mysql -h 127.0.0.1 -u root -e "create database shop_{}"',
}


def test_the_next_steps_create_the_database_that_is_new(shop: Path, run: Run) -> None:
    framework = "flask" if (shop / "app").is_dir() else "express"
    for database, form in CREATE.items():
        create = form.format(framework)
        steps = run("set", f"database={database}", "-C", "shop", "--json").document["next"]
        assert steps[steps.index(create) + 1] in ("uv run flask db upgrade", "npm run migration:up")
    (shop / ".env").write_text("DATABASE_URL=postgresql://ada@db.example:6432/ours\n")
    steps = run("set", "database=postgresql", "-C", "shop", "--json").document["next"]
    assert "createdb -h db.example -p 6432 -U ada ours" in steps
    steps = run("set", "docker=off", "-C", "shop", "--json").document["next"]
    assert not any("createdb" in step for step in steps)


def test_a_first_one_that_was_edited_is_left_alone_and_the_way_on_is_told(shop: Path, run: Run) -> None:
    file = first(shop)
    file.write_text(file.read_text() + "\n// Ours.\n")
    before = history(shop)

    ended = run("set", "database=postgresql", "-C", "shop")

    assert ended.code == 0
    assert history(shop) == before
    assert "# they were made for sqlite" in ended.err
    assert run("set", "database=mysql", "-C", "shop").code == 0
    assert run("add", "field", "post", "body:text", "-C", "shop").code == 0
    assert history(shop) == before


def test_a_first_one_that_was_deleted_stays_away(shop: Path, run: Run) -> None:
    first(shop).unlink()
    before = history(shop)

    assert run("set", "database=postgresql", "-C", "shop").code == 0
    assert run("add", "resource", "note title:string!", "-C", "shop").code == 0
    assert run("rename", "resource", "post", "article", "-C", "shop").code == 0

    assert history(shop) == before


def test_rows_without_a_value_are_told_when_the_migration_is_left_to_a_person(shop: Path, run: Run) -> None:
    ended = run("add", "field", "post", "pinned:boolean=true", "-C", "shop", "--json")
    table = "`posts.pinned` = `true`"

    assert ended.document["projects"][0]["warnings"] == [
        "No migration was made, since the packages are not installed. "
        f"Yours has to give the rows that are there a value: {table}"
    ]
    assert run("add", "field", "post", "body:text", "-C", "shop", "--json").document["projects"][0]["warnings"] == []
    assert run("add", "resource", "note a:string!", "-C", "shop", "--json").document["projects"][0]["warnings"] == []
    assert run("remove", "field", "post", "pinned", "-C", "shop", "--json").document["projects"][0]["warnings"] == []


SAYS = {
    "flask": (".venv/bin/flask", "Error: Target database is not up to date."),
    "express": ("../npm", "The database is not up to date: run `npm run migration:up`"),
}


def tool(shop: Path, framework: str, says: str) -> None:
    """The framework's own tool, installed: it says this, and fails."""
    (shop / "node_modules").mkdir()
    program = shop / SAYS[framework][0]
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{says}\nEND\nexit 1\n")
    program.chmod(0o755)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_migrations_that_wait_are_applied_first_and_the_command_is_given_again(
    framework: str, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--framework", framework, "--database", "postgresql", "--resource", "post title:string!")
    assert run("new", "shop", *words, "--no-git", "--yes").code == 0
    tool(here / "shop", framework, SAYS[framework][1])
    monkeypatch.setenv("PATH", str(here), prepend=":")

    ended = run("add", "field", "post", "pinned:boolean=true", "-C", "shop", "--json").document

    upgrade = {"flask": "uv run flask db upgrade", "express": "npm run migration:up"}[framework]
    again = "scaffold add field post pinned:boolean=true"
    assert ended["projects"][0]["warnings"] == ["No migration was made, since others are not applied yet"]
    assert ended["next"] == ["cd shop", upgrade, "scaffold undo", again]


def test_an_express_project_says_what_is_looked_for(here: Path, run: Run) -> None:
    assert run("new", "shop", "--framework", "express", "--no-git", "--yes").code == 0

    assert f'"{SAYS["express"][1]}"' in (here / "shop/src/cli.ts").read_text()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_rows_without_a_value_are_told_when_the_tool_fails(
    framework: str, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--framework", framework, "--database", "postgresql", "--resource", "post title:string!")
    assert run("new", "shop", *words, "--no-git", "--yes").code == 0
    tool(here / "shop", framework, "Error: no server there.")
    monkeypatch.setenv("PATH", str(here), prepend=":")

    ended = run("add", "field", "post", "pinned:boolean=true", "-C", "shop", "--json").document

    assert ended["projects"][0]["warnings"] == [
        "No migration was made: Error: no server there. "
        "Yours has to give the rows that are there a value: `posts.pinned` = `true`"
    ]


def test_undo_takes_a_migration_with_its_change_and_says_what_a_database_needs(shop: Path, run: Run) -> None:
    before = history(shop)
    assert run("rename", "field", "post", "title", "headline", "-C", "shop").code == 0
    made = set(history(shop)) - set(before)
    assert len(made) == 1

    undone = run("undo", "-C", "shop", "--json")

    assert history(shop) == before
    told = run("undo", "-C", "shop"), run("undo", "-C", "shop")
    assert undone.code == 0
    assert "went with it" not in told[0].err
    assert f"{made.pop()}` went with it. Where it was applied: `scaffold undo` again, `" in told[1].err
    assert "`npm run migration:down`" in told[1].err or "`uv run flask db downgrade`" in told[1].err


def test_a_history_with_two_ends_is_refused(flask: Path, run: Run) -> None:
    folder = first(flask).parent
    for name in ("b", "c"):
        (folder / f"{name}.py").write_text(f'revision = "{name}"\ndown_revision = "{revision(flask)}"\n\n')

    ended = run("rename", "resource", "post", "article", "-C", "shop")

    assert ended.code == 2
    assert "Problem: 2 migrations are the last one, and the next one follows one.\n" in ended.err
    assert "Why: no other follows `b` or `c`.\n" in ended.err
    assert "Fix: `uv run flask db merge heads` makes one end of them. Nothing was changed.\n" in ended.err


def test_a_history_in_a_circle_is_refused_with_words_for_that(flask: Path, run: Run) -> None:
    file = first(flask)
    name = revision(flask)
    file.write_text(file.read_text().replace("down_revision = None", f'down_revision = "{name}"'))

    ended = run("rename", "resource", "post", "article", "-C", "shop")

    assert ended.code == 2
    assert "Problem: none of the migrations is the last one, and the next one follows that.\n" in ended.err
    assert FIRST["flask"] in ended.err
    assert "flask db history" in ended.err
    assert "0 ends" not in ended.err


def revision(flask: Path) -> str:
    found = REVISION.search(first(flask).read_text())
    assert found
    return found[1]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_an_index_that_no_migration_made_is_not_renamed(framework: str, here: Path, run: Run) -> None:
    assert run("new", "shop", "--framework", framework, "--recipe", "blog", "--no-git", "--yes").code == 0
    shop = here / "shop"
    text = first(shop).read_text()
    assert "posts_tags_post_id_index" in text
    first(shop).write_text(text.replace("posts_tags_post_id_index", "of_our_own"))
    before = set(history(shop))

    assert run("rename", "resource", "post", "article", "-C", "shop").code == 0

    made = history(shop)[(set(history(shop)) - before).pop()].decode()
    assert "posts_tags_tag_id_index" in made
    assert "articles_tags_tag_id_index" in made
    assert "posts_tags_post_id_index" not in made
    assert "articles_tags_article_id_index" not in made
