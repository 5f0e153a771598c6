"""What is added to a migration that a framework's tool made."""

from __future__ import annotations

import ast
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scaffold.actions.migrations import anew, completed, questions
from scaffold.actions.migrations.completed import Way, ways
from scaffold.actions.migrations.filled import added

FLASK = '''"""x"""

from alembic import op

revision = "b"
down_revision = "a"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
'''
EXPRESS = """import { Migration } from "@mikro-orm/migrations";

export class Migration2_x extends Migration {
  override up(): void | Promise<void> {
  }

  override down(): void | Promise<void> {
  }
}
"""
USER = "user name:string"


def both(old: str, new: str) -> tuple[Way, Way]:
    return ways([f"post {old}", USER], [f"post {new}", USER])


def flask(old: str, new: str, database: str = "sqlite", made: str = FLASK) -> str:
    text = completed.completed("flask", database, made, both(old, new))
    ast.parse(text)
    assert max(map(len, text.splitlines())) <= 88
    return text


def express(old: str, new: str, database: str = "sqlite", made: str = EXPRESS) -> str:
    return completed.completed("express", database, made, both(old, new))


def body(text: str, way: str) -> str:
    """What one way does, on a single line."""
    found = text.partition(way)[2].partition("\n\n\n")[0]
    return " ".join(found.partition("\n  }\n")[0].split())


def test_a_migration_that_lacks_nothing_stays_as_it_is() -> None:
    assert flask("a:string", "a:string b:text") == FLASK
    assert express("a:string", "a:string b:text") == EXPRESS


@pytest.mark.parametrize(
    ("old", "new", "database", "broken"),
    [
        ("a:integer", "a:integer{1..5}", "sqlite", "a < 1 OR a > 5"),
        ("a:integer", "a:integer{..5}", "mysql", "`a` > 5"),
        ("key:integer", "key:integer{0..}", "mysql", "`key` < 0"),
        ("binary:integer", "binary:integer{0..}", "postgresql", '"binary" < 0'),
        ("a:string", "a:string!", "sqlite", "a IS NULL"),
        ("a:string", "a:string{40}", "sqlite", "length(a) > 40"),
        ("a:string", "a:string{40}", "mysql", "char_length(`a`) > 40"),
        ("a:date", "a:date:uniq", "sqlite", "a IN (SELECT a FROM posts GROUP BY a HAVING count(*) > 1)"),
        ("a:email", "a:email:iuniq", "sqlite", "HAVING count(*) > 1)"),
        ("a:date b:date", "a:date b:date unique(a,b)", "sqlite", "HAVING count(*) > 1)"),
    ],
)
def test_rows_are_asked_first(old: str, new: str, database: str, broken: str) -> None:
    text = flask(old, new, database)

    first = ast.parse(text).body[-3].body[0]  # type: ignore[attr-defined]
    assert ast.unparse(first).startswith("refuse('posts', ")
    assert first.value.args[2].value.endswith(broken)
    assert text.endswith(questions.FLASK)
    assert "import sqlalchemy as sa\nfrom alembic import op\n" in text
    other = express(old, new, database)
    said = broken.lower() if database == "mysql" else broken.lower().replace('"', "")
    names = other.replace("\\`", "").replace('"', "") if database != "mysql" else other.replace("\\`", "`")
    assert said in names or "having count(*) > 1)" in other
    assert "  override async up() {\n    await this.refuse(" in other
    assert other.count("async refuse(") == 1
    assert other.endswith("  }\n}\n")


def test_rows_are_asked_on_the_way_back_as_well() -> None:
    text = flask("a:integer{1..5} b:date c:date unique(b,c)", "a:integer b:date c:date")

    assert "refuse" not in body(text, "def upgrade")
    assert '"posts", "a{1..5}", "a < 1 OR a > 5"' in body(text, "def downgrade")
    assert "(b, c) IN (SELECT b, c FROM posts GROUP BY b, c HAVING count(*) > 1)" in text
    other = express("a:integer{1..5}", "a:integer")
    assert "override up(): void" in other
    assert "override async down() {" in other


