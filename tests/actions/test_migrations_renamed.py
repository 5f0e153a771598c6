"""What a rename does to checks, to indexes without case and to rules of several fields, in each database."""

from __future__ import annotations

import pytest

from scaffold.actions.migrations import alembic, mikro_orm
from scaffold.core import renames
from scaffold.core.resource import parse

OLD = "key a:integer{1..5} b:string:iuniq c:date unique(a,c) index(b,c)"


def between(new: str) -> list[renames.Renamed]:
    return renames.between([parse(OLD, stored=True)], [parse(new, stored=True)])


def flask(database: str, new: str = OLD.replace("a:", "z:").replace("(a", "(z")) -> str:
    return " ".join(" ".join(alembic.body(between(new), database)).split())


def express(database: str, new: str = OLD.replace("a:", "z:").replace("(a", "(z")) -> str:
    text = " ".join(" ".join(mikro_orm.body(between(new), database)).split())
    return text.replace("\\`", "`")


FOLDED = OLD.replace("b:", "z:").replace("(b", "(z")


def test_sqlite_makes_the_table_anew_for_a_check_and_for_several() -> None:
    text = flask("sqlite")

    assert 'op.alter_column("keys", "a", new_column_name="z")' in text
    assert 'batch_op.drop_constraint("keys_a_c_unique", type_="unique")' in text
    assert 'batch_op.create_unique_constraint("keys_z_c_unique", ["z", "c"])' in text
    assert text.endswith(
        'batch_op.drop_constraint("keys_a_check", type_="check") '
        'batch_op.create_check_constraint("keys_z_check", "z BETWEEN 1 AND 5")'
    )


def test_sqlite_has_an_index_without_case_under_its_new_name() -> None:
    text = flask("sqlite", FOLDED)

    assert 'op.drop_index("keys_b_unique", "keys", if_exists=True)' in text
    assert 'op.create_index("keys_z_unique", "keys", [sa.text("lower(z)")], unique=True)' in text
    assert 'op.drop_index("keys_b_c_index", "keys") op.create_index("keys_z_c_index", "keys", ["z", "c"])' in text
    assert "batch" not in text
    other = express("sqlite", FOLDED)
    assert 'drop index if exists "keys_b_unique"' in other
    assert 'create unique index "keys_z_unique" on "keys" ("z" collate nocase)' in other
    assert 'create index "keys_z_c_index" on "keys" ("z", "c")' in other


def test_sqlite_of_mikro_orm_has_checks_without_names() -> None:
    assert "check" not in express("sqlite")
    assert 'create unique index "keys_z_c_unique" on "keys" ("z", "c")' in express("sqlite")


def test_postgresql_gives_everything_another_name() -> None:
    assert 'op.execute("ALTER TABLE keys RENAME CONSTRAINT keys_a_check TO keys_z_check")' in flask("postgresql")
    assert 'op.execute("ALTER INDEX keys_a_c_unique RENAME TO keys_z_c_unique")' in flask("postgresql")
    assert 'op.execute("ALTER INDEX keys_b_unique RENAME TO keys_z_unique")' in flask("postgresql", FOLDED)
    assert 'alter table "keys" rename constraint "keys_a_check" to "keys_z_check"' in express("postgresql")
    assert 'alter index "keys_b_unique" rename to "keys_z_unique"' in express("postgresql", FOLDED)


def test_mysql_makes_a_check_anew_and_takes_the_column_of_an_index_without_case_along() -> None:
    text = flask("mysql")
    assert text.startswith('op.drop_constraint("keys_a_check", "keys", type_="check") ')
    assert text.endswith('op.create_check_constraint("keys_z_check", "keys", "`z` BETWEEN 1 AND 5")')
    assert 'op.execute("ALTER TABLE `keys` RENAME COLUMN `a` TO `z`")' in text
    assert "_lower" not in text
    assert 'op.execute("ALTER TABLE `keys` RENAME COLUMN `b_lower` TO `z_lower`")' in flask("mysql", FOLDED)
    other = express("mysql")
    assert other.startswith("this.addSql(`alter table `keys` drop constraint `keys_a_check`;`);")
    assert "add constraint `keys_z_check` check (`z` >= 1 and `z` <= 5)" in other
    assert "alter table `keys` rename column `b_lower` to `z_lower`" in express("mysql", FOLDED)


@pytest.mark.parametrize("database", ["sqlite", "postgresql", "mysql"])
def test_a_resource_takes_its_checks_and_rules_along(database: str) -> None:
    text = flask(database, OLD.replace("key", "door"))

    for name in ("check", "c_unique"):
        assert f"keys_a_{name}" in text
        assert f"doors_a_{name}" in text
    assert "keys_b_c_index" in text
    assert "doors_b_c_index" in text
