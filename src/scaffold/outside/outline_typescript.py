"""The outline of a TypeScript or JavaScript file, by tree-sitter, which reads broken files as well."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from scaffold.core.outlines import LIMIT, Symbol

_VERBS = frozenset("get post put patch delete options head all".split())
_DECLARED = {
    "function_declaration": "function",
    "generator_function_declaration": "function",
    "class_declaration": "class",
    "abstract_class_declaration": "class",
    "interface_declaration": "type",
    "type_alias_declaration": "type",
    "enum_declaration": "type",
}
_VALUES = {"arrow_function": "function", "function_expression": "function", "class": "class"}
_TESTS = ("test", "it")
_EXPORTS = ("exports", "module.exports")
# Why limits: files of people are parsed in milliseconds and have a few hundred statements, others may hold anything.
_SECONDS = 0.5
_NODES = 20_000
_DEFINED = re.compile(
    r"^(?:export[ \t]+)?(?:default[ \t]+)?(?:abstract[ \t]+)?(?:async[ \t]+)?"
    r"(function|class|interface|type|enum|const)[ \t]+(\w+)"
)
_WORDS = {"function": "function", "class": "class", "const": "constant"}


def symbols(text: str, suffix: str) -> list[Symbol]:
    """All symbols of a file, in no order."""
    source = text.encode("utf-8", "replace")
    root = _parsed(source, suffix in (".ts", ".mts", ".cts"))
    found: dict[tuple[str, str], Symbol] = {}
    parsed = _Outline(source).of(root) if root else ()
    for symbol in (*parsed, *(_lines(text) if root is None or root.has_error else ())):
        kind, name, _ = symbol
        # Why the first: TypeScript often has a value and a type of one name.
        found.setdefault((kind if kind in ("route", "test") else "", name), symbol)
    return list(found.values())


def _parsed(source: bytes, is_typescript: bool) -> Node | None:
    until = time.monotonic() + _SECONDS
    try:
        tree = Parser(_language(is_typescript)).parse(
            lambda at, _: source[at : at + 65536], progress_callback=lambda *_: time.monotonic() > until
        )
    except ValueError:
        return None
    return tree.root_node


@cache
def _language(is_typescript: bool) -> Language:
    known = tree_sitter_typescript
    return Language(known.language_typescript() if is_typescript else known.language_tsx())


def _lines(text: str) -> Iterator[Symbol]:
    """What a file defines that does not parse, as after a merge in conflict."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := _DEFINED.match(line):
            yield _WORDS.get(found[1], "type"), found[2], number


@dataclass(frozen=True)
class _Outline:
    source: bytes

    def of(self, root: Node) -> Iterator[Symbol]:
        """Definitions at the top of the file, and calls that make a route or a test wherever they are."""
        for statement in root.named_children[:LIMIT]:
            if statement.type == "export_statement":
                inner = statement.child_by_field_name("declaration") or statement.child_by_field_name("value")
                yield from self._defined(inner) if inner else ()
            else:
                yield from self._defined(statement)
        for call in _calls(root):
            yield from self._called(call)

    def _defined(self, node: Node) -> Iterator[Symbol]:
        if kind := _DECLARED.get(node.type):
            name = self._text(node.child_by_field_name("name"))
            yield kind, name, _line(node)
            if kind == "class":
                yield from self._methods(node, name)
        elif node.type in ("lexical_declaration", "variable_declaration"):
            for declared in node.named_children:
                yield from self._value(declared.child_by_field_name("name"), declared.child_by_field_name("value"))
        elif node.type == "expression_statement" and node.named_children:
            yield from self._exported(node.named_children[0])

    def _methods(self, node: Node, of: str) -> Iterator[Symbol]:
        body = node.child_by_field_name("body")
        for member in body.named_children if body else ():
            if member.type == "method_definition":
                yield "method", f"{of}.{self._text(member.child_by_field_name('name'))}", _line(member)

    def _value(self, name: Node | None, value: Node | None) -> Iterator[Symbol]:
        if name and name.type == "identifier" and not self._is_required(value):
            yield _VALUES.get(value.type if value else "", "constant"), self._text(name), _line(name)

    def _is_required(self, value: Node | None) -> bool:
        called = value.child_by_field_name("function") if value and value.type == "call_expression" else None
        return self._text(called) == "require"

    def _exported(self, node: Node) -> Iterator[Symbol]:
        """`exports.find = …` of CommonJS."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        is_assigned = node.type == "assignment_expression" and left and left.type == "member_expression"
        if is_assigned and left and right and self._text(left.child_by_field_name("object")) in _EXPORTS:
            yield _VALUES.get(right.type, "constant"), self._text(left.child_by_field_name("property")), _line(node)

    def _called(self, call: Node) -> Iterator[Symbol]:
        yield from self._chained(call)
        function, given = call.child_by_field_name("function"), _arguments(call)
        if function is None or len(given) < 2 or given[0].type != "string":
            return
        said = self._text(given[0])[1:-1]
        if function.type == "identifier" and self._text(function) in _TESTS:
            yield "test", said, _line(call)
        elif function.type == "member_expression" and said[:1] in ("", "/"):
            verb = self._text(function.child_by_field_name("property"))
            if verb in _VERBS:
                yield "route", f"{verb.upper()} {said}", _line(call)

    def _chained(self, call: Node) -> Iterator[Symbol]:
        """`router.route("/").get(…).post(…)`: what stands last is outside."""
        verbs: list[tuple[str, Node]] = []
        at: Node | None = call
        while at and at.type == "call_expression":
            function = at.child_by_field_name("function")
            name = function and function.child_by_field_name("property")
            if not function or not name:
                return
            if self._text(name) == "route":
                path = self._text(next(iter(_arguments(at)), None))[1:-1]
                yield from (
                    ("route", f"{verb.upper()} {path}", _line(place)) for verb, place in verbs if path[:1] == "/"
                )
                return
            verbs += [(self._text(name), name)] if self._text(name) in _VERBS - {"all"} else []
            at = function.child_by_field_name("object")

    def _text(self, node: Node | None) -> str:
        # Why not `node.text`: it calls back for every byte.
        return self.source[node.start_byte : node.end_byte].decode("utf-8", "replace") if node else ""


def _calls(root: Node) -> Iterator[Node]:
    """Calls that are a whole statement, in any block."""
    waiting, seen = [root], 0
    while waiting and (seen := seen + 1) < _NODES:
        node = waiting.pop()
        inner = node.named_children
        if node.type == "expression_statement":
            yield from (call for call in inner if call.type == "call_expression")
        waiting.extend(inner)


def _arguments(call: Node) -> list[Node]:
    found = call.child_by_field_name("arguments")
    return found.named_children if found else []


def _line(node: Node) -> int:
    return node.start_point.row + 1
