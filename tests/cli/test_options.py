"""`scaffold options`: what can be chosen, by what it is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

QUESTIONS = """\
features:
  type: str
  help: Features
  multiselect: true
  groups:
    Data: [seeds]
    API: [docs]
  choices:
    docs (an OpenAPI document that is made from the code, and a page that shows it to people): docs
    cors (pages of other origins may call the API): cors
    seeds: seeds
  default: [docs]
limiter:
  type: str
  help: Rate limit
  group: API
  choices:
    None: "off"
    Counted in Redis: redis
  default: "off"
resources:
  type: yaml
  help: Resources
  group: Data
  default: "[]"
"""


@pytest.fixture
def grouped(tiny: Path) -> Path:
    (tiny / "questions/20-features.yml").write_text(QUESTIONS)
    return tiny


def test_every_feature_is_one_line_of_its_group(run: Run, grouped: Path) -> None:
    assert run("options").out == (
        """\
Project
  project_name (--set project_name=)  Project name
  framework (--framework)  Framework
    flask       Flask
    express     Express.js
    both        Both, side by side
  database (--database)  Database
    sqlite      SQLite (default)
    postgresql  PostgreSQL

API
  docs        on   an OpenAPI document that is made from the code, and a page
                   that shows it to people
  limiter (--limiter)  Rate limit
    off         None (default)
    redis       Counted in Redis

Features
  cors        off  pages of other origins may call the API

Data
  seeds       off  seeds
  resources (--resource)  Resources

A feature: `--with NAME`, `--without NAME`; later `scaffold set NAME=on|off`.
"""
    )


def test_a_program_gets_the_groups_as_well(run: Run, grouped: Path) -> None:
    options = {option["key"]: option for option in run("options", "--json").document["options"]}

    assert (options["database"]["group"], options["limiter"]["group"]) == ("Project", "API")
    assert options["features"]["choices"][1:] == [
        {"value": "cors", "label": "pages of other origins may call the API", "group": "Features"},
        {"value": "seeds", "label": "seeds", "group": "Data"},
    ]
    assert options["features"]["default"] == ["docs"]


def test_the_real_ones_fit_80_columns_and_repeat_no_name(run: Run) -> None:
    lines = run("options").out.splitlines()

    assert all(len(line) <= 80 for line in lines)
    assert not any("docs (" in line for line in lines)
    assert sum(line.split()[0] == "docs" for line in lines if line.strip()) == 1
