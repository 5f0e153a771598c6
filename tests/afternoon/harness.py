"""What an owner adds to a fresh project in an afternoon, and how the project answers afterwards.

A case is a file of `flask/` or `express/`. Its docstring says whose guide it follows; `CASE` says what is added; then
`production(site)` asks the app as it is served, `development(site)` as it is started for work, `beside(site)` starts
servers and commands of its own, `hands(site)` does what changes the project, in a copy that no other case sees. Tests
of the project (`tests/…`) are files among the others, and run with its gates. Cases that do not disturb each other
share one project and one server; `apart` names another.
"""

import importlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from http.client import HTTPException
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from parity.exchange import Answer, Request, ask, delete, get, patch, post
from parity.machine import FRAMEWORKS, create, drop, environment, link, packages, run
from parity.projects import API, SERVE, UPGRADE, production, rendered

from scaffold.outside.live.apps import free_port

HERE = Path(__file__).parent
NUMBERS = count(1)
DEVELOP = {
    "flask": (".venv/bin/flask", "run", "--no-reload", "--port", "{port}"),
    "express": ("npm", "run", "dev"),
}
MIGRATE = {
    "flask": (".venv/bin/flask", "db", "migrate", "-m", "afternoon"),
    "express": ("npm", "run", "--silent", "migration:create", "--", "afternoon"),
}
# What an owner's editor does when a file is saved: imports are sorted, lines broken.
TIDY: dict[str, list[tuple[str, ...]]] = {
    "flask": [(".venv/bin/ruff", "check", "-q", "--fix", "--exit-zero", "."), (".venv/bin/ruff", "format", "-q", ".")],
    "express": [("node_modules/.bin/biome", "check", "--write", "--log-level=none", ".")],
}
GATES: dict[str, list[tuple[str, ...]]] = {
    "flask": [
        (".venv/bin/ruff", "check", "."),
        (".venv/bin/ruff", "format", "--check", "."),
        (".venv/bin/mypy", "."),
        (".venv/bin/pytest", "-q"),
    ],
    "express": [("npm", "run", "lint"), ("npm", "run", "types"), ("npm", "test")],
}
# A resource is its owner's: its lines may be changed. All others may only get company.
OWNED = re.compile(r"(app|src|tests)/features/\w+[/.]")


@dataclass(frozen=True)
class Line:
    """Text beside the one line of `path` that begins with `anchor`, indented like it."""

    path: str
    anchor: str
    text: str
    below: bool


def before(path: str, anchor: str, text: str) -> Line:
    return Line(path, anchor, text, below=False)


def after(path: str, anchor: str, text: str) -> Line:
    return Line(path, anchor, text, below=True)


