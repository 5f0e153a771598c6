"""A small workshop without apps: three steps, whose files are few."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.core.workshop import Edit, Step, Workshop
from scaffold.outside.trees import File
from scaffold.outside.workshop import plans, repository, saves, worktree


def step(name: str) -> Step:
    return Step(
        name=name,
        title=f"Step {name}",
        minutes=5,
        turns_on=(),
        resources=(),
        concepts=(),
        exercise="Mend it.",
        tests=("it is mended",),
        hints=("First hint.", "Second hint."),
        requests=(),
        start={"flask": (Edit("app/home.py", ("solved = True",), ("solved = False",)),)},
    )


SMALL = Workshop("A small day", "small", tuple(map(step, "abc")))


def tree(number: int, *, solved: bool) -> dict[str, File]:
    found = {
        "README.md": File(b"Read me\n"),
        "STEP.md": File(f"Step {number}\n".encode()),
        ".gitignore": File(b"*.db\n.env\nnode_modules\n"),
        "flask/app/home.py": File(f"step = {number}\nsolved = {solved}\n".encode()),
        "flask/run.sh": File(b"#!/bin/sh\n", executable=True),
        "express/src/home.ts": File(f"const step = {number};\n".encode()),
    }
    if number > 1:
        found[f"flask/app/more{number}.py"] = File(b"more = True\n")
        del found["flask/run.sh"]
    return found


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository of the small day, at its first step."""
    top = tmp_path / "day"
    top.mkdir()
    commits = [(tag, tag, tree(number, solved=solved)) for number, solved, tag in SMALL.commits()]
    repository.write(top, commits, plans.written(SMALL))
    room = repository.opened(top)
    saves.switch(room, worktree.found(top), repository.resolved(room, "01-a"))
    monkeypatch.chdir(top)
    return top
