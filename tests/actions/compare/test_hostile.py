"""`scaffold compare` on folders that hold anything: it ends, with a page that runs nothing of it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[3] / "examples"
SCRIPT = "</script><script>document.title='run'</script>"
MARKUP = '"><img src=x onerror=document.title=1>'
NAMES = (f"{MARKUP}.py", "a\nb.py", "\x1b]0;x\x07.py", "\udcff\udcfe.py", "\u202egnp.py", "__proto__.py", "constructor")


STRANGERS = {"flask/requirements.txt": "flask\n", "express/package.json": '{"dependencies": {"express": "5"}}'}


@pytest.fixture(params=["made by scaffold", "made by others"])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Two projects full of what nobody would write, below one folder."""
    pair = tmp_path / "pair"
    if request.param == "made by scaffold":
        shutil.copytree(EXAMPLES / "starter", pair)
    else:
        for path, text in STRANGERS.items():
            (pair / path).parent.mkdir(parents=True)
            (pair / path).write_text(text)
    for side, inner in (("flask", "app"), ("express", "src")):
        fill(pair / side, pair / side / inner)
    return pair


def fill(project: Path, inner: Path) -> None:
    (inner / "<").mkdir(parents=True)
    (inner / "<" / "script>.py").write_text(f"x = '''{SCRIPT}'''\n<!-- <script> ]]> \\u003c ${{x}} {{{{ 7 * 7 }}}}\n")
    for name in NAMES:
        (inner / name).write_text("x = 1\n")
    contents: dict[str, bytes] = {
        "big.py": b"x = 1\n" * 1_700_000,
        "big.ts": b"x = 1\n" * 1_700_000,
        "deep.py": b"(" * 60_000,
        "deep.ts": b"a<b>(\n" * 20_000,
        "logo.png": b"\x89PNG\0\0",
        "broken.py": b"# caf\xe9 au lait in the morning\n" * 20,
        "line.js": b"x" * 200_000,
        "uv.lock": b"package = 3",
        "package-lock.json": b"[" * 10_000,
        ".env": b"KEY=hunter2",
        ".gitignore": b"*a*a*a*a*a*a*a*a*b\n" + b"a" * 100_000,
    }
    for name, content in contents.items():
        (project / name).write_bytes(content)
        (inner / name).write_bytes(content)
    for number in range(1_200):
        (inner / f"z{number:04}.py").write_text("def f(): ...\n")
    (project / "loop").symlink_to(project)
    (inner / "passwd.py").symlink_to("/etc/passwd")
    (inner / "self.ts").symlink_to("self.ts")
    for name in ("pipe.py", "pipe.ts", "README.md", "requirements-x.txt"):
        os.mkfifo(inner / name)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(project / "s"))


def compared(pair: Path, *words: str) -> str:
    program = [sys.executable, "-m", "scaffold", "compare", str(pair / "flask"), str(pair / "express"), *words]
    return subprocess.run(program, capture_output=True, text=True, timeout=240, check=True).stdout


def test_the_data_of_hostile_projects(pair: Path) -> None:
    text = compared(pair, "--json")

    assert "hunter2" not in text
    assert "root:" not in text
    assert any("more files of the Flask project" in note for note in json.loads(text)["notes"])


def test_the_page_of_hostile_projects_has_no_script_of_theirs(pair: Path, tmp_path: Path) -> None:
    compared(pair, "--out", str(tmp_path / "page.html"), "--no-open")
    html = (tmp_path / "page.html").read_text()
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    allowed = [b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]

    assert len(scripts) == html.count("<script>") >= 1
    assert all(f"sha256-{digest}" in html for digest in allowed)
    for text in (SCRIPT, MARKUP, "hunter2", "onerror"):
        assert text not in html
