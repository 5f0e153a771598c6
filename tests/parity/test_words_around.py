"""A model with all words of the grammar is moved to other databases, and changes of its words are undone."""

import shutil
import sys
from pathlib import Path

import pytest
from parity.changed import Changed
from parity.machine import FRAMEWORKS, create, drop, require, run
from parity.projects import ALL, project

pytestmark = pytest.mark.long

STAMP = "'2026-01-01 00:00:00', '2026-01-01 00:00:00'"
POLL = f"insert into polls (title, body, rate, created_at, updated_at) values ('Tea', '0123456789', 0.5, {STAMP})"
# Of each kind one: a check, a check that goes, uniqueness without case and of several, a delete rule, an index, private.
CHANGES = (
    ("change", "field", "poll", "notes:text{..400}", "grade:integer{-1..1}", "budget:bigint"),
    ("change", "field", "poll", "parent:references{poll,restrict}"),
    ("add", "field", "poll", "code:string{3..9}~kebab:iuniq", "pin:string{8}:private", "seen_on:date", "unique(code,seen_on)"),
    ("remove", "rule", "poll", "index(grade,fee)"),
)  # fmt: skip


@pytest.mark.server
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_all_words_move_to_each_database(framework: str, tmp_path: Path) -> None:
    folder, name = tmp_path / "app", f"scaffold_words_{framework}"
    shutil.copytree(project(framework, "every-rule", *ALL), folder, symlinks=True)
    try:
        for database in ("postgresql", "mysql", "sqlite"):
            require(database)
            env = {key: create(database, f"{name}{end}", tmp_path) for key, end in DATABASES.items()}
            app = Changed(framework, database, folder, env)
            app.set(database)
            for step in ("upgrade", "seed", "check"):
                app.step(step)
            assert len(app.migrations()) == 1
            with pytest.raises(Exception, match=r"(?i)constraint"):
                app.rows("update ballots set score = 6")
            app.gates()
            app.step("downgrade")
    finally:
        for database in ("postgresql", "mysql"):
            for end in DATABASES.values():
                drop(database, f"{name}{end}")


DATABASES = {"DATABASE_URL": "", "TEST_DATABASE_URL": "_test"}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_change_of_words_is_undone_after_its_migration_was_applied(framework: str, tmp_path: Path) -> None:
    folder = tmp_path / "app"
    shutil.copytree(project(framework, "every-rule"), folder, symlinks=True)
    app = Changed(framework, "sqlite", folder, {"DATABASE_URL": create("sqlite", "undone", tmp_path)})
    app.step("upgrade")
    app.rows(POLL)
    schema, before, history = tables(app), texts(folder), app.migrations()
    for words in CHANGES:
        app.change(*words)
        assert tables(app) != schema, words
        app.step("check")

        told = undo(app)
        assert "Where it was applied: `scaffold undo` again" in told
        assert texts(folder) == before, words
        undo(app)
        app.step("downgrade")
        undo(app)
        app.step("check")

        assert (tables(app), texts(folder), app.migrations()) == (schema, before, history), words
        assert app.rows("select title from polls") == [("Tea",)]


def undo(app: Changed) -> str:
    return run(sys.executable, "-m", "scaffold", "undo", cwd=app.folder, env=app.env).stderr


def tables(app: Changed) -> list[tuple[object, ...]]:
    """What SQLite keeps of the tables, without what tells how often one was made anew."""
    asked = "select type, name, tbl_name from sqlite_master where name not like 'sqlite_%' order by name"
    columns = "select name, type, [notnull] from pragma_table_info('polls') order by name"
    keys = "select [from], on_delete from pragma_foreign_key_list('polls')"
    checks = "select instr(sql, 'between -2 and 2') + instr(sql, 'BETWEEN -2 AND 2') > 0 from sqlite_master where name = 'polls'"
    return [row for sql in (asked, columns, keys, checks) for row in app.rows(sql)]


def texts(folder: Path) -> dict[str, str]:
    """The source files of the project."""
    return {
        str(path.relative_to(folder)): path.read_text()
        for pattern in ("app/**/*.py", "src/**/*.ts", "tests/**/*.py", "tests/**/*.ts", ".copier-answers.yml")
        for path in folder.glob(pattern)
    }
