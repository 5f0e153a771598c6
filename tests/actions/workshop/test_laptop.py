"""A laptop says whether it is ready, and an instructor reads what those of others said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run

from scaffold.actions.workshop import check
from scaffold.core.laptop import ITEMS, decode, encode, version_of


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_to_be_done_before_the_day_is_told_and_stands_in_the_code(run: Run, home: Path) -> None:
    (home / ".npmrc").write_text("audit=false\nomit-lockfile-registry-resolved = true\n")

    ended = run("doctor", "--workshop")
    told = json.loads(run("doctor", "--workshop", "--json").out)

    assert ended.code == 1
    assert ended.out.count("scaffold workshop new try") == 2
    assert "take `omit-lockfile-registry-resolved` out of ~/.npmrc" in ended.out
    assert {"flask", "express", "npmrc"} <= {*decode(told["code"]).missing}
    assert told["code"] in ended.out + ended.err


def test_a_laptop_with_a_side_installed_is_ready_for_it(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("workshop", "new", "day").code == 0
    monkeypatch.chdir("day")
    assert run("workshop", "start", "--side", "flask").code == 0
    before = run("doctor", "--workshop")
    monkeypatch.setattr(check, "lacks", lambda side, _: side != "flask")
    after = json.loads(run("doctor", "--workshop", "--json").out)

    assert "`scaffold workshop check` installs them" in before.out and "is not followed here" in before.out
    found = decode(after["code"])
    assert "flask" in found.ready and "express" in found.missing
    assert not [one for one in after["findings"] if one["fix"] and one["what"] in ("Flask", "Express", "npmrc")]


def test_codes_are_read_by_the_instructor(run: Run, home: Path) -> None:
    mine = json.loads(run("doctor", "--workshop", "--json").out)["code"]
    version = decode(mine).version
    ready = encode("darwin", version, ITEMS)
    old = encode("win32", version_of("another one"), {*ITEMS} - {"uv", "disk"})

    ended = run("workshop", "laptops", ready.lower(), old)

    assert ended.code == 0
    assert "1 of 2 ready" in ended.out + ended.err
    assert f"{ready}  darwin          ready" in ended.out
    assert f"{old}  win32           another version of scaffold, no uv, the disk is full" in ended.out
    refused = run("workshop", "laptops", ready, "nonsense")
    assert refused.code == 2 and "`nonsense` is no code of a laptop" in refused.err
