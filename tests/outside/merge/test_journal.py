"""Whatever happens while a change is written, the project is as before or as after, and the next run says which."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from outside.merge.projects import ANSWERS, BASE, THEIRS, State, git, state, text

from scaffold.core.plan import CHANGED, CONFLICT, DELETED, MERGED, MOVED, NEW
from scaffold.core.problem import Problem
from scaffold.outside.merge import back, change, disk, hold, journal, kept, place
from scaffold.outside.merge.change import Change, Edit
from scaffold.outside.trees import File

CHANGES = ("os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod")

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


class Disk:
    """Does something before the n-th change that this program makes on the disk below a folder, or from there on."""

    folder = ""
    steps = 0
    at = 0
    lasting = False

    def __init__(self) -> None:
        self.act: Callable[[], None] = lambda: None
        sys.addaudithook(self.hear)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.folder or not self._changes(event, arguments):
            return
        self.steps += 1
        if self.steps == self.at or (self.lasting and self.steps > self.at):
            self.act()

    def _changes(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "subprocess.Popen":
            return "update-index" in arguments[1]
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            return False
        return event in ("open", *CHANGES) and self.folder in str(arguments[0])

    def before(self, at: int, act: Callable[[], None], folder: Path, *, lasting: bool = False) -> None:
        self.folder, self.steps, self.at, self.act, self.lasting = str(folder), 0, at, act, lasting

    def rest(self) -> None:
        self.folder = ""


DISK = Disk()


@dataclass
class Shop:
    """A project in a repository, somebody's work in it, and a change that is to be made."""

    project: Path
    change: Change
    before: State
    after: State
    total: int

    def restore(self) -> None:
        shutil.rmtree(self.project)
        shutil.copytree(self.project.parent / "as-before", self.project, symlinks=True)

    @property
    def now(self) -> State:
        return state(self.project)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    project = tmp_path / "shop"
    for path, file in BASE.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(file.content)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "All")
    (project / "conflict").write_bytes(text(3, b"staged"))
    git(project, "add", "conflict")
    (project / "conflict").write_bytes(text(3, b"yours"))
    (project / "merged").write_bytes(text(20, b"yours"))
    (project / "changed").chmod(0o640)
    git(project, "status")
    shutil.copytree(project, tmp_path / "as-before", symlinks=True)
    worked = change.work_out(project, BASE, THEIRS, answers=ANSWERS, left_alone=lambda _: False, label="theirs")
    assert {step.what for step in worked.steps} == {NEW, CHANGED, MERGED, MOVED, DELETED, CONFLICT}
    before = state(project)
    DISK.before(0, lambda: None, project)
    journal.apply(worked, "update")
    DISK.rest()
    made = Shop(project, worked, before, state(project), DISK.steps)
    made.restore()
    yield made
    DISK.rest()


def append(path: Path, _: bytes) -> None:
    with path.open("ab") as file:
        file.write(b"saved\n")


def swap(path: Path, text: bytes) -> None:
    """As editors do that write beside and rename."""
    path.with_name("swap~").write_bytes(text)
    path.with_name("swap~").replace(path)


