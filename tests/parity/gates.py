"""The gates that a generated project brings along, and what it means to pass them."""

from pathlib import Path

from parity.machine import create, drop, run
from parity.projects import UPGRADE

STATIC = {
    "flask": (
        (".venv/bin/ruff", "check", "."),
        (".venv/bin/ruff", "format", "--check", "."),
        (".venv/bin/mypy", "."),
    ),
    "express": (
        ("npm", "run", "--silent", "lint"),
        ("npm", "run", "--silent", "types"),
    ),
}
TESTS = {"flask": (".venv/bin/pytest", "-q"), "express": ("npm", "test", "--silent")}
MIGRATIONS = {
    "flask": (UPGRADE["flask"], (".venv/bin/flask", "db", "check"), (".venv/bin/flask", "db", "downgrade", "base")),
    "express": (
        UPGRADE["express"],
        ("npm", "run", "--silent", "migration:check"),
        ("npm", "run", "--silent", "migration:down"),
    ),
}


def commands(framework: str, database: str) -> list[tuple[str, ...]]:
    """Linter, formatter, types, tests, and the ORM's check of the migrations where there is a database."""
    return [*STATIC[framework], TESTS[framework], *(MIGRATIONS[framework] if database != "none" else ())]


def passes(project: Path, framework: str, database: str, folder: Path, *, label: str = "gates") -> None:
    """Runs all gates on databases of their own; the test fails with the words of the one that does not pass."""
    name = f"gates_{label}_{framework}"
    env = {}
    if database != "none":
        env = {
            "DATABASE_URL": create(database, name, folder),
            "TEST_DATABASE_URL": create(database, f"{name}_test", folder),
        }
    try:
        for command in commands(framework, database):
            said = run(*command, cwd=project, env=env)
            assert "warning" not in (said.stdout + said.stderr).lower(), f"{command}\n{said.stdout}{said.stderr}"
    finally:
        if env:
            drop(database, name)
            drop(database, f"{name}_test")
