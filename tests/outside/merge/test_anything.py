"""Whatever people did to a project: a change does what its plan says, loses nothing, and is taken back whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from hypothesis import event, example, given, settings
from hypothesis import strategies as st
from outside.merge.projects import ANSWERS, BASE, THEIRS, State, git, state

from scaffold.core.plan import CHANGED, CONFLICT, DELETED, KEPT, MERGED, MOVED, NEW, Step
from scaffold.outside.merge import back, change, journal

# What the templates have, had or will have, and what is above and below it.
PATHS = sorted({*BASE, *THEIRS, "own", "ünser/own", "new", "new/folder", "lib", "gone", "changed/below", "a\nb"})
MARK = b"<<<<<<< "
Edit = tuple[str, int, int]

# What a line of a person's own does to a text.
WRITTEN: dict[str, Callable[[bytes, bytes], bytes]] = {
    "near": lambda text, line: b"".join([*_lines(text)[:4], line, *_lines(text)[4:]]),
    "far": lambda text, line: b"".join([*_lines(text)[:20], line, *_lines(text)[20:]]),
    "end": lambda text, line: text + line.rstrip(),
    "short": lambda text, line: b"".join([line, *(one for one in _lines(text) if one.startswith(b"mine"))]),
    "crlf": lambda text, line: text if b"\0" in text else text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
}
KINDS = [*WRITTEN, "write", "folder", "delete", "move", "run", "link", "stage", "commit"]
INDEX = st.integers(0, len(PATHS) - 1)


def _lines(text: bytes) -> list[bytes]:
    return text.splitlines(keepends=True)


def edit(project: Path, number: int, edit: Edit) -> None:
    """Does one thing as a person would, if it can be done; what is written is like nothing else."""
    kind, one, other = edit
    path, target = project / PATHS[one], project / PATHS[other]
    line = b"mine %d\n" % number
    if kind == "commit" and (project / ".git").exists():
        git(project, "add", "-A")
        git(project, "commit", "-qm", "Mine", "--allow-empty")
    elif kind in ("write", "folder") and _free(path):
        file = path / "deep/file" if kind == "folder" else path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(line)
    elif path.is_file() and not path.is_symlink() and path != project / ANSWERS:
        _change(project, kind, path, target, line)


def _change(project: Path, kind: str, path: Path, target: Path, line: bytes) -> None:
    if kind in WRITTEN:
        path.write_bytes(WRITTEN[kind](path.read_bytes(), line))
    elif kind == "delete":
        path.unlink()
    elif kind == "move" and _free(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    elif kind == "run":
        path.chmod(path.stat().st_mode ^ 0o111)
    elif kind == "link":
        elsewhere = path.rename(project.parent / line.decode().strip())
        path.symlink_to(elsewhere)
    elif kind == "stage" and (project / ".git").exists():
        git(project, "add", "--", f":(literal){path.relative_to(project)}")


def _free(path: Path) -> bool:
    return not os.path.lexists(path) and all(parent.is_dir() or not os.path.lexists(parent) for parent in path.parents)


def mine(found: State) -> set[bytes]:
    """What people wrote, as far as it is told apart by lines."""
    return {
        line.strip()
        for _, content in found[0].values()
        for line in content.replace(b"\r\n", b"\n").split(b"\n")
        if line.startswith(b"mine ")
    }


def follows(steps: tuple[Step, ...], before: State, after: State) -> Iterator[str]:
    """What a plan says that did not happen, or the other way round."""
    old, new = before[0], after[0]
    touched = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    for path in touched - {one for step in steps for one in (step.path, step.source)}:
        yield f"{path} changed, and no step tells so"
    for path in old.keys() & new.keys():
        if is_crlf(old[path][1]) and not is_crlf(new[path][1]):
            yield f"{path} has other line ends"
    for step in steps:
        was, now, source = step.path in old, step.path in new, step.source
        right = {
            NEW: not was and now,
            CHANGED: was and now and step.path in touched,
            MERGED: was and now and step.path in touched,
            MOVED: now and source in old and source not in new,
            DELETED: was and not now,
            KEPT: step.path not in touched,
            CONFLICT: now,
        }[step.what]
        if step.path not in {*old, *new, *BASE, *THEIRS}:
            yield f"{step} is about a file that nobody has"
        if not right:
            yield f"{step} did not happen"
        if now and (MARK in new[step.path][1]) != bool(step.lines):
            yield f"{step} says otherwise than the markers"


def is_crlf(content: bytes) -> bool:
    return 0 < content.count(b"\n") == content.count(b"\r\n")


def one(*words: str) -> list[Edit]:
    """Edits for an example: `write lib`, `move conflict own`."""
    parts = [word.split() for word in words]
    return [(kind, PATHS.index(path), PATHS.index(rest[0]) if rest else 0) for kind, path, *rest in parts]


@example(one("write lib"), True)
@example(one("folder new/folder/file", "end moved"), True)
@example(one("write lib", "delete changed"), True)
@example(one("crlf merged", "crlf conflict", "near conflict"), False)
@example(one("move moved own", "near own"), True)
@example(one("near moved"), False)
@example(one("end gone/deleted", "delete merged", "link changed"), True)
@example(one("near conflict", "stage conflict", "near conflict"), True)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(done=st.lists(st.tuples(st.sampled_from(KINDS), INDEX, INDEX), max_size=8), repository=st.booleans())
def test_a_change_does_what_it_says_loses_nothing_and_can_be_taken_back(done: list[Edit], repository: bool) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary).resolve() / "shop"
        shutil.copytree(fresh(repository), project)
        for number, one in enumerate(done):
            edit(project, number, one)
        before = state(project)

        worked = change.work_out(project, BASE, THEIRS, answers=ANSWERS, left_alone=lambda _: False, label="theirs")
        assert state(project) == before, "working out changes nothing"
        journal.apply(worked, "update")
        after = state(project)

        assert list(follows(worked.steps, before, after)) == []
        assert mine(before) <= mine(after)
        unmerged = {step.path for step in worked.conflicts}
        assert entries(before, unmerged) == entries(after, unmerged)
        for step in worked.steps:
            event(step.what)

        found = back.way_back(project)
        assert found
        journal.apply(found.change, found.command)
        assert state(project) == before


def entries(found: State, unmerged: set[str]) -> list[bytes]:
    """What the index has of files without conflicts."""
    lines = found[1].split(b"\0")
    return [line for line in lines if line.partition(b"\t")[2].decode() not in unmerged]


FRESH: dict[bool, Path] = {}


def fresh(repository: bool) -> Path:
    """The project as it was made, and committed if it is in a repository."""
    if repository not in FRESH:
        project = FRESH[repository] = Path(tempfile.mkdtemp(prefix="scaffold-anything-"))
        for path, file in BASE.items():
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_bytes(file.content)
        if repository:
            git(project, "init", "-q")
            git(project, "add", "-A")
            git(project, "commit", "-qm", "All")
    return FRESH[repository]
