"""The checked-in examples are what the templates render, byte for byte."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/answers.yml"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {".venv", "node_modules", "__pycache__"} & set(path.parts)
    }


def test_there_are_the_examples_that_the_documentation_names() -> None:
    assert NAMES == ["blog", "hello", "long-names", "shop", "starter"]


def refreshing(folder: Path) -> ModuleType:
    """The program that makes what is checked in in a folder."""
    spec = importlib.util.spec_from_file_location("refresh", folder / "refresh.py")
    assert spec
    assert spec.loader
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    return program


@pytest.mark.parametrize("framework", ["flask", "express"])
@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_what_the_templates_render(name: str, framework: str, tmp_path: Path) -> None:
    refreshing(EXAMPLES).render(EXAMPLES / name, tmp_path)

    rendered, stored = files(tmp_path / framework), files(EXAMPLES / name / framework)

    stale = sorted(path for path in rendered | stored if rendered.get(path) != stored.get(path))
    assert not stale, "run `uv run python examples/refresh.py` and review the diff"


@pytest.mark.parametrize("name", NAMES)
def test_a_comparison_of_an_example_finds_what_is_checked_in(name: str) -> None:
    found = refreshing(EXAMPLES).compared(EXAMPLES / name)

    assert found == (EXAMPLES / name / "compare.json").read_text("utf-8"), (
        "run `uv run python examples/refresh.py` and review the diff"
    )


def test_the_page_of_the_documentation_shows_the_concepts_as_they_are() -> None:
    folder = ROOT / "docs" / "compare"
    program = refreshing(folder)

    fresh, stored = program.page(program.compared(live=False)), (folder / "index.html").read_text("utf-8")

    stale = sorted(name for name, shown in concepts(fresh).items() if concepts(stored).get(name) != shown)
    assert concepts(fresh)
    assert not stale, "run `uv run python docs/compare/refresh.py --live`"


def concepts(page: str) -> dict[str, str]:
    """The notice, the code and the explanations of each concept, without what the apps answered."""
    cards = re.findall(r'<article class="card[^>]* id="([^"]+)".*?(<p class="?notice"?>.*?</ol>)', page, re.DOTALL)
    return dict(cards)
