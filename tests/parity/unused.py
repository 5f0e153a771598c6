"""Finds what a generated project has and does not use: modules, functions, exports, packages; and packages it does not declare."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp

from parity.budgets import files
from parity.machine import environment, packages, run

# What another package brings along on purpose, as its own documentation imports it.
BROUGHT = {
    "dotenv": "python-dotenv",
    "sqlalchemy": "flask-sqlalchemy",
    "alembic": "flask-migrate",
    "werkzeug": "flask",
    "click": "flask",
    "pydantic-core": "pydantic",
}
# What is imported by another name than that of its package.
CALLED = {"argon2": "argon2-cffi"}
# What is used without an import: servers, drivers, tools, and what reads .flaskenv.
TOOLS = {"gunicorn", "psycopg", "pymysql", "redis", "mypy", "pytest", "ruff", "python-dotenv"}
# Why: it is what an owner's first resource begins with.
KEPT = {("app/db.py", "Model")}
ENTRIES = {"app/__init__.py", "gunicorn.conf.py", "migrations/env.py"}


def faults(framework: str, project: Path) -> list[str]:
    return flask(project) if framework == "flask" else express(project)


def express(project: Path) -> list[str]:
    """Knip's words, once as a developer has the project, and once as it is in production, without tests and tools."""
    commands = " ".join(json.loads((project / "package.json").read_text())["scripts"].values())
    entries = [*dict.fromkeys(re.findall(r"src/[\w/]+\.ts", commands)), "migrations/*.ts"]
    config = Path(mkdtemp(prefix="scaffold-knip-")) / "knip.json"
    sources = {"entry": [f"{entry}!" for entry in entries], "project": ["src/**/*.ts!", "tests/**/*.ts"]}
    config.write_text(json.dumps(sources))
    found: list[str] = []
    for mode in ([], ["--production", "--strict"]):
        command: list[str | Path] = [
            knip(),
            "--no-exit-code",
            "--no-config-hints",
            "--reporter",
            "compact",
            "-c",
            config,
            *mode,
        ]
        found += run(*command, cwd=project, env=environment()).stdout.splitlines()
    return [line for line in found if line.strip()]


@cache
def knip() -> Path:
    folder = Path(mkdtemp(prefix="scaffold-knip-"))
    wanted = {"dependencies": {"knip": "^6.44.0"}, "devDependencies": {"typescript": "^7.0.2"}}
    (folder / "package.json").write_text(json.dumps(wanted))
    return packages("express", [folder]) / "node_modules" / ".bin" / "knip"


def flask(project: Path) -> list[str]:
    modules = {str(path): ast.parse((project / path).read_text()) for path in files(project) if path.suffix == ".py"}
    reached = follow({path: {*imports(path, modules)} for path in modules})
    found = [f"nothing imports {path}" for path in modules if path.startswith("app/") and path not in reached]
    return found + idle_names(project, modules) + wrong_packages(project, modules)


def follow(graph: dict[str, set[str]]) -> set[str]:
    found, rest = set(), list(ENTRIES)
    while rest:
        path = rest.pop()
        if path in graph and path not in found:
            found.add(path)
            rest += graph[path]
    return found


def imports(path: str, modules: dict[str, ast.Module]) -> Iterator[str]:
    """The modules of the project that one imports. A package is its `__init__`."""
    for name in imported(path, modules[path]):
        yield from (found for found in (f"{name}.py", f"{name}/__init__.py") if found in modules)


def imported(path: str, tree: ast.Module) -> Iterator[str]:
    """The paths, without an ending, that may be meant: `from app import db` may be of a module or of a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.replace(".", "/") for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            parts = path.split("/")[: -node.level] if node.level else []
            base = "/".join([*parts, *(node.module or "").split(".")]).strip("/")
            yield from chain([base], (f"{base}/{alias.name}" for alias in node.names))


def idle_names(project: Path, modules: dict[str, ast.Module]) -> list[str]:
    """Functions and classes at the top of a module that no file says a second time, but for those a decorator registers."""
    texts = [
        (project / path).read_text() for path in files(project) if path.suffix in (".py", ".toml", ".mako", ".ini")
    ]
    return [
        f"nothing uses {node.name} of {path}"
        for path, tree in modules.items()
        if path.startswith("app/")
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list
        if (path, node.name) not in KEPT
        if len(re.findall(rf"\b{node.name}\b", "\n".join(texts))) < 2
    ]


def wrong_packages(project: Path, modules: dict[str, ast.Module]) -> list[str]:
    """Why by reading: the tests install the packages of all projects once, so that a missing one is not missed."""
    document = tomllib.loads((project / "pyproject.toml").read_text())
    written = [*document["project"]["dependencies"], *document["dependency-groups"]["dev"]]
    declared = {re.split(r"[^A-Za-z0-9._-]", name)[0].lower().replace("_", "-") for name in written}
    own = {path.parts[0].removesuffix(".py") for path in files(project)} | {"conftest"}
    names = {name for tree in modules.values() for name in absolute(tree)} - own - sys.stdlib_module_names
    used = {CALLED.get(name, name.replace("_", "-")) for name in names}
    missing = sorted(name for name in used - declared if BROUGHT.get(name) not in declared)
    idle = sorted(name for name in declared - used - TOOLS if not name.startswith("types-"))
    return [f"does not declare {name}" for name in missing] + [f"does not use the package {name}" for name in idle]


def absolute(tree: ast.Module) -> Iterator[str]:
    """The first words of all imports that do not begin with a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]