def in_a_child(work: Callable[[], object]) -> int:
    """How a copy of this program ends that does this."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed(at: int, shop: Shop, work: Callable[[], object]) -> bool:
    """Does the work in a child that is killed before its n-th change; whether it came so far."""

    def child() -> None:
        DISK.before(at, lambda: os.kill(os.getpid(), signal.SIGKILL), shop.project)
        work()

    return in_a_child(child) == -signal.SIGKILL


def undo(project: Path) -> None:
    found = back.way_back(project)
    assert found
    journal.apply(found.change, found.command)


def test_kill_9_before_each_change_on_the_disk(shop: Shop) -> None:
    said = []
    assert shop.total > 50

    for step in range(1, shop.total + 1):
        shop.restore()
        assert killed(step, shop, lambda: journal.apply(shop.change, "update"))
        said.append(journal.recover(shop.project))
        assert shop.now == (shop.after if said[-1] == journal.COMPLETE else shop.before), step
        if said[-1] == journal.COMPLETE:
            undo(shop.project)
            assert shop.now == shop.before, step

    assert [word for word, last in zip(said, [None, *said], strict=False) if word != last] == [
        "",
        journal.TAKEN_BACK,
        journal.COMPLETE,
    ]


def test_kill_9_where_files_cannot_be_exchanged(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_exchange", lambda: None)
    for step in range(40, shop.total + 1):
        shop.restore()
        killed(step, shop, lambda: journal.apply(shop.change, "update"))
        said = journal.recover(shop.project)
        assert shop.now == (shop.before if said in ("", journal.TAKEN_BACK) else shop.after), step


def test_kill_9_while_an_earlier_kill_is_tidied_up(shop: Shop) -> None:
    """Killed once more before each change that the tidying makes: the run after that tidies up."""
    assert killed(shop.total - 12, shop, lambda: journal.apply(shop.change, "update"))
    shutil.copytree(shop.project, shop.project.parent / "half", symlinks=True)
    step, again = 0, True
    while again:
        step += 1
        shutil.rmtree(shop.project)
        shutil.copytree(shop.project.parent / "half", shop.project, symlinks=True)
        again = killed(step, shop, lambda: journal.recover(shop.project))
        journal.recover(shop.project)
        assert shop.now == shop.before, step

    assert step > 10


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_before_each_change_on_the_disk(shop: Shop, number: signal.Signals) -> None:
    """It is heard before the first file is in its place, or not at all."""
    stopped = []
    handler = signal.signal(number, signal.default_int_handler)
    for step in range(1, shop.total + 1, 3):
        shop.restore()
        DISK.before(step, lambda: os.kill(os.getpid(), number), shop.project)
        try:
            journal.apply(shop.change, "update")
            stopped.append(False)
        except KeyboardInterrupt:
            stopped.append(True)
        DISK.rest()
        assert shop.now == (shop.before if stopped[-1] else shop.after), step
        assert not (shop.project / kept.ASIDE).exists()
    signal.signal(number, handler)

    assert sorted(stopped, reverse=True) == stopped
    assert set(stopped) == {True, False}


@pytest.mark.parametrize("lasting", [False, True])
def test_a_full_disk_before_each_change_on_it(shop: Shop, lasting: bool) -> None:
    """Everything is taken back; when there is no room for that either, the next run does it."""
    said = []

    def full() -> None:
        raise OSError(28, os.strerror(28))

    for step in range(1, shop.total + 1, 2):
        shop.restore()
        DISK.before(step, full, shop.project, lasting=lasting)
        try:
            journal.apply(shop.change, "update")
            said.append("")
        except Problem as problem:
            assert problem.why == "no space left on device"
            said.append(problem.code)
        DISK.rest()
        told = journal.recover(shop.project)
        assert (told == journal.TAKEN_BACK) == (said[-1] == "half-way"), step
        assert shop.now == (shop.before if said[-1] else shop.after), step

    assert set(said) == {"cannot-write", "", *["half-way"] * lasting}


def test_two_at_once(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one says for whom it waits, and touches nothing, however far the first one is."""
    monkeypatch.setenv("SCAFFOLD_WAIT", "0.1")
    for step, written in ((12, False), (shop.total - 12, True)):
        shop.restore()
        child = os.fork()
        if not child:
            DISK.before(step, lambda: os.kill(os.getpid(), signal.SIGSTOP), shop.project)
            journal.apply(shop.change, "update")
            os._exit(0)
        os.waitpid(child, os.WUNTRACED)
        told: list[str] = []
        try:
            with pytest.raises(Problem) as refused, hold.held(shop.project, "set", told.append):
                pass
            if written:
                with pytest.raises(Problem, match="another scaffold is changing `shop`"):
                    journal.recover(shop.project)
            else:
                assert journal.recover(shop.project) == ""
        finally:
            os.kill(child, signal.SIGCONT)
            ended = os.waitpid(child, 0)[1]

        assert told == [f"Waiting for process {child} (`scaffold update`), which is changing `shop`"]
        assert refused.value.why == f"process {child} (`scaffold update`) holds it"
        assert ended == 0
        assert shop.now == shop.after


