"""Writes a change into a project so that, whatever happens, the project is as before or as after.

All new contents are put aside in a folder of the project first, with a journal. Then each file is renamed into its
place, and what was there is moved aside. Several projects that are changed together are all as before or all as
after: the first of them that is done decides. A run that is killed meanwhile is tidied up by the next one. What was
replaced is kept afterwards: it is the way back.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scaffold.core.problem import Problem
from scaffold.outside import trees
from scaffold.outside.trees import File

from . import branch, disk, index, kept, place, trouble
from .change import Change
from .hold import Hold, all_held, held, is_held
from .kept import AFTER, ASIDE, DONE, NEW, OLD

WRITTEN, JOURNAL, TAKEN = "written", "journal.json", "taken-back"
VERSION = 2
STAYS = ".before-scaffold"

TAKEN_BACK = "An earlier change was stopped half-way: what it had written was taken back first."
COMPLETE = "An earlier change was stopped after its last file: it counts as made."
IN_ALL = " The same in {}, which it was for as well."


def apply(change: Change, command: str) -> tuple[str, ...]:
    """Makes one change, as `apply_all` does, in a project that nobody holds."""
    with held(change.project, command) as hold:
        return apply_all([(change, command)], [hold])


def apply_all(changes: Sequence[tuple[Change, str]], holds: Sequence[Hold]) -> tuple[str, ...]:
    """Makes all changes or none, each with the command that it is, in projects that are held; says what is to be known.

    Raises Problem when one of the projects changed meanwhile or cannot be written; then none is changed.
    """
    known = {hold.project: hold for hold in holds}
    todo = [(change, command, known[change.project]) for change, command in changes]
    called = uuid.uuid4().hex
    try:
        together = [change.project for change, _ in changes]
        ready = [(_put_aside(change, command, hold, together, called), hold) for change, command, hold in todo]
        with _unstopped():
            moved = _written(ready)
        early = [
            new.path
            for (change, _), (now, _) in zip(changes, ready, strict=True)
            for old, new in zip(change.edits, now.edits, strict=True)
            if old != new
        ]
        return tuple(_saved(path) for path in dict.fromkeys([*early, *moved]))
    finally:
        for *_, hold in todo:
            if not hold.gone and not _state(hold.folder):
                with contextlib.suppress(OSError):
                    hold.clear()


def _written(ready: Sequence[tuple[Change, Hold]]) -> list[str]:
    """Moves all that was put aside into its place, and tells what was saved at that moment.

    The moment that decides is when the first project is done.
    """
    begun: list[Hold] = []
    saved: list[str] = []
    try:
        for change, _ in ready:
            if change.inside and disk.head(change.project) != change.inside.head:
                raise trouble.checked_out(change.project)
        for change, hold in ready:
            inside = change.inside
            (hold.folder / WRITTEN).replace(hold.folder / JOURNAL)
            begun.append(hold)
            # Why git first: it may be busy, and then nothing has to be taken back.
            if inside:
                index.write(inside, _document(hold.folder / JOURNAL)["unmerged"])
            saved += place.put(change, hold.folder)
        (begun[0].folder / JOURNAL).replace(begun[0].folder / DONE)
    except BaseException as error:
        stays = _give_up(begun)
        if isinstance(error, OSError):
            raise trouble.unwritable(ready[max(len(begun) - 1, 0)][0].project, error) from error
        if isinstance(error, Problem) and stays:
            error.fix, error.files = error.fix + _beside(stays), tuple(stays)
        raise
    # Why: the changes are made; the next run does what is left here.
    with contextlib.suppress(OSError, Problem):
        _finish(begun)
    return saved


def _saved(path: str) -> str:
    return f"`{path}` was saved while it was changed: that is in it as well."


def _put_aside(change: Change, command: str, hold: Hold, together: Sequence[Path], called: str) -> Change:
    """Puts the new contents and the journal into the folder of a project; the change with what was saved meanwhile."""
    project, inside, folder = change.project, change.inside, hold.folder
    try:
        (folder / ".gitignore").write_text("*\n")
        for name in (NEW, OLD, AFTER):
            (folder / name).mkdir()
        kept.folder(project, inside).parent.mkdir(parents=True, exist_ok=True)
        entries = {**change.entries, **(index.unmerged(inside, change.sides) if inside else {})}
        journal = {
            "version": VERSION,
            "command": command,
            "id": called,
            "together": [os.path.relpath(one, project) for one in together if one != project],
            "index": index.read(inside, entries) if inside else {},
            "unmerged": entries,
            "conflicts": sorted(change.sides),
            **branch.where(inside),
        }
        change = place.refreshed(change, folder)
        for number, edit in enumerate(change.edits):
            place.write(folder, number, edit, place.mode(project / edit.path))
        edits = [{"path": edit.path, "before": facts(edit.before), "after": facts(edit.after)} for edit in change.edits]
        (folder / WRITTEN).write_text(json.dumps({**journal, "edits": edits}), "utf-8")
    except OSError as error:
        raise trouble.unwritable(project, error) from error
    return change


def facts(file: File | None) -> dict[str, Any] | None:
    """What a journal says of a file."""
    return {"sha256": hashlib.sha256(file.content).hexdigest(), "executable": file.executable} if file else None


def _finish(holds: Sequence[Hold]) -> None:
    """Completes changes of which one is done. Why all first: a way back that is kept tells the others no more."""
    for hold in holds:
        if (hold.folder / JOURNAL).is_file():
            (hold.folder / JOURNAL).replace(hold.folder / DONE)
    for hold in holds:
        back = kept.folder(hold.project, disk.repository(hold.project))
        back.parent.mkdir(parents=True, exist_ok=True)
        kept.keep(hold.folder, back)
        hold.gone = True


def _give_up(holds: Sequence[Hold]) -> list[str]:
    """Takes back what was written so far, and says what stays beside.

    Raises Problem when that fails as well: the next run tries again.
    """
    stays: list[str] = []
    for hold in reversed(holds):
        try:
            if (hold.folder / JOURNAL).is_file():
                stays += _take_back(hold)
        except (OSError, Problem) as error:
            raise trouble.half_way(hold.project, error) from error
    for hold in holds:
        (hold.folder / TAKEN).unlink(missing_ok=True)
    return stays


def made(project: Path, command: str) -> None:
    """Makes a way back for a project that is new in somebody's repository; elsewhere, its folder is all there is to it.

    Never raises for a git that is missing or fails: the project is there.
    """
    with contextlib.suppress(OSError, Problem):
        inside = disk.repository(project)
        if not inside:
            return
        folder = kept.folder(project, inside)
        shutil.rmtree(folder, ignore_errors=True)
        (folder / OLD).mkdir(parents=True)
        edits = [{"path": path, "before": None, "after": facts(file)} for path, file in trees.read(project).items()]
        written = {"version": VERSION, "command": command, "index": {}, "unmerged": {}, "edits": edits}
        (folder / DONE).write_text(json.dumps({**written, **branch.where(inside)}), "utf-8")


def recover(project: Path) -> str:
    """Tidies up after a run that was killed, and says how the project is now; empty when there was none.

    A run that is alive is waited for once it writes.
    """
    folder = project / ASIDE
    if not folder.is_dir() or (not _state(folder) and is_held(project)):
        return ""
    with held(project, "tidying up") as hold:
        return tidied(hold)


def tidied(hold: Hold) -> str:
    """As `recover`, in a project that is held."""
    journal = _journal(hold.folder)
    others = [hold.project / path for path in journal.get("together", ())]
    with _unstopped(), all_held([one.resolve() for one in others if (one / ASIDE).is_dir()], "tidying up") as found:
        holds = [hold, *(one for one in found if _journal(one.folder).get("id") == journal["id"])]
        try:
            said = _tidied(holds)
            return said + IN_ALL.format(", ".join(f"`{one.name}`" for one in others)) * bool(said and others)
        except OSError as error:
            raise trouble.unwritable(hold.project, error) from error


def _tidied(holds: Sequence[Hold]) -> str:
    if any((hold.folder / DONE).is_file() for hold in holds):
        _finish(holds)
        return COMPLETE
    begun = [hold for hold in holds if (hold.folder / JOURNAL).is_file()]
    stays = [path for hold in begun for path in _take_back(hold)]
    for hold in holds:
        hold.clear()
    return TAKEN_BACK + _beside(stays) if begun else ""


def _state(folder: Path) -> str:
    """The file that tells how far a change has come; empty as long as nothing was written."""
    return next((name for name in (DONE, JOURNAL, TAKEN) if (folder / name).is_file()), "")


def _journal(folder: Path) -> dict[str, Any]:
    """What the folder says of its change, however far that has come; empty when that is not even put aside."""
    for name in (DONE, JOURNAL, TAKEN, WRITTEN):
        with contextlib.suppress(OSError, ValueError):
            return _document(folder / name)
    return {}


def _document(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _take_back(hold: Hold) -> list[str]:
    """Restores what was there before; where somebody has written since, that stays, and what was there is beside it."""
    project, folder = hold.project, hold.folder
    journal = _document(folder / JOURNAL)
    now = disk.read(project, [entry["path"] for entry in journal["edits"]])
    stays: list[str] = []
    entries = list(enumerate(journal["edits"]))
    for number, entry in entries:
        if entry["before"] is None and _as_after(folder, number, entry, now.files.get(entry["path"])):
            place.remove(project, entry["path"])
    for number, entry in entries:
        path, old = entry["path"], place.aside(folder, number)
        if entry["before"] is None or path in now.obstacles or not old:
            continue
        there = now.files.get(path)
        if there == place.read(old):
            continue
        if there is None or _as_after(folder, number, entry, there):
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            old.replace(project / path)
        else:
            old.replace(project / (path + STAYS))
            stays.append(path + STAYS)
    if inside := disk.repository(project):
        index.take_back(inside, journal["index"], journal["unmerged"])
    (folder / JOURNAL).replace(folder / TAKEN)
    return stays


def _as_after(folder: Path, number: int, entry: Mapping[str, Any], there: File | None) -> bool:
    after = place.read(folder / AFTER / str(number))
    return there == after if after else facts(there) == entry["after"] != entry["before"]


def _beside(stays: Sequence[str]) -> str:
    names = ", ".join(f"`{path}`" for path in stays)
    return f" Somebody has written there since, and what was there before is {names}." if stays else ""


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
