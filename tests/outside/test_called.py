"""What is printed to be typed next starts this program where it is typed."""

from __future__ import annotations

import json
import os
import sys
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import Run

from scaffold.outside import called

# What uv sets for all that it starts, and for `uv run` besides.
UVX = {"UV": "/bin/uv"}
UV_RUN = {**UVX, "UV_RUN_RECURSION_DEPTH": "1"}


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program of an environment that is not on PATH."""
    made = tmp_path / "an environment/bin/scaffold"
    made.parent.mkdir(parents=True)
    made.write_text("#!/bin/sh\n")
    made.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(made)])
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for name in UV_RUN:
        monkeypatch.delenv(name, raising=False)
    return made


def test_a_program_on_path_is_called_by_its_name(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"/nowhere{os.pathsep}{program.parent}")

    assert called.words() == "scaffold"


def test_so_is_one_that_a_link_on_path_leads_to(program: Path, tmp_path: Path) -> None:
    """As `uv tool install` and pipx do it."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/scaffold").symlink_to(program)

    assert called.words() == "scaffold"


def test_one_that_is_not_on_path_is_called_by_its_path(program: Path) -> None:
    assert called.words() == f"'{program}'"


def test_another_one_of_that_name_is_not_this_one(program: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/scaffold").write_text("#!/bin/sh\n")
    (tmp_path / "bin/scaffold").chmod(0o755)

    assert called.words() == f"'{program}'"


def test_what_uv_put_on_path_for_one_run_is_gone_after_it(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in UV_RUN.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/usr/bin")
    assert called.words() == f"'{program}'"

    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/usr/bin{os.pathsep}{program.parent}")
    assert called.words() == "scaffold"


@pytest.mark.parametrize(
    ("told", "source"),
    [
        (None, "scaffold-flask-express"),
        ({"url": "file:///src/our%20scaffold", "dir_info": {}}, "'/src/our scaffold'"),
        ({"url": "https://git.example/s", "vcs_info": {"vcs": "git", "commit_id": "1f"}}, "git+https://git.example/s"),
        (
            {"url": "https://git.example/s", "vcs_info": {"vcs": "git", "requested_revision": "v1", "commit_id": "1f"}},
            "git+https://git.example/s@v1",
        ),
        ({"url": "https://files.example/s.whl", "archive_info": {}}, "https://files.example/s.whl"),
    ],
)
def test_uvx_is_told_what_to_run_again(
    told: dict[str, object] | None, source: str, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in UVX.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/usr/bin")
    text = None if told is None else json.dumps(told)
    monkeypatch.setattr(metadata, "distribution", lambda _: SimpleNamespace(read_text=lambda _: text))

    assert called.words() == f"uvx --from {source} scaffold"


def test_all_that_is_printed_to_be_typed_has_it(program: Path, run: Run, tiny: Path, here: Path) -> None:
    told = run("new", "pair", "--framework", "both", "--no-git").err

    assert f"\n  '{program}' start\n" in told
    assert f"\n  '{program}' new pair --framework both" in told
    assert "\n  scaffold " not in told


def test_the_distribution_is_this_one() -> None:
    assert metadata.distribution(called.DISTRIBUTION).entry_points["scaffold"].value == "scaffold.cli:main"