def test_alembic_is_given_the_checks_that_it_does_not_see() -> None:
    text = flask("a:integer{1..5}", "a:integer{1..6}", "postgresql")

    dropped = 'op.drop_constraint("posts_a_check", "posts", type_="check")'
    assert body(text, "def upgrade").endswith(
        f'{dropped} op.create_check_constraint("posts_a_check", "posts", "a BETWEEN 1 AND 6")'
    )
    assert body(text, "def downgrade").endswith('"a BETWEEN 1 AND 5")')
    assert "pass" not in text
    mine = flask("a:integer", "a:integer{1..}:index", "mysql")
    assert body(mine, "def upgrade").endswith('op.create_check_constraint("posts_a_check", "posts", "`a` >= 1")')
    assert body(mine, "def downgrade") == f"() -> None: {dropped}"


def test_sqlite_makes_a_table_anew_once() -> None:
    text = flask("a:integer{1..5}", "a:integer{..6}")

    assert text.count("with op.batch_alter_table(") == 2
    assert (
        'with op.batch_alter_table( "posts", table_kwargs={"sqlite_autoincrement": True} ) as batch_op: '
        'batch_op.drop_constraint("posts_a_check", type_="check") '
        'batch_op.create_check_constraint("posts_a_check", "a <= 6")'
    ) in body(text, "def upgrade")


def test_what_alembic_saw_is_not_done_twice() -> None:
    seen = FLASK.replace(
        "    pass", '    op.create_check_constraint(\n        op.f("posts_a_check"), "posts", "a >= 1"\n    )', 1
    )

    text = flask("a:integer", "a:integer{1..}", "postgresql", seen)

    assert text.count("create_check_constraint") == 1
    assert text.count('drop_constraint("posts_a_check"') == 1


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_alembic_is_given_indexes_without_case(database: str) -> None:
    text = flask("a:string", "a:string:iuniq", database)

    created = 'op.create_index("posts_a_unique", "posts", [sa.text("lower(a)")], unique=True)'
    assert body(text, "def upgrade").endswith(created)
    there = ", if_exists=True" * (database == "sqlite")
    assert body(text, "def downgrade").endswith(f'op.drop_index("posts_a_unique", table_name="posts"{there})')
    assert "create_index" not in flask("a:string", "a:string:iuniq", "mysql")
    made = completed.completed("flask", database, FLASK, ways([USER], [USER, "post a:string:iuniq"]))
    assert body(made, "def upgrade").endswith(created)


def test_a_project_that_lost_an_index_without_case_still_reads_its_history() -> None:
    line = 'for name in ("posts_a_unique",):\n    warnings.filterwarnings('

    text = flask("a:string:iuniq", "a:string")
    assert text.index("import warnings\n\nimport sqlalchemy") < text.index(line) < text.index("def upgrade")
    # Why two: in Python's text one of them would be a backspace.
    assert "expression-based index '?{name}\\\\b\")" in text
    assert line in flask("a:string:iuniq b:string:iuniq", "a:string b:string:iuniq")
    several = flask("a_long_name_of_a_field:string:iuniq another_long_name_of_a_field:string:iuniq", "a:integer")
    listed = '    "posts_a_long_name_of_a_field_unique",\n    "posts_another_long_name_of_a_field_unique",'
    assert f"\nfor name in (\n{listed}\n):\n    warnings." in several
    for silent in (
        flask("a:string:iuniq", "a:string:iuniq b:text"),
        flask("a:string:iuniq", "a:string", "postgresql"),
        flask("a:string", "a:string:iuniq"),
    ):
        assert "warnings" not in silent


