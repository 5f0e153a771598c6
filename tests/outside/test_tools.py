"""The commands of a project are read from its files: two editions, and what an owner made of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scaffold.outside import tools

FIRST = {"dev": "x", "db:upgrade": "x", "db:downgrade": "x", "db:migrate": "x", "postdb:migrate": "x"}
SECOND = {"dev": "x", "migration:up": "x", "migration:down": "x", "migration:create": "node src/cli.ts create"}


def express(folder: Path, scripts: object) -> tools.Tools:
    (folder / "package.json").write_text(json.dumps({"scripts": scripts}))
    return tools.of("express", folder)


def flask(folder: Path, *files: str) -> tools.Tools:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    return tools.of("flask", folder)


def test_express_of_the_first_edition(tmp_path: Path) -> None:
    found = express(tmp_path, FIRST)

    assert (found.upgrade, found.downgrade) == ("npm run db:upgrade", "npm run db:downgrade")
    assert found.migrate == "npm run db:migrate -- {}"
    assert found.run["migrate"] == ("npm", "run", "--silent", "db:migrate", "--")
    assert found.run["format"] == ("npm", "run", "--silent", "postdb:migrate")


def test_express_of_the_second_edition(tmp_path: Path) -> None:
    found = express(tmp_path, SECOND)

    assert (found.upgrade, found.downgrade) == ("npm run migration:up", "npm run migration:down")
    assert found.migrate == "npm run migration:create -- {}"
    assert found.run["upgrade"] == ("npm", "run", "--silent", "migration:up")
    assert found.run["format"] == tools.BIOME


def test_the_program_of_mikro_orm_takes_a_name_as_an_option(tmp_path: Path) -> None:
    found = express(tmp_path, {**SECOND, "migration:create": "mikro-orm migration:create"})

    assert found.migrate == "npm run migration:create -- --name {}"
    assert found.run["migrate"] == ("npm", "run", "--silent", "migration:create", "--", "--name")


@pytest.mark.parametrize("scripts", [{"dev": "x", "test": "x"}, [], None])
def test_express_without_a_database_has_nothing_to_migrate(tmp_path: Path, scripts: object) -> None:
    found = express(tmp_path, scripts)

    assert (found.upgrade, found.downgrade, found.migrate) == ("", "", "")
    assert found.serve == "npm run dev"


def test_what_starts_is_what_there_is(tmp_path: Path) -> None:
    assert express(tmp_path, {"start": "node src/server.ts"}).serve == "npm start"


@pytest.mark.parametrize("text", ["", "[", "[1]", '{"scripts": 1}', "\ufeff{}"])
def test_a_broken_package_has_no_commands(tmp_path: Path, text: str) -> None:
    (tmp_path / "package.json").write_text(text)

    assert tools.of("express", tmp_path).upgrade == ""


def test_flask_of_the_first_edition(tmp_path: Path) -> None:
    found = flask(tmp_path, "wsgi.py", "migrations/env.py")

    assert found.upgrade == "uv run flask db upgrade"
    assert found.run["upgrade"] == (f"{tools.BIN}/flask", "--app", "wsgi", "db", "upgrade")


def test_flask_of_the_second_edition_knows_its_application(tmp_path: Path) -> None:
    found = flask(tmp_path, ".flaskenv", "migrations/env.py")

    assert found.migrate == 'uv run flask db migrate -m "{}"'
    assert found.run["migrate"] == (f"{tools.BIN}/flask", "db", "migrate", "-m")


def test_flask_without_a_database_has_nothing_to_migrate(tmp_path: Path) -> None:
    found = flask(tmp_path, ".flaskenv")

    assert not found.migrates
    assert flask(tmp_path, "migrations/env.py").migrates
    assert found.serve == "uv run flask run"
