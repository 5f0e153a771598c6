"""A project with rows and with a migration of its owner's is changed again and again: each change brings its migration.

No row is lost, the framework's own `check` finds no difference, and the history goes down and up again.
"""

import shutil
from pathlib import Path

import pytest
from parity.changed import Changed
from parity.machine import FRAMEWORKS, SERVED, create, drop, require
from parity.projects import ALL, project

pytestmark = pytest.mark.long


@pytest.mark.parametrize("database", SERVED)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_each_change_brings_its_migration_and_keeps_the_rows(framework: str, database: str, tmp_path: Path) -> None:
    require(database)
    folder = tmp_path / "app"
    shutil.copytree(project(framework, "blog", *ALL, database=database), folder, symlinks=True)
    name = f"scaffold_changes_{framework}"
    env = {
        "DATABASE_URL": create(database, name, tmp_path),
        "TEST_DATABASE_URL": create(database, f"{name}_test", tmp_path),
    }
    app = Changed(framework, database, folder, env)
    try:
        app.step("upgrade")
        app.step("seed")
        app.own_migration()
        posts = app.rows("select id, title, mood from posts order by id")
        comments = app.rows("select id, body, post_id from comments order by id")
        tags = app.rows("select post_id, tag_id from posts_tags order by 1, 2")
        assert posts and comments and tags

        app.change("add", "resource", "note title:string!:uniq post:references")
        app.rows(
            "insert into notes (title, post_id, created_at, updated_at) "
            "values ('Kept', 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
        )
        fields = ("pinned:boolean=false", "price:decimal{10,2}=1.5", "since:datetime=2026-01-01T00:00:00Z", "sub:text")
        app.change("add", "field", "post", *fields)
        app.change("rename", "field", "comment", "post", "subject")
        app.change("rename", "resource", "tag", "label")
        app.change("rename", "resource", "post", "article")
        app.step("check")
        assert app.rows("select id, title, mood from articles order by id") == posts
        assert app.rows("select id, body, subject_id from comments order by id") == comments
        assert app.rows("select article_id, label_id from articles_tags order by 1, 2") == tags
        assert app.rows("select title, post_id from notes") == [("Kept", 1)]

        app.change("remove", "field", "comment", "author")
        app.change("remove", "resource", "note")
        app.step("check")
        assert app.rows("select id, body, subject_id from comments order by id") == comments

        app.gates()
        app.down()
        app.step("upgrade")
        app.step("check")
    finally:
        drop(database, name)
        drop(database, f"{name}_test")


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_each_other_database_begins_its_history_anew(framework: str, tmp_path: Path) -> None:
    """The first migration follows while it is alone; with one of the owner's after it, what to do is told, and works."""
    folder, name = tmp_path / "app", f"scaffold_moves_{framework}"
    shutil.copytree(project(framework, "blog", *ALL), folder, symlinks=True)
    moved = ("postgresql", "mysql")
    try:
        for database in moved:
            require(database)
            app = Changed(framework, database, folder, {"DATABASE_URL": create(database, name, tmp_path)})
            app.set(database)
            for step in ("upgrade", "seed", "check"):
                app.step(step)
            assert len(app.migrations()) == 1
            assert app.rows("select count(*) from posts") != [(0,)]

        app.own_migration()
        back = Changed(framework, "sqlite", folder, {"DATABASE_URL": create("sqlite", name, tmp_path)})
        told = back.set("sqlite")
        assert len(back.migrations()) == 2
        assert "# they were made for mysql" in told
        for path in back.migrations():
            path.unlink()
        for step in ("migrate", "upgrade", "seed", "check", "downgrade"):
            back.step(step)
        assert len(back.migrations()) == 1
    finally:
        for database in moved:
            drop(database, name)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_first_resource_and_the_last(framework: str, tmp_path: Path) -> None:
    folder = tmp_path / "app"
    shutil.copytree(project(framework, "bare"), folder, symlinks=True)
    app = Changed(framework, "sqlite", folder, {"DATABASE_URL": create("sqlite", "bare", tmp_path)})
    app.change("add", "resource", "note title:string!")
    app.rows(
        "insert into notes (title, created_at, updated_at) values ('Kept', '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
    )
    app.change("add", "field", "note", "pinned:boolean=true")
    app.step("check")

    assert app.rows("select title, pinned from notes") == [("Kept", 1)]

    app.change("remove", "resource", "note")
    app.step("check")
    app.gates()
