"""What is counted and measured of a pair, and what is said where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from parity import projects
from parity.machine import FRAMEWORKS, ROOT

from scaffold.actions.compare.metrics import metrics
from scaffold.core.comparison import Both, Live, Metric
from scaffold.outside import packages

BLOG = ROOT / "examples" / "blog"


def measured(flask: Path, express: Path, live: Live | None = None) -> dict[str, Metric]:
    return {metric.key: metric for metric in metrics(flask, express, live)}


def test_a_pair_that_is_not_installed_has_lines_and_says_what_to_type() -> None:
    found = measured(BLOG / "flask", BLOG / "express")

    assert list(found) == ["lines", "packages", "files", "size", "start"]
    assert 800 < (found["lines"].values.flask or 0) < 1500
    assert 800 < (found["lines"].values.express or 0) < 1500
    assert found["lines"].how == "in `app/` and `src/`, without empty lines, comments and docstrings"
    for key in ("packages", "files", "size", "start"):
        assert found[key].values == Both(None, None)
    assert found["files"].how == "not known before they are installed: `uv sync`, `npm install`"
    assert found["start"].how == "measured with `--live`"


def test_an_installed_pair_is_counted_with_all_that_is_pulled_in() -> None:
    flask, express = (projects.project(framework, "blog") for framework in FRAMEWORKS)

    found = measured(flask, express)

    # Why so wide: releases come, and with them more packages or fewer.
    for side, least, most in ((found["packages"].values.flask, 15, 50), (found["packages"].values.express, 60, 200)):
        assert side is not None
        assert least < side < most
    assert found["packages"].how.startswith("Flask: what it needs to run, with everything that it pulls in, of ")
    needed = {one.name for one in needs("flask", flask)}
    assert {"Flask", "Werkzeug", "MarkupSafe"} <= needed
    assert not {"mypy", "pytest", "ruff"} & needed
    needed = {one.name for one in needs("express", express)}
    assert {"express", "router", "@mikro-orm/core"} <= needed
    assert not {"typescript", "@biomejs/biome"} & needed
    assert (found["size"].values.flask or 0) > (found["files"].values.flask or 0) > 500
    assert (found["size"].values.express or 0) > (found["files"].values.express or 0) > 500


def needs(framework: str, folder: Path) -> tuple[packages.Package, ...]:
    found = packages.of(framework, folder)
    assert found
    return found.to_run()


def test_projects_that_scaffold_did_not_make_are_counted_as_far_as_they_can_be(tmp_path: Path) -> None:
    flask, express = tmp_path / "theirs", tmp_path / "site"
    (flask / "venv" / "lib").mkdir(parents=True)
    (flask / "venv" / "lib" / "other.py").write_text("x = 1\n" * 100)
    (flask / "main.py").write_text(
        '"""A docstring."""\n\nfrom flask import Flask\n\napp = Flask(__name__)  # here\n# no\n'
    )
    (express / "node_modules" / "lib").mkdir(parents=True)
    (express / "node_modules" / "lib" / "index.js").write_text("x = 1\n" * 100)
    (express / "node_modules" / "lib" / "package.json").write_text('{"license": ["MIT"], "dependencies": 1}')
    (flask / "pyproject.toml").write_text("[project]\ndependencies = 1")
    site = flask / "venv" / "lib" / "python3.14" / "site-packages" / "one-1.dist-info"
    site.mkdir(parents=True)
    (site / "METADATA").write_text("Metadata-Version: 2.4\nName: one\nVersion: 1\n")
    (express / "index.js").write_text(
        "/**\n * A comment.\n */\n\nconst url = 'http://x'; // here\n// no\n/* a */ go(`\n`);\n"
    )

    found = measured(flask, express)

    assert found["lines"].values == Both(2, 3)
    assert found["lines"].how.startswith("in all of theirs, which has no `app/` and all of site, which has no `src/`")
    assert found["packages"].values == Both(1, 1)
    assert "all 1 in `venv`, as the project does not say which it needs to run" in found["packages"].how


def test_folders_with_nothing_in_them_have_no_numbers(tmp_path: Path) -> None:
    for metric in metrics(tmp_path, tmp_path, None):
        assert metric.values == Both(None, None)


def test_a_start_is_the_median_and_tells_the_spread() -> None:
    live = Live({}, {}, Both((1.0, 9.0, 2.0), (0.5, 0.25, 0.75)))

    start = measured(BLOG / "flask", BLOG / "express", live)["start"]

    assert start.values == Both(2.0, 0.5)
    assert start.how.startswith("median of 3 starts in turns")
    assert start.how.endswith("Flask from 1.00 to 9.00 s, Express from 0.25 to 0.75 s")


@pytest.mark.parametrize("name", ["pyproject.toml", "package.json", "uv.lock", "package-lock.json", "requirements.txt"])
@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"[", b"[]", b"{}", b'{"dependencies": 1}', b"[project]\ndependencies = 1"]
)
def test_files_that_are_broken_are_no_reason_to_stop(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)

    assert measured(tmp_path, tmp_path)["packages"].values == Both(None, None)
