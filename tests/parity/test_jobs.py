"""Workers of both sides do the jobs of one table, and are killed meanwhile: each effect is there once."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from parity.changed import rows
from parity.machine import FRAMEWORKS, create, drop, environment, run
from parity.projects import UPGRADE, WHOLE, production, project

pytestmark = [pytest.mark.long, pytest.mark.server]

MANY, BAD = 1000, 5
# What an owner writes: a job that stores a tag, and its name in the registry.
FLASK = """
from app.features.tags import service
from app.features.tags.schemas import TagCreate
from app.jobs.queue import Job, Payload


class Mark(Payload):
    the_name: str


def run(given: Mark) -> None:
    if given.the_name.startswith("bad"):
        raise ValueError("never")
    service.create(TagCreate(name=given.the_name))


mark = Job("mark", Mark, run)
"""
EXPRESS = """
import * as z from "zod";
import { create } from "../features/tags/service.ts";
import { defineJob } from "./queue.ts";

export const mark = defineJob({
  name: "mark",
  payload: z.strictObject({ theName: z.string() }),
  async run(em, { theName }) {
    if (theName.startsWith("bad")) throw new Error("never");
    await create(em, { name: theName });
  },
});
"""
ENQUEUE = f"""
from app import create_app
from app.db import db
from app.jobs.mark import Mark, mark
with create_app().app_context():
    for number in range({MANY}):
        for _ in range(2):
            mark.enqueue(Mark(the_name=f"tag {{number}}"), key=f"tag {{number}}")
    for number in range({BAD}):
        mark.enqueue(Mark(the_name=f"bad {{number}}"))
    db.session.commit()
"""
WORK = {
    "flask": (".venv/bin/flask", "--app", "app", "jobs", "work"),
    "express": ("node", "src/jobs/worker.ts", "work"),
}


# Why shorter: nobody waits in a test.
SHORTER = {
    "seconds=30)": "seconds=2)",
    "BEAT = 10\n": "BEAT = 0.5\n",
    "LEASE = 30_000": "LEASE = 2000",
    "BEAT = 10_000": "BEAT = 500",
    "ATTEMPTS = 10": "ATTEMPTS = 3",
}


def owned(framework: str, database: str, place: Path) -> Path:
    """A project with a job of its owner's."""
    folder = place / framework
    shutil.copytree(project(framework, "blog", *WHOLE, database=database), folder, symlinks=True)
    jobs, suffix = (folder / "app/jobs", ".py") if framework == "flask" else (folder / "src/jobs", ".ts")
    (jobs / f"mark{suffix}").write_text(FLASK if framework == "flask" else EXPRESS)
    edit(jobs / ("__init__.py" if framework == "flask" else "index.ts"))
    text = (jobs / f"worker{suffix}").read_text()
    for long, short in SHORTER.items():
        text = text.replace(long, short)
    (jobs / f"worker{suffix}").write_text(text)
    return folder


def edit(registry: Path) -> None:
    text = registry.read_text()
    text = text.replace("(forget,)", "(forget, mark)").replace("[forget]", "[forget, mark]")
    text = text.replace("import forget\n", "import forget\nfrom app.jobs.mark import mark\n")
    text = text.replace('"./forget.ts";\n', '"./forget.ts";\nimport { mark } from "./mark.ts";\n')
    registry.write_text(text)


def begun(framework: str, folder: Path, url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        WORK[framework],
        cwd=folder,
        # Why in development: in production each refuses to start before its own migrations, and the tables are Flask's.
        env={**environment(), **production(url), "NODE_ENV": "development"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(params=["postgresql", "mysql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def url(database: str, tmp_path: Path) -> Iterator[str]:
    yield create(database, "jobs", tmp_path)
    drop(database, "jobs")


def test_each_job_is_done_once_whatever_becomes_of_its_workers(database: str, url: str, tmp_path: Path) -> None:
    folders = {name: owned(name, database, tmp_path) for name in FRAMEWORKS}
    run(*UPGRADE["flask"], cwd=folders["flask"], env=production(url))
    run(".venv/bin/python", "-c", ENQUEUE, cwd=folders["flask"], env=production(url))
    chance = random.Random(7)
    workers = [begun(name, folders[name], url) for name in (*FRAMEWORKS, *FRAMEWORKS)]
    try:
        end = time.monotonic() + 180
        while (left := waiting(database, url)) and time.monotonic() < end:
            time.sleep(chance.uniform(0.5, 2))
            at = chance.randrange(len(workers))
            if left > 20:
                workers[at].kill()
                workers[at].wait()
                workers[at] = begun(FRAMEWORKS[at % 2], folders[FRAMEWORKS[at % 2]], url)
        assert not left
        for one in workers:
            one.send_signal(signal.SIGTERM)
        assert [one.wait(20) for one in workers] == [0] * len(workers)
    finally:
        for one in workers:
            one.kill()
            one.wait()

    names = rows(database, url, "select name from tags")
    assert sorted(str(name) for (name,) in names) == sorted(f"tag {number}" for number in range(MANY))
    dead = rows(database, url, "select name, attempts, error from queued_jobs where run_at is null")
    assert [(name, str(error).partition(": ")[2]) for name, _, error in dead] == [("mark", "never")] * BAD


def waiting(database: str, url: str) -> int:
    sql = "select count(*) from queued_jobs where name = 'mark' and run_at is not null"
    return int(str(rows(database, url, sql)[0][0]))
