"""The name of a folder is data: never a pattern, a format or a word of a shell."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import Run, quiet

ODD = (
    "50% off %s %%",
    "[2026] [a-z]*",
    "{a,b} {{c}} [[ d ]]",
    "!(x) +(y) ?",
    "$HOME `id` ; #",
    "-rf",
    "ü 💚 'x' \"y\"",
)


@pytest.mark.parametrize("outside", [True, False])
@pytest.mark.parametrize("odd", ODD)
def test_a_project_in_it_is_made_and_changed_like_any_other(
    tiny: Path, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch, odd: str, outside: bool
) -> None:
    """In a repository of its own, and as a part of one whose top has the odd name."""
    place = here / odd
    place.mkdir()
    if outside:
        quiet("git", "init", "-q", cwd=place)
    monkeypatch.chdir(place)
    assert run("new", "app", "--framework", "flask").code == 0
    if outside:
        quiet("git", "add", "-A", cwd=place)
        quiet("git", "commit", "-qm", "First", cwd=place)
    edited = place / "app/plain/07.txt"
    edited.write_text("Ours.\n" + edited.read_text())

    assert run("add", "resource", "tag name:string!", "-C", "app").code == 0
    assert (place / "app/app/tag.py").exists()
    assert run("set", "docs=off", "-C", "app").code == 0
    assert not (place / "app/docs.md").exists()
    assert run("undo", "-C", "app").code == 0
    assert (place / "app/docs.md").exists()
    with (tiny / "shared/plain/07.txt").open("a") as newer:
        newer.write("newer\n")
    assert run("update", "app").code == 0
    assert edited.read_text() == "Ours.\n" + "7\n" * 50 + "newer\n"
    status = run("status", "-C", "app", "--json").document["projects"][0]
    assert (status["edited"], status["conflicts"]) == (["plain/07.txt"], [])
    assert run("rename", "resource", "tag", "label", "-C", "app").code == 0
    assert run("doctor", "-C", "app").code in (0, 1)


@pytest.mark.parametrize("odd", ODD)
def test_templates_and_answers_in_it_are_found(tiny: Path, here: Path, run: Run, odd: str) -> None:
    (here / odd).mkdir()
    (here / odd / "own.yml").write_text("database: postgresql\n")

    made = run("new", f"./{odd}/app", "--framework", "flask", "--answers", f"./{odd}/own.yml", "--json")

    assert made.code == 0, made.out
    assert made.document["answers"]["database"] == "postgresql"
    told = made.document["next"][0]
    assert subprocess.run(["bash", "-c", f"{told} && pwd"], capture_output=True, text=True, check=True).stdout == (
        f"{here / odd / 'app'}\n"
    )
    told = run("set", "docs=off", "-C", f"./{odd}/app", "--json").document["next"][0]
    assert subprocess.run(["bash", "-c", f"{told} && pwd"], capture_output=True, text=True, check=True).stdout == (
        f"{here / odd / 'app'}\n"
    )
