"""The rules of the house style, on the templates of the second edition."""

import ast
from pathlib import Path

import pytest
from outside import test_template_rules as rules
from second.projects import TEMPLATES

from scaffold.outside import load, trees

TREE = trees.read(TEMPLATES)
PROJECT = {path: file.content for path, file in TREE.items() if path.split("/")[0] in ("flask", "express", "shared")}
RENDERED = {path: text.decode() for path, text in PROJECT.items() if path.endswith(".jinja")}
# Why more than the 4 of the first edition: there, almost nothing could be left out.
TAGS = 7


def test_tags_do_not_crowd_out_the_code() -> None:
    tags = sum(rules.control_tags(text) for text in RENDERED.values())
    total = sum(rules.lines(content) for content in PROJECT.values())

    assert tags <= TAGS * total / 100, f"{tags} tags in {total} lines: {100 * tags / total:.1f} in a hundred"


def test_a_name_has_no_filter_and_no_double_quote() -> None:
    assert not [path for path in PROJECT if "|" in path or '"' in path]


@pytest.mark.parametrize("broken", [rules.trimmed, rules.crowded])
def test_a_tag_stands_alone_and_trims_nothing(broken: rules.Rule) -> None:
    assert not {path: found for path, text in RENDERED.items() if (found := broken(text))}


def test_a_template_without_its_tags_is_python() -> None:
    python = {path: rules.bare(text) for path, text in RENDERED.items() if ".py" in Path(path).name}
    for path, text in python.items():
        ast.parse(text, path)
    assert len(python) > 10


def test_a_template_without_its_tags_is_typescript(tmp_path: Path) -> None:
    rules.refuse_broken_typescript(
        {path: rules.bare(text) for path, text in RENDERED.items() if ".ts" in Path(path).name}, tmp_path
    )


def test_every_line_ends_as_on_unix_and_nothing_needs_trust() -> None:
    settings = load.settings_of(TREE)

    assert not [path for path, content in PROJECT.items() if b"\r\n" in content]
    assert settings["_envops"]["undefined"] == "jinja2.StrictUndefined"
    assert not {"_tasks", "_migrations", "_jinja_extensions"} & set(settings)
