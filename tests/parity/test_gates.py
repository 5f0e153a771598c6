"""Every generated project passes its own gates: linter, formatter, types, tests, and the ORM's check of the migrations."""

from pathlib import Path

import pytest
from parity.apps import UPGRADE, project
from parity.machine import DATABASES, FRAMEWORKS, create, drop, require, run

FLASK = (".venv/bin/flask", "--app", "wsgi", "db")
GATES = {
    "flask": (
        (".venv/bin/ruff", "check", "."),
        (".venv/bin/ruff", "format", "--check", "."),
        (".venv/bin/mypy", "."),
        (".venv/bin/pytest", "-q"),
        UPGRADE["flask"],
        (*FLASK, "check"),
        (*FLASK, "downgrade", "base"),
    ),
    "express": (
        ("npm", "run", "--silent", "lint"),
        ("npm", "run", "--silent", "types"),
        ("npm", "test", "--silent"),
        UPGRADE["express"],
        ("npm", "run", "--silent", "db:check"),
        ("npm", "run", "--silent", "db:downgrade"),
    ),
}
RECIPES = ("starter", "bare", "blog", "shop", "every-type", "long-names", "whole", "memory")


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_project_passes_its_own_gates(framework: str, database: str, recipe: str, tmp_path: Path) -> None:
    require(database)
    folder = project(framework, database, recipe)
    name = f"scaffold_gates_{framework}"
    env = {
        "DATABASE_URL": create(database, name, tmp_path),
        "TEST_DATABASE_URL": create(database, f"{name}_test", tmp_path),
    }
    try:
        for command in GATES[framework]:
            said = run(*command, cwd=folder, env=env)
            assert "warning" not in (said.stdout + said.stderr).lower(), f"{command}\n{said.stdout}{said.stderr}"
    finally:
        drop(database, name)
        drop(database, f"{name}_test")
