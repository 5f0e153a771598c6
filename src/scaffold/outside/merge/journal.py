"""Writes a change into a project so that, whatever happens, the project is as before or as after.

All new contents are put aside in a folder of the project first, with what they replace and a journal. Then each file
is renamed into its place. A run that is killed meanwhile is taken back by the next one. What was replaced is kept
afterwards: it is the way back.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import stat
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scaffold.core.plan import KEPT, Step
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.outside import files, trees
from scaffold.outside.trees import File

from . import disk, index, kept, trouble
from .change import Change, Edit
from .disk import Repository
from .kept import BESIDE, DONE, NEW

# Why in the project: only within one file system is a rename one step.
ASIDE = ".scaffold-change"
JOURNAL, OLD = "journal.json", "old"
VERSION = 1

TAKEN_BACK = "An earlier change was stopped half-way: what it had written was taken back first."
COMPLETE = "An earlier change was stopped after its last file: it counts as made."


def apply_all(changes: Sequence[tuple[Change, str]]) -> None:
    """Makes all changes or none, each with the command that it is; what was taken back leaves no way back.

    Raises Problem when one of the projects changed meanwhile or cannot be written; then none is changed.
    """
    done: list[Path] = []
    try:
        for change, command in changes:
            apply(change, command, earlier=True)
            done.append(change.project)
    except BaseException:
        for project in reversed(done):
            _undone(project)
        raise
    for project in done:
        kept.forget_earlier(kept.place(project, disk.repository(project)))


def _undone(project: Path) -> None:
    """Takes back the change that was just made; afterwards `way_back` is what it was before it."""
    recover(project)
    if back := way_back(project):
        apply(*back, earlier=True)
        kept.forget_two(kept.place(project, disk.repository(project)))


def apply(change: Change, command: str, *, earlier: bool = False) -> None:
    """Writes all files of a change, and the conflicts into git's index; the way back before it stays if `earlier`.

    Raises Problem when the project changed meanwhile or cannot be written; then nothing is changed.
    """
    project, inside = change.project, change.inside
    place = kept.place(project, inside)
    with _aside(project) as folder:
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            entries = change.entries or (index.unmerged(inside, change.sides) if inside else {})
            before = index.read(inside, entries) if inside else {}
            journal = {"version": VERSION, "command": command, "index": before, "unmerged": entries}
            _put_aside(folder, change, journal)
        except OSError as error:
            raise trouble.unwritable(project, error) from error
        _refuse_moved(change)
        with _unstopped():
            try:
                (folder / "written").replace(folder / JOURNAL)
                # Why git first: it may be busy, and then nothing has to be taken back.
                if inside:
                    index.write(inside, entries)
                _move(project, folder, change.edits)
                (folder / JOURNAL).replace(folder / DONE)
            except BaseException as error:
                _give_up(project, inside, folder)
                if isinstance(error, OSError):
                    raise trouble.unwritable(project, error) from error
                raise
            # Why: the change is made; the next run moves the way back to its place.
            with contextlib.suppress(OSError):
                kept.keep(folder, place, earlier=earlier)


def made(project: Path, command: str) -> None:
    """Makes a way back for a project that is new in somebody's repository; elsewhere, its folder is all there is to it.

    Never raises for a git that is missing or fails: the project is there.
    """
    with contextlib.suppress(OSError, Problem):
        inside = disk.repository(project)
        if not inside:
            return
        place = kept.place(project, inside)
        shutil.rmtree(place, ignore_errors=True)
        (place / OLD).mkdir(parents=True)
        edits = [{"path": path, "before": None, "after": _facts(file)} for path, file in trees.read(project).items()]
        written = {"version": VERSION, "command": command, "made": True, "index": {}, "unmerged": {}, "edits": edits}
        (place / DONE).write_text(json.dumps(written), "utf-8")


def recover(project: Path) -> str:
    """Tidies up after a run that was killed, and says how the project is now; empty when there was none."""
    if not (project / ASIDE).is_dir():
        return ""
    inside = disk.repository(project)
    with _aside(project, fresh=False) as folder, _unstopped():
        try:
            if (folder / DONE).is_file():
                kept.keep(folder, kept.place(project, inside))
                return COMPLETE
            if (folder / JOURNAL).is_file():
                _take_back(project, inside, folder)
                return TAKEN_BACK
        except OSError as error:
            raise trouble.unwritable(project, error) from error
    return ""


def way_back(project: Path) -> tuple[Change, str] | None:
    """The change that leads back to before the last one, and the command that it takes back; None when there is none.

    It is applied like any other, so that the way back has a way back.
    """
    inside = disk.repository(project)
    folder = kept.place(project, inside)
    if inside and not (folder / DONE).is_file():
        folder = project / BESIDE
    if not (folder / DONE).is_file():
        return None
    journal = json.loads((folder / DONE).read_text("utf-8"))
    found = disk.read(project, [entry["path"] for entry in journal["edits"]])
    edits: list[Edit] = []
    stay: list[Step] = []
    for number, entry in enumerate(journal["edits"]):
        old = folder / OLD / str(number)
        before = found.files.get(entry["path"])
        # Why not what was edited: with the project goes its own undo.
        if "made" in journal and before and _facts(before) != entry["after"]:
            stay.append(Step(entry["path"], KEPT, "you changed it"))
            continue
        after = File(old.read_bytes(), bool(entry["before"]["executable"])) if entry["before"] else None
        edits.append(Edit(entry["path"], before, after, _mode(old)))
    # Why only what is staged: what was committed since is the history now, and a person's own doing.
    staged = index.staged(inside, journal["index"]) if inside else set()
    entries = {path: facts for path, facts in journal["index"].items() if path in staged}
    return Change(project, inside, tuple(stay), tuple(edits), entries=entries), journal["command"]


@contextlib.contextmanager
def _aside(project: Path, *, fresh: bool = True) -> Iterator[Path]:
    """The folder for what is not in its place yet, locked; it is removed unless a way back was made of it."""
    folder = project / ASIDE
    try:
        if fresh:
            folder.mkdir()
        held = files.lock(folder)
    except FileExistsError:
        raise trouble.busy(ASIDE) from None
    except OSError as error:
        raise trouble.unwritable(project, error) from error
    if held is None:
        raise trouble.busy(ASIDE)
    try:
        yield folder
    finally:
        # Why asked: once it was moved away, the next run may have made its own.
        if files.holds(folder, held) and not (folder / JOURNAL).is_file() and not (folder / DONE).is_file():
            shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


@contextlib.contextmanager
def _unstopped() -> Iterator[None]:
    """Takes no notice of Ctrl-C and its like: what has begun to be written is finished in a moment."""
    names = ("SIGINT", "SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ()
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    handlers = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler or signal.SIG_DFL)


def _put_aside(folder: Path, change: Change, journal: dict[str, Any]) -> None:
    (folder / ".gitignore").write_text("*\n")
    for name in (NEW, OLD):
        (folder / name).mkdir()
    for number, edit in enumerate(change.edits):
        there = change.project / edit.path
        if edit.before:
            shutil.copy2(there, folder / OLD / str(number))
        if edit.after:
            _write(folder / NEW / str(number), edit.after, edit.mode or _mode(there))
    edits = [{"path": edit.path, "before": _facts(edit.before), "after": _facts(edit.after)} for edit in change.edits]
    (folder / "written").write_text(json.dumps({**journal, "edits": edits}), "utf-8")


def _mode(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.lstat().st_mode)
    except OSError:
        return None


def _write(path: Path, file: File, mode: int | None) -> None:
    path.write_bytes(file.content)
    usual = mode or stat.S_IMODE(path.stat().st_mode)
    if bool(usual & stat.S_IXUSR) != file.executable:
        # Why: whoever may read a program may run it.
        usual = usual | (usual & 0o444) >> 2 if file.executable else usual & ~0o111
    path.chmod(usual)


def _facts(file: File | None) -> dict[str, Any] | None:
    return {"sha256": hashlib.sha256(file.content).hexdigest(), "executable": file.executable} if file else None


def _refuse_moved(change: Change) -> None:
    now = disk.read(change.project, [edit.path for edit in change.edits])
    if now.obstacles:
        raise Problem(
            code="in-the-way",
            what="cannot write " + ", ".join(f"`{path}`" for path in now.obstacles),
            why="; ".join(sorted(set(now.obstacles.values()))),
            fix="move it away, and run the same command again. Nothing was changed.",
        )
    moved = [edit.path for edit in change.edits if now.files.get(edit.path) != edit.before]
    if moved:
        raise Problem(
            code="changed-meanwhile",
            what="the project changed while this was worked out: " + ", ".join(f"`{path}`" for path in sorted(moved)),
            why="another program wrote to it, and the change was made for what was there before",
            fix="run the same command again. Nothing was changed.",
            exit=OUTSIDE,
        )


def _move(project: Path, folder: Path, edits: Sequence[Edit]) -> None:
    """Puts the files into their places. Why those that go come first: a folder may come where a file was."""
    for edit in edits:
        if edit.after is None:
            _remove(project, edit.path)
    for number, edit in enumerate(edits):
        if edit.after is not None:
            _place(folder / NEW / str(number), project / edit.path)


def _place(new: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    new.replace(target)


def _remove(project: Path, path: str) -> None:
    (project / path).unlink(missing_ok=True)
    _remove_empty(project, path)


def _remove_empty(project: Path, path: str) -> None:
    for parent in (project / path).parents:
        if parent == project:
            return
        try:
            parent.rmdir()
        except OSError:
            return


def _give_up(project: Path, inside: Repository | None, folder: Path) -> None:
    """Takes back what was written so far. Raises Problem when that fails as well: the next run tries again."""
    try:
        if (folder / JOURNAL).is_file():
            _take_back(project, inside, folder)
    except (OSError, Problem) as error:
        raise trouble.half_way(project, error) from error


def _take_back(project: Path, inside: Repository | None, folder: Path) -> None:
    """Restores what was there before, but for a file that somebody has written since."""
    journal = json.loads((folder / JOURNAL).read_text("utf-8"))
    now = disk.read(project, [entry["path"] for entry in journal["edits"]]).files
    written = [
        (number, entry)
        for number, entry in enumerate(journal["edits"])
        if _facts(now.get(entry["path"])) == entry["after"] != entry["before"]
    ]
    for _, entry in written:
        if entry["before"] is None:
            _remove(project, entry["path"])
    for number, entry in written:
        if entry["before"] is not None:
            _place(folder / OLD / str(number), project / entry["path"])
    if inside:
        index.take_back(inside, journal["index"], journal["unmerged"])
    (folder / JOURNAL).replace(folder / "taken-back")
