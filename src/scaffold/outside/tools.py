"""The commands that a project has, read from its files: editions of the templates differ, and owners change them."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

INSTALLERS = {"flask": ("uv", "sync"), "express": ("npm", "install")}
# What makes the lock file of a project, which is made from its first file, and nothing else.
LOCKERS = {
    "flask": ("pyproject.toml", "uv.lock", ("uv", "lock")),
    "express": (
        "package.json",
        "package-lock.json",
        ("npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"),
    ),
}
BIN = f".venv/{'Scripts' if os.name == 'nt' else 'bin'}"
# Why several: the first that `package.json` has is the project's.
SCRIPTS = {
    "upgrade": ("migration:up", "db:upgrade"),
    "downgrade": ("migration:down", "db:downgrade"),
    "migrate": ("migration:create", "db:migrate"),
}
BIOME = ("node_modules/.bin/biome", "check", "--write", "migrations")


@dataclass(frozen=True)
class Tools:
    """What the owner of a project types, each empty when the project has no such command, and what we run for it.

    `migrates` is whether it has what makes and applies migrations.
    `migrate` takes the name of a migration in the place of `{}`; the words of `run["migrate"]` end before it.
    `run["document"]` prints the API document, and is empty where it is a file or not there.
    """

    install: str
    serve: str
    migrates: bool
    upgrade: str
    downgrade: str
    migrate: str
    seed: str
    run: Mapping[str, tuple[str, ...]]


def of(framework: str, folder: Path) -> Tools:
    """The commands of the project in a folder."""
    return _flask(folder) if framework == "flask" else _express(folder)


def _flask(folder: Path) -> Tools:
    # Why asked: a project without `wsgi.py` names its application in `.flaskenv`.
    named = ("--app", "wsgi") if (folder / "wsgi.py").is_file() else ()
    flask = (f"{BIN}/flask", *named, "db")
    return Tools(
        install=" ".join(INSTALLERS["flask"]),
        serve="uv run flask run",
        migrates=(folder / "migrations/env.py").is_file(),
        upgrade="uv run flask db upgrade",
        downgrade="uv run flask db downgrade",
        migrate='uv run flask db migrate -m "{}"',
        seed="uv run flask seed" * (folder / "app/seeds.py").is_file(),
        run={
            "upgrade": (*flask, "upgrade"),
            "migrate": (*flask, "migrate", "-m"),
            "format": (f"{BIN}/ruff", "format", "--quiet"),
            "document": (f"{BIN}/flask", "openapi") if (folder / "app/openapi.py").is_file() and not named else (),
        },
    )


def _express(folder: Path) -> Tools:
    scripts = _scripts(folder)
    names = {step: next((name for name in known if name in scripts), "") for step, known in SCRIPTS.items()}
    quiet = ("npm", "run", "--silent")
    # Why: the program of MikroORM itself takes the name as an option.
    option = ("--name",) * str(scripts.get(names["migrate"], "")).startswith("mikro-orm")
    after = f"post{names['migrate']}"
    return Tools(
        install=" ".join(INSTALLERS["express"]),
        serve="npm run dev" if "dev" in scripts or "start" not in scripts else "npm start",
        migrates=bool(names["upgrade"]),
        upgrade=f"npm run {names['upgrade']}" * bool(names["upgrade"]),
        downgrade=f"npm run {names['downgrade']}" * bool(names["downgrade"]),
        migrate=" ".join(("npm", "run", names["migrate"], "--", *option, "{}")) * bool(names["migrate"]),
        seed="npm run seed" * ("seed" in scripts),
        run={
            "upgrade": (*quiet, names["upgrade"]),
            "migrate": (*quiet, names["migrate"], "--", *option),
            "format": (*quiet, after) if after in scripts else BIOME,
            "document": (*quiet, "openapi") if "openapi" in scripts else (),
        },
    )


def script(folder: Path, step: str) -> list[str]:
    """The words of the script of an Express project for a step, such as `node src/cli.ts up`; empty without one."""
    scripts = _scripts(folder)
    name = next((name for name in SCRIPTS[step] if name in scripts), "")
    return shlex.split(str(scripts.get(name, "")))


def _scripts(folder: Path) -> Mapping[str, Any]:
    """The scripts of `package.json`; none when it cannot be read."""
    try:
        found = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    scripts = found.get("scripts") if isinstance(found, dict) else None
    return scripts if isinstance(scripts, dict) else {}
