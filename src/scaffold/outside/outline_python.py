"""The outline of a Python file, by Python's own parser; by its lines when it does not parse."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from scaffold.core.outlines import Symbol

_VERBS = frozenset("get post put patch delete options head".split())
_DEFINED = re.compile(r"([ \t]*)(?:async[ \t]+)?(def|class)[ \t]+(\w+)")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def symbols(text: str, path: str) -> list[Symbol]:
    """All symbols of a file, in no order."""
    is_test = "test" in PurePosixPath(path).stem.split("_")
    try:
        with warnings.catch_warnings():
            # Why: a doubtful escape in somebody's file is not our warning.
            warnings.simplefilter("ignore")
            module = ast.parse(text)
        return list(_named(module.body, is_test, _prefixes(module.body)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return list(_lines(text))


def _lines(text: str) -> Iterator[Symbol]:
    """What a file defines that does not parse, as after a merge in conflict."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := _DEFINED.match(line):
            yield "class" if found[2] == "class" else "method" if found[1] else "function", found[3], number


def _prefixes(body: Iterable[ast.stmt]) -> dict[str, str]:
    """The `url_prefix` of each blueprint that the file makes, by the name of its variable."""
    found = {}
    for statement in body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
            target, given = statement.targets[0], {word.arg: word.value for word in statement.value.keywords}
            prefix = given.get("url_prefix")
            if isinstance(target, ast.Name) and isinstance(prefix, ast.Constant) and isinstance(prefix.value, str):
                found[target.id] = prefix.value
    return found


def _named(body: Iterable[ast.stmt], is_test: bool, prefixes: dict[str, str]) -> Iterator[Symbol]:
    for statement in body:
        if isinstance(statement, _Function):
            yield _function(statement, is_test, prefixes)
            yield from _routes_within(statement, prefixes)
        elif isinstance(statement, ast.ClassDef):
            yield "class", statement.name, statement.lineno
            for member in statement.body:
                if isinstance(member, _Function):
                    yield "method", f"{statement.name}.{member.name}", member.lineno
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    yield "constant", target.id, statement.lineno
        elif isinstance(statement, ast.If | ast.Try):
            yield from _named([*statement.body, *statement.orelse], is_test, prefixes)


def _routes_within(factory: _Function, prefixes: dict[str, str]) -> Iterator[Symbol]:
    """Routes that a factory such as `create_app` makes itself."""
    for inner in ast.walk(factory):
        if isinstance(inner, _Function) and inner is not factory:
            symbol = _function(inner, False, prefixes)
            if symbol[0] == "route":
                yield symbol


def _function(function: _Function, is_test: bool, prefixes: dict[str, str]) -> Symbol:
    for decorator in function.decorator_list:
        if route := _route(decorator, prefixes):
            return "route", route, decorator.lineno
    if is_test and function.name.startswith("test_"):
        return "test", function.name.removeprefix("test_").replace("_", " "), function.lineno
    return "function", function.name, function.lineno


def _route(decorator: ast.expr, prefixes: dict[str, str]) -> str | None:
    """`GET /api/posts` for `@routes.get("/posts")`, with the prefix of a blueprint that the file itself makes."""
    if not (isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute) and decorator.args):
        return None
    owner, verb, path = decorator.func.value, decorator.func.attr, decorator.args[0]
    if not (isinstance(path, ast.Constant) and isinstance(path.value, str) and path.value[:1] in ("", "/")):
        return None
    prefix = prefixes.get(owner.id, "") if isinstance(owner, ast.Name) else ""
    if verb in _VERBS:
        return f"{verb.upper()} {prefix}{path.value}"
    return f"{_methods(decorator)} {prefix}{path.value}" if verb == "route" else None


def _methods(decorator: ast.Call) -> str:
    for keyword in decorator.keywords:
        if keyword.arg == "methods" and isinstance(keyword.value, ast.List | ast.Tuple):
            return "|".join(str(item.value) for item in keyword.value.elts if isinstance(item, ast.Constant))
    return "GET"
