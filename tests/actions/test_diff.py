"""What people made of projects: as a patch, in numbers, of one and of many."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pexpect
import pytest
from conftest import Run, quiet

from scaffold.actions import catalogue, change
from scaffold.outside import trees

PICTURE = b"\x89PNG\0\xff\n\n"


def made(folder: Path, **more: str) -> trees.Tree:
    """A project of the templates as they are now, without a repository."""
    known = catalogue.newest()
    answers = {"framework": "flask", "project_name": "shop", "resources": ["note title:string!"], **more}
    tree = change.rendered(known, change.checked(known, answers))
    folder.mkdir()
    trees.write(tree, folder)
    return tree


def edit(folder: Path) -> None:
    """What a person does: a line, a new file, one deleted, one moved, a picture, and what git never takes."""
    with (folder / "app/__init__.py").open("a") as file:
        file.write("\n# Ours: ü.\n\n \n")
    (folder / "app/own file.py").write_text("OWN = 1\n")
    (folder / "app/logo.png").write_bytes(PICTURE)
    (folder / ".env").write_text("SECRET=1\n")
    (folder / "uv.lock").write_text("version = 1\n")
    (folder / "README.md").unlink()
    (folder / "app/config.py").rename(folder / "app/settings.py")


def kinds(run: Run, *words: str) -> dict[str, str]:
    (project,) = run("diff", "--json", *words).document["projects"]
    return {one["path"]: one["what"] for one in project["files"]}


def test_a_project_that_nobody_touched_has_nothing_to_tell(here: Path, run: Run) -> None:
    made(here / "shop")

    ended = run("diff", "shop", "--exit-code")

    assert (ended.code, ended.out) == (0, "")
    assert ended.err.splitlines()[-1].startswith("shop is what the templates ")


@pytest.mark.parametrize("repository", [False, True])
def test_each_file_that_a_person_changed_is_told(here: Path, run: Run, repository: bool) -> None:
    made(here / "shop")
    if repository:
        quiet("git", "init", "-q", cwd=here / "shop")
    edit(here / "shop")

    assert kinds(run, "shop") == {
        "README.md": "deleted",
        "app/__init__.py": "changed",
        "app/logo.png": "new",
        "app/own file.py": "new",
        "app/settings.py": "moved",
    }
    assert run("diff", "shop", "--json").code == 0
    assert run("diff", "shop", "--json", "--exit-code").code == 1


def test_the_patch_makes_of_a_new_project_what_a_person_has(here: Path, run: Run) -> None:
    tree = made(here / "shop")
    edit(here / "shop")
    patch = run("diff", "shop", "--json").document["patch"]
    again = here / "again"
    again.mkdir()
    trees.write(tree, again)

    subprocess.run(["git", "apply"], cwd=again, input=patch.encode(), check=True)

    for name in (".env", "uv.lock"):
        (here / "shop" / name).unlink()
    assert trees.read(again) == trees.read(here / "shop")


def test_git_shows_the_patch_as_it_is(here: Path, run: Run) -> None:
    made(here / "shop")
    edit(here / "shop")

    out = run("diff", "shop").out

    assert "--- a/app/__init__.py\n+++ b/app/__init__.py\n" in out
    assert "+# Ours: ü.\n" in out
    assert "rename from app/config.py\nrename to app/settings.py\n" in out
    assert "Binary files /dev/null and b/app/logo.png differ" in out


def test_numbers_are_those_of_git(here: Path, run: Run) -> None:
    made(here / "shop")
    edit(here / "shop")

    assert "5 files changed, 5 insertions(+)" in run("diff", "shop", "--stat").out


def test_line_ends_that_a_checkout_turned_are_no_change(here: Path, run: Run) -> None:
    made(here / "shop")
    for path in (here / "shop/app").glob("*.py"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert kinds(run, "shop") == {}


def test_a_link_in_the_place_of_a_file_is_told_and_not_followed(here: Path, run: Run) -> None:
    made(here / "shop")
    (here / "shop/app/config.py").unlink()
    (here / "shop/app/config.py").symlink_to("/etc/passwd")

    ended = run("diff", "shop", "--json").document

    assert ended["projects"][0]["warnings"] == ["`app/config.py`: it is a link"]
    assert (ended["projects"][0]["files"], ended["ok"]) == ([], True)
    assert "root:" not in str(ended)


def test_of_many_projects_it_is_told_what_most_of_them_change(here: Path, run: Run) -> None:
    made(here / "one")
    for name in ("two", "three"):
        shutil.copytree(here / "one", here / name)
    edit(here / "two")
    (here / "three/README.md").unlink()
    (here / "four").mkdir()

    ended = run("diff", "--stat", "one", "two", "three", "four", "two")
    told = run("diff", "--stat", "--json", "one", "two", "three", "four").document

    lines = ended.out.splitlines()
    assert ended.code == 2
    assert lines[0].split()[:2] == ["2", "README.md"]
    assert lines[1].split()[:3] == ["1", "app/__init__.py", "+4"]
    assert "4 projects: 2 with changes of their own, 1 without, 1 failed" in ended.err
    assert "four: `four` is no project of scaffold" in ended.err
    assert told["files"][0] == {"path": "README.md", "projects": 2, "added": 0, "removed": told["files"][0]["removed"]}
    assert [len(one.get("files", ())) for one in told["projects"]] == [0, 5, 1, 0]
    assert told["projects"][3]["problems"][0]["code"] == "no-project"
    assert "patch" not in told


def test_files_of_one_project_are_no_moves_of_another(here: Path, run: Run) -> None:
    made(here / "one")
    shutil.copytree(here / "one", here / "two")
    (here / "one/README.md").unlink()
    shutil.copy(here / "two/README.md", here / "two/OTHER.md")

    out = run("diff", "one", "two").out

    assert out.index("one\n") < out.index("deleted file mode") < out.index("two\n") < out.index("new file mode")


def test_on_a_terminal_git_pages_and_colours_as_a_person_has_it_set(here: Path) -> None:
    made(here / "shop")
    edit(here / "shop")
    config = Path(os.environ["GIT_CONFIG_GLOBAL"]).read_text()
    own = here / "gitconfig"
    own.write_text(f"{config}[core]\n\tpager = sed s/Ours/PAGED/\n")

    def shown(**more: str) -> str:
        around = {**os.environ, "GIT_CONFIG_GLOBAL": str(own), "TERM": "xterm", **more}
        return str(pexpect.run("scaffold diff shop", cwd=str(here), env=around, encoding="utf-8", timeout=60))

    assert "\x1b[32m# PAGED: ü." in shown().replace("\x1b[m", "").replace("+\x1b[32m", "\x1b[32m")
    assert "\x1b[3" not in shown(NO_COLOR="1")
