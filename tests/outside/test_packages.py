"""What is installed or locked is read, and what it pulls in is followed as the installers do."""

from __future__ import annotations

import json
from pathlib import Path

from scaffold.outside import packages
from scaffold.outside.packages import Packages


def python(folder: Path, name: str, *needs: str, version: str = "1.0") -> None:
    place = folder / ".venv" / "lib" / "python3.14" / "site-packages" / f"{name}-{version}.dist-info"
    place.mkdir(parents=True)
    lines = [
        f"Name: {name}",
        f"Version: {version}",
        "License-Expression: MIT",
        *(f"Requires-Dist: {one}" for one in needs),
    ]
    (place / "METADATA").write_text("\n".join(["Metadata-Version: 2.4", *lines, ""]))
    (place / "RECORD").write_text(f"{name}.py,,\n{place.name}/METADATA,,\n__pycache__/{name}.cpython-314.pyc,,\n")
    (place.parent / f"{name}.py").write_text("x" * 100)


def node(folder: Path, key: str, version: str = "1.0.0", **data: object) -> None:
    place = folder / key
    place.mkdir(parents=True)
    name = key.rpartition("node_modules/")[2]
    (place / "package.json").write_text(json.dumps({"name": name, "version": version, "license": "MIT", **data}))
    (place / "index.js").write_text("x" * 100)


def names(found: Packages | None) -> list[str]:
    assert found
    return sorted(one.key for one in found.to_run())


def test_what_a_python_project_needs_is_followed_with_markers_and_extras(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\ndependencies = ["web>=1", "driver[binary]"]\n')
    python(tmp_path, "web", "template; python_version >= '3.8'", "old; python_version < '3'", "more; extra == 'async'")
    python(tmp_path, "driver", "driver-binary; extra == 'binary'")
    for name in ("template", "old", "more", "driver_binary", "tool", "pip"):
        python(tmp_path, name)

    found = packages.of("flask", tmp_path)

    assert names(found) == ["driver", "driver-binary", "template", "web"]
    assert found
    assert len(found.all) == 7
    assert (found.all["web"].version, found.all["web"].licence) == ("1.0", "MIT")
    assert sorted(path.name for path in found.all["web"].files()) == ["METADATA", "web.py"]
    assert packages.size(found.all["web"].files()) > 100


def test_packages_that_need_each_other_are_counted_once(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("# what we need\none==1.0 \\\n    --hash=sha256:00\n-r other.txt\n")
    python(tmp_path, "one", "two")
    python(tmp_path, "two", "one")

    assert names(packages.of("flask", tmp_path)) == ["one", "two"]


def test_a_lock_of_uv_is_read_when_nothing_is_installed(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\ndependencies = ["driver[binary]"]\n')
    (tmp_path / "uv.lock").write_text("""
[[package]]
name = "shop"
source = { virtual = "." }
dependencies = [{ name = "driver", extra = ["binary"] }]

[[package]]
name = "driver"
version = "2.0"
dependencies = [{ name = "windows", marker = "sys_platform == 'win32'" }]

[package.optional-dependencies]
binary = [{ name = "driver-binary" }]

[[package]]
name = "driver-binary"
version = "2.1"

[[package]]
name = "windows"
version = "1"

[[package]]
name = "tool"
version = "1"
""")

    found = packages.of("flask", tmp_path)

    assert names(found) == ["driver", "driver-binary"]
    assert found
    assert (found.source, found.installed, len(found.all)) == ("`uv.lock`", False, 4)


def test_what_a_node_project_needs_is_found_where_node_finds_it(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"dependencies": {"web": "1"}, "devDependencies": {"tool": "1"}}')
    node(
        tmp_path, "node_modules/web", dependencies={"debug": "2", "@scope/part": "1"}, peerDependencies={"absent": "1"}
    )
    node(tmp_path, "node_modules/web/node_modules/debug", "2.0.0", dependencies={"ms": "1"})
    node(tmp_path, "node_modules/@scope/part", dependencies={"debug": "3"})
    for key in ("debug", "ms", "tool"):
        node(tmp_path, f"node_modules/{key}", "3.0.0")
    (tmp_path / "node_modules" / "workspace").symlink_to(tmp_path, target_is_directory=True)

    found = packages.of("express", tmp_path)

    assert names(found) == [
        "node_modules/@scope/part",
        "node_modules/debug",
        "node_modules/ms",
        "node_modules/web",
        "node_modules/web/node_modules/debug",
    ]
    assert found
    assert [path.name for path in found.all["node_modules/web"].files()] == ["index.js", "package.json"]


def test_a_lock_of_npm_is_read_when_nothing_is_installed(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"dependencies": {"web": "1"}}')
    entries: dict[str, object] = {"": {}, "node_modules/web": {"version": "1.0.0", "dependencies": {"part": "1"}}}
    entries |= {"node_modules/part": {"version": "1.0.0"}, "node_modules/tool": {"version": "1.0.0", "dev": True}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"lockfileVersion": 3, "packages": entries}))

    assert names(packages.of("express", tmp_path)) == ["node_modules/part", "node_modules/web"]


def test_all_packages_count_where_a_project_does_not_say_what_it_needs(tmp_path: Path) -> None:
    python(tmp_path, "one")
    python(tmp_path, "two")

    assert names(packages.of("flask", tmp_path)) == ["one", "two"]


def test_a_lock_of_another_shape_is_none(tmp_path: Path) -> None:
    for text in ("package = 1", "[[package]]\nversion = 1", "[[package]]\nname = 'a'\ndependencies = ['b']"):
        (tmp_path / "uv.lock").write_text(text)
        assert packages.of("flask", tmp_path) is None
