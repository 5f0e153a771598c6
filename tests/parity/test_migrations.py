"""A migration that was written from the models passes the linter, and keeps the rows of the tables that refer to its own."""

import shutil
import subprocess
from pathlib import Path

import pytest
from parity.changed import STEPS, Changed
from parity.gates import STATIC
from parity.machine import FRAMEWORKS, SERVED, create, drop, environment, require, run
from parity.projects import project

# What an owner changes so that a name may be missing: in Express the compiler wants the answer to say so, too.
NAMES = {
    "flask": [("app/features/{}/models.py", "name: Mapped[str] =", "name: Mapped[str | None] =")],
    "express": [
        ("src/features/{}/models.ts", "name: p.string().length(80)", "name: p.string().length(80).nullable()"),
        ("src/features/{}/schemas.ts", "name: z.string(),", "name: z.string().nullable(),"),
        ("src/features/{}/schemas.ts", "name: row.name,", "name: row.name ?? null,"),
    ],
}


@pytest.mark.parametrize("table", ["categories", pytest.param("products", marks=pytest.mark.long)])
@pytest.mark.parametrize("database", SERVED)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_migration_keeps_the_rows_of_other_tables(framework: str, database: str, table: str, tmp_path: Path) -> None:
    require(database)
    folder = tmp_path / "app"
    shutil.copytree(project(framework, "shop", database=database), folder, symlinks=True)
    name = f"scaffold_migrations_{framework}"
    app = Changed(framework, database, folder, {"DATABASE_URL": create(database, name, tmp_path)})
    try:
        app.step("upgrade")
        app.step("seed")
        before = related(app)
        for path, old, new in NAMES[framework]:
            file = folder / path.format(table)
            assert file.read_text().count(old) == 1
            file.write_text(file.read_text().replace(old, new))
        app.step("migrate")
        for command in STATIC[framework]:
            run(*command, cwd=folder)
        app.step("upgrade")
        after = related(app)
        app.step("downgrade")
        back = related(app)
    finally:
        drop(database, name)
    assert all(before)
    assert after == before
    assert back == before


def related(app: Changed) -> list[list[tuple[object, ...]]]:
    """What the products, categories and lines of an order refer to."""
    return [
        app.rows("select product_id, category_id from products_categories order by 1, 2"),
        app.rows("select id, parent_id from categories order by 1"),
        app.rows("select id, product_id from line_items order by 1"),
    ]


# What Alembic reads from SQLite as less than it is, or not at all.
UNREAD = (
    "CREATE INDEX own_upper ON accounts (country, UPPER(nickname))",
    "CREATE UNIQUE INDEX own_lower ON accounts (LOWER(email), country)",
    "CREATE INDEX own_latest ON accounts (created_at DESC)",
    "CREATE INDEX own_nocase ON accounts (country COLLATE NOCASE)",
    "CREATE TRIGGER own_trigger AFTER DELETE ON accounts BEGIN DELETE FROM polls WHERE id = OLD.id; END",
)
MADE = "select name, sql from sqlite_master where tbl_name = 'accounts' and type <> 'table' order by 1"
ANEW = """
from alembic import op

revision = "{name}"
down_revision = "{before}"


def upgrade() -> None:
    with op.batch_alter_table("accounts") as batch_op:
        batch_op.alter_column("{column}", {change})
    op.execute("{sql}")


def downgrade() -> None:
    pass
"""


def test_a_table_that_sqlite_makes_anew_keeps_what_its_owner_made(tmp_path: Path) -> None:
    folder = tmp_path / "app"
    shutil.copytree(project("flask", "every-rule"), folder, symlinks=True)
    app = Changed("flask", "sqlite", folder, {"DATABASE_URL": create("sqlite", "anew", tmp_path)})
    app.step("upgrade")
    for sql in UNREAD:
        app.rows(sql)
    before = app.rows(MADE)

    write(folder, "0001", "0002", column="nickname", change="nullable=True", sql="select 1")
    app.step("upgrade")
    assert app.rows(MADE) == before

    write(folder, "0002", "0003", column="email", change='new_column_name="mail"', sql="select 1")
    said = failed(app, "upgrade")
    assert "no such column: email" in said
    assert "accounts_email_unique" in said
    assert app.rows(MADE) == before

    broken = "insert into ballots values (1, 7, 7, 1, '2026-01-01', '2026-01-01')"
    write(folder, "0002", "0003", column="nickname", change="nullable=True", sql=broken)
    assert "ballots: row 1 refers to no row of " in failed(app, "upgrade")
    assert app.rows("select count(*) from ballots") == [(0,)]


OWN = """\
import {{ Migration }} from "@mikro-orm/migrations";

export class Migration00000000000002_own extends Migration {{
  override up() {{
    this.addSql("{sql}");
  }}
}}
"""


def test_rows_that_a_migration_of_express_leaves_without_what_they_refer_to_are_told(tmp_path: Path) -> None:
    """Nothing else looks after them: the commands change tables while SQLite's foreign keys are off."""
    folder = tmp_path / "app"
    shutil.copytree(project("express", "every-rule"), folder, symlinks=True)
    app = Changed("express", "sqlite", folder, {"DATABASE_URL": create("sqlite", "broken", tmp_path)})
    app.step("upgrade")
    assert "Nothing to do" in app.step("upgrade")

    broken = "insert into ballots values (1, 7, 7, 1, '2026-01-01', '2026-01-01')"
    (folder / "migrations/Migration00000000000002_own.ts").write_text(OWN.format(sql=broken))
    assert "ballots: row 1 refers to no row of " in failed(app, "upgrade")
    assert "ballots: row 1 refers to no row of " in failed(app, "check")

    app.rows("delete from ballots")
    assert "No difference" in app.step("check")


def test_an_index_that_alembic_cannot_compare_is_told_unless_it_is_the_project_s_own(tmp_path: Path) -> None:
    folder = tmp_path / "app"
    shutil.copytree(project("flask", "every-rule"), folder, symlinks=True)
    app = Changed("flask", "sqlite", folder, {"DATABASE_URL": create("sqlite", "told", tmp_path)})
    models = folder / "app/features/accounts/models.py"
    text = models.read_text() + 'Index("own_upper", func.upper(Account.nickname))\n'
    models.write_text(f"from sqlalchemy import Index, func\n{text}")
    app.step("upgrade")

    said = run(*STEPS["flask"]["check"], cwd=folder, env=app.env).stderr
    assert "'own_upper'" in said
    assert "_unique" not in said


def write(folder: Path, before: str, name: str, **words: str) -> None:
    """A migration by hand."""
    path = folder / "migrations" / "versions" / f"{name}_own.py"
    path.write_text(ANEW.format(before=before, name=name, **words))


def failed(app: Changed, step: str) -> str:
    ended = subprocess.run(
        STEPS[app.framework][step],
        cwd=app.folder,
        env=environment() | app.env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode
    return ended.stdout + ended.stderr
