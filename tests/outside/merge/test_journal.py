"""Whatever happens while a change is written, the project is as before or as after, and the next run says which."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from outside.merge.projects import ANSWERS, BASE, THEIRS, State, git, state, text

from scaffold.core.plan import CHANGED, CONFLICT, DELETED, MERGED, MOVED, NEW
from scaffold.core.problem import Problem
from scaffold.outside.merge import change, disk, journal
from scaffold.outside.merge.change import Change

CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod")

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
    back = journal.way_back(project)
    assert back
    journal.apply(*back)


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
        assert not (shop.project / journal.ASIDE).exists()
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


def test_two_at_once(shop: Shop) -> None:
    """The second one says so and touches nothing, however far the first one is."""
    for step in (12, shop.total - 12):
        shop.restore()
        child = os.fork()
        if not child:
            DISK.before(step, lambda: os.kill(os.getpid(), signal.SIGSTOP), shop.project)
            journal.apply(shop.change, "update")
            os._exit(0)
        os.waitpid(child, os.WUNTRACED)
        try:
            with pytest.raises(Problem, match="another scaffold"):
                journal.recover(shop.project)
            with pytest.raises(Problem, match="another scaffold"):
                journal.apply(shop.change, "update")
        finally:
            os.kill(child, signal.SIGCONT)
            ended = os.waitpid(child, 0)[1]

        assert ended == 0
        assert shop.now == shop.after


def test_what_somebody_writes_meanwhile_stays(shop: Shop) -> None:
    (shop.project / "changed").write_bytes(b"meanwhile\n")
    before = shop.now

    with pytest.raises(Problem, match="the project changed while this was worked out: `changed`"):
        journal.apply(shop.change, "update")

    assert shop.now == before
    assert not (shop.project / journal.ASIDE).exists()


def test_what_somebody_did_after_a_kill_stays(shop: Shop) -> None:
    """The edit, and what was staged, are newer than what is taken back."""
    assert killed(shop.total - 12, shop, lambda: journal.apply(shop.change, "update"))
    (shop.project / "changed").write_bytes(b"later\n")
    (shop.project / "conflict").write_bytes(b"settled\n")
    git(shop.project, "add", "conflict")

    assert journal.recover(shop.project) == journal.TAKEN_BACK
    assert (shop.project / "changed").read_bytes() == b"later\n"
    assert git(shop.project, "diff", "--cached", "--name-only") == b"conflict\n"
    assert git(shop.project, "show", ":conflict") == b"settled\n"


def test_undo_restores_every_byte_mode_and_entry_and_brings_it_back(shop: Shop) -> None:
    journal.apply(shop.change, "update")
    assert disk.unmerged(shop.project) == ["conflict"]

    undo(shop.project)
    assert shop.now == shop.before
    undo(shop.project)
    assert shop.now[0] == shop.after[0]
