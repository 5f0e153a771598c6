"""Whatever happens to the program while it works, there is the whole project or nothing that can be seen."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Run, command

from scaffold.outside import files

KILLS = 30
WORDS = ("new", "a/shop", "--framework", "both", "--no-git", "--yes")


def whole(here: Path, template: Path) -> set[str]:
    subprocess.run(command(template, *WORDS), cwd=here, check=True, capture_output=True)
    found = {path.relative_to(here / "a/shop").as_posix() for path in (here / "a/shop").rglob("*")}
    subprocess.run(["rm", "-r", here / "a"], check=True)
    return found


def seen(here: Path) -> set[str]:
    """What a person sees: everything below that is not hidden by our own name."""
    if not (here / "a").exists():
        return set()
    return {path.name for path in (here / "a").iterdir() if not path.name.startswith(files.PREFIX)}


@pytest.mark.long
def test_kill_9_leaves_nothing_visible_or_the_whole_project(here: Path, tiny: Path) -> None:
    """Each run lives a little longer, until one ends by itself: the machine may be slower than it just was."""
    expected = whole(here, tiny)
    started = time.monotonic()
    whole(here, tiny)
    seconds = time.monotonic() - started
    moment, killed = 0.3 * seconds, True
    while killed:
        moment += 0.8 * seconds / KILLS
        process = subprocess.Popen(
            command(tiny, *WORDS), cwd=here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(moment)
            killed = False
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert seen(here) <= {"shop"}
        assert killed or seen(here)
        if seen(here):
            assert {path.relative_to(here / "a/shop").as_posix() for path in (here / "a/shop").rglob("*")} == expected
            subprocess.run(["rm", "-r", here / "a/shop"], check=True)

    subprocess.run(command(tiny, *WORDS), cwd=here, check=True, capture_output=True)
    assert [path.name for path in (here / "a").iterdir()] == ["shop"], "leftovers are swept by the next run"


STEPS = """
import atexit, os, signal, sys
step = int(sys.argv.pop(1))
steps = 0
atexit.register(lambda: sys.stdout.write(f"{steps}"))
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod")
def count(event, arguments):
    global steps
    opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if (opened or event in CHANGES) and HERE in str(arguments[0]) or event == "fcntl.flock":
        steps += 1
        if steps == step: os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
"""


@pytest.mark.long
def test_kill_9_before_each_change_on_the_disk(here: Path, tiny: Path) -> None:
    """Exactly before the n-th change: the first ones, the last ones around the rename, and some between."""
    expected = whole(here, tiny)

    def start(step: int) -> subprocess.CompletedProcess[str]:
        program = f"HERE = {str(here)!r}\n{STEPS}\n{command(tiny)[2]}"
        return subprocess.run(
            [sys.executable, "-c", program, f"{step}", *WORDS], cwd=here, capture_output=True, text=True, check=False
        )

    total = int(start(0).stdout)
    subprocess.run(["rm", "-r", here / "a"], check=True)
    middle = random.Random(2).sample(range(9, total - 8), KILLS - 16)
    outcomes = []
    for step in (*range(1, 9), *sorted(middle), *range(total - 7, total + 1)):
        assert start(step).returncode == -signal.SIGKILL
        assert seen(here) <= {"shop"}
        there = {path.relative_to(here / "a/shop").as_posix() for path in (here / "a/shop").rglob("*")}
        assert there in (set(), expected), step
        outcomes.append(bool(there))
        subprocess.run(["rm", "-rf", here / "a"], check=True)

    assert set(outcomes) == {True, False}, "the moments reach from before the rename to after it"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing_at_all(here: Path, tiny: Path, number: signal.Signals) -> None:
    (tiny / "flask/slow.txt.jinja").write_text(
        "[% for i in range(99999) %][% for j in range(9999) %][% endfor %][% endfor %]"
    )
    process = subprocess.Popen(
        command(tiny, *WORDS), cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    for _ in range(200):
        if list(here.glob("a/.scaffold-*/shop/express/LICENSE")) or list(here.glob("a/.scaffold-*/shop/flask/LICENSE")):
            break
        time.sleep(0.05)
    else:
        pytest.fail("the program never began")

    process.send_signal(number)
    _, err = process.communicate(timeout=20)

    assert process.returncode == (130 if number == signal.SIGINT else 128 + number)
    assert list(here.iterdir()) == []
    assert "Traceback" not in err
    if number == signal.SIGINT:
        assert "Nothing was created." in err


@pytest.mark.parametrize("at", [1, 5, 20, 60])
def test_a_full_disk_leaves_nothing(run: Run, here: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """The n-th file that Copier writes finds no room."""
    written = 0
    original = Path.write_bytes

    def write_bytes(path: Path, content: bytes) -> int:
        nonlocal written
        written += files.PREFIX in str(path)
        if written == at:
            raise OSError(28, os.strerror(28))
        return original(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)

    ran = run("new", "a/shop", "--framework", "both")

    assert ran.code == 3
    assert "no space left on device" in ran.err
    assert "Nothing was written." in ran.err
    assert list(here.iterdir()) == []


def test_two_runs_at_once_give_one_project(here: Path, tiny: Path) -> None:
    words = ("new", "shop", "--framework", "flask", "--no-git")
    processes = [
        subprocess.Popen(command(tiny, *words), cwd=here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(3)
    ]

    codes = sorted(process.wait() for process in processes)

    assert codes[0] == 0
    assert set(codes[1:]) <= {2, 3}
    assert [path.name for path in here.iterdir()] == ["shop"]
