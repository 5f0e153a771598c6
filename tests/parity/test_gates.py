"""Every generated project passes its own gates: linter, formatter, types, tests, and the ORM's check of the migrations."""

from pathlib import Path

import pytest
from parity.gates import passes
from parity.machine import DATABASES, FRAMEWORKS, link, require
from parity.projects import RECIPES, installed, project, rendered

CASES = [(recipe, database) for recipe in RECIPES if recipe != "hello" for database in DATABASES]


@pytest.mark.parametrize(("recipe", "database"), [("hello", "none"), *CASES])
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_project_passes_its_own_gates(framework: str, recipe: str, database: str, tmp_path: Path) -> None:
    if database != "none":
        require(database)

    passes(project(framework, recipe, database=database), framework, database, tmp_path)


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
