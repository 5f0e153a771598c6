"""What the concepts of migrations say, shown by the generated projects."""

import json
from pathlib import Path

import pytest
from concepts.snippets import express, flask
from parity.machine import run
from parity.projects import WHOLE, project

pytestmark = pytest.mark.long


def test_migrations_have_an_order(tmp_path: Path) -> None:
    versions, migrations = tmp_path / "versions", tmp_path / "migrations"
    versions.mkdir()
    migrations.mkdir()
    for name, number, before in (("a", "2", "'1'"), ("b", "1", "None")):
        (versions / f"{name}.py").write_text(f"revision, down_revision = '{number}', {before}\n")
    for name in ("Migration2_a", "Migration1_b"):
        (migrations / f"{name}.ts").write_text("export class Some {}\n")
    folder = project("express", "blog", *WHOLE)
    source = tmp_path / "src" / "migrations.ts"
    source.parent.mkdir()
    source.write_text((folder / "src" / "migrations.ts").read_text())
    (tmp_path / "node_modules").symlink_to(folder / "node_modules")
    script = f"""
import {{ migrations }} from {json.dumps(source.as_uri())};
console.log(JSON.stringify(migrations.migrationsList.map(({{ name }}) => name)));
"""

    assert flask(f"""
from alembic.script import ScriptDirectory

say([one.revision for one in ScriptDirectory({str(tmp_path)!r}).walk_revisions()][::-1])
""") == ["1", "2"]
    assert json.loads(run("node", "--input-type=module", "-e", script, cwd=tmp_path).stdout) == [
        "Migration1_b",
        "Migration2_a",
    ]


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
from flask import Flask
from app.db import db, migrate

bare = Flask("bare")
before = list(bare.cli.commands)
migrate.init_app(bare, db)
say([before, "upgrade" in bare.cli.commands["db"].commands, "upgrade" in make().cli.commands["db"].commands])
""") == [[], True, True]
    assert express("""
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
const env = { ...process.env, DATABASE_URL: "sqlite://" };
const run = spawnSync(process.execPath, ["src/cli.ts", "nothing"], { env, encoding: "utf8" });
say([scripts["migration:up"], run.stderr.trim().split("\\n").at(-1)]);
""") == ["node src/cli.ts up", "Say up, down, create or check"]
