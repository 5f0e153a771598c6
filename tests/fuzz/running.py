"""Which files of a project run, and whether they find what they name: told from the code, without starting it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ROOTS = {"flask": ("app/__init__.py",), "express": ("src/server.ts", "src/app.ts", "src/cli.ts", "src/seeds.ts")}
RUFF = (str(Path(sys.executable).with_name("ruff")), "check", "--isolated", "--no-cache", "--quiet")
# What makes a program stop: a name that nothing defines, one that is defined twice, what cannot be parsed.
RULES = ("--select", "F821,F811", "--output-format", "concise")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
TEXT = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
FROM = re.compile(r"^(import|export)\s+(?:type\s+)?([^;\"']*?)\s*(?:from\s*)?\"(\.{1,2}/[^\"]+)\"", re.MULTILINE)
EXPORT = re.compile(
    r"^export\s+(?:default\s+)?(?:async\s+)?(?:abstract\s+)?(?:const|let|function\*?|class|type|interface|enum)\s+(\w+)",
    re.MULTILINE,
)
AGAIN = re.compile(r"^export\s+(?:type\s+)?\{([^}]*)\}", re.MULTILINE)
STAR = re.compile(r"^export\s+\*\s+as\s+(\w+)", re.MULTILINE)
WORD = re.compile(r"(?<![\w.$])[A-Za-z_$][\w$]*")


@dataclass
class Running:
    """The files that run, by their path in the project, and what would not."""

    files: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


def of(framework: str, files: Mapping[str, bytes]) -> Running:
    """What of a project runs, whose files these are."""
    found = Running()
    todo = [path for path in ROOTS[framework] if path in files]
    follow = _python if framework == "flask" else _typescript
    while todo:
        path = todo.pop()
        if path not in found.files:
            found.files.add(path)
            todo += follow(files, path, found.problems)
    if framework == "flask":
        found.problems += _ruff({path: files[path] for path in sorted(found.files)})
    return found


# What is known of a file with this path and content: most of them stay as they are from one look to the next.
KNOWN: dict[tuple[str, bytes], list[str]] = {}


def _ruff(files: Mapping[str, bytes]) -> list[str]:
    """What is named and not defined in each file by itself."""
    if new := {path: content for path, content in files.items() if (path, content) not in KNOWN}:
        with tempfile.TemporaryDirectory() as temporary:
            for path, content in new.items():
                place = Path(temporary, path)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            ended = subprocess.run([*RUFF, *RULES, "."], cwd=temporary, capture_output=True, text=True, check=False)
        KNOWN.update({one: [] for one in new.items()})
        for line in ended.stdout.splitlines():
            path = line.partition(":")[0]
            if path in new:
                KNOWN[path, new[path]].append(line)
    return [line for one in files.items() for line in KNOWN[one]]


class Facts(NamedTuple):
    """What a module says of others: those it imports, names from them, attributes of names; and what it has itself."""

    imports: frozenset[str]
    names: tuple[tuple[str, str, str], ...]
    attributes: frozenset[tuple[str, str]]
    has: frozenset[str]
    error: str = ""


@lru_cache(8192)
def _facts(content: bytes) -> Facts:
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError) as error:
        return Facts(frozenset(), (), frozenset(), frozenset(), str(error))
    imports, names = set(), []
    attributes, bound = set(), set()
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                imports |= {alias.name for alias in node.names}
            case ast.ImportFrom(module=str(module), level=0):
                imports.add(module)
                names += [(module, alias.name, alias.asname or alias.name) for alias in node.names]
            case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                attributes.add((name, attribute))
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                bound.add(name)
    own = frozenset(one for one in imports if one.split(".")[0] == "app")
    found = tuple(one for one in names if one[0] in own)
    return Facts(own, found, frozenset(one for one in attributes if one[0] not in bound), frozenset(_top(tree.body)))


def _top(body: Iterable[ast.AST]) -> set[str]:
    """What a module has at its top, below conditions as well."""
    names: set[str] = set()
    for one in body:
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(one.name)
        elif isinstance(one, ast.Import | ast.ImportFrom):
            names.update((alias.asname or alias.name).split(".")[0] for alias in one.names)
        elif isinstance(one, ast.If | ast.Try | ast.With | ast.For | ast.While):
            names |= _top(child for child in ast.iter_child_nodes(one) if isinstance(child, ast.stmt))
        else:
            names.update(node.id for node in ast.walk(one) if isinstance(node, ast.Name))
    return names


def _python(files: Mapping[str, bytes], path: str, problems: list[str]) -> Iterator[str]:
    facts = _facts(files[path])
    if facts.error:
        problems.append(f"{path}: {facts.error}")
    for module in facts.imports:
        if place := _place(files, module):
            yield place
            above = [f"{parent}/__init__.py" for parent in PurePosixPath(place).parents]
            yield from (one for one in above if one in files)
        else:
            problems.append(f"{path}: there is no `{module}`")
    modules: dict[str, str] = {}
    for module, name, called in facts.names:
        package = _place(files, module)
        if inner := _place(files, f"{module}.{name}"):
            modules[called] = inner
            yield inner
        elif package and name not in _facts(files[package]).has:
            problems.append(f"{path}: `{package}` has no `{name}`")
    for name, attribute in facts.attributes:
        if name in modules and attribute not in _facts(files[modules[name]]).has:
            problems.append(f"{path}: `{modules[name]}` has no `{attribute}`")


def _place(files: Mapping[str, bytes], module: str) -> str | None:
    path = module.replace(".", "/")
    return next((one for one in (f"{path}.py", f"{path}/__init__.py") if one in files), None)


def _typescript(files: Mapping[str, bytes], path: str, problems: list[str]) -> Iterator[str]:
    text = _bare(files[path])
    if re.search(r"^(?:<{7}|>{7}) ", text, re.MULTILINE):
        problems.append(f"{path}: markers of a conflict")
    for kind, names, where in FROM.findall(text):
        parts: list[str] = []
        for part in [*PurePosixPath(path).parent.parts, *where.split("/")]:
            if part == "..":
                parts.pop()
            elif part != ".":
                parts.append(part)
        place = "/".join(parts)
        if place not in files:
            problems.append(f"{path}: there is no `{place}`")
            continue
        yield place
        has = _exported(files[place])
        listed = re.search(r"\{([^}]*)\}", names)
        wanted = [
            one.strip().removeprefix("type ").split(" as ")[0] for one in (listed[1] if listed else "").split(",")
        ]
        if star := re.search(r"\*\s+as\s+(\w+)", names) if kind == "import" else None:
            wanted += re.findall(rf"(?<![\w.]){star[1]}\.(\w+)", TEXT.sub('""', text))
        problems += [f"{path}: `{place}` has no `{one}`" for one in wanted if one and one not in has]


@lru_cache(8192)
def _bare(content: bytes) -> str:
    """A text of TypeScript without its comments."""
    return COMMENT.sub("", content.decode("utf-8", "replace").replace("\r\n", "\n"))


@lru_cache(8192)
def _exported(content: bytes) -> frozenset[str]:
    text = _bare(content)
    again = [one.strip().removeprefix("type ") for found in AGAIN.findall(text) for one in found.split(",")]
    return frozenset([*EXPORT.findall(text), *STAR.findall(text), *(one.split(" as ")[-1] for one in again if one)])


@lru_cache(8192)
def words(content: bytes) -> frozenset[str]:
    """The names in a text of TypeScript, but for those of attributes, in comments and in texts."""
    return frozenset(WORD.findall(TEXT.sub('""', _bare(content))))


def declared(content: bytes) -> set[str]:
    """Some of the names that a text of TypeScript gives itself."""
    return set(re.findall(r"\b(?:const|let|function|class|type|interface)\s+(\w+)", _bare(content)))
