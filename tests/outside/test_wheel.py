"""What is published: the sdist, and the wheel that is built from it, as an installer does that finds no wheel.

The wheel is installed into an empty environment in a folder without the repository, without a network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from scaffold.outside import trees

ROOT = Path(__file__).parents[2]
# Why: a network namespace of its own has no network at all, not even a slow one.
OFFLINE = ["unshare", "--net", "--map-root-user"]


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        # Why as an attribute: Python up to 3.11.3 does not know the argument, and from 3.12 on asks for it.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder)
    return built("wheel", next(folder.iterdir()), tmp_path_factory.mktemp("built"))


def built(kind: str, source: Path, folder: Path) -> Path:
    program = f"import sys; from hatchling.build import build_{kind} as build; sys.stdout.write(build({str(folder)!r}))"
    ended = subprocess.run([sys.executable, "-c", program], cwd=source, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return folder / ended.stdout


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that has the wheel, and what it needs from this environment."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    zipfile.ZipFile(wheel).extractall(site)
    needed = next(path for path in sys.path if path.endswith("site-packages"))
    for package in Path(needed).iterdir():
        if "scaffold" not in package.name and not Path(site, package.name).exists():
            Path(site, package.name).symlink_to(package)
    return python


def test_the_wheel_holds_the_templates_in_one_file_and_nothing_of_ours_besides(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert "scaffold/data/templates.store" in names
    assert "scaffold/data/templates.lock" in names
    assert not [name for name in names if name.startswith(("templates", "tests"))]
    # The frameworks alone are no templates of a project.
    assert {name for name in names if name.endswith(".jinja")} == {
        "scaffold/outside/live/alone_express.js.jinja",
        "scaffold/outside/live/alone_flask.py.jinja",
    }


def test_pypi_would_take_both(sdist: Path, wheel: Path) -> None:
    command = [sys.executable, "-m", "twine", "check", "--strict", str(sdist), str(wheel)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})

    assert ended.returncode == 0, ended.stdout
    assert ended.stdout.count("PASSED") == 2


@pytest.mark.parametrize(("framework", "recipe"), [("flask", "blog"), ("express", "blog"), ("both", "hello")])
def test_new_works_without_the_repository_and_without_a_network(
    program: Path, tmp_path: Path, framework: str, recipe: str
) -> None:
    words = ("new", "shop", "--framework", framework, "--recipe", recipe, "--no-git")
    command = [str(program), "-m", "scaffold", *words]
    offline = OFFLINE if shutil.which("unshare") and os.name == "posix" else []
    if offline and subprocess.run([*offline, "true"], capture_output=True, check=False).returncode:
        offline = []
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    ended = subprocess.run(
        [*offline, *command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    ours = tmp_path / "ours"
    ours.mkdir()
    subprocess.run([sys.executable, *command[1:]], cwd=ours, check=True, capture_output=True)

    assert trees.read(tmp_path / "shop") == trees.read(ours / "shop")


def test_the_wheel_is_the_one_that_runs(program: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        [program, "-c", "import scaffold; print(scaffold.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert str(ROOT) not in ended.stdout
