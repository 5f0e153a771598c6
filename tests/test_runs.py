"""What a run has: before a commit, of what is named, and on CI."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
import runs

TESTS = """\
import pytest

def test_plain(): pass
@pytest.mark.long
def test_long(): pass
@pytest.mark.server
def test_server(): pass
@pytest.fixture
def browser(): pass
def test_browser(browser): pass
@pytest.mark.alone
def test_alone(): pass
def test_skipped(): pytest.skip("nothing here")
@pytest.mark.skipif(True, reason="elsewhere")
def test_elsewhere(): pass
@pytest.mark.xfail
def test_expected(): assert False
"""
INI = """\
[pytest]
testpaths = tests
filterwarnings = ignore
markers =
    long:
    server:
    alone:
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tests").mkdir()
    (tmp_path / "pytest.ini").write_text(INI)
    (tmp_path / "tests" / "test_it.py").write_text(TESTS)
    return tmp_path


def ran(folder: Path, *words: str, **env: str) -> str:
    """What pytest says at the end."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "CI", "SCAFFOLD_RUN"))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "xdist", "-p", "runs", "-p", "no:cacheprovider", "-q", *words],
        cwd=folder,
        # Why none by itself: the plugins that are installed are imported for seconds.
        env={**kept, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(Path(runs.__file__).parent), **env},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("workers", ["0", "2"])
def test_before_a_commit_what_is_left_out_is_told(folder: Path, workers: str) -> None:
    said = ran(folder, "-n", workers)

    assert "2 passed, 2 skipped," in said
    assert "Left out: 2 that need a server or a browser, 1 that take long. Run them too: pytest --whole" in said


def test_the_rest_is_what_was_left_out(folder: Path) -> None:
    assert "3 passed in" in ran(folder, "--rest", "-n", "0").replace(", 5 deselected", "")


@pytest.mark.parametrize("words", [("--whole", "-n", "0"), ("tests",), ("tests/test_it.py",)])
def test_all_runs_where_it_is_asked_for_or_named(folder: Path, words: tuple[str, ...]) -> None:
    said = ran(folder, *words)

    assert "5 passed, 2 skipped, 1 xfailed" in said
    assert "Left out" not in said


def test_of_what_is_named_there_is_a_run_before_a_commit(folder: Path) -> None:
    assert "2 passed, 2 skipped, 3 deselected, 1 xfailed" in ran(folder, "--quick", "tests")


def test_nothing_is_skipped_on_ci(folder: Path) -> None:
    said = ran(folder, "tests", CI="true")

    assert "1 failed, 5 passed, 1 skipped, 1 xfailed" in said
    assert "nothing here" in said


def test_before_a_commit_no_server_is_found(folder: Path) -> None:
    (folder / "tests" / "test_it.py").write_text(
        'import os\ndef test_it(): assert os.environ["SCAFFOLD_MYSQL"].endswith(":1")\n'
    )

    assert "1 passed" in ran(folder, "-n", "0")
    assert "1 failed" in ran(folder, "--whole", "-n", "0", SCAFFOLD_MYSQL="mysql://127.0.0.1:3306")


@pytest.fixture
def order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    monkeypatch.setenv("SCAFFOLD_RUN", str(tmp_path))
    yield []


def test_a_test_that_is_alone_waits_for_the_others_and_they_for_it(order: list[str]) -> None:
    def take(name: str, alone: bool, end: Event) -> None:
        with runs.turn(alone=alone):
            order.append(name)
            end.wait(30)

    ends = [Event() for _ in range(4)]
    threads = [
        Thread(target=take, args=(name, name == "alone", end))
        for name, end in zip(("one", "two", "alone", "after"), ends, strict=True)
    ]
    for thread in threads[:2]:
        thread.start()
    while len(order) < 2:
        threads[0].join(0.01)
    for thread in threads[2:]:
        thread.start()
        thread.join(0.2)
    assert sorted(order) == ["one", "two"], "the two are beside each other, and the others wait"

    for end in ends[:2]:
        end.set()
    while len(order) < 3:
        threads[2].join(0.01)
    threads[3].join(0.2)
    assert order[2:] == ["alone"]

    for end in ends[2:]:
        end.set()
    for thread in threads:
        thread.join(30)
    assert order[3:] == ["after"]


def test_no_test_writes_into_the_repository_whose_hook_runs_it(tmp_path: Path) -> None:
    asked = "import conftest, os, shutil; print(sorted(n for n in os.environ if n[:4] == 'GIT_'), shutil.which('ruff'))"
    path = os.pathsep.join([str(Path(runs.__file__).parent), *sys.path])
    env = {"PATH": "/usr/bin", "PYTHONPATH": path, "GIT_DIR": str(tmp_path), "GIT_INDEX_FILE": str(tmp_path / "index")}

    said = subprocess.check_output([sys.executable, "-c", asked], cwd=tmp_path, env=env, text=True)

    programs = Path(sys.executable).parent
    assert said == f"['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_NOSYSTEM'] {programs / 'ruff'}\n"
