"""What the tests of the generator share: a small template, and the program run in this process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from runs import (  # noqa: F401
    pytest_addoption,
    pytest_cmdline_main,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_runtest_makereport,
    pytest_runtest_protocol,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
    pytest_unconfigure,
)

from scaffold import cli
from scaffold.outside import sources, templates

# Why for all tests and what they start: none waits for a registry that it does not ask about.
os.environ["SCAFFOLD_OFFLINE"] = "1"
# Why: a hook of git names the repository and the index that it is at, and the tests' git would write into them.
for name in [name for name in os.environ if name.startswith("GIT_")]:
    del os.environ[name]
# Why: `uv run` has the programs of this environment first, and whoever starts pytest by its path has them, too.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
# Why here as well as for each test: what a module shares is made before its first one.
os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@dataclass(frozen=True)
class Ran:
    """How the program ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def codes(self) -> list[str]:
        """The codes of the problems in the JSON document."""
        return [problem["code"] for problem in self.document["problems"]]


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on who runs it: git has a name, and the cache is one of the tests."""
    base = tmp_path_factory.getbasetemp()
    config = base / "gitconfig"
    config.write_text("[user]\n\tname = Ada\n\temail = ada@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(base / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "SCAFFOLD_CACHE_DIR", "SCAFFOLD_PLAIN_COPIER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the program is in it."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small template in a folder of its own, which the program takes for its own."""
    folder = tmp_path / "templates"
    for path, text in TEMPLATE.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    monkeypatch.setattr(templates, "checkout", lambda: folder)
    templates._read.cache_clear()
    yield folder
    templates._read.cache_clear()


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the program in this process, without a terminal."""
    monkeypatch.setattr("signal.signal", lambda *_: None)
    # Why: on a busy machine anything may take long enough to be told.
    monkeypatch.setattr("scaffold.console.LONG", 600)

    def ran(*words: str) -> Ran:
        templates._read.cache_clear()
        sources._fetched.cache_clear()
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return ran


@pytest.fixture
def start(here: Path) -> Callable[..., subprocess.Popen[str]]:
    """Starts the program as a process of its own, on the small template."""

    def started(template: Path, *words: str, **options: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command(template, *words), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
        )

    return started


def command(template: Path, *words: str) -> list[str]:
    """The command line of the program on another template."""
    program = (
        "import pathlib; from scaffold.outside import templates; from scaffold.cli import main; "
        f"templates.checkout = lambda: pathlib.Path({str(template)!r}); main()"
    )
    return [sys.executable, "-c", program, *words]


TEMPLATE = {
    "copier.yml": """\
---
!include questions/10-project.yml
---
!include questions/20-features.yml
---
_min_copier_version: "9.19.0"
_subdirectory: "[[ framework ]]"
_templates_suffix: .jinja
_envops:
  block_start_string: "[%"
  block_end_string: "%]"
  variable_start_string: "[["
  variable_end_string: "]]"
  comment_start_string: "[#"
  comment_end_string: "#]"
  trim_blocks: true
  lstrip_blocks: true
  keep_trailing_newline: true
  undefined: jinja2.StrictUndefined
_exclude: []
""",
    "questions/10-project.yml": """\
project_name:
  type: str
  help: Project name
  default: my-app
framework:
  type: str
  help: Framework
  choices: {Flask: flask, Express.js: express}
  default: flask
database:
  type: str
  help: Database
  choices: {SQLite: sqlite, PostgreSQL: postgresql}
  default: sqlite
""",
    "questions/20-features.yml": """\
features:
  type: str
  help: Features
  multiselect: true
  choices: [docs, seeds]
  default: [docs, seeds]
port:
  type: int
  help: Port
  default: 8000
  validator: "[% if port > 65535 %]at most 65535[% endif %]"
resources:
  type: yaml
  help: Resources
  default: "[]"
names:
  type: json
  when: false
  default: "[[ resources | map('regex_replace', ' .*', '') | list | to_json ]]"
""",
    "partials/head.jinja": "made from [% include 'partials/version.jinja' %]\n",
    "recipes/starter.yml": "description: One note\nresources:\n- note title:string!\n",
    "recipes/bare.yml": "description: Nothing\nresources: []\n",
    "recipes/blog.yml": """\
description: Two
database: postgresql
resources:
- comment post:references!
- post title:string!
""",
    "shared/README.md.jinja": "# [[ project_name ]]\n\n[% include 'partials/head.jinja' %]",
    "shared/LICENSE": "free\n",
    "shared/same.txt": "shared\n",
    "shared/[[ _copier_conf.answers_file ]].jinja": "[[ _copier_answers | to_nice_yaml ]]",
    "flask/same.txt": "flask\n",
    "flask/app/[% yield name from names %][[ name ]][% endyield %].py.jinja": "[[ name ]] = '[[ database ]]'\n",
    "flask/[% if 'docs' in features %]docs.md[% endif %].jinja": "docs on [[ port ]]\n",
    "express/src/[% yield name from names %][[ name ]][% endyield %].ts.jinja": "// [[ name ]]\n",
    **{f"shared/plain/{number:02}.txt": f"{number}\n" * 50 for number in range(40)},
    "concepts/one.yml": """\
group: Start
title: Not part of a project
notice: One thing
points:
- {what: The first, flask: a, express: b, proof: code}
""",
}


def quiet(*words: str, cwd: Path) -> str:
    """Runs another program and returns what it wrote."""
    return subprocess.run(words, cwd=cwd, check=True, capture_output=True, text=True, env=dict(os.environ)).stdout
