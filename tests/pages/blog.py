"""A comparison of the blog example, made by hand from the files themselves: enough to see and to measure the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from scaffold.core import exchanges
from scaffold.core.comparison import (
    Alone,
    Answer,
    Asked,
    Both,
    Claim,
    Comparison,
    Exchange,
    Joined,
    Metric,
    Need,
    Package,
    Piece,
    Region,
    Shown,
    Side,
    Source,
)
from scaffold.core.concepts import GROUPS, Point, Request

BLOG = Path(__file__).parents[2] / "examples" / "blog"
DEFINITION = {
    ".py": re.compile(r"^(?:async )?(def|class) (\w+)"),
    ".ts": re.compile(r"^(?:export )?(?:async )?(?:const|function|class|interface) (\w+)"),
}
# What each concept is about: a file on each side.
CONCEPTS = (
    ("factory", "App factory", "app/__init__.py", "src/app.ts"),
    ("settings", "Settings", "app/config.py", "src/config.ts"),
    ("entry", "Entry", "gunicorn.conf.py", "src/server.ts"),
    ("routing", "Routing", "app/features/posts/routes.py", "src/features/posts/routes.ts"),
    ("middleware.checks", "Checks before serving", "app/checks.py", "src/checks.ts"),
    ("middleware.order", "Order of middleware", "app/features/__init__.py", "src/features/index.ts"),
    ("errors.handler", "One shape for every error", "app/errors.py", "src/errors.ts"),
    ("errors.wrong_method", "Wrong method", "app/home.py", "src/home.ts"),
    ("errors.database", "Errors of the database", "app/db_errors.py", "src/dbErrors.ts"),
    ("input.body", "Checking a body", "app/input.py", "src/input.ts"),
    ("input.query", "Query parameters", "app/schemas.py", "src/schemas.ts"),
    ("output.json", "JSON output", "app/features/posts/schemas.py", "src/features/posts/schemas.ts"),
    ("output.openapi", "OpenAPI", "app/openapi.py", "src/openapi.ts"),
    ("output.document", "The document", "app/docs.py", "src/docs.ts"),
    ("data.model", "Model", "app/features/posts/models.py", "src/features/posts/models.ts"),
    ("data.relation", "Relation", "app/features/comments/models.py", "src/features/comments/models.ts"),
    ("data.session", "Session", "app/db.py", "src/db.ts"),
    ("data.service", "Service", "app/features/posts/service.py", "src/features/posts/service.ts"),
    ("data.rows", "Rows", "app/rows.py", "src/rows.ts"),
    ("data.columns", "Columns", "app/columns.py", "src/columns.ts"),
    ("data.seed", "Seed", "app/seeds.py", "src/seeds.ts"),
    ("data.many", "Many", "app/features/tags/models.py", "src/features/tags/models.ts"),
    (
        "data.migration",
        "Migration",
        "migrations/versions/0001_initial.py",
        "migrations/Migration00000000000001_initial.ts",
    ),
    ("tags.routes", "Routes of tags", "app/features/tags/routes.py", "src/features/tags/routes.ts"),
    ("tags.service", "Service of tags", "app/features/tags/service.py", "src/features/tags/service.ts"),
    ("tags.schemas", "Schemas of tags", "app/features/tags/schemas.py", "src/features/tags/schemas.ts"),
    ("tags.document", "Tags in the document", "app/features/tags/docs.py", "src/features/tags/docs.ts"),
    ("comments.routes", "Routes of comments", "app/features/comments/routes.py", "src/features/comments/routes.ts"),
    ("comments.service", "Service of comments", "app/features/comments/service.py", "src/features/comments/service.ts"),
    ("comments.schemas", "Schemas of comments", "app/features/comments/schemas.py", "src/features/comments/schemas.ts"),
    ("comments.document", "Comments in the document", "app/features/comments/docs.py", "src/features/comments/docs.ts"),
    ("quality.helpers", "Helpers of tests", "tests/helpers.py", "tests/helpers.ts"),
    ("quality.factories", "Factories", "tests/factories.py", "tests/factories.ts"),
    ("quality.tests", "Tests over HTTP", "tests/features/test_posts.py", "tests/features/posts.test.ts"),
    ("quality.input", "Tests of input", "tests/test_input.py", "tests/input.test.ts"),
    ("quality.checks", "Tests of checks", "tests/test_checks.py", "tests/checks.test.ts"),
    ("quality.types", "Types", "pyproject.toml", "tsconfig.json"),
    ("quality.packages", "Dependencies", "pyproject.toml", "package.json"),
    ("quality.workflow", "CI", ".github/workflows/ci.yml", ".github/workflows/ci.yml"),
    ("quality.docker", "Docker", "Dockerfile", "Dockerfile"),
)
# So many have everything that a concept can have.
FEW = 8


def comparison(count: int = len(CONCEPTS)) -> Comparison:
    """The blog's two projects with so many concepts, forty at most, answers, needs and claims."""
    return Comparison(
        title="blog",
        made_by="`scaffold compare` 0.2.0",
        sides=Both(
            Side("blog-flask", "/srv/blog/flask", "0.2.0", "4f2c9e1"), Side("blog-express", "", "0.2.0", "", True)
        ),
        metrics=METRICS,
        concepts=tuple(concept(number, *row) for number, row in enumerate(CONCEPTS[:count])),
        files=tuple(joined()),
        needs=NEEDS,
        claims=CLAIMS,
        notes=("`build/` was skipped in both projects: 1,204 files.",),
        alone=alone(),
    )


