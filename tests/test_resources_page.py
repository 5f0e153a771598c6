"""What docs/resources.md shows is so: its lines are read, and kept as it says; its names are in the migrations."""

from __future__ import annotations

import json
import re
import shlex
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from parity.exchange import Request, post
from parity.projects import pair

from scaffold.actions import catalogue, change
from scaffold.core import model, resource, types
from scaffold.core.patterns import PATTERNS
from scaffold.core.problem import Problem, Problems
from scaffold.outside import marks

PAGE = (Path(__file__).parents[1] / "docs" / "resources.md").read_text("utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Why without the others: `text` is the grammar, and `sql` what is imported.
BLOCKS = [text for language, text in FENCE.findall(PAGE) if not language]
# Why without `…`: it stands for what a person writes there.
INLINE = [word for word in re.findall(r"`([^`\n]+)`", FENCE.sub("", PAGE)) if "…" not in word]
KINDS = "|".join(types.TYPES)
FIELD = re.compile(rf"[a-z_]+:({KINDS})\b[^ ]*")
TYPE = re.compile(rf"({KINDS})[{{~].*")
RULE = re.compile(r"(unique|index)\(.+\)")
OBJECT = re.compile(r"[a-z_]+_(check|unique|index|foreign)")
# What each line of a block says of itself.
SAYS = re.compile(r"(?P<line>[^#]+?)(?: +# (?P<what>refused|stored): (?P<word>.+))?")


def commands() -> list[list[str]]:
    return [
        shlex.split(one) for block in BLOCKS if block.startswith("scaffold ") for one in unwrapped(block).splitlines()
    ]


def unwrapped(block: str) -> str:
    return re.sub(r" +# .*$", "", block, flags=re.MULTILINE).replace("\\\n", "")


def lines() -> list[tuple[str, str, str]]:
    """The lines of the page: as they are written, and `stored` or `refused` with the form or the code."""
    found = [
        (word, "", "")
        for words in commands()
        for before, word in pairwise(words)
        if before in ("--resource", "resource") and " " in word
    ]
    for block in BLOCKS:
        if not block.startswith("scaffold "):
            for text in block.splitlines():
                said = SAYS.fullmatch(text)
                assert said, text
                found.append((said["line"], said["what"] or "", said["word"] or ""))
    return found


def good() -> list[str]:
    return [line for line, what, _ in lines() if what != "refused"]


def table(*heading: str) -> list[list[str]]:
    """The rows of the table with this heading, each cell without its backticks."""
    _, found, rest = PAGE.partition(f"| {' | '.join(heading)} |\n")
    assert found, heading
    rows = rest.partition("\n\n")[0].splitlines()[1:]
    return [[cell.strip().strip("`") for cell in row.strip("|").split(" | ")] for row in rows]


def asked() -> list[tuple[Request, int, list[tuple[str, str]]]]:
    """What the first table asks, with the status that it tells, and the codes at their pointers."""
    found: list[tuple[Request, int, list[tuple[str, str]]]] = []
    for request, answer in table("request", "answer"):
        words = [word for word in request.split("`") if word.strip(" ,")]
        errors = sorted((pointer, code) for code, pointer in re.findall(r"`?(\w+)` at `(/\w+)", answer))
        if words == ["the same once more"]:
            found.append((found[-1][0], int(answer[:3]), errors))
        for word, after in zip(words, [*words[1:], ""], strict=True):
            method, _, path = word.partition(" ")
            if method in ("GET", "POST", "DELETE"):
                sent = post(path, json.loads(after)) if method == "POST" else Request(method, path)
                found.append((sent, int(answer[:3]), errors))
    return found


def test_all_lines_fit_into_one_project_and_are_kept_as_they_stand_there() -> None:
    kept = model.read(good())

    assert sorted(kept) == sorted(
        word if what == "stored" else line for line, what, word in lines() if what != "refused"
    )
    assert len(kept) > 25


@pytest.mark.parametrize(("line", "code"), [(line, word) for line, what, word in lines() if what == "refused"])
def test_what_is_refused_is_refused(line: str, code: str) -> None:
    assert codes([*good(), line]) == {code}


def codes(lines: list[str]) -> set[str]:
    """The codes of what is wrong with these lines."""
    try:
        model.read(lines)
    except Problem as one:
        return {one.code}
    except Problems as several:
        return {one.code for one in several.problems}
    return set()


def test_something_is_refused() -> None:
    assert any(what == "refused" for _, what, _ in lines())


def test_no_line_is_broken_on_a_terminal() -> None:
    """Why 78: `scaffold docs resources` leaves a column on each side."""
    assert [line for block in BLOCKS for line in block.splitlines() if len(line) > 78] == []


def test_every_word_has_a_line() -> None:
    fields = [field for line in good() for field in resource.parse(line).fields]
    rules = {rule.kind for line in good() for rule in resource.parse(line).rules}

    assert {field.type for field in fields} == set(types.TYPES)
    assert {field.index for field in fields} == {"", "uniq", "iuniq", "index"}
    assert {field.rule for field in fields if field.type == "references"} == {*types.RULES}
    assert {field.type for field in fields if types.bounds(field.arguments) != (None, None)} >= {*types.NUMBERS, "text"}
    assert {field.type for field in fields if field.default == types.NOW} == {"date", "datetime"}
    assert all(any(getattr(field, word) for field in fields) for word in ("many", "required", "private", "pattern"))
    assert rules == {"unique", "index"}


def test_commands_for_a_project_name_what_it_has() -> None:
    there = {one.name: one for one in map(resource.parse, good())}
    changes = [words for words in commands() if words[2] in ("field", "rule")]

    for _, verb, what, name, word in changes:
        read = resource.parse(f"record day:date {word}")
        if what == "field":
            assert (read.fields[1].name in {one.name for one in there[name].fields}) == (verb == "change"), word
        else:
            assert (read.rules[0] in there[name].rules) == (verb == "remove"), word
    assert {(words[1], words[2]) for words in changes} >= {("change", "field"), ("add", "rule"), ("remove", "rule")}


@pytest.mark.parametrize("word", sorted({one for one in INLINE if FIELD.fullmatch(one)}))
def test_a_field_in_a_sentence_is_read(word: str) -> None:
    resource.parse(f"record {word}")


@pytest.mark.parametrize("word", sorted({one for one in INLINE if TYPE.fullmatch(one)}))
def test_a_type_in_a_sentence_is_read(word: str) -> None:
    resource.parse(f"record value:{word}")


@pytest.mark.parametrize("word", sorted({one for one in INLINE if RULE.fullmatch(one)}))
def test_a_rule_in_a_sentence_is_read(word: str) -> None:
    assert str(resource.parse(f"record day:date {word}").rules[0]) == word


@pytest.mark.parametrize(("typed", "kept"), table("typed", "kept"))
def test_what_is_typed_is_kept_as_the_table_says(typed: str, kept: str) -> None:
    assert str(resource.parse(f"record {typed}").fields[0]) == kept


def test_the_tables_have_every_type_and_every_pattern() -> None:
    patterns = {row[0]: row[1].split("`, `") for row in table("name", "such as", "what it is")}

    assert {row[0] for row in table("type", "in JSON", "column", "what it holds")} == {*types.TYPES}
    assert set(patterns) == set(PATTERNS)
    for name, examples in patterns.items():
        assert all(re.fullmatch(PATTERNS[name].text, one) for one in examples), name


@cache
def migration(framework: str) -> str:
    newest = catalogue.newest()
    answers = {"resources": list(model.read(good())), "project_name": "library", "features": []}
    files = marks.regions(newest.tree, change.checked(newest, answers), framework).files
    return "\n".join(text for path, text in files.items() if "migrations/" in path and "nitial" in path)


@pytest.mark.parametrize("framework", ["flask", "express"])
def test_the_names_in_the_database_are_those_of_the_migrations(framework: str) -> None:
    names = {word for word in INLINE if OBJECT.fullmatch(word)}

    assert {name.rpartition("_")[2] for name in names} == {"check", "unique", "index", "foreign"}
    assert {name for name in names if not re.search(rf"\b{name}\b", migration(framework))} == set()


@pytest.mark.long
def test_both_apps_answer_as_the_first_table_says(tmp_path: Path) -> None:
    recipe = tmp_path / "library.yml"
    recipe.write_text(yaml.safe_dump({"description": "All lines of the page", "resources": list(model.read(good()))}))

    with pair(str(recipe)) as apps:
        for request, status, errors in asked():
            for answer in apps.ask(request):
                assert answer.status == status, (request, answer)
                told = json.loads(answer.body).get("errors", []) if answer.body else []
                assert [(one["pointer"], one["code"]) for one in told] == errors, (request, answer)
    assert [status for _, status, _ in asked()] == [201, 409, 422, 201, 200, 200, 409]
