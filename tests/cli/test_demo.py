"""`scaffold demo`: from nothing to both apps, again with the pair that is there, and nothing left when it cannot be."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run, command
from served import KEYS, left, program, serving

from scaffold.actions import demo
from scaffold.core.problem import Problem
from scaffold.outside import commands
from scaffold.outside.live.apps import free_port

UV = """\
#!/bin/sh
echo "$@" >> {home}/uv-asked
{more}
mkdir -p .venv/bin && cp {home}/bin/flask .venv/bin/flask
"""
NPM = """\
#!/bin/sh
case "$1" in
install) sleep 0.3 && mkdir -p node_modules && touch node_modules/.package-lock.json ;;
*) exec {home}/bin/app "$@" ;;
esac
"""
NODE = """\
#!/bin/sh
case "$1" in
--version) echo v{version}.1.0 ;;
*) echo "{version}.1.0 {home}/bin/node" ;;
esac
"""


def tool(home: Path, name: str, text: str) -> None:
    file = home / "bin" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)


@pytest.fixture
def home(tiny: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on a machine where installing takes no time."""
    for name in ("flask/wsgi.py", "express/src/server.ts"):
        (tiny / name).parent.mkdir(parents=True, exist_ok=True)
        (tiny / name).write_text("")
    program(here / "made/pair", "flask")
    program(here / "made/pair", "express")
    tool(here, "flask", (here / "made/pair/flask/.venv/bin/flask").read_text())
    tool(here, "app", (here / "made/bin/npm").read_text())
    tool(here, "uv", UV.format(home=here, more=""))
    tool(here, "npm", NPM.format(home=here))
    tool(here, "node", NODE.format(home=here, version=24))
    for key in KEYS.values():
        monkeypatch.setenv(key, str(free_port()))
    monkeypatch.setenv("PATH", f"{here}/bin{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.delenv("SCAFFOLD_OFFLINE", raising=False)
    yield here
    for name in ("demo-blog", "own-name"):
        assert not left(here / name)


def words(tiny: Path, *more: str) -> list[str]:
    return command(tiny, "demo", "blog", "--no-open", *more)


def test_it_makes_a_pair_keeps_it_and_goes_on_with_it(home: Path, tiny: Path) -> None:
    with serving(words(tiny)) as found:
        for side in ("flask", "express"):
            found.until(kind="side", side=side, state="up")
        assert found.fire("GET", "/which")["label"] == "200 against 404"
    assert re.search(r"^Made demo-blog, which stays there, in \d+ s$", found.told, re.M)
    assert "installing" in found.told and "\x1b" not in found.told
    assert (home / "demo-blog/flask/.copier-answers.yml").is_file()
    assert (home / "uv-asked").read_text().split("\n")[:1] == ["sync --quiet --offline"]

    (home / "demo-blog/flask/mine.py").write_text("mine")
    with serving(words(tiny)) as found:
        found.until(kind="side", side="flask", state="up")
    assert "demo-blog is there already" in found.told
    assert (home / "demo-blog/flask/mine.py").read_text() == "mine"
    assert len((home / "uv-asked").read_text().splitlines()) == 1


def test_what_is_not_in_the_caches_is_fetched(home: Path, tiny: Path) -> None:
    tool(home, "uv", UV.format(home=home, more='case "$*" in *--offline*) exit 2 ;; esac'))
    with serving(words(tiny, "--folder", "own-name")) as found:
        found.until(kind="side", side="flask", state="up")
    assert (home / "uv-asked").read_text().splitlines() == ["sync --quiet --offline", "sync --quiet"]
    assert (home / "own-name/.demo-ready").is_file()


def failed(home: Path, tiny: Path, *more: str) -> str:
    before = [one for one in sorted(home.iterdir()) if one.name != "uv-asked"]
    ended = subprocess.run(words(tiny, *more), capture_output=True, text=True, timeout=120, check=False)

    assert ended.returncode in (2, 3), ended.stderr
    assert "Traceback" not in ended.stderr
    assert [one for one in sorted(home.iterdir()) if one.name != "uv-asked"] == before
    return ended.stderr


def test_without_a_network_it_says_so_and_leaves_nothing(home: Path, tiny: Path) -> None:
    tool(home, "uv", UV.format(home=home, more='echo "Failed to fetch: no route to host" >&2; exit 2'))
    told = failed(home, tiny)

    assert "the Flask side cannot be prepared" in told
    assert "`uv sync`: Failed to fetch: no route to host" in told
    assert "Nothing is left" in told


def test_a_pair_that_was_there_stays_when_it_fails(home: Path, tiny: Path) -> None:
    with serving(words(tiny)):
        pass
    (home / "demo-blog/.demo-ready").rename(home / "demo-blog/.demo-begun")
    (home / "demo-blog/flask/.venv/bin/flask").unlink()
    tool(home, "uv", UV.format(home=home, more="exit 2"))

    assert "The pair is there" in failed(home, tiny)
    assert (home / "demo-blog/flask/wsgi.py").is_file()


def test_a_pair_that_is_no_demo_or_one_of_another_recipe_is_left_alone(home: Path, tiny: Path, run: Run) -> None:
    assert run("new", "demo-blog", "--framework", "both", "--no-git").code == 0
    assert "something else is there" in failed(home, tiny)
    assert not (home / "uv-asked").exists()

    (home / "demo-blog/.demo-ready").write_text("shop")
    assert "it is the demo `shop`" in failed(home, tiny)
    assert not (home / "uv-asked").exists() and not (home / "demo-blog/express/node_modules").exists()


def test_something_else_of_that_name_is_left_alone(home: Path, tiny: Path) -> None:
    (home / "demo-blog").mkdir()
    (home / "demo-blog/mine").write_text("mine")

    assert "`demo-blog` is no pair of the demo `blog`" in failed(home, tiny).replace(f"{home}/", "")
    assert (home / "demo-blog/mine").read_text() == "mine"


def test_without_node_or_uv_it_says_what_to_install(home: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "bin/uv").unlink()
    if not commands.find("uv"):
        assert "pip install uv" in failed(home, tiny)
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    tool(home, "node", NODE.format(home=home, version=20))
    with pytest.raises(Problem) as problem:
        demo.with_node()
    assert "pip install" in problem.value.fix and problem.value.code == "no-node"


def test_an_old_node_gives_way_to_that_of_the_extra(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(home, "node", NODE.format(home=home, version=20))
    extra = home / "extra"
    tool(extra, "node", NODE.format(home=extra, version=24))
    monkeypatch.setattr("sys.executable", str(extra / "bin/python"))
    demo.with_node()

    assert os.environ["PATH"].split(os.pathsep)[0] == str(extra / "bin")


def test_an_unknown_recipe_is_told(home: Path, tiny: Path) -> None:
    told = subprocess.run(command(tiny, "demo", "blgo"), capture_output=True, text=True, timeout=60, check=False)

    assert told.returncode == 2
    assert "there is no recipe `blgo`" in told.stderr
    assert not (home / "demo-blgo").exists()


def test_a_folder_that_cannot_be_written_is_told(home: Path, tiny: Path) -> None:
    assert "cannot create `/proc/demo`" in failed(home, tiny, "--folder", "/proc/demo")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_whoever_stops_it_while_it_installs_finds_nothing_left(home: Path, tiny: Path, number: signal.Signals) -> None:
    tool(home, "uv", UV.format(home=home, more="sleep 300"))
    process = subprocess.Popen(words(tiny), stderr=subprocess.PIPE, text=True, start_new_session=True)
    end = time.monotonic() + 60
    while not (home / "uv-asked").exists() and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(number)
    _, told = process.communicate(timeout=60)

    assert "Traceback" not in told
    assert not (home / "demo-blog").exists()
    assert not [one for one in home.iterdir() if one.name.startswith(".")]


def test_whoever_kills_it_while_it_installs_goes_on_the_next_time(home: Path, tiny: Path) -> None:
    tool(home, "uv", UV.format(home=home, more="sleep 300"))
    process = subprocess.Popen(words(tiny), stderr=subprocess.DEVNULL, start_new_session=True)
    end = time.monotonic() + 60
    while not (home / "uv-asked").exists() and time.monotonic() < end:
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert not left(home / "demo-blog")

    tool(home, "uv", UV.format(home=home, more=""))
    with serving(words(tiny)) as found:
        found.until(kind="side", side="flask", state="up")
    assert (home / "demo-blog/.demo-ready").is_file()
