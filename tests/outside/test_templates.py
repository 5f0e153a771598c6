"""Which templates there are, and where they are unpacked."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from scaffold.core.problem import Problem
from scaffold.outside import store, templates, trees


def newest(version: str | None = None) -> tuple[str, trees.Tree]:
    templates._read.cache_clear()
    return templates.newest(version)


def test_the_version_of_a_checkout_follows_its_content_and_nothing_else(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = newest()
    (tiny / "shared/LICENSE").touch()
    same, _ = newest()
    (tiny / "shared/LICENSE").write_text("changed")
    changed, _ = newest()

    assert first == same != changed
    assert ".post1.dev0+" in first


def test_another_version_can_be_written_into_the_tree(tiny: Path) -> None:
    name, tree = newest("0.0.0")

    assert name == "0.0.0"
    assert tree[trees.VERSION_FILE].content == b"0.0.0"


def test_without_a_checkout_the_newest_release_is_taken(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, tree = newest("1.0.0")
    monkeypatch.setattr(templates, "checkout", lambda: None)
    monkeypatch.setattr(templates, "DATA", tmp_path / "data")
    with pytest.raises(Problem, match="no templates"):
        templates.newest()
    store.append(tmp_path / "data", "1.0.0", tree)

    assert templates.newest() == ("1.0.0", tree)
    assert templates.newest("0.0.0")[1][trees.VERSION_FILE].content == b"0.0.0"


def test_a_tree_is_unpacked_once(tiny: Path) -> None:
    _, tree = newest()
    with templates.unpacked(tree) as folder:
        assert trees.read(folder) == tree
        inode = folder.stat().st_ino
    with templates.unpacked(tree) as again:
        assert again.stat().st_ino == inode


def test_a_tree_that_is_there_is_read_once_a_run(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, tree = newest()
    for _ in range(2):
        with templates.unpacked(tree) as folder:
            pass
    monkeypatch.setattr(trees, "read", lambda _: pytest.fail("it was read again"))

    with templates.unpacked(tree) as again:
        assert again == folder


@pytest.mark.parametrize("damage", ["gone", "changed", "more"])
def test_a_cache_that_somebody_touched_is_made_again(tiny: Path, damage: str) -> None:
    _, tree = newest()
    with templates.unpacked(tree) as folder:
        file = folder / "flask/LICENSE"
    if damage == "gone":
        file.unlink()
    else:
        (file if damage == "changed" else folder / "flask/more.txt").write_text("x")

    # What a run has read is not read again; this is the next one.
    templates._whole.clear()
    with templates.unpacked(tree) as folder:
        assert trees.read(folder) == tree


def test_without_a_cache_a_temporary_folder_does(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(tmp_path / "file/cache"))
    _, tree = newest()

    with templates.unpacked(tree) as folder:
        assert trees.read(folder) == tree

    assert not folder.exists()


def test_old_trees_are_removed_but_none_that_may_be_in_use(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(tmp_path / "cache"))
    old = tmp_path / "cache/trees"
    for number in range(12):
        folder = old / f"old-{number}"
        folder.mkdir(parents=True)
        os.utime(folder, (number, number))
    (old / "young").mkdir()
    _, tree = newest()

    with templates.unpacked(tree):
        left = {path.name for path in old.iterdir()}

    assert "young" in left
    assert len(left) == templates.KEPT
    shutil.rmtree(tmp_path / "cache")


def test_the_templates_of_this_repository_have_no_name_that_windows_cannot_hold() -> None:
    working = Path(templates.__file__).parents[3] / "templates"
    assert templates.developed(working, "0.0.0")[1]