def test_who_waits_goes_on_when_the_first_is_done(shop: Shop) -> None:
    with hold.held(shop.project, "set"):
        child = os.fork()
        if not child:
            journal.apply(shop.change, "update")
            os._exit(0)
        time.sleep(0.5)
        assert os.waitpid(child, os.WNOHANG) == (0, 0)

    assert os.waitpid(child, 0)[1] == 0
    assert shop.now == shop.after


@pytest.fixture
def pair(shop: Shop) -> list[Shop]:
    """A project, and another one like it that is changed together with it."""
    other = shop.project.with_name("twin") / "shop"
    shutil.copytree(shop.project, other, symlinks=True)
    shutil.copytree(shop.project, other.with_name("as-before"), symlinks=True)
    change = replace(shop.change, project=other, inside=disk.repository(other))
    return [shop, replace(shop, project=other, change=change)]


def both(pair: list[Shop]) -> None:
    with hold.all_held([one.project for one in pair], "update") as holds:
        journal.apply_all([(one.change, "update") for one in pair], holds)


@pytest.mark.long
def test_kill_9_of_a_pair_before_each_change_on_the_disk(pair: list[Shop]) -> None:
    """Both are as before or both as after, whichever is looked at first."""
    ends = set()
    for step in range(1, 2 * pair[0].total, 3):
        for one in pair:
            one.restore()

        def child(step: int = step) -> None:
            DISK.before(step, lambda: os.kill(os.getpid(), signal.SIGKILL), pair[0].project.parent)
            both(pair)

        if in_a_child(child) != -signal.SIGKILL:
            break
        first = pair[step % 2]
        said = journal.recover(first.project)
        assert said.startswith((journal.COMPLETE, journal.TAKEN_BACK)) or not said
        assert not (pair[1 - step % 2].project / kept.ASIDE / journal.JOURNAL).exists()
        journal.recover(pair[1 - step % 2].project)
        afterwards = first.now == first.after
        ends.add(afterwards)
        assert [one.now for one in pair] == [one.after if afterwards else one.before for one in pair], step
        if afterwards:
            undo(first.project)
            assert first.now == first.before, step

    assert ends == {True, False}


def test_a_pair_of_which_one_cannot_be_written_is_as_before(pair: list[Shop]) -> None:
    def full() -> None:
        raise OSError(28, os.strerror(28))

    DISK.before(pair[0].total - 20, full, pair[1].project)
    with pytest.raises(Problem, match="cannot write"):
        both(pair)
    DISK.rest()

    assert [one.now for one in pair] == [one.before for one in pair]
    assert [back.way_back(one.project) for one in pair] == [None, None]


def test_what_somebody_writes_meanwhile_stays(shop: Shop) -> None:
    (shop.project / "changed").write_bytes(b"meanwhile\n")
    before = shop.now

    with pytest.raises(Problem, match="the project changed while this was worked out: `changed`"):
        journal.apply(shop.change, "update")

    assert shop.now == before
    assert not (shop.project / kept.ASIDE).exists()


def test_what_somebody_did_after_a_kill_stays(shop: Shop) -> None:
    """The edit, and what was staged, are newer than what is taken back."""
    assert killed(shop.total - 12, shop, lambda: journal.apply(shop.change, "update"))
    (shop.project / "changed").write_bytes(b"later\n")
    (shop.project / "conflict").write_bytes(b"settled\n")
    git(shop.project, "add", "conflict")

    assert journal.recover(shop.project) == (
        f"{journal.TAKEN_BACK} Somebody has written there since, and what was there before is "
        "`changed.before-scaffold`, `conflict.before-scaffold`."
    )
    assert (shop.project / "changed").read_bytes() == b"later\n"
    assert (shop.project / "changed.before-scaffold").read_bytes() == BASE["changed"].content
    assert (shop.project / "conflict.before-scaffold").read_bytes() == text(3, b"yours")
    assert git(shop.project, "diff", "--cached", "--name-only") == b"conflict\n"
    assert git(shop.project, "show", ":conflict") == b"settled\n"