def alone() -> Alone:
    """Twelve requests to four apps: ten that the projects answer alike, one that they do not, one that all do."""
    number = asked("A number as `title`", '{"title": 7}', said(201, '{"title":"7"}'), said(201, '{"title":"7.0"}'))
    unknown = [
        asked(f"An unknown path, number {count}", None, page("Not Found"), page(f"Cannot GET /nowhere/{count}"))
        for count in range(9)
    ]
    left = asked("A slash at the end", None, page("Not Found"), said(200, "[]"), said(404, "{}"), said(200, "[]"))
    alike = asked("A row", None, *[said(200, '{"id":1}'), said(200, '{"id": 1}')] * 2)
    return Alone(
        resource="post",
        code=Both(
            Piece("app.py", 1, ("from flask import Flask", "", "app = Flask(__name__)"), {}),
            Piece("app.js", 1, ('const express = require("express");', "", "app.use(express.json());"), {}),
        ),
        started=Both("flask --app app run", "node app.js"),
        always=Both(("Server: Werkzeug/3.1.9",), ("X-Powered-By: Express",)),
        rows=(number, *unknown, left, alike),
    )


def asked(title: str, body: str | None, *answers: Answer) -> Asked:
    """A row; where only two answers are given, both projects refuse."""
    request = Request("POST" if body else "GET", "/api/posts", {}, body, {})
    one, other, *projects = [*answers, *[said(422, "{}")] * (4 - len(answers))]
    return Asked(
        title,
        CONCEPTS[FEW - 2][0],
        exchanges.compared(request, Both(one, other)),
        exchanges.compared(request, Both(projects[0], projects[-1])),
    )


def said(status: int, body: str) -> Answer:
    return Answer(status, "", (("Content-Type", "application/json"),), body)


def page(words: str) -> Answer:
    return Answer(404, "", (("Content-Type", "text/html"),), f"<title>Error</title><p>{words}</p>")


