"""The frameworks alone: the first resource of a pair as the tutorials of Flask and Express write it, and nothing more.

Three routes over the SQLite of each language, run by the packages of the pair: nothing is installed for them.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from scaffold.core.comparison import Answer, Both
from scaffold.core.concepts import Request
from scaffold.core.names import camel, kebab
from scaffold.core.resource import Field, Resource
from scaffold.outside import commands

from . import apps
from .apps import App
from .programs import FOREIGN, Programs

NAMES = Both("app.py", "app.js")
TEMPLATES = Both("alone_flask.py.jinja", "alone_express.js.jinja")
# How the guides of both start it.
STARTED = Both("flask --app app run", "node app.js")
DATABASE = "app.db"
# What SQLite calls the types; all others are text.
KINDS = {**dict.fromkeys(("integer", "bigint", "boolean"), "INTEGER"), "float": "REAL"}
# Why left out: they are rows of other tables, or no value that SQLite takes as it is.
OTHERS = {"references", "json"}


@dataclass(frozen=True)
class Column:
    """A column, its type, and how each app reads it from a body."""

    name: str
    kind: str
    flask: str
    express: str


@dataclass(frozen=True)
class Running:
    """Both apps while they answer, and the folders that they keep their rows in."""

    flask: App
    express: App
    production: App
    table: str

    def ask(self, request: Request, *, production: bool = False) -> Both[Answer]:
        """What each answers; folders of this machine, of which Express tells, are left out. Raises Problem.

        In production Express has one setting more, and Flask none.
        """
        express = self.production if production else self.express
        return Both(_clean(self.flask.ask(request), self.flask), _clean(express.ask(request), express))

    def keep(self, number: int) -> None:
        """Takes away all rows but the one of this id."""
        for app in (self.flask, self.express):
            with contextlib.closing(sqlite3.connect(app.folder / DATABASE)) as database, database:
                database.execute(f"DELETE FROM {self.table} WHERE id <> ?", (number,))  # noqa: S608


def code(resource: Resource) -> Both[str]:
    """Both apps for a resource, each one file."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415

    templates = Environment(trim_blocks=True, undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701
    values = _values(resource)
    flask, express = (
        templates.from_string(files(__package__).joinpath(name).read_text("utf-8")).render(values)
        for name in (TEMPLATES.flask, TEMPLATES.express)
    )
    return Both(flask, express)


def fields(resource: Resource) -> tuple[Field, ...]:
    """The fields that the apps have: those of a body that are one value of SQLite."""
    return tuple(
        one
        for one in resource.fields
        if one.type not in OTHERS
        and not one.private
        and not (one.default == "now" and one.type in ("date", "datetime"))
    )


def suits(resource: Resource) -> bool:
    """Whether the apps can be about it: it has something that they store, and its rows need no others."""
    return bool(fields(resource)) and not any(field.needs_row for field in resource.fields)


def _values(resource: Resource) -> dict[str, Any]:
    columns = [_column(one) for one in fields(resource)]
    return {
        "table": _quoted(resource.plural),
        "path": f"/api/{kebab(resource.plural)}",
        "one": resource.name,
        "many": resource.plural,
        "columns": columns,
        "names": ", ".join(one.name for one in columns),
        "marks": ", ".join("?" for _ in columns),
    }


def _column(field: Field) -> Column:
    name = camel(field.column)
    kind = KINDS.get(field.type, "TEXT") + " NOT NULL" * field.required + " UNIQUE" * field.unique
    value = _default(field)
    if field.required:
        flask, express = f'request.json["{name}"]', f"req.body.{name}"
    elif value is None:
        flask, express = f'request.json.get("{name}")', f"req.body.{name} ?? null"
    else:
        flask = f'request.json.get("{name}", {value if isinstance(value, bool) else _text(value)})'
        express = f"req.body.{name} ?? {_text(value)}"
    if field.type == "boolean":
        # Why: `node:sqlite` takes no booleans.
        express = f"({express}) ? 1 : 0" if "??" in express else f"{express} ? 1 : 0"
    return Column(_quoted(name), kind, flask, express)


def _default(field: Field) -> Any:
    """The default of a field as its language writes it: the same text in both, but for booleans."""
    if field.default is None:
        return None
    match field.type:
        case "boolean":
            return field.default == "true"
        case "integer" | "bigint":
            return int(field.default)
        case "float":
            return float(field.default)
    return field.default


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _quoted(name: str) -> str:
    """A name as SQLite reads it: its own words stand in brackets."""
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute(f"CREATE TABLE {name} ({name} TEXT)")
        except sqlite3.OperationalError:
            return f"[{name}]"
    return name


@contextlib.contextmanager
def served(pair: Both[Programs], resource: Resource, place: Path) -> Iterator[Running]:
    """Both apps, started as their guides say in folders of `place`. Raises Problem when one does not start."""
    written = code(resource)
    first = Request("GET", f"/api/{kebab(resource.plural)}", {}, None, {})
    with contextlib.ExitStack() as stack:
        flask = stack.enter_context(_served(_made(pair.flask, NAMES.flask, written.flask, place), first))
        alone = _made(pair.express, NAMES.express, written.express, place)
        express = stack.enter_context(_served(alone, first))
        production = stack.enter_context(_served(alone, first, NODE_ENV="production"))
        yield Running(flask, express, production, _quoted(resource.plural))


def _made(programs: Programs, name: str, text: str, place: Path) -> Programs:
    """Writes an app, and tells what starts it."""
    folder = place / f"{programs.framework}-alone"
    folder.mkdir()
    (folder / name).write_text(text, "utf-8")
    serve: tuple[str, ...]
    if programs.framework == "flask":
        serve = (str(programs.folder / ".venv" / "bin" / "flask"), "--app", Path(name).stem, "run")
    else:
        # Why a link: Node looks for packages beside the file, and they are those of the project.
        (folder / "node_modules").symlink_to(programs.folder / "node_modules", target_is_directory=True)
        serve = (programs.serve[0], name)
    return Programs(programs.framework, folder, serve, (), ())


@contextlib.contextmanager
def _served(programs: Programs, first: Request, **more: str) -> Iterator[App]:
    port = str(apps.free_port())
    around = {key: value for key, value in commands.environment().items() if not key.startswith(FOREIGN)}
    settings = {**around, "PORT": port, "FLASK_RUN_PORT": port, "NO_COLOR": "1", "TMPDIR": str(programs.folder), **more}
    with apps.served(programs, settings, programs.folder / f"{port}.log", first) as app:
        yield app


def _clean(answer: Answer, app: App) -> Answer:
    """An answer without the folders of this machine, which are others each time."""
    body = answer.body
    packages = app.folder / "node_modules"
    for folder in (packages.resolve().parent if packages.is_symlink() else None, app.folder.resolve(), app.folder):
        body = body.replace(f"{folder}/", "") if folder else body
    return replace(answer, body=body)
