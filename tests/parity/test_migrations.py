"""A migration that was written from the models passes the linter, and keeps the rows of the tables that refer to its own."""

import shutil
from pathlib import Path

import pytest
from parity.changed import Changed
from parity.gates import STATIC
from parity.machine import FRAMEWORKS, SERVED, create, drop, require, run
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


@pytest.mark.parametrize("table", ["categories", "products"])
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
