"""What each side needs and why: every package of the templates is known, and anybody's files can be read."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from parity.projects import FEATURES

from scaffold.actions import catalogue, change
from scaffold.actions.compare.needs import needs
from scaffold.core.comparison import Need
from scaffold.core.problem import Problem
from scaffold.outside import asked, known, trees
from scaffold.outside.trees import File, Tree

ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "templates"
EXAMPLES = ROOT / "examples"


def tree() -> Tree:
    return {path: File((TEMPLATES / path).read_bytes()) for path in (known.NEEDS,)}


def written(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def found(flask: Path, express: Path) -> dict[str, Need]:
    return {need.what: need for need in needs(flask, express, tree())[0]}


def test_every_package_of_every_option_is_known_once_and_nothing_else(tmp_path: Path) -> None:
    brought = set()
    for number, options in enumerate((("sqlite", "off"), ("postgresql", "memory"), ("mysql", "redis"))):
        for framework, read in (("flask", asked.python), ("express", asked.node)):
            project = tmp_path / f"{framework}{number}"
            project.mkdir()
            trees.write(whole(framework, *options), project)
            brought |= {f"{framework} {one.name}" for one in read(project)}
    described = known.needs(tree())
    listed = Counter(
        [
            *(f"flask {name}" for one in described for name in one.flask),
            *(f"express {name}" for one in described for name in one.express),
        ]
    )

    assert len(brought) > 40
    assert listed == Counter(brought)


def whole(framework: str, database: str, limiter: str) -> Tree:
    """A project with all features."""
    newest = catalogue.newest()
    given = {key: value for key, value in newest.recipes["blog"].items() if key != "description"}
    answers = {**given, "project_name": "x", "framework": framework, "database": database, "limiter": limiter}
    return change.rendered(newest, change.checked(newest, {**answers, "features": list(FEATURES)}))


def test_files_that_do_it_themselves_are_there() -> None:
    files = {side: whole(side, "sqlite", "memory") for side in ("flask", "express")}
    for one in known.needs(tree()):
        assert one.why
        for side, path in one.own.items():
            assert path in files[side]


def test_a_pair_with_all_features(tmp_path: Path) -> None:
    for side in ("flask", "express"):
        (tmp_path / side).mkdir()
        trees.write(whole(side, "sqlite", "memory"), tmp_path / side)
    by_name = found(tmp_path / "flask", tmp_path / "express")
    web, driver, headers, tests = (
        by_name[what] for what in ("Web framework", "Driver of the database", "Security headers", "Tests")
    )

    assert [(one.name, one.wanted, one.group) for one in web.packages.flask] == [("flask", ">=3.1,<4", "runtime")]
    assert [(one.name, one.group) for one in web.packages.express] == [("express", "runtime")]
    assert (web.built_in.flask, web.built_in.express) == ("", "")
    assert (driver.packages.flask, driver.packages.express) == ((), ())
    assert (driver.built_in.flask, driver.built_in.express) == (
        "`sqlite3` comes with Python",
        "`node:sqlite` comes with Node",
    )
    assert (headers.packages.flask, headers.built_in.flask) == ((), "own code in `app/security.py`")
    assert [one.name for one in headers.packages.express] == ["helmet"]
    assert [(one.name, one.group) for one in tests.packages.flask] == [("pytest", "development")]
    assert tests.built_in.express == "`node:test` comes with Node"
    assert all(need.why for need in by_name.values())
    assert "Counting for all processes" not in by_name


def test_version_and_licence_are_those_of_what_is_installed(tmp_path: Path) -> None:
    site = "flask/.venv/lib/python3.14/site-packages"
    flask = "Name: Flask\nLicense-Expression: BSD-3-Clause\n"
    pydantic = "License: MIT License\n\nfull text"
    old = "License: Copyright\n    many lines\nClassifier: License :: OSI Approved :: Apache Software License\n"
    written(
        tmp_path,
        {
            "flask/pyproject.toml": '[project]\ndependencies = ["Flask>=3", "Flask_Migrate", "pydantic", "redis"]\n',
            f"{site}/flask-3.1.2.dist-info/METADATA": flask,
            f"{site}/Flask_Migrate-4.1.0.dist-info/METADATA": old,
            f"{site}/pydantic-2.14.0.dist-info/METADATA": pydantic,
            f"{site}/other-1.dist-info/METADATA": "License: none",
            "express/package.json": '{"dependencies": {"express": "^5.3.0", "@mikro-orm/core": "7.2.1", "cors": "1"}}',
            "express/node_modules/express/package.json": '{"version": "5.3.4", "license": "MIT"}',
            "express/node_modules/@mikro-orm/core/package.json": '{"version": "7.2.1", "licenses": [{"type": "MIT"}]}',
        },
    )
    packages = {
        one.name: (one.wanted, one.version, one.licence)
        for need in found(tmp_path / "flask", tmp_path / "express").values()
        for one in (*need.packages.flask, *need.packages.express)
    }

    assert packages == {
        "flask": (">=3", "3.1.2", "BSD-3-Clause"),
        "flask-migrate": ("", "4.1.0", "Apache Software License"),
        "pydantic": ("", "2.14.0", "MIT License"),
        "redis": ("", "", ""),
        "express": ("^5.3.0", "5.3.4", "MIT"),
        "@mikro-orm/core": ("7.2.1", "7.2.1", "MIT"),
        "cors": ("1", "", ""),
    }


def test_packages_that_nobody_knows_come_last_each_on_its_own(tmp_path: Path) -> None:
    written(
        tmp_path,
        {
            "flask/requirements.txt": "# web\nflask==3.1 --hash=sha256:0 \\\nmarshmallow>=3,<4  # x\n-r a.txt\n\n???\n",
            "flask/requirements-dev.txt": "black\n",
            "express/package.json": json.dumps(
                {"dependencies": {"express": "5", "sequelize": "^6"}, "devDependencies": {"jest": "*"}}
            ),
        },
    )
    by_name = found(tmp_path / "flask", tmp_path / "express")

    assert list(by_name)[-4:] == ["black", "marshmallow", "sequelize", "jest"]
    assert [one.wanted for one in by_name["Web framework"].packages.flask] == ["==3.1"]
    assert by_name["marshmallow"].why == ""
    assert by_name["marshmallow"].packages.flask[0].wanted == ">=3,<4"
    assert by_name["black"].packages.flask[0].group == by_name["jest"].packages.express[0].group == "development"
    assert by_name["jest"].built_in.flask == ""


OTHER_WAYS = {
    "extras": ("pyproject.toml", '[project.optional-dependencies]\ntest = ["flask"]\nasync = ["flask-x"]\n'),
    "groups": (
        "pyproject.toml",
        '[dependency-groups]\ndev = ["flask", {include-group = "x"}]\n[project]\ndependencies = ["flask-x"]\n',
    ),
    "poetry": (
        "pyproject.toml",
        '[tool.poetry.dependencies]\npython = "^3"\nflask-x = {version = "^1"}\n'
        '[tool.poetry.group.dev.dependencies]\nflask = "^3"\n',
    ),
    "uv": (
        "pyproject.toml",
        '[tool.uv]\ndev-dependencies = ["flask"]\n[project]\ndependencies = ["flask-x"]\n',
    ),
    "pipenv": ("Pipfile", '[packages]\nflask-x = "*"\n[dev-packages]\nflask = "*"\n'),
}


@pytest.mark.parametrize("name", OTHER_WAYS)
def test_other_ways_to_ask_for_packages(name: str, tmp_path: Path) -> None:
    assert {(one.name, one.group) for one in asked.python(written(tmp_path, dict([OTHER_WAYS[name]])))} == {
        ("flask", "development"),
        ("flask-x", "runtime"),
    }


def test_addresses_are_not_shown(tmp_path: Path) -> None:
    written(
        tmp_path,
        {
            "requirements.txt": "flask @ https://user:secret@example.org/flask.whl\n",
            "package.json": json.dumps(
                {"dependencies": {"a": "git+https://x:secret@h/r", "b": "file:../b", "c": "npm:x@1"}}
            ),
        },
    )

    assert {one.wanted for one in asked.python(tmp_path)} == {"from an address"}
    assert [one.wanted for one in asked.node(tmp_path)] == ["from an address", "from an address", "npm:x@1"]


HOSTILE = {
    "not json": "{",
    "deep": "[" * 100_000,
    "list": "[1, 2]",
    "types": '{"dependencies": ["express"], "devDependencies": {"a": 1, "b": null, "": "x"}}',
    "toml types": (
        'dependency-groups = 3\n[project]\ndependencies = "flask"\noptional-dependencies = [1]\n'
        "[tool]\npoetry = 1\nuv = []\n"
    ),
    "toml values": (
        '[project]\ndependencies = [1, {a = 1}, "", "=", "a b c", "x; python_version"]\n[dependency-groups]\na = {}\n'
    ),
    "long": '{"dependencies": {"' + "x" * 100_000 + '": "1"}}',
    "traversal": '{"dependencies": {"../../etc": "1", "@a/..": "1", "/etc/passwd": "1", "a/b/c": "1"}}',
    "not utf-8": "\udcff",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_a_file_breaks_it(name: str, tmp_path: Path) -> None:
    for path in ("pyproject.toml", "package.json", "requirements.txt", "Pipfile"):
        (tmp_path / path).write_bytes(HOSTILE[name].encode("utf-8", "surrogateescape"))

    found(tmp_path, tmp_path)


def test_pipes_and_links_are_not_read(tmp_path: Path) -> None:
    written(tmp_path, {"secret.txt": "flask\n", ".venv/lib/python3.14/site-packages/flask-3.dist-info/x": ""})
    os.mkfifo(tmp_path / "pyproject.toml")
    os.mkfifo(tmp_path / ".venv/lib/python3.14/site-packages/flask-3.dist-info/METADATA")
    (tmp_path / "requirements.txt").symlink_to("secret.txt")
    written(tmp_path, {"requirements-more.txt": "flask\n", "package.json": "{}"})

    assert [one.name for one in asked.python(tmp_path)] == ["flask"]
    assert [one.version for one in found(tmp_path, tmp_path)["Web framework"].packages.flask] == ["3"]


def test_many_packages_are_bounded_with_a_note(tmp_path: Path) -> None:
    many = {"dependencies": {f"p{number}": "1" for number in range(3_000)}}
    written(tmp_path, {"package.json": json.dumps(many)})
    listed, notes = needs(tmp_path, tmp_path, tree())

    assert len(listed) == 200
    assert notes == ("2,800 more packages are not shown.",)


def test_templates_that_know_nothing_or_are_broken() -> None:
    pair = EXAMPLES / "blog/flask", EXAMPLES / "blog/express"

    assert {need.why for need in needs(*pair, {})[0]} == {""}
    for text in (b"- need: x\n  whyy: y\n", b"- why: y\n", b"[", b"3"):
        with pytest.raises(Problem, match=r"needs\.yml"):
            needs(*pair, {known.NEEDS: File(text)})


def test_they_travel_with_the_templates() -> None:
    flat = trees.flatten(trees.read(TEMPLATES), "1")

    assert known.needs(flat) and known.NEEDS in flat