def test_undo_restores_every_byte_mode_and_entry_and_brings_it_back(shop: Shop) -> None:
    journal.apply(shop.change, "update")
    assert disk.unmerged(shop.project) == ["conflict"]

    undo(shop.project)
    assert shop.now == shop.before
    for _ in range(3):
        undo(shop.project)
        assert shop.now == shop.after
        assert disk.unmerged(shop.project) == ["conflict"]
        undo(shop.project)
        assert shop.now == shop.before


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("save", [lambda path, text: path.write_bytes(text), append, swap])
def test_a_save_before_each_change_on_the_disk_is_not_lost(
    shop: Shop, save: Callable[[Path, bytes], None], exchange: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However an editor saves: it is in the file afterwards, or the change is not made."""
    if not exchange:
        monkeypatch.setattr(place, "_exchange", lambda: None)
    ends = []
    mine = text(20, b"yours").replace(b"line 26\n", b"line 26\nsaved\n")
    for step in range(1, shop.total + 1, 2):
        shop.restore()
        DISK.before(step, lambda: save(shop.project / "merged", mine), shop.project)
        try:
            journal.apply(shop.change, "update")
            ends.append("made")
        except Problem as problem:
            assert problem.code == "changed-meanwhile", problem
            ends.append("refused")
        DISK.rest()
        there = b"".join(path.read_bytes() for path in shop.project.glob("merged*"))
        assert b"saved" in there, step
        assert b"yours" in there, step
        assert (b"theirs" in (shop.project / "changed").read_bytes()) == (ends[-1] == "made")
        assert journal.recover(shop.project) == ""

    assert "made" in ends


def test_a_save_every_25_milliseconds_stops_no_change(shop: Shop) -> None:
    for _ in range(6):
        shop.restore()
        stop = threading.Event()

        def save(stop: threading.Event = stop) -> None:
            number = 0
            while not stop.wait(0.025):
                number += 1
                there = (shop.project / "merged").read_bytes()
                kept = [line for line in there.splitlines(keepends=True) if not line.startswith(b"saved")]
                (shop.project / "merged").write_bytes(b"".join([*kept[:27], b"saved %d\n" % number, *kept[27:]]))

        saver = threading.Thread(target=save)
        saver.start()
        try:
            for again in range(3, -1, -1):
                try:
                    time.sleep(0.1)
                    journal.apply(shop.change, "update")
                    break
                except Problem as problem:
                    assert problem.code == "changed-meanwhile"
                    assert again
        finally:
            stop.set()
            saver.join()
        assert (shop.project / "changed").read_bytes() == shop.after[0]["changed"][1]
        assert b"saved" in (shop.project / "merged").read_bytes()


def test_a_disk_without_second_names_of_files(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(place, "_exchange", lambda: None)
    monkeypatch.setattr(os, "link", refuse)
    journal.apply(shop.change, "update")

    assert shop.now == shop.after
    with pytest.raises(FileExistsError):
        place.move(shop.project / "changed", shop.project / "merged")


def test_what_was_there_stays_beside_a_file_that_somebody_made_in_the_gap(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where files cannot be exchanged, a program may append to one that is away for a moment."""
    taken = place._taken

    def gap(target: Path, old: Path, edit: Edit) -> File | None:
        found = taken(target, old, edit)
        if edit.path == "merged":
            append(target, b"")
        return found

    monkeypatch.setattr(place, "_exchange", lambda: None)
    monkeypatch.setattr(place, "_taken", gap)
    with pytest.raises(Problem) as refused:
        journal.apply(shop.change, "update")

    assert refused.value.files == ("merged.before-scaffold",)
    assert "what was there before is `merged.before-scaffold`" in refused.value.fix
    assert (shop.project / "merged").read_bytes() == b"saved\n"
    assert (shop.project / "merged.before-scaffold").read_bytes() == text(20, b"yours")
    assert (shop.project / "changed").read_bytes() == BASE["changed"].content


def test_entries_of_a_conflict_come_back_where_nothing_was_staged(shop: Shop) -> None:
    git(shop.project, "reset", "-q", "conflict")
    worked = change.work_out(shop.project, BASE, THEIRS, answers=ANSWERS, left_alone=lambda _: False, label="theirs")
    before = shop.now
    journal.apply(worked, "update")
    after = shop.now

    undo(shop.project)
    assert shop.now == before
    undo(shop.project)
    assert shop.now == after
    assert disk.unmerged(shop.project) == ["conflict"]
