"""The outline of a file: what it defines, with lines; and nothing that a file holds breaks it."""

from __future__ import annotations

import time

import pytest

from scaffold.outside.outline import symbols

PYTHON = '''"""Posts."""
from flask import Blueprint
LIMIT: int = 3
routes = Blueprint("posts", __name__, url_prefix="/api")

@routes.get("/posts/<key>")
def show(key): ...

@routes.route("/posts", methods=["GET", "POST"])
def index():
    def inner(): ...

class Page(list):
    def total(self): ...

try:
    import brotli
except ImportError:
    pass
else:
    def squeeze(): ...

async def later():
    @app.get("/inner")
    def inner(): ...
'''

TYPESCRIPT = """import x from "y";
export const LIMIT = 3;
const router = Router();
router.get("/api/posts/:id", async (req, res) => {
  res.json({});
});
export const find = async (id: number) => {
  function inner() {}
};
export abstract class Page<T> {
  constructor() {}
  get total() { return 1; }
}
export type Query = {};
const Query = 1;
export default function main() {}
describe("posts", () => {
  test("sorts them", async () => {
    await client.post("/api/posts", body);
  });
});
"""

JAVASCRIPT = """const express = require("express");
exports.list = function (req, res) {};
module.exports.LIMIT = 5;
module.exports = (app) => {
  app.post("/login", passport, (req, res) => {});
  app.get("title", 1);
};
var total = 0, rest;
let view = <p>text</p>;
"""


def test_python() -> None:
    assert symbols(PYTHON, "app/posts.py") == (
        ("constant", "LIMIT", 3),
        ("constant", "routes", 4),
        ("route", "GET /api/posts/<key>", 6),
        ("route", "GET|POST /api/posts", 9),
        ("class", "Page", 13),
        ("method", "Page.total", 14),
        ("function", "squeeze", 21),
        ("function", "later", 23),
        ("route", "GET /inner", 24),
    )


def test_typescript() -> None:
    assert symbols(TYPESCRIPT, "src/posts.ts") == (
        ("constant", "LIMIT", 2),
        ("constant", "router", 3),
        ("route", "GET /api/posts/:id", 4),
        ("function", "find", 7),
        ("class", "Page", 10),
        ("method", "Page.constructor", 11),
        ("method", "Page.total", 12),
        ("type", "Query", 14),
        ("function", "main", 16),
        ("test", "sorts them", 18),
    )


def test_javascript_of_common_js_with_jsx() -> None:
    assert symbols(JAVASCRIPT, "app.js") == (
        ("function", "list", 2),
        ("constant", "LIMIT", 3),
        ("route", "POST /login", 5),
        ("constant", "total", 8),
        ("constant", "rest", 8),
        ("constant", "view", 9),
    )


def test_routes_in_a_chain_are_each_on_its_own_line() -> None:
    text = """export function posts(em) {
  router
    .route("/:id")
    .get(guard, async (req, res) => {
      res.status(200).json(await find("/x").get(1));
    })
    .delete(remove)
    .all(noteMethods);
  app.route(path).get(show);
  cache.get("/x").then(done);
}
"""

    assert symbols(text, "a.ts") == (
        ("function", "posts", 1),
        ("route", "GET /:id", 4),
        ("route", "DELETE /:id", 7),
    )


def test_a_test_is_named_by_its_sentence_in_files_of_tests_only() -> None:
    text = "def test_sorts_them(): ...\n"
    assert symbols(text, "tests/test_posts.py") == (("test", "sorts them", 1),)
    assert symbols(text, "app/posts.py") == (("function", "test_sorts_them", 1),)


def test_python_that_does_not_parse_is_read_by_its_lines() -> None:
    broken = "<<<<<<< ours\ndef one(:\n=======\nclass Two:\n    async def three(self): ...\n"
    assert symbols(broken, "x.py") == (("function", "one", 2), ("class", "Two", 4), ("method", "three", 5))


def test_typescript_that_does_not_parse_keeps_what_does() -> None:
    broken = "<<<<<<< ours\nfunction one( {\n=======\nexport const three = 3;\n>>>>>>> theirs\nexport class Two {}\n"
    assert symbols(broken, "x.ts") == (("function", "one", 2), ("constant", "three", 4), ("class", "Two", 6))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_are_counted_with_any_ends(end: str) -> None:
    assert symbols(end.join(["a = 1", "b = 2", ""]), "x.py")[1] == ("constant", "b", 2)
    assert symbols(end.join(["const a = 1", "const b = 2", ""]), "x.ts")[1] == ("constant", "b", 2)


def test_a_language_that_is_not_known_has_no_outline() -> None:
    assert symbols("def one(): ...", "README.md") == ()


HOSTILE = {
    "deep": "(" * 100_000,
    "deep closed": "[" * 50_000 + "]" * 50_000,
    "minus": "x = " + "-" * 100_000 + "1",
    "chain": "a" + ".a" * 60_000,
    "elif": "if a: pass\n" + "elif a: pass\n" * 3_000,
    "nested if": "\n".join(" " * depth + "if a:" for depth in range(90)) + "\n" + " " * 90 + "pass",
    "generics": "f<" * 60_000,
    "comparisons": "a<b>(" * 40_000,
    "templates": "`${" * 60_000,
    "nul": "def a(): ...\0\n",
    "surrogate": "def \udcff(): ...\nconst \udcff = '\udcff';",
    "every byte": "".join(map(chr, range(256))) * 400,
    "many": "def a(): ...\n" * 9_000,
    "many constants": "".join(f"const a{n} = 1;\n" for n in range(9_000)),
    "escape": "x = '\\q'\n",
    "words": "def " * 60_000,
    "spaces": " " * 250_000,
    "blank lines": "\n\t " * 80_000,
}


@pytest.mark.parametrize("path", ["x.py", "x.ts", "x.js"])
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_a_file_breaks_or_hangs_it(name: str, path: str) -> None:
    start = time.process_time()
    found = symbols(HOSTILE[name], path)

    assert len(found) <= 1000
    assert time.process_time() - start < 2