def test_rows_without_a_value_get_the_default_before_anything_is_altered() -> None:
    assert body(flask("a:integer", "a:integer=3"), "def upgrade") == (
        '() -> None: op.execute("update posts set a = 3 where a is null")'
    )
    text = flask("a:datetime", "a:datetime=2026-01-01T00:00:00Z", "mysql")
    assert "update `posts` set `a` = '2026-01-01 00\\\\:00\\\\:00.000' where `a` is null" in " ".join(
        text.replace('"', "").split()
    )
    other = express("a:string", "a:string=x")
    assert "this.addSql(`update \\`posts\\` set \\`a\\` = 'x' where \\`a\\` is null;`);" in body(other, "override up")
    assert "update" not in body(other, "override down")


@pytest.mark.parametrize(
    ("framework", "database", "moment"),
    [
        ("flask", "sqlite", "strftime('%Y-%m-%d %H\\\\:%M\\\\:%f000', 'now')"),
        ("flask", "postgresql", "CURRENT_TIMESTAMP"),
        ("flask", "mysql", "UTC_TIMESTAMP(3)"),
        ("express", "sqlite", "cast((julianday('now') - 2440587.5) * 86400000 as integer)"),
        ("express", "postgresql", "current_timestamp"),
        ("express", "mysql", "utc_timestamp(3)"),
    ],
)
def test_rows_get_the_moment_of_the_migration(framework: str, database: str, moment: str) -> None:
    text = (flask if framework == "flask" else express)("a:text", "a:text b:datetime=now", database)

    way = body(text, "def upgrade" if framework == "flask" else "override up").replace('" "', "").replace("\\`", "`")
    quote = {"mysql": "`", "postgresql": '"' * (framework == "express")}.get(database, "`" * (framework == "express"))
    assert f"update {quote}posts{quote} set {quote}b{quote} = {moment}" in way
    assert "where" not in way


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("a:integer{1..5}!", "1"),
        ("a:integer{-5..-2}!", "-2"),
        ("a:integer{-5..5}!", "0"),
        ("a:integer!", "0"),
        ("a:decimal{0.5..}!", "0.5"),
        ("a:float{..-1}!", "-1"),
        ("a:string!", ""),
        ("a:string{3..80}!", "---"),
        ("a:text{2..}!", "--"),
        ("a:string{3..}~hex!", "a00"),
        ("a:string{3}~kebab!", "fir"),
        ("a:string~country!", "DE"),
        ("a:enum{x,y}!", "x"),
        ("a:date=now", "1970-01-01"),
        ("a:integer{1..5}=3", "3"),
    ],
)
def test_a_value_for_rows_keeps_to_the_rules_of_its_field(field: str, value: str) -> None:
    (one,) = added(["post b:text"], [f"post b:text {field}"])

    assert one.value == value
    assert one.now == field.endswith("=now")
    assert not one.there


def test_what_is_asked_is_not_filled() -> None:
    assert added(["post a:string"], ["post a:string!"]) == []
    assert added(["post a:string=x"], ["post a:string!"]) == []
    assert added(["post a:string!"], ["post a:string=x"]) == []
    assert [one.there for one in added(["post a:string"], ["post a:string=x"])] == [True]


ANEW = EXPRESS.replace(
    "Promise<void> {\n",
    "Promise<void> {\n    this.addSql(`create table \\`posts__temp_alter\\` (\\`a\\` integer not null, "
    "\\`b\\` numeric(10,2) null);`);\n"
    "    this.addSql(`create unique index \\`posts_c_unique\\` on \\`posts\\` (\\`c\\`);`);\n",
)


def test_mikro_orm_forgets_no_check_where_it_makes_a_table_anew() -> None:
    text = express("c:text", "c:text a:integer{1..5}=1 b:decimal{0..}", made=ANEW)

    up = body(text, "override up").replace("\\`", "")
    assert "(a integer check (a >= 1 and a <= 5) not null, b numeric(10,2) check (b >= 0) null)" in up
    assert "check" not in body(text, "override down")