@dataclass(frozen=True)
class Change:
    """Other words in a file of a resource: `old` stands there once."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Case:
    """What is added: `imports` go among the imports of a file, `appended` to its end, `lines` beside a line."""

    recipe: str = "blog"
    database: str = "sqlite"
    # More flags of `scaffold new`.
    words: tuple[str, ...] = API
    files: dict[str, str] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)
    appended: dict[str, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    changes: tuple[Change, ...] = ()
    # As the installer is told them: `flask-login>=0.6`, `ejs@^3`.
    packages: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    # The owner lets the framework write a migration, and applies it.
    migrates: bool = False
    apart: str = ""


@dataclass(frozen=True)
class Afternoon:
    """A case with its name and its questions."""

    framework: str
    name: str
    # Why out of the representation: a test that fails shows it, and not all that was added.
    case: Case = field(repr=False)
    production: "Callable[[Site], None] | None" = field(repr=False)
    development: "Callable[[Site], None] | None" = field(repr=False)
    beside: "Callable[[Site], None] | None" = field(repr=False)
    hands: "Callable[[Site], None] | None" = field(repr=False)

    @property
    def asks(self) -> bool:
        """Whether it has questions, and not only tests of the project."""
        return bool(self.production or self.development or self.beside or self.hands)

    @property
    def group(self) -> str:
        database = "" if self.case.database == "sqlite" else self.case.database
        return "-".join(filter(None, (self.case.recipe, database, self.case.apart)))


@cache
def afternoons(framework: str) -> tuple[Afternoon, ...]:
    found = []
    for file in sorted((HERE / framework).glob("*.py")):
        module = importlib.import_module(f"afternoon.{framework}.{file.stem}")
        asked = {name: getattr(module, name, None) for name in ("production", "development", "beside", "hands")}
        found.append(Afternoon(framework, file.stem, module.CASE, **asked))
    return tuple(found)


@dataclass
class Site:
    """A project to which cases were applied, and a server of it."""

    framework: str
    folder: Path
    settings: dict[str, str] = field(repr=False)
    port: int = 0
    log: Path = Path(os.devnull)

    def ask(self, request: Request) -> Answer:
        return ask(self.port, request)

    def get(self, path: str, **headers: str) -> Answer:
        """`Accept_Language="de"` is the header `Accept-Language`."""
        return self.ask(get(path, **{name.replace("_", "-"): value for name, value in headers.items()}))

    def post(self, path: str, value: object, **headers: str) -> Answer:
        return self.ask(_with(post(path, value), headers))

    def patch(self, path: str, value: object, **headers: str) -> Answer:
        return self.ask(_with(patch(path, value), headers))

    def delete(self, path: str, **headers: str) -> Answer:
        return self.ask(_with(delete(path), headers))

    def form(self, path: str, body: str, **headers: str) -> Answer:
        named = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask(_with(Request("POST", path, body.encode(), named), headers))

    def said(self) -> str:
        """All that the server has written."""
        return self.log.read_text()

    def lines(self, **wanted: object) -> list[dict[str, Any]]:
        """The lines of JSON that the server wrote, with these keys and values."""
        found = [json.loads(line) for line in self.said().splitlines() if line.startswith("{")]
        return [line for line in found if wanted.items() <= line.items()]

    def run(self, *command: str, **env: str) -> str:
        """What a command says that its owner types in the project; it must end well."""
        done = run(*command, cwd=self.folder, env=self.settings | env)
        return done.stdout + done.stderr

    def add(self, files: dict[str, str]) -> None:
        """More files, as they are written later in the afternoon."""
        for path, text in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)

    @contextmanager
    def serve(self, *command: str, at: str = "/healthz", port: int = 0, **env: str) -> "Iterator[Site]":
        """Another server of the same project. `{port}` in the command is its port; `at` answers when it is ready."""
        port = port or free_port()
        settings = self.settings | {"PORT": str(port)} | env
        log = self.folder.parent / f"server-{next(NUMBERS)}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [word.replace("{port}", str(port)) for word in command],
                cwd=self.folder,
                env=environment() | settings,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            site = Site(self.framework, self.folder, settings, port, log)
            _wait(site, process, at)
            yield site
        finally:
            _stop(process)


def value(answer: Answer) -> Any:
    """The JSON of an answer."""
    return json.loads(answer.body)


def problem(answer: Answer) -> dict[str, Any]:
    """The problem that an answer tells."""
    assert answer.headers["content-type"].partition(";")[0] == "application/problem+json", answer
    found: dict[str, Any] = value(answer)
    assert found["status"] == answer.status
    return found


def cookie(answer: Answer) -> str:
    """What a browser sends back for the cookies of `answer`: the header `Cookie`."""
    return "; ".join(line.partition(";")[0] for line in answer.headers["set-cookie"].splitlines())


def _with(request: Request, headers: dict[str, str]) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(request.method, request.path, request.body, request.headers | named)


class Group:
    """One project with the additions of all its cases; made, migrated and started when first asked for."""

    def __init__(self, members: list[Afternoon], stack: ExitStack, base: Path, *, by_hand: bool = False) -> None:
        self.base = base
        self.by_hand = by_hand
        self.members = members
        self.framework = members[0].framework
        self.database = members[0].case.database
        self.stack = stack
        self.failed = ""

    @property
    def site(self) -> Site:
        """The project, migrated, without a server."""
        if self.failed:
            pytest.fail(f"its project could not be made: {self.failed[:200]} …", pytrace=False)
        try:
            return self._site
        except pytest.skip.Exception:
            raise
        except BaseException as error:
            self.failed = str(error)
            raise

    @cached_property
    def _site(self) -> Site:
        parent = Path(mkdtemp(prefix=f"{self.framework}-", dir=self.base))
        folder = applied(self.members, parent / "app")
        settings = production("")
        for member in self.members:
            settings |= member.case.settings
        if self.members[0].case.recipe == "hello":
            del settings["DATABASE_URL"]
            return Site(self.framework, folder, settings)
        name = f"afternoon_{os.getpid()}_{next(NUMBERS)}"
        settings["DATABASE_URL"] = create(self.database, name, parent)
        self.stack.callback(drop, self.database, name)
        site = Site(self.framework, folder, settings)
        site.run(*UPGRADE[self.framework])
        if not self.by_hand and any(member.case.migrates for member in self.members):
            site.run(*MIGRATE[self.framework])
            for command in TIDY[self.framework]:
                site.run(*command)
            site.run(*UPGRADE[self.framework])
        return site

    @cached_property
    def production(self) -> Site:
        serve = SERVE[self.framework]
        if self.framework == "flask" and not (self.site.folder / "gunicorn.conf.py").exists():
            serve = (*serve, "--bind", "127.0.0.1:{port}", "app:create_app()")
        return self.stack.enter_context(self.site.serve(*serve))

    @cached_property
    def development(self) -> Site:
        serve = self.site.serve(*DEVELOP[self.framework], APP_ENV="development", NODE_ENV="development")
        return self.stack.enter_context(serve)

    def gates(self) -> None:
        own_packages(self.site)
        env = {}
        if self.database != "sqlite":
            name = f"afternoon_{os.getpid()}_{next(NUMBERS)}_test"
            env["TEST_DATABASE_URL"] = create(self.database, name, self.site.folder)
            self.stack.callback(drop, self.database, name)
        # Why without settings: a developer has none of production's.
        said = []
        for command in GATES[self.framework]:
            try:
                run(*command, cwd=self.site.folder, env=env)
            except pytest.fail.Exception as failure:
                said.append(str(failure))
        assert not said, "\n".join(said)


def applied(members: list[Afternoon], folder: Path) -> Path:
    """A fresh project in `folder`, with all that `members` add."""
    case = members[0].case
    framework = members[0].framework
    made = rendered(framework, case.recipe, *case.words, database=case.database)
    # Why without packages: another test may have given it those of a project without additions.
    shutil.copytree(made, folder, ignore=shutil.ignore_patterns(".venv", "node_modules"))
    link(framework, folder, installed(framework))
    for member in members:
        assert member.case.words == case.words, f"{member.name} is of another project than {members[0].name}"
        _apply(member, folder)
    for command in TIDY[framework]:
        run(*command, cwd=folder)
    return folder


def own_packages(site: Site) -> None:
    """Why: Biome reads no types through a link, and would miss a forgotten `await`."""
    modules = site.folder / "node_modules"
    if site.framework == "express" and modules.is_symlink():
        installed = modules.resolve()
        modules.unlink()
        shutil.copytree(installed, modules, symlinks=True, copy_function=_hard_link)


def _hard_link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@cache
def installed(framework: str) -> Path:
    """The packages of all projects and cases; so it is the same for any choice of cases."""
    extra = Path(mkdtemp(prefix="scaffold-extra-"))
    wanted = sorted({package for one in afternoons(framework) for package in one.case.packages})
    if framework == "flask":
        listed = json.dumps(wanted)
        text = f"[project]\nname = 'extra'\ndependencies = {listed}\n[dependency-groups]\ndev = []\n"
        (extra / "pyproject.toml").write_text(text)
    else:
        document = {"dependencies": dict(package.rsplit("@", 1) for package in wanted), "devDependencies": {}}
        (extra / "package.json").write_text(json.dumps(document))
    cases = [one.case for one in afternoons(framework)]
    projects = {rendered(framework, case.recipe, *case.words, database=case.database) for case in cases}
    return packages(framework, [extra, *sorted(projects)])


def _apply(member: Afternoon, folder: Path) -> None:
    case = member.case
    for path, text in case.files.items():
        file = folder / path
        assert not file.exists(), f"{member.name}: {path} is there already"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    for change in case.changes:
        assert OWNED.match(change.path), f"{member.name} changes a line of {change.path}, which is no resource"
        _rewrite(member, folder / change.path, change.old, change.new)
    for path, text in case.imports.items():
        # Why the first: the owner's editor sorts them.
        _insert(member, folder / path, re.compile(r"(import|from) "), text, below=False, first=True)
    for line in case.lines:
        _insert(member, folder / line.path, re.compile(re.escape(line.anchor)), line.text, below=line.below)
    for path, text in case.appended.items():
        file = folder / path
        file.write_text(f"{file.read_text()}{text}")
    for package in case.packages:
        _require(member.framework, folder, package)


def _rewrite(member: Afternoon, file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert text.count(old) == 1, f"{member.name}: {old!r} stands {text.count(old)} times in {file}"
    file.write_text(text.replace(old, new))


def _insert(
    member: Afternoon, file: Path, anchor: re.Pattern[str], text: str, *, below: bool, first: bool = False
) -> None:
    lines = file.read_text().splitlines()
    found = [at for at, line in enumerate(lines) if anchor.match(line.strip())]
    assert found and (first or len(found) == 1), (
        f"{member.name}: {anchor.pattern!r} begins {len(found)} lines of {file}"
    )
    at = found[0]
    indent = re.match(r"\s*", lines[at])
    assert indent
    added = [f"{indent[0]}{line}" if line else "" for line in text.splitlines()]
    lines[at + below : at + below] = added
    file.write_text("\n".join(lines) + "\n")


def _require(framework: str, folder: Path, package: str) -> None:
    """What `uv add` and `npm install` write down."""
    if framework == "flask":
        file = folder / "pyproject.toml"
        dev = package.startswith("types-")
        anchor = "dev = [" if dev else "dependencies = ["
        assert file.read_text().count(f"\n{anchor}") == 1, file.read_text()
        file.write_text(file.read_text().replace(f"\n{anchor}", f'\n{anchor}\n  "{package}",', 1))
        return
    name, _, version = package.rpartition("@")
    file = folder / "package.json"
    document = json.loads(file.read_text())
    kind = "devDependencies" if name.startswith("@types/") else "dependencies"
    document[kind] = dict(sorted({**document[kind], name: version}.items()))
    file.write_text(json.dumps(document, indent=2) + "\n")


class Groups:
    """The projects of this run: each one has the cases that are asked for."""

    def __init__(self, stack: ExitStack, base: Path, chosen: set[tuple[str, str]]) -> None:
        self.base = base
        self.stack = stack
        self.chosen = chosen
        self.made: dict[tuple[str, str], Group] = {}

    def of(self, framework: str, name: str) -> Group:
        if (framework, name) not in self.made:
            every = [one for one in afternoons(framework) if one.group == name]
            chosen = [one for one in every if (framework, one.name) in self.chosen or not one.asks]
            members = chosen if any(one.asks for one in chosen) else every
            self.made[framework, name] = Group(members, self.stack, self.base)
        return self.made[framework, name]

    def alone(self, one: Afternoon) -> Site:
        """A copy with this case only, which commands may change; it has the project's own migrations."""
        return Group([one], self.stack, self.base, by_hand=True).site


def groups() -> list[tuple[str, str]]:
    return sorted({(framework, one.group) for framework in FRAMEWORKS for one in afternoons(framework)})


def asked(how: str) -> list[Any]:
    """The cases that have the function `how`, as parameters."""
    cases = [one for framework in FRAMEWORKS for one in afternoons(framework) if getattr(one, how)]
    return [pytest.param(one, id=f"{one.framework}-{one.name}") for one in cases]


def _wait(site: Site, process: "subprocess.Popen[bytes]", at: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            if site.get(at).status < 500:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
    pytest.fail(f"{site.framework} did not start:\n{site.said()[-3000:]}", pytrace=False)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
