"""A migration that was written from the models passes the linter, and keeps the rows of the tables that refer to its own."""

import json
import shutil
from pathlib import Path

import pytest
from parity.apps import project
from parity.machine import DATABASES, FRAMEWORKS, create, drop, require, run

FLASK = (".venv/bin/flask", "--app", "wsgi")
STEPS: dict[str, dict[str, tuple[str, ...]]] = {
    "flask": {
        "upgrade": (*FLASK, "db", "upgrade"),
        "seed": (*FLASK, "seed"),
        "migrate": (*FLASK, "db", "migrate", "-m", "optional name"),
        "downgrade": (*FLASK, "db", "downgrade"),
    },
    "express": {step: ("npm", "run", "--silent", f"db:{step}") for step in ("upgrade", "seed", "migrate", "downgrade")},
}
LINT = {
    "flask": ((".venv/bin/ruff", "check", "."), (".venv/bin/ruff", "format", "--check", ".")),
    "express": (("npm", "run", "--silent", "lint"),),
}
CHANGE = {
    "flask": ("app/features/{}/models.py", "name: Mapped[str] =", "name: Mapped[str | None] ="),
    "express": ("src/features/{}/models.ts", "name: columns.string(80)", "name: columns.string(80).nullable()"),
}
DUMP = {
    "flask": (
        "from app import create_app; from app.db import db; from app.features.products.models import Product as P\n"
        "from app.features.categories.models import Category as C; import json\n"
        "with create_app().app_context():\n"
        "    print(json.dumps([[sorted(p.category_ids) for p in db.session.scalars(db.select(P).order_by(P.id))],"
        " [c.parent_id for c in db.session.scalars(db.select(C).order_by(C.id))]]))"
    ),
    "express": (
        "const { connect } = await import('./src/db.ts'); const { configFromEnv } = await import('./src/config.ts');"
        "const db = await connect(configFromEnv()); const em = db.em.fork();"
        "const sql = (text) => em.getConnection().execute(text);"
        "const joined = await sql('select product_id as p, category_id as c from products_categories order by 1, 2');"
        "const kept = await sql('select parent_id as p from categories order by id');"
        "console.log(JSON.stringify([joined.map(({ p, c }) => [p, c]), kept.map(({ p }) => p)])); await db.close();"
    ),
}


@pytest.mark.parametrize("table", ["categories", "products"])
@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_migration_keeps_the_rows_of_other_tables(framework: str, database: str, table: str, tmp_path: Path) -> None:
    require(database)
    folder = tmp_path / "app"
    shutil.copytree(project(framework, database, "shop"), folder, symlinks=True)
    name = f"scaffold_migrations_{framework}"
    env = {"DATABASE_URL": create(database, name, tmp_path)}
    steps, (path, old, new) = STEPS[framework], CHANGE[framework]
    try:
        run(*steps["upgrade"], cwd=folder, env=env)
        run(*steps["seed"], cwd=folder, env=env)
        before = rows(framework, folder, env)
        model = folder / path.format(table)
        assert old in model.read_text()
        model.write_text(model.read_text().replace(old, new))
        run(*steps["migrate"], cwd=folder, env=env)
        for command in LINT[framework]:
            run(*command, cwd=folder)
        run(*steps["upgrade"], cwd=folder, env=env)
        after = rows(framework, folder, env)
        run(*steps["downgrade"], cwd=folder, env=env)
        back = rows(framework, folder, env)
    finally:
        drop(database, name)
    assert any(before[0])
    assert after == before
    assert back == before


def rows(framework: str, folder: Path, env: dict[str, str]) -> list[list[object]]:
    """What the products and categories refer to."""
    python = [".venv/bin/python", "-c", DUMP["flask"]]
    node = ["node", "--input-type=module", "-e", DUMP["express"]]
    said = run(*(python if framework == "flask" else node), cwd=folder, env=env).stdout
    found: list[list[object]] = json.loads(said.splitlines()[-1])
    return found
