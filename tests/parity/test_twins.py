"""The two projects mirror each other: files name their twins both ways, and the tests say the same sentences in the same order."""

import re
from pathlib import Path

import pytest
from parity.apps import rendered

RECIPES = ("blog", "every-type", "shop")

# Files that stand alone, and why.
ALONE = {
    "flask": {
        "pyproject.toml": "what package.json, tsconfig.json and biome.json say",
        "uv.lock": "made by the installer",
        "migrations/alembic.ini": "Alembic's own settings",
        "migrations/script.py.mako": "what a new Alembic migration starts from",
        "app/http/__init__.py": "marks a package",
        "tests/__init__.py": "marks a package",
        "app/http/names.py": "Python writes snake_case, JSON camelCase; TypeScript has one spelling",
        "app/http/request.py": "Werkzeug answers 400 to a WebSocket; Node's server ignores the wish",
        "app/middleware/__init__.py": "marks a package",
        "app/deadline.py": "Node's server ends a body that is late itself",
        "app/http/schema.py": "what Zod is told in each schema, pydantic is told once in a base class",
        "gunicorn.conf.py": "Node brings its server",
        "migrations/env.py": "how Alembic reaches the database",
    },
    "express": {
        "package.json": "what pyproject.toml says",
        "package-lock.json": "made by the installer",
        "tsconfig.json": "settings of the compiler",
        "biome.json": "settings of the linter",
        "src/cli.ts": "Flask brings a command line",
    },
}

# A file such as app/features/posts/__init__.py that only marks a package.
PACKAGE_MARK = re.compile(r"app/features/[a-z0-9_]+/__init__\.py")


@pytest.mark.parametrize("recipe", RECIPES)
def test_files_name_their_twins_both_ways(recipe: str) -> None:
    sides = {name: sources(rendered(name, "sqlite", recipe)) for name in ("flask", "express")}
    wrong = [
        f"{name}: {path}: {problem}"
        for name, other in (("flask", "express"), ("express", "flask"))
        for path, text in sides[name].items()
        if (problem := twin_problem(path, text, name, sides[other]))
    ]
    assert not wrong, "\n".join(wrong)
    made_later = {"uv.lock", "package-lock.json"}
    assert not [path for name in sides for path in ALONE[name] if path not in sides[name] and path not in made_later]


def twin_problem(path: str, text: str, side: str, other: dict[str, str]) -> str | None:
    if path in other or path in ALONE[side] or PACKAGE_MARK.fullmatch(path):
        return None
    named = twins(text)
    if not named:
        return "names no twin, and is not among those that have none"
    for twin in named:
        if twin not in other:
            return f"names {twin}, which does not exist"
        if path not in twins(other[twin]):
            return f"names {twin}, which names {twins(other[twin]) or 'none'}"
    return None


def twins(text: str) -> list[str]:
    """The paths after `Twin:` or `Twins:` in the first comment."""
    head = "\n".join(text.splitlines()[:12])
    return [path for line in re.findall(r"Twins?: (.+)", head) for path in re.findall(r"[\w./-]+\.\w+", line)]


def sources(folder: Path) -> dict[str, str]:
    """The text of every rendered file; not of what installing and testing left beside them."""
    left = {".venv", "node_modules", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
    return {
        inside.as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not set((inside := path.relative_to(folder)).parts) & left
        and not path.name.startswith("data.db")
    }


@pytest.mark.parametrize("database", ["sqlite", "postgresql", "mysql"])
@pytest.mark.parametrize("recipe", RECIPES)
def test_the_tests_say_the_same_sentences_in_the_same_order(recipe: str, database: str) -> None:
    flask = {
        path.stem.removeprefix("test_").replace("_", "-"): re.findall(
            r"^def test_(\w+)\(", path.read_text(), re.MULTILINE
        )
        for path in (rendered("flask", database, recipe) / "tests").glob("test_*.py")
    }
    express = {
        path.name.removesuffix(".test.ts"): re.findall(r'^\s*(?:test|it)\(\s*"([^"]+)"', path.read_text(), re.MULTILINE)
        for path in (rendered("express", database, recipe) / "tests").glob("*.test.ts")
    }
    spoken = {name: [words(sentence) for sentence in found] for name, found in flask.items()}
    assert spoken == {name: [words(sentence) for sentence in found] for name, found in express.items()}
    assert sum(map(len, spoken.values())) > 30


def words(sentence: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", sentence.lower()).strip()
