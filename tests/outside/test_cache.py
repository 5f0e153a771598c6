"""What is kept in the user's cache: found again as it was, or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from scaffold.outside import cache
from scaffold.outside.trees import File

TREE = {"app/main.py": File(b"print()\n"), "bin/run": File(b"#!/bin/sh\n", True), "empty": File(b"")}


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the entries, in a cache of this test's own."""
    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache/kept"


def entry(kept: Path, name: str = "a") -> Path:
    return kept / f"{name}{cache.SUFFIX}"


def forged(place: Path, key: str, files: Mapping[str, Any], contents: bytes = b"") -> None:
    """An entry whose hash is right."""
    head = json.dumps({"key": key, "files": files}).encode()
    packed = zlib.compress(struct.pack(">Q", len(head)) + head + contents)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(hashlib.sha256(packed).digest() + packed)


def test_what_was_kept_is_found() -> None:
    assert cache.find("a") is None

    cache.keep("a", TREE)

    assert cache.find("a") == TREE
    assert cache.find("b") is None


def test_a_forged_entry_of_the_usual_kind_is_read(kept: Path) -> None:
    """Or the tests below forge something that nobody would read anyway."""
    forged(entry(kept), "a", {"app/x": [0, 2]}, b"hi")

    assert cache.find("a") == {"app/x": File(b"hi")}


@pytest.mark.parametrize("at", [0, 31, 32, 60, -1])
def test_a_damaged_entry_is_as_if_it_were_not_there(kept: Path, at: int) -> None:
    cache.keep("a", TREE)
    raw = bytearray(entry(kept).read_bytes())
    raw[at] ^= 1
    entry(kept).write_bytes(raw)

    assert cache.find("a") is None


@pytest.mark.parametrize("size", [0, 10, 32, 50])
def test_half_an_entry_is_as_if_it_were_not_there(kept: Path, size: int) -> None:
    cache.keep("a", TREE)
    entry(kept).write_bytes(entry(kept).read_bytes()[:size])

    assert cache.find("a") is None


def test_an_entry_under_another_name_is_not_taken(kept: Path) -> None:
    cache.keep("a", TREE)
    entry(kept).rename(entry(kept, "b"))

    assert cache.find("b") is None


@pytest.mark.parametrize(
    "path", ["../x", "/etc/x", "a/../../x", "a//b", "", ".", ".git/config", "a/.GIT/hooks/x", "a\\b", "C:x", "a\0b"]
)
def test_no_path_leads_out_of_a_project_or_into_git(kept: Path, path: str) -> None:
    forged(entry(kept), "a", {path: [0, 0]})

    assert cache.find("a") is None


@pytest.mark.parametrize("files", [[], {"a": 1}, {"a": [0, 5]}, {"a": [0, -1]}, {"a": ["x", None]}, None])
def test_an_entry_of_another_form_is_not_taken(kept: Path, files: Any) -> None:
    forged(entry(kept), "a", files)

    assert not cache.find("a")


def test_a_small_file_that_becomes_a_large_one_is_not_taken(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "CONTENT", 100_000)
    forged(entry(kept), "a", {"a": [0, 200_000]}, bytes(200_000))

    assert entry(kept).stat().st_size < 1000
    assert cache.find("a") is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_what_others_can_write_is_not_taken(kept: Path, mode: int) -> None:
    cache.keep("a", TREE)
    entry(kept).chmod(mode)

    assert cache.find("a") is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has other links and no pipes")
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_only_an_ordinary_file_is_taken(kept: Path, kind: str, tmp_path: Path) -> None:
    cache.keep("a", TREE)
    entry(kept).rename(tmp_path / "elsewhere")
    if kind == "link":
        entry(kept).symlink_to(tmp_path / "elsewhere")
    elif kind == "pipe":
        os.mkfifo(entry(kept))
    else:
        entry(kept).mkdir()

    assert cache.find("a") is None
    cache.keep("a", TREE)
    assert (cache.find("a") == TREE) is (kind != "folder")


@pytest.mark.parametrize("where", ["file", "nowhere"])
def test_without_a_place_nothing_is_kept_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    if where == "file":
        (tmp_path / "file").write_text("in the way")
        monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(tmp_path / "file/cache"))
    else:
        monkeypatch.setattr(cache, "folder", lambda: None)

    cache.keep("a", TREE)

    assert cache.find("a") is None


def test_a_run_that_cannot_write_leaves_nothing_half(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep("a", TREE)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache.keep("b", TREE)

    assert [path.name for path in kept.iterdir()] == [entry(kept).name]


def test_the_least_used_entries_are_dropped(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, name in enumerate("abcd"):
        cache.keep(name, {"x": File(os.urandom(1000))})
        os.utime(entry(kept, name), (number, number))
    (kept / ".new-killed").write_bytes(bytes(1000))
    os.utime(kept / ".new-killed", (0, 0))
    cache.find("a")
    monkeypatch.setattr(cache, "LIMIT", 5000)

    cache.keep("e", {"x": File(os.urandom(1000))})

    assert sorted(path.stem for path in kept.iterdir()) == ["a", "d", "e"]


def test_what_is_too_large_is_not_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "ENTRY", 500)

    cache.keep("a", {"x": File(os.urandom(1000))})

    assert not kept.exists()


def test_many_at_once_find_all_or_nothing() -> None:
    trees = [{"x": File(bytes([number]) * 100_000)} for number in range(4)]

    def work(number: int) -> bool:
        cache.keep("a", trees[number % 4])
        found = cache.find("a")
        return found in trees

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(100)))


def test_facts_that_only_look_alike_have_other_keys() -> None:
    facts = [1, "1", True, 1.0, [1], (1,), {"a": 1}, None, "None", "\ud800"]

    assert len({cache.key("render", one) for one in facts}) == len(facts)


def test_all_entries_are_looked_at_first_and_then_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []
    monkeypatch.setattr(cache, "_prune", looked.append)
    monkeypatch.setattr(cache, "_since", [cache.LIMIT])

    for number in range(5):
        cache.keep(f"{number}", TREE)
        assert len(looked) == 1
    monkeypatch.setattr(cache, "LIMIT", 20)
    cache.keep("a", TREE)
    assert len(looked) == 2
