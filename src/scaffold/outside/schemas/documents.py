"""A document of YAML or JSON as plain values, each of which knows its line."""

from __future__ import annotations

from typing import Any

import yaml

from scaffold.core.names import shown
from scaffold.core.problem import Problem

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER, _FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"
_BOOLEAN, _NULL = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"


class Mapping(dict[str, Any]):
    """An object with the line of each of its keys."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}


def read(text: str, name: str) -> Mapping:
    """The object that a document is. Raises Problem when it is none."""
    try:
        # Why: JSON may be indented with tabs, and YAML may not.
        node = yaml.compose(text.replace("\t", "  "), Loader=_Loader)
        found = _Plain().value(node)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise _unreadable(name, f"{line}{error.problem}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _unreadable(name, " ".join(str(error).split())) from error
    if not isinstance(found, Mapping):
        raise _unreadable(name, "it has no `key: value` lines")
    return found


def _unreadable(name: str, why: str) -> Problem:
    return Problem(
        code="schema-unreadable",
        what=f"`{shown(name)}` is no OpenAPI document",
        why=shown(why, 200),
        fix="give a document with `components: schemas:` or `definitions:`, or a file of SQL",
    )


class _Plain:
    """Makes values of nodes; a node that an alias repeats is made once, so that a circle has an end."""

    def __init__(self) -> None:
        self.made: dict[int, Any] = {}

    def value(self, node: Any) -> Any:
        if id(node) in self.made:
            return self.made[id(node)]
        if isinstance(node, yaml.MappingNode):
            mapping = self.made[id(node)] = Mapping()
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    mapping[key.value] = self.value(value)
                    mapping.lines[key.value] = key.start_mark.line + 1
            return mapping
        if isinstance(node, yaml.SequenceNode):
            values: list[Any] = []
            self.made[id(node)] = values
            values += [self.value(one) for one in node.value]
            return values
        return _scalar(node)


def _scalar(node: Any) -> Any:
    if node is None or node.tag == _NULL:
        return None
    if node.tag == _BOOLEAN:
        return node.value.lower() in ("true", "yes", "on")
    if node.tag in (_INTEGER, _FLOAT):
        try:
            return int(node.value) if node.tag == _INTEGER else float(node.value)
        except ValueError:
            return node.value
    return node.value
