"""What the concepts of migrations, seeds and quality say, shown by the generated projects and their tools."""

import json
import subprocess
from pathlib import Path

from concepts.snippets import RECIPE, express, flask
from parity.apps import project
from parity.machine import environment


def ran(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=environment(), capture_output=True, text=True, timeout=60, check=False)


def tool(name: str) -> Path:
    """A program of the Flask project or of the Express project."""
    framework, folder = (
        ("flask", ".venv/bin") if name in ("ruff", "mypy", "python") else ("express", "node_modules/.bin")
    )
    return project(framework, "sqlite", RECIPE) / folder / name


def test_migrations_have_an_order(tmp_path: Path) -> None:
    versions = tmp_path / "versions"
    versions.mkdir()
    for name, number, before in (("a", "2", "'1'"), ("b", "1", "None")):
        (versions / f"{name}.py").write_text(f"revision, down_revision = '{number}', {before}\n")
    for name in ("Migration2_a.ts", "Migration1_b.ts"):
        (tmp_path / name).write_text("export {}\n")

    assert flask(f"""
from alembic.script import ScriptDirectory

say([one.revision for one in ScriptDirectory({str(tmp_path)!r}).walk_revisions()][::-1])
""") == ["1", "2"]
    assert express(f"""
import {{ Migrator }} from "@mikro-orm/migrations";
import {{ open }} from "./src/dialect.ts";

const other = await open(config, {{
  discovery: {{ warnWhenNoEntities: false }},
  extensions: [Migrator],
  migrations: {{ path: {json.dumps(str(tmp_path))}, snapshot: false }},
}});
say((await other.migrator.getPending()).map(({{ name }}) => name));
""") == ["Migration1_b", "Migration2_a"]


def test_migrations_hold_calls_or_sql() -> None:
    assert flask("""
import io
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

def written(dialect):
    text = io.StringIO()
    context = MigrationContext.configure(dialect_name=dialect, opts={"as_sql": True, "output_buffer": text})
    Operations(context).create_table("t", sa.Column("id", sa.Integer(), primary_key=True))
    return text.getvalue()

say(["SERIAL" in written("postgresql"), "AUTO_INCREMENT" in written("mysql")])
""") == [True, True]
    assert express("""
import { Migration00000000000001_initial as Initial } from "./migrations/Migration00000000000001_initial.ts";

const initial = new Initial(db.driver, db.config);
initial.up();
say([initial.getQueries().some((sql) => String(sql).includes("primary key autoincrement"))]);
""") == [True]


def test_the_commands_of_migrations() -> None:
    assert flask("""
from flask.cli import AppGroup

app = make()
say([type(app.cli) is AppGroup, "upgrade" in app.cli.commands["db"].commands])
""") == [True, True]
    assert express("""
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
const env = { ...process.env, DATABASE_URL: "sqlite://" };
const run = spawnSync(process.execPath, ["src/cli.ts", "nothing"], { env, encoding: "utf8" });
say([scripts["db:upgrade"], run.stderr.trim()]);
""") == ["node src/cli.ts upgrade", "There is no command 'nothing'."]


def test_a_session_without_a_request() -> None:
    assert flask("""
from flask_migrate import upgrade
from app.db import db

app = make()
with app.app_context():
    upgrade()
try:
    db.session.get_bind()
    outside = ""
except RuntimeError as error:
    outside = str(error).splitlines()[0]
say([outside, app.test_cli_runner().invoke(args=["seed"]).output.strip()])
""") == ["Working outside of application context.", "Filled the database with examples."]
    assert express("""
import { RequestContext } from "@mikro-orm/core";
import { seed } from "./src/seeds.ts";

await db.migrator.up();
const outside = await seed().catch(({ message }) => message);
const lines = [];
console.log = (line) => lines.push(line);
await RequestContext.create(db.em, seed);
say([outside, ...lines]);
""") == ["There is no request.", "Filled the database with examples."]


def test_how_tests_ask() -> None:
    assert flask("""
import socket

def none(*_, **__):
    raise OSError("no network")

app = make()
socket.socket.connect = socket.socket.bind = none
say([app.test_client().get("/healthz").status_code])
""") == [200]
    assert express("""
let connections = 0;
const server = make().listen(0, "127.0.0.1");
server.on("connection", () => {
  connections += 1;
});
await once(server, "listening");
const { port } = server.address();
const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
say([answer.status, port > 0, connections]);
""") == [200, True, 1]


def test_test_files_share_a_module(tmp_path: Path) -> None:
    script = json.loads((project("express", "sqlite", RECIPE) / "package.json").read_text())["scripts"]["test"]
    (tmp_path / "shared.mjs").write_text('console.log("made");\n')
    for name in ("one", "two"):
        (tmp_path / f"{name}.test.mjs").write_text('import "./shared.mjs";\n')

    said = {way: ran("node", "--test", f"--test-isolation={way}", cwd=tmp_path).stdout for way in ("none", "process")}

    assert "--test-isolation=none" in script
    assert {way: text.count("made") for way, text in said.items()} == {"none": 1, "process": 2}


