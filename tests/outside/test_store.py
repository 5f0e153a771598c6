"""The store of template releases: append-only, checked against its lock."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from scaffold.core.problem import Problem
from scaffold.outside import release, store, templates
from scaffold.outside.trees import File

ONE = {"a.txt": File(b"one"), "b.txt": File(b"b")}
TWO = {"a.txt": File(b"two"), "c.txt": File(b"c", executable=True)}


def test_a_store_that_is_not_there_has_no_releases(tmp_path: Path) -> None:
    assert store.versions(tmp_path) == ()


def test_every_release_comes_back_as_it_went_in(tmp_path: Path) -> None:
    store.append(tmp_path, "1.0.0", ONE)
    store.append(tmp_path, "1.1.0", TWO)
    store.append(tmp_path, "2.0.0", ONE)

    assert store.versions(tmp_path) == ("1.0.0", "1.1.0", "2.0.0")
    assert [store.tree(tmp_path, name) for name in store.versions(tmp_path)] == [ONE, TWO, ONE]


def test_a_release_changes_no_byte_of_the_ones_before_it(tmp_path: Path) -> None:
    store.append(tmp_path, "1.0.0", ONE)
    before = (tmp_path / store.STORE).read_bytes()
    store.append(tmp_path, "1.1.0", TWO)

    assert (tmp_path / store.STORE).read_bytes().startswith(before)


def test_a_release_that_exists_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    store.append(tmp_path, "1.0.0", ONE)
    before = (tmp_path / store.STORE).read_bytes(), (tmp_path / store.LOCK).read_bytes()

    with pytest.raises(Problem, match="released already"):
        store.append(tmp_path, "1.0.0", TWO)

    assert ((tmp_path / store.STORE).read_bytes(), (tmp_path / store.LOCK).read_bytes()) == before


def test_an_unknown_release_is_refused(tmp_path: Path) -> None:
    store.append(tmp_path, "1.0.0", ONE)

    with pytest.raises(Problem, match=r"does not have the templates 9\.9\.9"):
        store.tree(tmp_path, "9.9.9")


@pytest.mark.parametrize("at", [10, 40, -10])
def test_a_damaged_store_is_refused(tmp_path: Path, at: int) -> None:
    store.append(tmp_path, "1.0.0", ONE)
    content = bytearray((tmp_path / store.STORE).read_bytes())
    content[at] ^= 1
    (tmp_path / store.STORE).write_bytes(content)

    with pytest.raises(Problem, match="is damaged"):
        store.tree(tmp_path, "1.0.0")


def test_a_store_that_its_lock_does_not_know_is_refused(tmp_path: Path) -> None:
    store.append(tmp_path, "1.0.0", ONE)
    (tmp_path / store.LOCK).write_text(f"1.0.0 {'0' * 64}\n")

    with pytest.raises(Problem, match="is damaged"):
        store.tree(tmp_path, "1.0.0")


TREES = some.dictionaries(
    some.sampled_from(["a", "b/c", "b/d.txt"]), some.builds(File, some.binary(max_size=20), some.booleans()), max_size=3
)


@settings(max_examples=20, deadline=None)
@given(some.lists(TREES, min_size=1, max_size=5))
def test_any_history_comes_back(tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, File]]) -> None:
    folder = tmp_path_factory.mktemp("store")
    for number, tree in enumerate(history):
        store.append(folder, f"{number}", tree)

    assert [store.tree(folder, f"{number}") for number in range(len(history))] == history


def test_a_maintainer_releases_the_working_tree_once(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "DATA", tmp_path / "data")

    said = release.release("1.0.0")

    assert said.startswith("Released the templates 1.0.0 (")
    assert store.tree(tmp_path / "data", "1.0.0")["partials/version.jinja"].content == b"1.0.0"
    with pytest.raises(Problem, match="released already"):
        release.release("1.0.0")


def test_the_store_of_this_repository_is_what_its_lock_says() -> None:
    for version in store.versions(templates.DATA):
        assert store.tree(templates.DATA, version)
