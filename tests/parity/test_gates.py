"""Every generated project passes its own gates: linter, formatter, types, tests, and the ORM's check of the migrations."""

import sys
from pathlib import Path

import pytest
from parity.gates import STATIC, passes
from parity.machine import DATABASES, FRAMEWORKS, link, require, run
from parity.projects import RECIPES, WHOLE, installed, project, rendered

CASES = [(recipe, database) for recipe in RECIPES if recipe != "hello" for database in DATABASES]


@pytest.mark.parametrize(("recipe", "database"), [("hello", "none"), *CASES])
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_project_passes_its_own_gates(framework: str, recipe: str, database: str, tmp_path: Path) -> None:
    if database != "none":
        require(database)

    passes(project(framework, recipe, database=database), framework, database, tmp_path)


# Why these: Flask's formatter puts a line of the first into brackets, and breaks other lines of the second.
LENGTHS = (20, 50)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_long_names_are_rendered_as_the_formatter_has_them(framework: str, length: int, tmp_path: Path) -> None:
    """Of the project, and of a resource whose classes stand beside `fields` in imports."""
    words = (*WHOLE, "--database", "postgresql", "--framework", framework, "--resource", "file title:string!")
    run(sys.executable, "-m", "scaffold", "new", "a" * length, "--no-git", "--yes", *words, cwd=tmp_path)
    made = tmp_path / ("a" * length)
    link(framework, made, installed(framework))

    for command in STATIC[framework]:
        run(*command, cwd=made)


FAULTS = {
    "flask": {"app/home.py": "import os\n", "tests/conftest.py": "\n\ndef number() -> int:\n    return 'one'\n"},
    "express": {"src/home.ts": "var unused = 1;\n", "tests/app.test.ts": 'export const number: number = "one";\n'},
}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_fault_does_not_pass(framework: str, tmp_path: Path) -> None:
    """Why a copy of its own: the project is others' as well."""
    rendered.cache_clear()
    project.cache_clear()
    for path, fault in FAULTS[framework].items():
        made = rendered(framework, "hello")
        rendered.cache_clear()
        link(framework, made, installed(framework))
        (made / path).write_text((made / path).read_text() + fault)

        with pytest.raises(pytest.fail.Exception):
            passes(made, framework, "none", tmp_path)