def test_keys_of_two_values(tmp_path: Path) -> None:
    script = 'const key = () => ["/api", 0]; console.log(new Map([[key(), 1]]).get(key()));'

    assert {("/api", 0): 1}[("/api", 0)] == 1
    assert ran("node", "-e", script, cwd=tmp_path).stdout == "undefined\n"


def test_what_a_failure_shows(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text("def test_one() -> None:\n    one = 404\n    assert one == 201\n")
    script = """
const assert = require("node:assert/strict");
let shown = "";
try { assert.equal(404, 201); } catch ({ message }) { shown = message; }
assert.deepEqual({ id: 1 }, { id: 1 });
console.log(JSON.stringify([shown.includes("404"), shown.includes("201"), { id: 1 } === { id: 1 }]));
"""

    plain = ran(tool("python"), "-c", "one = 404\nassert one == 201", cwd=tmp_path).stderr
    told = ran(tool("python"), "-m", "pytest", "test_one.py", cwd=tmp_path).stdout

    assert plain.endswith("AssertionError\n")
    assert "assert 404 == 201" in told
    assert json.loads(ran("node", "-e", script, cwd=tmp_path).stdout) == [True, True, False]


def test_types_when_it_runs() -> None:
    assert flask("""
from app.features.tags.models import Tag
from app.features.tags.schemas import Create
from app.http import input

say([str(input.body.__annotations__["schema"]), list(Create.__annotations__), "name" in Tag.__annotations__])
""") == ["type[~T]", ["name"], True]
    assert express("""
import { body } from "./src/http/input.ts";

say([String(body).split("{")[0].replace(/\\s+/g, "")]);
""") == ["asyncfunctionbody(req,schema)"]


def test_what_strict_refuses(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("def one(value):\n    return value\n")
    (tmp_path / "one.ts").write_text("export function one(value) {\n  return value;\n}\n")
    tsc = (tool("tsc"), "--ignoreConfig", "--noEmit", "one.ts", "--strict")

    strict = ran(tool("mypy"), "--strict", "one.py", cwd=tmp_path), ran(*tsc, "true", cwd=tmp_path)
    lax = ran(tool("mypy"), "one.py", cwd=tmp_path), ran(*tsc, "false", cwd=tmp_path)

    assert "no-untyped-def" in strict[0].stdout
    assert "TS7006" in strict[1].stdout
    assert [one.returncode for one in lax] == [0, 0]


def test_which_rules_there_are(tmp_path: Path) -> None:
    python, typescript = tmp_path / "one.py", tmp_path / "one.ts"
    python.write_text('eval("1")\n')
    typescript.write_text("debugger;\n")
    flask_project, express_project = (project(name, "sqlite", RECIPE) for name in ("flask", "express"))
    biome = json.loads((express_project / "biome.json").read_text())

    ruff = ran(tool("ruff"), "check", "--config", flask_project / "pyproject.toml", python, cwd=tmp_path)
    lint = ran(tool("biome"), "lint", typescript, cwd=tmp_path)

    assert "S307" in ruff.stdout
    assert "linter" not in biome
    assert "lint/suspicious/noDebugger" in lint.stdout + lint.stderr


def test_another_version_of_the_language(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.99"\n')
    (tmp_path / "package.json").write_text('{"name": "x", "version": "1.0.0", "engines": {"node": ">=99"}}')

    uv = ran("uv", "sync", "--offline", cwd=tmp_path)
    npm = ran("npm", "install", "--offline", "--no-audit", cwd=tmp_path)

    assert (uv.returncode, npm.returncode) == (2, 0)
    assert "EBADENGINE" in npm.stderr


def test_lock_files_that_are_out_of_date(tmp_path: Path) -> None:
    pyproject = tmp_path / "pyproject.toml"
    pyproject.write_text('[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.11"\n')
    package = {"name": "x", "version": "1.0.0"}
    (tmp_path / "package.json").write_text(json.dumps(package))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "package.json").write_text('{"name": "other", "version": "1.0.0"}')
    locked = [ran("uv", "lock", "--offline", cwd=tmp_path), ran("npm", "install", "--offline", cwd=tmp_path)]
    assert [one.returncode for one in locked] == [0, 0], locked

    pyproject.write_text(pyproject.read_text().replace("3.11", "3.11.1"))
    (tmp_path / "package.json").write_text(json.dumps(package | {"dependencies": {"other": "file:other"}}))
    uv = ran("uv", "sync", "--locked", "--offline", cwd=tmp_path)
    npm = ran("npm", "ci", "--offline", cwd=tmp_path)

    assert "needs to be updated" in uv.stderr
    assert "EUSAGE" in npm.stderr
