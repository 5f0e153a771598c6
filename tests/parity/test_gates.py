"""Every generated project passes its own gates: linter, formatter, types, tests, and the ORM's check of the migrations."""

import sys
from pathlib import Path

import pytest
from parity.gates import STATIC, passes
from parity.machine import DATABASES, FRAMEWORKS, SERVED, link, require, run
from parity.projects import RECIPES, WHOLE, installed, project, rendered

LONG = pytest.mark.long
# Of the gates, those that take no second.
QUICK = {"flask": STATIC["flask"][:2], "express": STATIC["express"][:1]}
# Why these before a commit: no database, and every type of a column; relations are in the projects of test_pairwise.py.
FIRST = ("hello", "every-type")
# Why not all on all: what a database changes, it changes in a column's type or a relation, and test_pairwise.py has the rest of the recipes on it.
ON_ALL = ("every-type", "blog")


@pytest.mark.parametrize(
    "recipe", [name if name in FIRST else pytest.param(name, marks=LONG) for name in (*RECIPES, "odd-lines")]
)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_project_passes_its_own_gates(framework: str, recipe: str, tmp_path: Path) -> None:
    passes(project(framework, recipe), framework, "none" if recipe == "hello" else "sqlite", tmp_path)


@pytest.mark.parametrize("database", SERVED[1:])
@pytest.mark.parametrize("recipe", ON_ALL)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_it_passes_them_on_the_other_databases(framework: str, recipe: str, database: str, tmp_path: Path) -> None:
    require(database)

    passes(project(framework, recipe, database=database), framework, database, tmp_path)


@pytest.mark.parametrize("database", ["sqlite", *(pytest.param(name, marks=LONG) for name in DATABASES[1:])])
@pytest.mark.parametrize("recipe", [name for name in (*RECIPES, "odd-lines") if name != "hello"])
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_it_is_rendered_as_the_linter_and_the_formatter_have_it(framework: str, recipe: str, database: str) -> None:
    for command in QUICK[framework]:
        run(*command, cwd=project(framework, recipe, database=database))


# Why these: Flask's formatter puts a line of the first into brackets, and breaks other lines of the second.
LENGTHS = (20, 50)


@pytest.mark.long
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


@pytest.mark.long
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
