"""The two projects are twins: the tests say the same sentences, and nothing is said about the other framework."""

import re
from pathlib import Path

import pytest
from parity.machine import DATABASES, FRAMEWORKS
from parity.projects import WHOLE, rendered

RECIPES = ("blog", "every-type", "shop")
OTHERS = {
    "flask": re.compile(r"\b(express(\.?js)?|mikro-?orm|zod|typescript|node\.?js)\b", re.IGNORECASE),
    "express": re.compile(r"\b(flask|gunicorn|werkzeug|sqlalchemy|pydantic|python)\b", re.IGNORECASE),
}


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("recipe", RECIPES)
def test_a_project_says_nothing_about_the_other_framework(framework: str, recipe: str) -> None:
    """Its owner may never have heard of it."""
    folder = rendered(framework, recipe, *WHOLE, database="postgresql")
    found = [
        f"{path.relative_to(folder)}: {word[0]}"
        for path, text in sources(folder)
        if (word := OTHERS[framework].search(text))
    ]

    assert not found


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("recipe", RECIPES)
def test_the_tests_say_the_same_sentences_in_the_same_order(recipe: str, database: str) -> None:
    flask, express = (rendered(name, recipe, *WHOLE, database=database) / "tests" for name in FRAMEWORKS)
    spoken = {
        path.stem.removeprefix("test_").replace("_", "-"): sentences(path, r"^def test_(\w+)\(")
        for path in flask.rglob("test_*.py")
    }

    assert spoken == {
        path.name.removesuffix(".test.ts").replace(".", "-"): sentences(path, r'^\s*(?:test|it)\(\s*"([^"]+)"')
        for path in express.rglob("*.test.ts")
    }
    assert sum(map(len, spoken.values())) > 30


def sentences(path: Path, pattern: str) -> list[str]:
    found: list[str] = re.findall(pattern, path.read_text(), re.MULTILINE)
    return [re.sub(r"[^a-z0-9]+", " ", sentence.lower()).strip() for sentence in found]


def sources(folder: Path) -> list[tuple[Path, str]]:
    """The rendered files; not what installing and testing left beside them."""
    left = {".venv", "node_modules", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
    paths = [path for path in sorted(folder.rglob("*")) if not left & {*path.relative_to(folder).parts}]
    return [(path, path.read_text(errors="replace")) for path in paths if path.is_file() and path.suffix != ".db"]
