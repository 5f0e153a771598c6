"""Reads YAML: the questions of a template, recipes, answers files, values typed after `--set`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from scaffold.core import questions
from scaffold.core.names import shown
from scaffold.core.problem import BUG, Problem
from scaffold.core.questions import Question

from .trees import Tree

_Fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
RECIPES = "recipes/"


class _Loader(_Fast):  # type: ignore[misc]
    """Knows `!include`, which Copier knows as well."""


class _Once(_Fast):  # type: ignore[misc]
    """Refuses a key that is there twice, as after a merge of git: the other answer would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"`{key.value}` is in it twice", key.start_mark)
            seen.add(key.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


_Loader.add_constructor("!include", lambda loader, node: {"_include": loader.construct_scalar(node)})


def questions_of(tree: Tree) -> tuple[Question, ...]:
    """The questions of a template, in the order in which they are asked.

    Raises Problem when its files cannot be read.
    """
    try:
        return questions.read(_documents(tree, "copier.yml"))
    except (yaml.YAMLError, KeyError, AttributeError) as error:
        raise Problem(
            code="template-broken",
            what="the questions of the template cannot be read",
            why=" ".join(str(error).split()),
            fix="this is a mistake in `templates/questions/`. Nothing was written.",
            exit=BUG,
        ) from error


def _documents(tree: Tree, path: str) -> Iterator[Mapping[str, Any]]:
    for document in yaml.load_all(tree[path].content, Loader=_Loader):
        if document and "_include" in document:
            yield from _documents(tree, document["_include"])
        elif document:
            yield document


def settings_of(tree: Tree) -> dict[str, Any]:
    """The settings of a template, such as `_envops`."""
    return {
        key: value
        for document in _documents(tree, "copier.yml")
        for key, value in document.items()
        if key.startswith("_")
    }


def recipes_of(tree: Tree) -> dict[str, dict[str, Any]]:
    """The recipes of a template by name: answers, and a `description`."""
    return {
        path.removeprefix(RECIPES).removesuffix(".yml"): _answers(_mapping(file.content, path))
        for path, file in tree.items()
        if path.startswith(RECIPES) and path.endswith(".yml")
    }


def file(path: Path) -> dict[str, Any]:
    """The answers in a person's YAML file, without Copier's own keys. Raises Problem when it is none."""
    return _answers(document(path))


def document(path: Path) -> dict[str, Any]:
    """All keys of an answers file, Copier's own included. Raises Problem when it is none."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Problem(
            code="answers-file",
            what=f"cannot read `{shown(str(path))}`",
            why=str(error.strerror or error).lower(),
            fix="give the path of a YAML file with one answer per line, such as `database: mysql`",
        ) from error
    return _mapping(content, str(path))


def says(content: bytes) -> dict[str, Any]:
    """The keys of an answers file as it would be read back; empty when it cannot be."""
    try:
        return _mapping(content, "")
    except Problem:
        return {}


def _answers(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if not key.startswith("_")}


def _mapping(content: bytes, name: str) -> dict[str, Any]:
    try:
        found = yaml.load(content, Loader=_Once)  # noqa: S506
        why = "it has no `key: value` lines"
    except yaml.MarkedYAMLError as error:
        found = None
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        why = f"line {line}: {error.problem}"
    except (yaml.YAMLError, UnicodeError, ValueError, RecursionError) as error:
        found = None
        why = " ".join(str(error).split())
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        raise Problem(
            code="answers-file",
            what=f"`{shown(name)}` holds no answers",
            why=why,
            fix="write one answer per line, such as `database: mysql`",
        )
    return found


def value(question: Question, text: str) -> Any:
    """What a person typed after `--set KEY=`, in the type of the question."""
    if question.multiple and not text.startswith("["):
        return [word for word in text.split(",") if word]
    if question.type in ("str", "path") and not question.multiple:
        return text
    try:
        return yaml.load(text, Loader=_Fast)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError):
        return text
