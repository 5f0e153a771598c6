"""The shape of the program: imports point down, one module knows Copier, one writes to the terminal."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import scaffold

SOURCE = Path(scaffold.__file__).parent
LAYERS = {"core": 0, "outside": 1, "pages": 1, "actions": 2, "console": 2, "cli": 3, "web": 3, "__main__": 4}
MODULES = sorted(SOURCE.rglob("*.py"))


def imported(tree: ast.Module, package: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            start = (*base, *(node.module.split(".") if node.module else ()))
            yield from ((*start, alias.name) for alias in node.names)


def check(path: str, text: str) -> list[str]:
    """What is wrong with a module at this path of the package."""
    parts = ("scaffold", *Path(path).with_suffix("").parts)
    own = LAYERS.get(parts[1], 9)
    tree, found = ast.parse(text), []
    for name in imported(tree, parts[:-1]):
        if name[0] == "scaffold" and len(name) > 1 and LAYERS.get(name[1], -1) > own:
            found.append(f"{path} imports {'.'.join(name)}, which lies above it")
        if name[0] == "copier" and path != "outside/engine.py":
            found.append(f"{path} imports Copier")
        if name[0] in ("questionary", "prompt_toolkit") and path != "cli/prompts.py":
            found.append(f"{path} asks on the terminal")
    for node in ast.walk(tree):
        writes = isinstance(node, ast.Name) and node.id in ("print", "input")
        stream = isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr")
        if (writes or stream) and path not in WRITERS:
            found.append(f"{path} writes to the terminal")
    return found


# Why these: a released tree is announced without the program, `main` only flushes, prompts need a stream, and four
# read what other programs write.
WRITERS = {
    "console.py",
    "outside/release.py",
    "cli/__init__.py",
    "cli/prompts.py",
    "outside/commands.py",
    "outside/live/development.py",
    "outside/live/guard.py",
    "outside/live/load.py",
    "outside/merge/git.py",
}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_stays_in_its_layer(module: Path) -> None:
    assert not check(module.relative_to(SOURCE).as_posix(), module.read_text("utf-8"))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("core/names.py", "from scaffold.outside import files"),
        ("core/names.py", "from ..outside import files"),
        ("outside/files.py", "from scaffold.actions.new import new"),
        ("actions/new.py", "import scaffold.cli"),
        ("outside/files.py", "import copier"),
        ("actions/new.py", "from copier.errors import CopierError"),
        ("actions/new.py", "print('x')"),
        ("actions/new.py", "import sys; sys.stdout.write('x')"),
        ("cli/new.py", "import prompt_toolkit"),
    ],
)
def test_the_check_sees_what_it_should(path: str, text: str) -> None:
    assert check(path, text)


def test_modules_are_short_and_say_what_they_are_for() -> None:
    for module in MODULES:
        text = module.read_text("utf-8")
        assert ast.get_docstring(ast.parse(text)), module
        assert len(text.splitlines()) <= 320, module


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["new", "--help"], ["options"]])
def test_copier_is_not_imported_before_something_is_rendered(words: list[str]) -> None:
    program = (
        "import sys; from scaffold.cli import main\n"
        f"try: main({words!r})\n"
        "finally: print(sorted(set(sys.modules) & {'copier', 'prompt_toolkit', 'questionary', 'inflect', 'rich'}))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"
