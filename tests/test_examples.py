"""The checked-in examples are what the templates render, byte for byte."""

import importlib.util
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/answers.yml"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {".venv", "node_modules", "__pycache__"} & set(path.parts)
    }


def test_there_are_the_examples_that_the_documentation_names() -> None:
    assert NAMES == ["blog", "long-names", "shop", "starter"]


@pytest.mark.parametrize("framework", ["flask", "express"])
@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_what_the_templates_render(name: str, framework: str, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("refresh", EXAMPLES / "refresh.py")
    assert spec
    assert spec.loader
    refresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(refresh)
    refresh.render(EXAMPLES / name, tmp_path)

    rendered, stored = files(tmp_path / framework), files(EXAMPLES / name / framework)

    stale = sorted(path for path in rendered | stored if rendered.get(path) != stored.get(path))
    assert not stale, "run `uv run python examples/refresh.py` and review the diff"
