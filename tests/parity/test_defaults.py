"""A row that is made by other code than a route has the defaults of its fields, too."""

import json
import sys
from pathlib import Path

import pytest
from parity import machine
from parity.machine import FRAMEWORKS, create, link
from parity.projects import UPGRADE, installed

LINE = (
    "note title:string! stock:integer=3 fee:decimal=9.5 weight:float=1.5 lit:boolean=true since:date=2026-02-28 "
    "seen_at:datetime=2026-01-01T00:00:00Z status:enum{draft,live}=live"
)
DEFAULTS = [3, "9.50", 1.5, True, "2026-02-28", "2026-01-01T00:00:00", "live"]
MADE = {
    "flask": (
        ".venv/bin/python",
        "-c",
        """
import json
from app import create_app
from app.db import db
from app.features.notes.models import Note

with create_app().app_context():
    note = Note(title="a")
    db.session.add(note)
    db.session.commit()
    db.session.refresh(note)
    instant = note.seen_at.isoformat()[:19]
    print(json.dumps(
        [note.stock, str(note.fee), note.weight, note.lit, note.since.isoformat(), instant, note.status]
    ))
""",
    ),
    "express": (
        "node",
        "--input-type=module",
        "-e",
        """
import { configFromEnv } from "./src/config.ts";
import { connect } from "./src/db.ts";
import { Note } from "./src/features/notes/models.ts";

const db = await connect(configFromEnv(process.env));
const em = db.em.fork();
em.create(Note, { title: "a" });
await em.flush();
const note = await db.em.fork().findOneOrFail(Note, 1);
const instant = note.seenAt.toISOString().slice(0, 19);
console.log(JSON.stringify([note.stock, note.fee, note.weight, note.lit, note.since, instant, note.status]));
await db.close();
""",
    ),
}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_row_that_no_route_makes_has_its_defaults(framework: str, tmp_path: Path) -> None:
    words = ("--framework", framework, "--database", "sqlite", "--resource", LINE)
    machine.run(sys.executable, "-m", "scaffold", "new", "app", "--no-git", "--yes", *words, cwd=tmp_path)
    project = tmp_path / "app"
    link(framework, project, installed(framework))
    env = {"DATABASE_URL": create("sqlite", "defaults", tmp_path)}
    machine.run(*UPGRADE[framework], cwd=project, env=env)

    said = machine.run(*MADE[framework], cwd=project, env=env).stdout

    assert json.loads(said.splitlines()[-1]) == DEFAULTS
