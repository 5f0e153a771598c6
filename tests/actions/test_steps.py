"""What is told to be typed next fits the project: its database, its edition, its scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run

SCRIPTS = {
    "dev": "node src/server.ts",
    **{f"migration:{step}": f"node src/cli.ts {step}" for step in ("up", "down", "create")},
}
FRAMEWORKS = ("flask", "express")
FIRST = {"flask": "migrations/versions/0001_initial.py", "express": "migrations/Migration00000000000001_initial.ts"}
UPGRADE = {"flask": "uv run flask db upgrade", "express": "npm run migration:up"}
DOWNGRADE = {"flask": "uv run flask db downgrade", "express": "npm run migration:down"}
SERVE = {"flask": "uv run flask run", "express": "npm run dev"}
INSTALL = {"flask": "uv sync", "express": "npm install"}


@pytest.fixture
def second(tiny: Path) -> Path:
    """Templates whose projects have the files of the second edition that commands are read from."""
    project = tiny / "questions/10-project.yml"
    project.write_text(
        project.read_text()
        .replace("{SQLite", "{None: none, SQLite")
        .replace("PostgreSQL:", "MySQL: mysql, PostgreSQL:")
    )
    if_database, if_model = "[% if database != 'none' %]{}[% endif %]", "[% if names %]{}[% endif %]"
    files = {
        "flask/.flaskenv": "FLASK_APP=app\n",
        "flask/pyproject.toml.jinja": "# for [[ database ]]\n",
        f"flask/migrations/{if_database.format('env.py')}": "",
        f"flask/migrations/versions/{if_model.format('0001_initial.py')}.jinja": "# for [[ database ]], [[ names ]]\n",
        "express/package.json.jinja": "[% if database != 'none' %]\n"
        + json.dumps({"scripts": SCRIPTS})
        + '\n[% else %]\n{"scripts": {"dev": "node src/server.ts"}}\n[% endif %]\n',
        f"express/migrations/{if_model.format('Migration00000000000001_initial.ts')}.jinja": "// for [[ database ]], "
        "[[ names ]]\n",
        "shared/[% if database != 'none' %].env.example[% endif %].jinja": "DATABASE_URL="
        "[[ 'postgresql://postgres@127.0.0.1/app' if database == 'postgresql' else 'sqlite:///data.db' ]]\n",
    }
    for path, text in files.items():
        file = tiny / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tiny


@pytest.fixture(params=FRAMEWORKS)
def framework(request: pytest.FixtureRequest, second: Path) -> str:
    return str(request.param)


def steps(run: Run, *words: str) -> list[str]:
    ended = run(*words, "--json")
    assert ended.code == 0, ended.out
    return [step.partition("  #")[0] for step in ended.document["next"] if step != "scaffold undo  # takes it back"]


def create(run: Run, framework: str, *words: str) -> list[str]:
    return steps(run, "new", "app", "--framework", framework, "--no-git", *words)


def test_without_a_database_nothing_is_migrated(framework: str, here: Path, run: Run) -> None:
    install = ["npm install"] * (framework == "express")

    assert create(run, framework, "--database", "none") == ["cd app", *install, SERVE[framework]]


def test_with_one_its_own_commands_are_told(framework: str, here: Path, run: Run) -> None:
    install = ["npm install"] * (framework == "express")

    assert create(run, framework) == ["cd app", *install, UPGRADE[framework], SERVE[framework]]


def test_a_database_is_gained_and_lost(framework: str, here: Path, run: Run) -> None:
    create(run, framework, "--database", "none")

    gained = steps(run, "set", "database=sqlite", "-C", "app")
    lost = steps(run, "set", "database=none", "-C", "app")
    other = steps(run, "set", "database=postgresql", "-C", "app")

    assert gained == lost == ["cd app", INSTALL[framework]]
    assert other == ["cd app", INSTALL[framework], "createdb -h 127.0.0.1 -U postgres app"]


def test_another_database_begins_with_its_own_commands(framework: str, here: Path, run: Run) -> None:
    create(run, framework)

    told = steps(run, "set", "database=mysql", "-C", "app")

    assert told[-1] == UPGRADE[framework]
    (here / "app" / FIRST[framework]).write_text("edited\n")
    told = steps(run, "set", "database=sqlite", "-C", "app")
    migrate = {"flask": 'uv run flask db migrate -m "initial"', "express": "npm run migration:create -- initial"}
    assert told[-2:] == [migrate[framework], UPGRADE[framework]]
    assert told[-3].startswith("git rm 'migrations/")


def test_migrations_that_are_left_without_a_database_are_told(framework: str, here: Path, run: Run) -> None:
    """What the tool made is no part of the templates: it stays until its owner lets it go."""
    create(run, framework, "--recipe", "bare")
    own = here / "app" / FIRST[framework].replace("0001", "0002").replace("initial", "own")
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("own\n")

    told = steps(run, "set", "database=none", "-C", "app")

    assert told[-1].startswith("git rm 'migrations/")
    assert own.exists()


def test_a_resource_is_migrated_with_its_own_commands(framework: str, here: Path, run: Run) -> None:
    create(run, framework)

    told = steps(run, "add", "resource", "tag name:string", "-C", "app")

    migrate = {"flask": 'uv run flask db migrate -m "add_tag"', "express": "npm run migration:create -- add_tag"}
    assert told == ["cd app", UPGRADE[framework], migrate[framework], UPGRADE[framework]]


def test_undo_names_its_own_command(framework: str, here: Path, run: Run) -> None:
    create(run, framework)
    if framework == "flask":
        (here / "app" / FIRST[framework]).write_text('revision = "0001"\ndown_revision = None\n\n')
    assert run("rename", "resource", "note", "memo", "-C", "app").code == 0

    assert f"`{DOWNGRADE[framework]}`" in run("undo", "-C", "app").err


TOOLS = {
    "flask": (
        ".venv/bin/flask",
        """\
