"""Template trees: what is read, what is refused, how the shared files are laid below each framework."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.core.problem import Problem
from scaffold.outside import trees
from scaffold.outside.trees import File


def test_shared_files_are_laid_below_each_framework_and_its_own_win() -> None:
    tree = {"shared/a": File(b"shared"), "flask/a": File(b"flask"), "copier.yml": File(b""), "concepts/x": File(b"")}

    flat = trees.flatten(tree, "1.2.0")

    assert flat["flask/a"].content == b"flask"
    assert flat["express/a"].content == b"shared"
    assert flat["partials/version.jinja"].content == b"1.2.0"
    assert set(flat) == {"concepts/x", "copier.yml", "express/a", "flask/a", "partials/version.jinja"}
    assert trees.flatten(flat, "1.2.0") == flat


def test_a_plain_file_with_markers_is_rendered() -> None:
    marked = File(b"[# concept a.b #]\n  [# (1) #]\nx\n[# /concept #]\n", executable=True)
    plain = File(b"'[# concept a.b #]'\nmatrix[# (1) #]\n")
    tree = {"shared/run": File(b"shared"), "flask/run": marked, "shared/a.py": marked, "flask/a.py": plain}

    flat = dict(trees.flatten({**tree, "flask/b.py.jinja": marked, "docs/c": marked}, "1.2.0"))

    assert flat.pop(trees.VERSION_FILE)
    assert flat == {
        "flask/run.jinja": marked,
        "express/run": File(b"shared"),
        "flask/a.py": plain,
        "express/a.py.jinja": marked,
        "flask/b.py.jinja": marked,
        "docs/c": marked,
    }
    assert trees.flatten(flat, "1.2.0") == {**flat, trees.VERSION_FILE: File(b"1.2.0")}


@pytest.mark.parametrize(
    "path",
    [
        "flask/a:b",
        'flask/"a"',
        "flask/a|b",
        "flask/a\\b",
        "flask/con.txt",
        "flask/AUX",
        "flask/a.",
        "flask/a /b",
        "flask/x?",
    ],
)
def test_a_name_that_windows_cannot_hold_is_refused(path: str) -> None:
    with pytest.raises(Problem, match="the template has"):
        trees.flatten({path: File(b"")}, "1")


def test_two_names_that_differ_only_in_case_are_refused() -> None:
    with pytest.raises(Problem, match="the template has"):
        trees.flatten({"flask/Readme": File(b""), "shared/README": File(b"")}, "1")


@pytest.mark.parametrize("target", ["a.txt", "folder", "nowhere"])
def test_a_symbolic_link_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(target)

    with pytest.raises(Problem, match="link"):
        trees.read(tmp_path)


def test_what_is_written_is_what_was_read(tmp_path: Path) -> None:
    tree = {"a/b.txt": File(b"\r\n\0"), "run": File(b"#!", executable=True)}

    trees.write(tree, tmp_path / "out")

    assert trees.read(tmp_path / "out") == tree
    assert trees.digest(trees.read(tmp_path / "out")) == trees.digest(tree)


def test_the_digest_sees_content_mode_and_path() -> None:
    digests = {
        trees.digest({"a": File(b"1")}),
        trees.digest({"a": File(b"2")}),
        trees.digest({"b": File(b"1")}),
        trees.digest({"a": File(b"1", executable=True)}),
    }
    assert len(digests) == 4


def test_caches_are_not_part_of_a_template(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.pyc").write_bytes(b"")
    (tmp_path / "a.py").write_text("")

    assert list(trees.read(tmp_path)) == ["a.py"]
