"""What the concepts of fixtures say, shown by the tests of the generated projects."""

import re
from pathlib import Path

import pytest
from concepts.test_probes_tools import folder, ran, tool

pytestmark = pytest.mark.long

AROUND_IN_FLASK = """
import pytest
from flask_migrate import upgrade
from sqlalchemy import event, inspect
from sqlalchemy.engine import Engine
from app.db import db

def say(word):
    print(f"<{word}>")

dispose = Engine.dispose
Engine.dispose = lambda *given, **named: say("dispose") or dispose(*given, **named)

@event.listens_for(Engine, "before_cursor_execute")
def create(connection, cursor, sql, *rest):
    if "CREATE TABLE posts (" in sql:
        say("upgrade")

@pytest.mark.parametrize("time", [1, 2])
def test_there(app, time):
    say("test")
    with app.app_context():
        assert inspect(db.engine).has_table("posts")
"""
AROUND_IN_EXPRESS = """
import { test } from "node:test";
import { client, db } from "../helpers.ts";

const say = (word: string) => console.log(`<${word}>`);
const { close } = db;
db.close = (...given: []) => {
  say("close");
  return close.apply(db, given);
};

for (const time of [1, 2]) {
  test(`there ${time}`, async () => {
    say("test");
    if ((await client.get("/api/posts")).status !== 200) throw new Error("no table");
  });
}
"""


NOTES = """
import { DatabaseSync } from "node:sqlite";

for (const name of ["exec", "prepare"]) {
  const run = DatabaseSync.prototype[name];
  DatabaseSync.prototype[name] = function (sql, ...rest) {
    if (/create table "posts" /i.test(sql)) console.log("<up>");
    return run.call(this, sql, ...rest);
  };
}
"""


def test_what_is_before_and_after_all_tests(tmp_path: Path) -> None:
    """With the generated fixtures and hooks: the tables are made, two tests find them, and it is closed."""
    python = folder("flask") / "tests/features/test_around.py"
    typescript = folder("express") / "tests/features/around.test.ts"
    python.write_text(AROUND_IN_FLASK)
    typescript.write_text(AROUND_IN_EXPRESS)
    # Why a module before: what `before` is given runs as soon as it is given.
    (tmp_path / "notes.mjs").write_text(NOTES)
    try:
        by_pytest = ran(tool("python"), "-m", "pytest", "-qs", python, cwd=folder("flask"))
        flags = ("--import", tmp_path / "notes.mjs", "--test-isolation=none")
        by_node = ran("node", "--test", *flags, typescript, cwd=folder("express"))
    finally:
        python.unlink()
        typescript.unlink()

    assert re.findall("<(.*?)>", by_pytest.stdout) == ["upgrade", "test", "test", "dispose"], by_pytest.stdout
    assert re.findall("<(.*?)>", by_node.stdout) == ["up", "test", "test", "close"], by_node.stdout


FOUND_BY_FLASK = """
import pytest

@pytest.mark.parametrize("time", [1, 2])
def test_finds_nothing(client, make, time):
    assert client.get("/api/tags").get_json()["total"] == 0
    assert make.made == {}
    make.tag()
    assert client.get("/api/tags").get_json()["total"] == 1
    assert len(make.made) == 1
"""
FOUND_BY_EXPRESS = """
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeTag } from "../factories.ts";
import { client } from "../helpers.ts";

let last: unknown;
for (const time of [1, 2]) {
  test(`finds nothing ${time}`, async () => {
    assert.equal((await client.get("/api/tags")).json.total, 0);
    const made = await makeTag();
    assert.notEqual(made, last);
    assert.equal(await makeTag(), made);
    assert.equal((await client.get("/api/tags")).json.total, 1);
    last = made;
  });
}
"""


def test_each_test_finds_nothing() -> None:
    """The same test twice, with the fixtures and hooks of the generated tests: it makes a row, and finds none first."""
    python = folder("flask") / "tests/features/test_found.py"
    typescript = folder("express") / "tests/features/found.test.ts"
    python.write_text(FOUND_BY_FLASK)
    typescript.write_text(FOUND_BY_EXPRESS)
    try:
        by_pytest = ran(tool("python"), "-m", "pytest", python, cwd=folder("flask"))
        by_node = ran("node", "--test", "--test-isolation=none", typescript, cwd=folder("express"))
    finally:
        python.unlink()
        typescript.unlink()

    assert by_pytest.returncode == 0, by_pytest.stdout
    assert by_node.returncode == 0, by_node.stdout
    assert "2 passed" in by_pytest.stdout
    assert "pass 2" in by_node.stdout