echo "flask $@" >> "$LOG"
test "$2" = migrate || exit 0
cat > migrations/versions/abc_own.py <<'END'
revision = 'abc'

def upgrade():
    with op.batch_alter_table('notes', schema=None) as batch_op:
        batch_op.add_column(sa.Column('pinned', sa.Boolean(), nullable=False))
END
""",
    ),
    "express": (
        "node_modules/npm",
        """\
echo "npm $@" >> "$LOG"
test "$3" = migration:create || exit 0
cat > migrations/Migration20990101000000_own.ts <<'END'
export class Migration20990101000000_own extends Migration {
  override up() {
    this.addSql(`alter table \\`notes\\` add column \\`pinned\\` integer not null;`);
  }

  override down() {
  }
}
END
""",
    ),
}
RAN = {
    "flask": ["flask db migrate -m add_pinned_to_note"],
    "express": ["npm run --silent migration:create -- add_pinned_to_note"],
}
FILLED = {"flask": "'pinned', sa.Boolean(), server_default=sa.true(), nullable=False", "express": "not null default 1"}


def program(file: Path, does: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{does}\n")
    file.chmod(0o755)


@pytest.mark.parametrize("folder", ["app", "a %b [2026] {c} !(d)/app"])
def test_its_own_tool_makes_the_next_migration(
    framework: str, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """Nothing of the folder's name is a pattern or a format: the tool works in a copy with a plain one."""
    assert run("new", folder, "--framework", framework, "--database", "mysql", "--no-git").code == 0
    path, does = TOOLS[framework]
    monkeypatch.setenv("LOG", str(here / "log"))
    monkeypatch.setenv("PATH", str(here / folder / "node_modules"), prepend=":")
    program(here / folder / path, does)
    if framework == "flask":
        program(here / folder / ".venv/bin/ruff", 'echo "ruff $@" >> "$LOG"; pwd >> "$LOG"')
    else:
        program(here / folder / "node_modules/.bin/biome", 'echo "biome $@" >> "$LOG"; pwd >> "$LOG"')

    ended = run("add", "field", "note", "pinned:boolean=true", "-C", folder)

    assert ended.code == 0, ended.err
    assert "No migration was made" not in ended.err
    made = next(file for file in (here / folder / "migrations").rglob("*own*"))
    assert FILLED[framework] in made.read_text()
    log = (here / "log").read_text()
    assert [line for line in log.splitlines() if line.startswith(("flask", "npm"))] == RAN[framework]
    assert {"flask": "ruff format --quiet", "express": "biome check --write migrations"}[framework] in log
    assert "%" not in log
    assert "[" not in log


def test_a_formatter_that_is_not_there_is_no_failure(
    framework: str, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(run, framework, "--database", "mysql")
    path, does = TOOLS[framework]
    monkeypatch.setenv("LOG", str(here / "log"))
    monkeypatch.setenv("PATH", str(here / "app/node_modules"), prepend=":")
    program(here / "app" / path, does)

    ended = run("add", "field", "note", "pinned:boolean=true", "-C", "app")

    assert "No migration was made" not in ended.err
    made = next(file for file in (here / "app/migrations").rglob("*own*"))
    assert FILLED[framework] in made.read_text()
