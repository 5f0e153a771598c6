"""The text files of a project that may hold anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.outside.texts import LARGEST, Texts


def test_files_are_there_by_path_and_read_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.py").write_bytes(b"\xef\xbb\xbfx\r\n")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules/c.js").write_text("c")
    (tmp_path / "link").symlink_to("a/b.py")
    (tmp_path / "loop").symlink_to(".")

    texts = Texts(tmp_path)

    assert list(texts) == ["a/b.py"]
    assert len(texts) == 1
    assert "a/b.py" in texts
    assert "node_modules/c.js" not in texts
    assert texts["a/b.py"] == "x\r\n"
    with pytest.raises(KeyError):
        texts["node_modules/c.js"]


@pytest.mark.parametrize("content", [b"a\0b", b"\xff\xfe", b"x" * (LARGEST + 1)])
def test_what_is_no_text_or_too_large_is_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)

    assert Texts(tmp_path)["a"] == ""


def test_what_goes_away_meanwhile_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    texts = Texts(tmp_path)
    (tmp_path / "a").unlink()

    assert texts["a"] == ""