def test_an_index_without_case_stays_one_where_a_table_is_made_anew() -> None:
    text = express("a:integer c:string:iuniq", "a:integer! c:string:iuniq", made=ANEW)

    assert text.count("on \\`posts\\` (\\`c\\` collate nocase);") == 2
    assert "nocase" not in express("a:integer c:string:uniq", "a:integer! c:string:uniq", made=ANEW)


@pytest.mark.parametrize(
    ("database", "up"),
    [
        ("sqlite", "drop index if exists x; create unique index x on posts (a collate nocase);"),
        ("postgresql", "alter table posts drop constraint x; create unique index x on posts (lower(a));"),
        ("mysql", ""),
    ],
)
def test_mikro_orm_takes_unique_with_and_without_case_for_the_same(database: str, up: str) -> None:
    text = express("a:string:uniq", "a:string:iuniq", database)

    found = body(text, "override async up").replace("\\`", "").replace('"', "").replace("posts_a_unique", "x")
    assert " ".join(one.split("`);")[0] for one in found.split("this.addSql(`")[1:]) == up


def test_mikro_orm_takes_numbers_for_the_same_whatever_is_before_their_dot() -> None:
    text = express("a:float{0..0.5}", "a:float{0..1e3}", "postgresql")

    assert 'add constraint "posts_a_check" check ("a" >= 0 and "a" <= 1000)' in body(text, "override up")


def test_an_index_without_case_is_dropped_as_an_index() -> None:
    dropped = '    this.addSql(`alter table "posts" drop constraint "posts_a_unique";`);\n'
    made = EXPRESS.replace("override down(): void | Promise<void> {\n", f"override down() {{\n{dropped}")

    assert 'drop index "posts_a_unique"' in express("a:string", "a:string:iuniq", "postgresql", made)
    assert dropped in express("a:string", "a:string:uniq", "postgresql", made)


def test_sqlite_makes_a_table_anew_without_a_column_that_a_foreign_key_names(tmp_path: Path) -> None:
    database = tmp_path / "scratch.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("create table `users` (`id` integer primary key)")
        connection.execute(
            'create table "posts" (`id` integer not null primary key autoincrement, `a` numeric(10,2) check (a >= 0), '
            "`user_id` integer not null, `b_user_id` text, "
            "constraint `x` foreign key (`user_id`) references `users` (`id`), check (a < 9))"
        )
        connection.execute("create index `posts_user_id_index` on `posts` (`user_id`)")
        connection.execute("create index `posts_b_index` on `posts` (`b_user_id`)")
        connection.execute("insert into posts (id, a, user_id, b_user_id) values (7, 1, 1, 'b')")
        connection.commit()
    drops = (
        "    this.addSql(`drop index \\`posts_user_id_index\\`;`);\n"
        "    this.addSql(`alter table \\`posts\\` drop column \\`{}\\`;`);\n"
    )
    made = EXPRESS.replace("Promise<void> {\n", "Promise<void> {\n" + drops.format("user_id"), 1)

    text = anew.without(made, database)

    with closing(sqlite3.connect(database)) as connection:
        for statement in re.findall(r"addSql\(`(.*?)`\)", text.replace("\\`", "^")):
            connection.execute(statement.replace("^", "`"))
        assert connection.execute("select * from posts").fetchall() == [(7, 1, "b")]
        kept = [sql for (sql,) in connection.execute("select sql from sqlite_master where tbl_name = 'posts'")]
        assert connection.execute("select seq from sqlite_sequence where name = 'posts'").fetchall() == [(7,)]
    assert "autoincrement" in kept[0]
    assert "check (a >= 0)" in kept[0]
    assert "check (a < 9)" in kept[0]
    assert "foreign key" not in kept[0]
    assert kept[1:] == ["CREATE INDEX `posts_b_index` on `posts` (`b_user_id`)"]
    other = EXPRESS.replace("Promise<void> {\n", "Promise<void> {\n" + drops.format("a"), 1)
    assert anew.without(other, database) == other
