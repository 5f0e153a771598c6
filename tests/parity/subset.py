"""Holds templates of pages to what Jinja and Nunjucks read alike."""

import re
from collections.abc import Iterator

from jinja2 import Environment, nodes

ALLOWED = {
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Extends, nodes.Block, nodes.FromImport, nodes.Macro, nodes.For,
    nodes.If, nodes.CondExpr, nodes.Assign, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Call, nodes.Keyword,
    nodes.Filter, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat, nodes.List, nodes.Dict, nodes.Pair,
}  # fmt: skip
FILTERS = {"length", "replace"}
COMPARED = {"eq", "ne", "in"}
LOOP = {"index", "first", "last", "length"}
# What is a method in Python, and a key in JavaScript.
METHODS = {name for kind in (dict, list, str) for name in dir(kind)} - {"index", "count", "title"}
# What is a list or an object here: the empty ones are true in Nunjucks.
LISTS = {"rows", "links", "choices", "names", "lists", "typed", "options"}
ENVIRONMENT = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
UNQUOTED = re.compile(r"<[a-z][^>]*\s[a-z-]+=\{\{")
ACTIVE = re.compile(r"<script|<style|<[a-z][^>]*\s(style|on[a-z]+)=|\|\s*safe|javascript:", re.I)


def faults(text: str) -> list[str]:
    """Each place of a template that the two would read in two ways, or that could run what people typed."""
    found = [f"line {node.lineno}: {why}" for node in walk(ENVIRONMENT.parse(text)) for why in wrong(node)]
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"\{%-|-%\}|\{\{-|-\}\}", line):
            found.append(f"line {number}: no control of white space")
        if UNQUOTED.search(line):
            found.append(f"line {number}: an attribute without quotation marks")
        if ACTIVE.search(line):
            found.append(f"line {number}: no script, style or handler, and nothing that is not escaped")
    return found


def wrong(node: nodes.Node) -> Iterator[str]:
    if type(node) not in ALLOWED:
        yield f"{type(node).__name__} is not in the subset"
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        yield f"the filter {node.name} is not in the subset"
    if isinstance(node, nodes.Getattr) and node.attr in METHODS and not is_loop(node):
        yield f'write ["{node.attr}"]: it is a method in Python'
    if isinstance(node, nodes.If | nodes.CondExpr) and last_name(node.test) in LISTS:
        yield "test a list with | length: an empty one is true in Nunjucks"
    if isinstance(node, nodes.For) and (node.test or node.recursive or isinstance(node.target, nodes.Tuple)):
        yield "only plain loops are in the subset"
    if isinstance(node, nodes.For) and any(node.find_all(nodes.Assign)):
        yield "a set in a loop leaks in Nunjucks"
    if isinstance(node, nodes.Compare) and {one.op for one in node.ops} - COMPARED:
        yield "only == and != and in are in the subset"


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from walk(child)


def is_loop(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in LOOP


def last_name(test: nodes.Node) -> str:
    return str(getattr(test, "attr", None) or getattr(test, "name", "")) if not isinstance(test, nodes.Filter) else ""
