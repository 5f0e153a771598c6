"""Three trees, merged by git in a repository of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scaffold.core.problem import Problem
from scaffold.outside.merge import git, three
from scaffold.outside.merge.three import Merged
from scaffold.outside.trees import File, Tree

LINES = [f"{number}\n".encode() for number in range(1, 30)]


def file(**changed: bytes) -> File:
    """A text of 29 lines, some of them changed: `_3=b"three"`."""
    lines = [changed.get(f"_{number}", line.rstrip()) + b"\n" for number, line in enumerate(LINES, 1)]
    return File(b"".join(lines))


def merged(base: Tree, ours: Tree, theirs: Tree, attributes: bytes = b"") -> Merged:
    return three.merge(base, ours, theirs, label="templates-2.0.0", attributes=attributes)


def test_edits_of_both_sides_come_together() -> None:
    found = merged({"a": file()}, {"a": file(_3=b"mine")}, {"a": file(_25=b"new")})

    assert [(one.path, one.file, one.added, one.removed) for one in found.changed] == [
        ("a", file(_3=b"mine", _25=b"new"), 1, 1)
    ]
    assert not found.sides


def test_a_conflict_has_markers_with_names_and_all_three_sides() -> None:
    found = merged({"a": file()}, {"a": file(_3=b"mine")}, {"a": file(_3=b"new")})

    content = found.changed[0].file
    assert content
    assert b"<<<<<<< yours\nmine\n=======\nnew\n>>>>>>> templates-2.0.0\n" in content.content
    assert found.sides == {"a": {1: file(), 2: file(_3=b"mine"), 3: file(_3=b"new")}}


def test_a_moved_file_follows() -> None:
    found = merged({"a": file()}, {"b/c": file()}, {"a": file(_3=b"new")})

    assert [(one.path, one.file) for one in found.changed] == [("b/c", file(_3=b"new"))]


def test_a_file_that_the_templates_moved_takes_edits_along() -> None:
    found = merged({"a": file()}, {"a": file(_3=b"mine")}, {"b": file()})

    assert [(one.path, one.source, one.file) for one in found.changed] == [("b", "a", file(_3=b"mine"))]


def test_a_file_that_both_sides_moved_is_told() -> None:
    found = merged({"a": file()}, {"b": file()}, {"c": file()})

    assert found.moved_twice == (("a", "b", "c"),)


def test_both_changed_a_binary_and_ours_stays() -> None:
    found = merged({"a": File(b"\0a")}, {"a": File(b"\0b")}, {"a": File(b"\0c")})

    assert not found.changed
    assert found.sides["a"][3] == File(b"\0c")


def test_the_attributes_of_a_project_count() -> None:
    found = merged({"a": File(b"1\n")}, {"a": File(b"1\n2\n")}, {"a": File(b"1\n3\n")}, b"a merge=union\n")

    assert [one.file for one in found.changed] == [File(b"1\n2\n3\n")]
    assert not found.sides


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        (b"1 # mine\n2\n", b"1\n3\n2\n", b"1 # mine\n3\n2\n"),
        (b"1\n2 # mine\n", b"1\n", b"1\n2 # mine\n"),
        (b"1 # mine\n2\n", b"1\n", b"1 # mine\n"),
        (b"2\n", b"1\n3\n2\n", b"3\n2\n"),
        (b"1\n3\n2\n", b"1 # theirs\n2\n", b"3\n1 # theirs\n2\n"),
        (b"1\n4\n2\n", b"1\n4\n5\n2\n", b"1\n4\n5\n2\n"),
    ],
)
def test_of_a_list_no_line_stays_that_one_side_changed(ours: bytes, theirs: bytes, wanted: bytes) -> None:
    """Git alone keeps both versions of a line beside another one that is new."""
    found = merged({"a": File(b"1\n2\n")}, {"a": File(ours)}, {"a": File(theirs)}, b"a merge=union\n")

    (one,) = found.changed or (None,)
    assert (one.file.content if one and one.file else ours) == wanted
    if one:
        before, after = ours.splitlines(), wanted.splitlines()
        assert one.added == len([line for line in after if line not in before])


def test_the_executable_bit_is_merged() -> None:
    found = merged({"a": file()}, {"a": file(_3=b"mine")}, {"a": File(file().content, executable=True)})

    assert [one.file for one in found.changed] == [File(file(_3=b"mine").content, executable=True)]


@pytest.mark.parametrize("name", ["über uns.txt", 'quo"te', "back\\slash", "a\tb", "a\nb", "-x", "b\udcff", " a "])
def test_odd_names_come_back(name: str) -> None:
    found = merged({name: file()}, {name: file(_3=b"mine")}, {name: file(_25=b"new"), f"{name}2": File(b"")})

    assert [(one.path, one.file) for one in found.changed] == [
        (name, file(_3=b"mine", _25=b"new")),
        (f"{name}2", File(b"")),
    ]


def test_the_environment_of_a_hook_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))

    assert merged({}, {}, {"a": file()}).changed
    assert not (tmp_path / "elsewhere").exists()


def test_an_older_git_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "run", lambda *_, **__: b"git version 2.34.1 (Apple Git-1)\n")

    with pytest.raises(Problem, match=r"git 2\.34\.1 is too old"):
        git.refuse_old(tmp_path)


def test_no_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Problem, match="git is not installed"):
        git.run(tmp_path, "version")


def test_the_difference_is_one_that_git_applies(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(file().content)
    text = three.difference({"a": file()}, {"a": file(_3=b"new"), "b": File(b"b\n")}, colour=False)

    subprocess.run(["git", "apply"], cwd=tmp_path, input=text.encode(), check=True)
    assert (tmp_path / "a").read_bytes() == file(_3=b"new").content
    assert (tmp_path / "b").read_bytes() == b"b\n"
