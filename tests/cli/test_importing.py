"""`scaffold import`: what it prints, and what it refuses."""

from __future__ import annotations

import gzip
import io
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import Run

SCHEMA = """\
CREATE TABLE users (id serial PRIMARY KEY, name varchar(80) NOT NULL, password text);
CREATE TABLE posts (
    id serial PRIMARY KEY,
    title varchar(80) NOT NULL DEFAULT 'a: b',
    colour varchar(9) DEFAULT '#fff' NOT NULL,
    mark varchar(9) DEFAULT 'a:' NOT NULL,
    user_id int NOT NULL REFERENCES users ON DELETE CASCADE,
    picture bytea
);
"""
LINES = [
    "post title:string{80} colour:string{9}=#fff mark:string{9}=a: user:references{user,cascade}!",
    "user name:string{80}! password:text:private",
]


@pytest.fixture
def schema(here: Path) -> Path:
    file = here / "schema.sql"
    file.write_text(SCHEMA)
    return file


def test_what_is_printed_is_a_file_of_answers_with_comments(schema: Path, run: Run) -> None:
    told = run("import", "schema.sql")

    assert told.code == 0
    assert yaml.safe_load(told.out) == {"resources": LINES}
    assert told.out.splitlines() == [
        "# schema.sql (PostgreSQL): 2 tables, 2 resources, 6 fields.",
        "# scaffold new NAME --answers FILE --database postgresql",
        "# schema.sql:1: secrets, which no answer has: `user.password`",
        "resources:",
        "# schema.sql:4: `title`: the default `a: b` cannot be said",
        "# schema.sql:8: `picture` is `bytea`: left out",
        f"- '{LINES[0]}'",
        f"- {LINES[1]}",
    ]
    assert told.err.splitlines() == [
        "Read schema.sql as PostgreSQL: 2 tables, 2 resources, 6 fields",
        "",
        "What no line says (the comments have each with its line):",
        "  1  columns that no field can hold",
        "  1  defaults",
        "  1  secrets, which no answer has",
    ]


def test_a_project_is_made_of_it(schema: Path, run: Run, here: Path) -> None:
    (here / "answers.yml").write_text(run("import", "schema.sql").out)

    made = run("new", "shop", "--framework", "flask", "--answers", "answers.yml", "--dry-run")

    assert made.code == 0, made.err
    assert "app/features/posts/models.py" in made.out + made.err


def test_json_has_the_lines_and_each_note(schema: Path, run: Run) -> None:
    told = run("import", "schema.sql", "--json").document

    assert told["command"] == "import"
    assert told["ok"] is True
    assert told["read_as"] == "postgresql"
    assert told["tables"] == 2
    assert told["resources"] == LINES
    assert {"kind": "left-out", "line": 8, "resource": "post", "text": "`picture` is `bytea`: left out"} in told[
        "notes"
    ]


def test_standard_input_is_read(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SCHEMA.encode())))

    told = run("import", "-")

    assert yaml.safe_load(told.out) == {"resources": LINES}
    assert "# stdin:8: `picture` is `bytea`: left out" in told.out


def test_a_dialect_that_is_named_is_taken(here: Path, run: Run) -> None:
    (here / "x.sql").write_text("CREATE TABLE posts (id int PRIMARY KEY, a tinyint(1), b text DEFAULT 'x\\'y');")

    assert (
        run("import", "x.sql", "--dialect", "mysql").out.splitlines()[0]
        == "# x.sql (MySQL): 1 table, 1 resource, 2 fields."
    )
    assert "SQLite" in run("import", "x.sql", "--dialect", "sqlite").err
    wrong = run("import", "x.sql", "--dialect", "mysq")
    assert wrong.code == 2
    assert "Problem: there is no dialect `mysq`." in wrong.err
    assert "Fix: did you mean `mysql`?" in wrong.err


def test_a_document_is_told_by_its_name_or_its_words(here: Path, run: Run) -> None:
    text = "openapi: 3.1.0\ncomponents: {schemas: {Pet: {properties: {id: {type: integer}, name: {type: string}}}}}\n"
    for name in ("api.yaml", "api.txt"):
        (here / name).write_text(text)
        told = run("import", name)
        assert yaml.safe_load(told.out) == {"resources": ["pet name:string"]}
        assert told.err.startswith(f"Read {name} as OpenAPI: 1 schema, 1 resource, 1 field")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_a_file_may_have_an_encoding_of_its_own(encoding: str, here: Path, run: Run) -> None:
    (here / "x.sql").write_bytes("CREATE TABLE cafés (id serial, größe int DEFAULT 1);".encode(encoding))

    assert yaml.safe_load(run("import", "x.sql").out) == {"resources": ["cafe groe:integer=1"]}


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, "schema-file", "no such file or directory"),
        (b"", "schema-empty", "no `CREATE TABLE`"),
        (b"Dear reader, this is a letter; and no more.", "schema-empty", "no `CREATE TABLE`"),
        (b"CREATE TABLE x;", "schema-empty", "line 1: `TABLE x`: it cannot be read"),
        (b"CREATE TABLE posts (id serial PRIMARY KEY, a bytea);", "schema-empty", "line 1: `a` is `bytea`: left out"),
        (b"SQLite format 3\0more", "schema-binary", "sqlite3 x.sql .schema | scaffold import -"),
        (b"PGDMP\0", "schema-binary", "pg_restore --schema-only"),
        (gzip.compress(b"CREATE TABLE x;", mtime=0), "schema-binary", "gunzip --stdout x.sql | scaffold import -"),
        (b"\x7fELF\0\0", "schema-binary", "bytes that no text has"),
        (b"{}", "schema-empty", "no schema with properties"),
        (b"{]", "schema-unreadable", "line 1"),
    ],
)  # fmt: skip
def test_what_has_no_schema_is_refused(content: bytes | None, code: str, words: str, here: Path, run: Run) -> None:
    if content is not None:
        (here / "x.sql").write_bytes(content)

    told = run("import", "x.sql", "--json")

    assert told.code == 2
    assert told.codes == [code]
    problem = told.document["problems"][0]
    assert words in f"{problem['why']} {problem['fix']}"
    assert run("import", "x.sql").out == ""


def test_a_folder_is_no_schema(here: Path, run: Run) -> None:
    assert run("import", ".", "--json").codes == ["schema-file"]


@pytest.mark.parametrize("words", [["--help"], ["options"]])
def test_the_parser_is_not_imported_by_other_commands(words: list[str]) -> None:
    program = (
        "import sys; from scaffold.cli import main\n"
        f"try: main({words!r})\n"
        "finally: print(sorted({name.split('.')[0] for name in sys.modules} & {'sqlglot'}))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


@pytest.mark.alone
def test_ninety_tables_take_no_time(here: Path) -> None:
    """CPU of a process of its own, its start included."""
    columns = ",\n".join(f"  c{number} varchar(80) NOT NULL DEFAULT 'x'" for number in range(10))
    text = "\n".join(
        f"CREATE TABLE t{number}s (\n  id serial PRIMARY KEY,\n{columns},\n  n{number} int CHECK (n{number} > 0),\n"
        f"  t{max(number - 1, 0)}_id int REFERENCES t{max(number - 1, 0)}s ON DELETE CASCADE\n);\n"
        f"CREATE INDEX ON t{number}s (c1, c2);"
        for number in range(90)
    )
    (here / "many.sql").write_text(text)
    best = 9.0
    for _ in range(3):
        before = _children()
        subprocess.run([sys.executable, "-m", "scaffold", "import", "many.sql"], check=True, capture_output=True)
        best = min(best, _children() - before)
    assert best < 1.5


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