def concept(number: int, name: str, title: str, flask: str, express: str) -> Shown:
    """A concept of two files: their densest lines, with three points and, in every second one, an exchange."""
    points = tuple(
        Point(
            count,
            what,
            "by class; the nearest class in the order of inheritance wins",
            "by position in `app.use`",
            "code",
        )
        for count, what in enumerate(("How it is found", "What happens to a surprise", "What the client may see"), 1)
    )
    asked = number % 2 == 0
    return Shown(
        name=name,
        group=GROUPS[number * len(GROUPS) // len(CONCEPTS)],
        title=title,
        notice="Flask picks the handler by class. Express picks it by position: it has four parameters, `err` first.",
        points=points,
        sides=Both(region(number, "flask", flask), region(number, "express", express)),
        requests=(REQUEST,),
        exchanges=(EXCHANGE,) if asked else (),
        order=Both(
            ("request id", "access log", "body limit", "view", "access log", "teardown"),
            ("request id", "handler", "finish"),
        )
        if number % 5 == 1
        else None,
        label=("405 against 404" if number % 4 else "same") if asked else "",
    )


def region(number: int, side: str, path: str) -> Region | None:
    """Some twenty lines of a file; one in a few is edited, moved, gone, or has a second piece."""
    lines = (BLOG / side / path).read_text("utf-8").splitlines()
    start = next(
        (at for at, line in enumerate(lines) if re.match(r"(?:export |async )*(?:def|class|function) ", line)), 0
    )
    length = 12 + number % 12
    part = tuple(lines[start : start + length])
    marks = {start + 1 + offset: count for count, offset in enumerate((0, 3, 4 + number % 3), 1) if offset < len(part)}
    piece = Piece(path, start + 1, part, marks)
    if number == 3 and side == "flask":
        return Region("edited", (piece,), (Piece(path, start + 1, (*part[:2], "    # as rendered", *part[5:]), marks),))
    if number == 5 and side == "express":
        return Region("gone", (), (piece,))
    if number == 6:
        return Region("same", (piece, Piece(path, start + length + 9, tuple(lines[start + length + 8 :][:6]), {})))
    return Region("same", (piece,))


def piece(name: str, side: str) -> Piece:
    """The first lines of a concept on one side."""
    number, row = next((number, row) for number, row in enumerate(CONCEPTS) if row[0] == name)
    found = region(number, side, row[2 if side == "flask" else 3])
    assert found
    return found.pieces[0]


def joined() -> Iterator[Joined]:
    """The files of both projects; twins are those that a concept joins, and those of one name."""
    flask, express = sources(BLOG / "flask"), sources(BLOG / "express")
    twins = {one: other for _, _, one, other in CONCEPTS}
    for path, one in flask.items():
        other = express.pop(twins.get(path, path), None)
        yield Joined(Both(one, other), tuple(rows(one, other)) if other else ())
    yield from (Joined(Both(None, other)) for other in express.values())


def sources(folder: Path) -> dict[str, Source]:
    return {path: source(path, folder / path) for path in sorted(tracked(folder))}


def tracked(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and not {"__pycache__", "node_modules"} & set(path.parts):
            yield path.relative_to(folder).as_posix()


def source(path: str, file: Path) -> Source:
    text, pattern = file.read_text("utf-8"), DEFINITION.get(file.suffix)
    lines = enumerate(text.splitlines(), 1) if pattern else ()
    found = [(number, match) for number, line in lines if pattern and (match := pattern.match(line))]
    outline = tuple(("function", match.groups()[-1], number) for number, match in found)
    return Source(path, len(text.encode()), text, "", "edited" if path.endswith("errors.py") else "same", outline)


def rows(one: Source, other: Source) -> Iterator[tuple[int | None, int | None]]:
    def key(name: str) -> str:
        return name.replace("_", "").lower()

    here, there = ({key(name): line for _, name, line in source.outline} for source in (one, other))
    yield from ((line, there.get(name)) for name, line in here.items())
    yield from ((None, line) for name, line in there.items() if name not in here)


def answer(status: int, reason: str, headers: Sequence[tuple[str, str]], body: str) -> Answer:
    return Answer(status, reason, (("Content-Type", "application/problem+json"), *COMMON, *headers), body)


COMMON = (
    ("X-Request-Id", "9f1c"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Vary", "Accept-Encoding"),
)
REQUEST = Request("DELETE", "/api/posts", {"accept": "application/json"}, None, {"flask": 405, "express": 404})
EXCHANGE = Exchange(
    REQUEST,
    Both(
        answer(
            405,
            "METHOD NOT ALLOWED",
            [("Allow", "GET, HEAD, POST")],
            '{"type":"about:blank","title":"Method Not Allowed"}',
        ),
        answer(404, "Not Found", [], '{"type":"about:blank","title":"Not Found"}'),
    ),
    "405 against 404",
    Both(((1, 0, 22), (8, 0, 22), (10, 31, 49)), ((1, 0, 13), (9, 31, 40))),
)
METRICS = (
    Metric("lines", "Lines of code", "", Both(2214.0, 2391.0), "without blank lines, comments and tests"),
    Metric("packages", "Packages installed", "", Both(34.0, 138.0), "with everything they pull in"),
    Metric("files", "Files in those packages", "", Both(1874.0, 6355.0), "counted in both folders"),
    Metric("size", "Size on disk", "bytes", Both(27_400_000.0, 94_700_000.0), "the sum of the files' sizes"),
    Metric("start", "Start to first answer", "seconds", Both(None, None), "`--live` starts both apps and measures it"),
)
NEEDS = (
    Need(
        "The framework",
        "routes and requests",
        Both(
            (Package("flask", ">=3.1,<4", "3.1.3", "BSD-3-Clause", "runtime"),),
            (Package("express", "^5.3.0", "5.3.0", "MIT", "runtime"),),
        ),
    ),
    Need("A server", "", Both((Package("gunicorn", ">=27", "27.0.0", "MIT", "runtime"),), ())),
    Need(
        "Types",
        "`tsc` only checks; nothing is built",
        Both(
            (Package("mypy", ">=1.18", "", "", "development"),),
            tuple(
                Package(name, "^7", "", "", "development") for name in ("typescript", "@types/node", "@types/express")
            ),
        ),
    ),
)
CLAIMS = (
    Claim(
        "size",
        "Express is smaller because it is minimal",
        "With everything that they pull in, Flask's app has 34 packages and Express's 138.",
        "counted in `.venv` and `node_modules`",
        Both("34 packages", "138 packages"),
    ),
    Claim("speed", "Express is faster thanks to V8", "", "the measuring command will tell"),
)
