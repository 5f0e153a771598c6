"""Where a project keeps its migrations, as its own settings say: owners move the folder."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from configparser import ConfigParser, Error
from pathlib import Path, PurePosixPath

from scaffold.core.problem import Problem

USUAL = {"flask": "migrations/versions", "express": "migrations"}
SOURCES = {"flask": ("*.py", "app/**/*.py"), "express": ("*.ts", "src/**/*.ts")}
VALUE = r"[\w.]+\((?:[^()]|\([^()]*\))*\)|[^,}\n]+"
SETTING = re.compile(rf"\bmigrations\s*[:=]\s*\{{[^}}]*?\bpath(?:Ts)?\s*(?::\s*({VALUE})|,)")
TEXT = re.compile(r"""["'`]([^"'`]*)["'`]""")


def of(framework: str, project: Path) -> str | None:
    """The folder with the migrations, by its path in the project; None when it cannot be told, or is outside."""
    found = (_flask if framework == "flask" else _express)(project)
    if found is None:
        return None
    path = os.path.relpath((project / found).resolve(), project.resolve()).replace(os.sep, "/")
    return None if path.startswith("..") else path


def usual(framework: str, project: Path) -> str:
    """The folder with the migrations; when it cannot be told, where it is as a project is made."""
    return of(framework, project) or USUAL[framework]


def refuse_unknown(framework: str, project: Path) -> None:
    """Raises Problem when a migration cannot be put beside the others."""
    place = of(framework, project)
    if place and (project / place).is_dir():
        return
    setting = {"flask": "`Migrate(directory=…)`", "express": "`path` of MikroORM's `migrations`"}[framework]
    raise Problem(
        code="migrations-folder",
        what="the folder of the migrations was not found",
        why=f"{setting} names `{place}`, and that is not there" if place else f"{setting} is not a path in the project",
        fix="let it name the folder that has them: without a migration of its own, a rename would lose the rows. "
        "Nothing was changed.",
    )


def _flask(project: Path) -> str | None:
    """As Flask-Migrate is told; the versions are below that, or where `alembic.ini` has them."""
    directory: str | None = "migrations"
    for path, text in _texts("flask", project):
        if "igrate" in text and "directory" in text and (found := _directory(path, text)):
            directory = found[0]
    if directory is None:
        return None
    script = Path(project, directory)
    named = _setting(script / "alembic.ini", "version_locations")
    return re.split(r"[\s,;]", named)[0].replace("%(here)s", str(script)) if named else f"{directory}/versions"


def _setting(path: Path, name: str) -> str:
    parser = ConfigParser(interpolation=None)
    try:
        parser.read(path, encoding="utf-8")
    except (Error, UnicodeDecodeError):
        return ""
    return parser.get("alembic", name, fallback="").strip()


def _directory(path: Path, text: str) -> tuple[str | None] | None:
    """What `directory` is, if this file says so; None in it when that is worked out in a way of its own."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    names = {
        target.id: one.value
        for one in tree.body
        if isinstance(one, ast.Assign)
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in ("Migrate", "init_app"):
            for word in call.keywords:
                if word.arg == "directory":
                    try:
                        return (str(_worked_out(word.value, names, path)),)
                    except (ValueError, IndexError, RecursionError):
                        return (None,)
    return None


def _worked_out(node: ast.expr, names: Mapping[str, ast.expr], path: Path) -> Path | str:
    """What an expression of paths is. Raises ValueError for one that is more than that."""

    def known(one: ast.expr) -> Path | str:
        return _worked_out(one, names, path)

    found: Path | str
    match node:
        case ast.Constant(value=str(found)):
            pass
        case ast.Name(id="__file__"):
            found = path
        case ast.Name(id=name) if name in names:
            found = known(names[name])
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            found = Path(known(left)) / known(right)
        case ast.Attribute(value=value, attr="parent"):
            found = Path(known(value)).parent
        case ast.Subscript(value=ast.Attribute(value=value, attr="parents"), slice=ast.Constant(value=int(number))):
            found = Path(known(value)).parents[number]
        # Why: the signs are doubled for Alembic, and the folder has them once.
        case ast.Call(func=ast.Attribute(value=value, attr="replace" | "resolve" | "absolute" | "as_posix")):
            found = known(value)
        case ast.Call(func=ast.Attribute(value=value, attr="joinpath"), args=parts):
            found = Path(known(value), *map(known, parts))
        case ast.Call(func=func, args=[value, *parts]):
            found = _made(ast.unparse(func).rpartition(".")[2], [known(value), *map(known, parts)])
        case _:
            raise ValueError(ast.unparse(node))
    return found


def _made(function: str, given: Sequence[Path | str]) -> Path | str:
    if function in ("Path", "join"):
        return Path(*given)
    if function == "dirname":
        return Path(given[0]).parent
    if function in ("str", "abspath", "realpath", "fspath"):
        return given[0]
    raise ValueError(function)


def _express(project: Path) -> str | None:
    """As MikroORM is told."""
    for path, text in _texts("express", project):
        if match := SETTING.search(text):
            return _typed((match[1] or "path").strip(), path, text)
    return USUAL["express"]


def _typed(expression: str, path: Path, text: str) -> str | None:
    """What an expression of TypeScript is: a text, a constant, or one beside the file."""
    if re.fullmatch(r"\w+", expression):
        constant = re.search(rf"\bconst {expression}\s*(?::[^=]+)?=\s*(.+?);?\s*$", text, re.MULTILINE)
        return _typed(constant[1].rstrip(";"), path, text) if constant else None
    parts = TEXT.findall(expression)
    if not parts or "${" in expression:
        return None
    beside = re.search(r"import\.meta\.(?:dirname|url)|__dirname", expression)
    known = beside or expression[0] in "\"'`" or re.match(r"(?:\w+\.)?(?:resolve|join)\(\s*[\"'`]", expression)
    return str(PurePosixPath(path.parent.as_posix() if beside else "", *parts)) if known else None


def _texts(framework: str, project: Path) -> Iterator[tuple[Path, str]]:
    """The sources that may say where the migrations are."""
    for pattern in SOURCES[framework]:
        for path in sorted(project.glob(pattern)):
            try:
                yield path, path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
