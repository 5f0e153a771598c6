"""What the concepts of quality say, shown by the generated projects and their tools."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from concepts.snippets import express, flask
from packaging.specifiers import SpecifierSet
from parity.machine import environment, node
from parity.projects import WHOLE, project

pytestmark = pytest.mark.long


def ran(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=environment(), capture_output=True, text=True, timeout=120, check=False)


def folder(framework: str) -> Path:
    return project(framework, "blog", *WHOLE)


def tool(name: str) -> Path:
    """A program of the Flask project or of the Express project."""
    is_python = name in ("ruff", "mypy", "python")
    return folder("flask") / ".venv/bin" / name if is_python else folder("express") / "node_modules/.bin" / name


def linted(name: str, code: str, place: Path) -> str:
    """What the linter of a project says about a file of its own, under the settings of that project."""
    place.mkdir(exist_ok=True)
    (place / name).write_text(code)
    if name.endswith(".py"):
        done = ran(tool("ruff"), "check", "--config", folder("flask") / "pyproject.toml", name, cwd=place)
    else:
        settings = json.loads((folder("express") / "biome.json").read_text())
        (place / "biome.json").write_text(json.dumps(settings | {"files": {"includes": ["**"]}}))
        done = ran(tool("biome"), "lint", name, cwd=place)
    return done.stdout + done.stderr


def test_how_tests_ask() -> None:
    assert flask("""
import socket

def none(*_, **__):
    raise OSError("no network")

app = make()
socket.socket.connect = socket.socket.bind = none
say([app.test_client().get("/healthz").status_code])
""") == [200]
    assert express("""
let connections = 0;
const server = make().listen(0, "127.0.0.1");
server.on("connection", () => {
  connections += 1;
});
await once(server, "listening");
const { port } = server.address();
const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
say([answer.status, port > 0, connections]);
""") == [200, True, 1]


def test_how_tests_write_a_body() -> None:
    """A value becomes JSON, with the header that says so; the answer is there at once, or has to be waited for."""
    assert flask("""
from flask import request

app = make()
app.add_url_rule("/echo", "echo", lambda: {"type": request.content_type, "text": request.get_data(as_text=True)},
    methods=["POST"])
said = app.test_client().post("/echo", json={"name": "x"}).get_json()
say([said["type"], json.loads(said["text"])])
""") == ["application/json", {"name": "x"}]
    assert express("""
import { client } from "./tests/helpers.ts";

const sent = [];
const ask = globalThis.fetch;
globalThis.fetch = (url, request) => {
  sent.push(new Headers(request.headers).get("Content-Type"), JSON.parse(request.body));
  return ask(url, request);
};
const answer = client.post("/nowhere", { name: "x" });
say([...sent, answer instanceof Promise, (await answer).status]);
""") == ["application/json", {"name": "x"}, True, 404]


def test_test_files_share_a_module(tmp_path: Path) -> None:
    script = json.loads((folder("express") / "package.json").read_text())["scripts"]["test"]
    (tmp_path / "shared.mjs").write_text('console.log("made");\n')
    for name in ("one", "two"):
        (tmp_path / f"{name}.test.mjs").write_text('import "./shared.mjs";\n')

    fixture = 'import pytest\n\n@pytest.fixture(scope="session")\ndef made():\n    print("made")\n'
    (tmp_path / "conftest.py").write_text(fixture)
    for name, needed in (("first", ""), ("one", "made"), ("two", "made")):
        (tmp_path / f"test_{name}.py").write_text(f'def test_{name}({needed}):\n    print("{name}")\n')

    by_pytest = ran(tool("python"), "-m", "pytest", "-qs", cwd=tmp_path).stdout
    said = {way: ran("node", "--test", f"--test-isolation={way}", cwd=tmp_path).stdout for way in ("none", "process")}

    assert re.findall("first|made|one|two", by_pytest) == ["first", "made", "one", "two"]
    assert "--test-isolation=none" in script
    assert {way: text.count("made") for way, text in said.items()} == {"none": 1, "process": 2}


def test_keys_of_two_values(tmp_path: Path) -> None:
    script = 'const key = () => ["/api", 0]; console.log(new Map([[key(), 1]]).get(key()));'

    assert {("/api", 0): 1}[("/api", 0)] == 1
    assert ran("node", "-e", script, cwd=tmp_path).stdout == "undefined\n"


def test_what_a_failure_shows(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text("def test_one() -> None:\n    one = 404\n    assert one == 201\n")
    script = """
const assert = require("node:assert/strict");
let shown = "";
try { assert.equal(404, 201); } catch ({ message }) { shown = message; }
assert.deepEqual({ id: 1 }, { id: 1 });
console.log(JSON.stringify([shown.includes("404"), shown.includes("201"), { id: 1 } === { id: 1 }]));
"""

    plain = ran(tool("python"), "-c", "one = 404\nassert one == 201", cwd=tmp_path).stderr
    told = ran(tool("python"), "-m", "pytest", "test_one.py", cwd=tmp_path).stdout

    assert plain.endswith("AssertionError\n")
    assert "assert 404 == 201" in told
    assert json.loads(ran("node", "-e", script, cwd=tmp_path).stdout) == [True, True, False]


def test_types_when_it_runs(tmp_path: Path) -> None:
    (tmp_path / "one.ts").write_text("enum Status {\n  draft,\n}\nconsole.log(Status.draft);\n")
    refused = ran("node", "one.ts", cwd=tmp_path)
    checked = ran(tool("tsc"), "--ignoreConfig", "--noEmit", "--erasableSyntaxOnly", "one.ts", cwd=tmp_path)

    assert flask("""
from app import input
from app.features.tags.models import Tag
from app.features.tags.schemas import TagCreate

say([str(input.body.__annotations__["schema"]), list(TagCreate.__annotations__), "name" in Tag.__annotations__])
""") == ["type[~S]", ["name"], True]
    assert express("""
import { readBody } from "./src/input.ts";

say([String(readBody).split("{")[0].replace(/\\s+/g, "")]);
""") == ["functionreadBody(req,schema)"]
    assert "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX" in refused.stderr
    assert "TS1294" in checked.stdout


def test_what_strict_refuses(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("def one(value):\n    return value\n")
    (tmp_path / "one.ts").write_text("export function one(value) {\n  return value;\n}\n")
    tsc = (tool("tsc"), "--ignoreConfig", "--noEmit", "one.ts", "--strict")

    strict = ran(tool("mypy"), "--strict", "one.py", cwd=tmp_path), ran(*tsc, "true", cwd=tmp_path)
    lax = ran(tool("mypy"), "one.py", cwd=tmp_path), ran(*tsc, "false", cwd=tmp_path)

    assert "no-untyped-def" in strict[0].stdout
    assert "TS7006" in strict[1].stdout
    assert [one.returncode for one in lax] == [0, 0]


def test_which_rules_there_are(tmp_path: Path) -> None:
    biome = json.loads((folder("express") / "biome.json").read_text())

    by_ruff = linted("one.py", 'eval("1")\n', tmp_path)
    by_biome = linted("one.ts", "debugger;\n", tmp_path)

    assert "S307" in by_ruff
    assert "lint/suspicious/noDebugger" in by_biome
    assert "noDebugger" not in str(biome["linter"])


def test_how_long_a_line_may_be(tmp_path: Path) -> None:
    """A call of 88 columns stays on its line, one of 89 does not."""
    settings = tomllib.loads((folder("flask") / "pyproject.toml").read_text())["tool"]["ruff"]
    biome = json.loads((folder("express") / "biome.json").read_text())
    (tmp_path / "biome.json").write_text(json.dumps({"formatter": biome["formatter"]}))
    lines = {}
    for width in (88, 89):
        python, typescript = tmp_path / f"{width}.py", tmp_path / f"{width}.ts"
        python.write_text(f"call({'a' * (width - 9)}, b)\n")
        typescript.write_text(f"call({'a' * (width - 10)}, b);\n")
        assert {len(file.read_text()) for file in (python, typescript)} == {width + 1}
        ran(tool("ruff"), "format", "--config", folder("flask") / "pyproject.toml", python, cwd=tmp_path)
        ran(tool("biome"), "format", "--write", typescript, cwd=tmp_path)
        lines[width] = [file.read_text().count("\n") for file in (python, typescript)]
    plain = tmp_path / "88.ts"
    (tmp_path / "biome.json").write_text("{}")
    ran(tool("biome"), "format", "--write", plain, cwd=tmp_path)

    assert "line-length" not in settings
    assert plain.read_text().count("\n") > 1
    assert lines[88] == [1, 1]
    assert min(lines[89]) > 1


def test_the_rules_apart(tmp_path: Path) -> None:
    python = "class Table:\n    columns = {}\n"
    typescript = "async function save(): Promise<void> {}\n\nsave();\n"

    by_settings = linted("one.py", python, tmp_path / "ours"), linted("one.ts", typescript, tmp_path / "ours")
    ruff = ran(tool("ruff"), "check", "--isolated", "--select", "RUF", "one.py", cwd=tmp_path / "ours")
    (tmp_path / "ours/biome.json").write_text("{}")
    biome = ran(tool("biome"), "lint", "one.ts", cwd=tmp_path / "ours")

    assert "RUF012" not in by_settings[0]
    assert "RUF012" in ruff.stdout
    assert "noFloatingPromises" in by_settings[1]
    assert "noFloatingPromises" not in biome.stdout + biome.stderr


def test_ranges_of_versions(tmp_path: Path) -> None:
    """The ranges of Flask and of Express in the files of the projects, as the installers' own libraries read them."""
    package = json.loads((folder("express") / "package.json").read_text())
    text = (folder("flask") / "pyproject.toml").read_text()
    [flask] = re.findall(r'^  "flask(>=[^"]*)",$', text, re.MULTILINE)
    versions = ["3.0.9", "3.1", "3.99.0", "4"], ["5.2.9", "5.3.0", "5.99.0", "6.0.0"]
    npm = node().joinpath("npm").resolve().parents[1] / "node_modules/semver"
    script = f"""
const found = {versions[1]}.map((one) => require("{npm}").satisfies(one, "{package["dependencies"]["express"]}"));
console.log(JSON.stringify(found));
"""

    by_python = [version in SpecifierSet(flask) for version in versions[0]]
    by_npm = json.loads(ran("node", "-e", script, cwd=tmp_path).stdout)

    assert by_python == by_npm == [False, True, True, False]


def test_another_version_of_the_language(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.99"\n')
    (tmp_path / "package.json").write_text('{"name": "x", "version": "1.0.0", "engines": {"node": ">=99"}}')

    uv = ran("uv", "sync", "--offline", cwd=tmp_path)
    npm = ran("npm", "install", "--offline", "--no-audit", cwd=tmp_path)

    assert (uv.returncode, npm.returncode) == (2, 0)
    assert "EBADENGINE" in npm.stderr


def test_what_only_developers_need(tmp_path: Path) -> None:
    """A package that lies beside the project is named among those for development."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "package.json").write_text('{"name": "other", "version": "1.0.0"}')
    (other / "pyproject.toml").write_text('[project]\nname = "other"\nversion = "1"\n')
    package = {"name": "x", "version": "1.0.0", "devDependencies": {"other": "file:other"}}
    (tmp_path / "package.json").write_text(json.dumps(package))
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.11"\n'
        '[dependency-groups]\ndev = ["other"]\n[tool.uv.sources]\nother = { path = "other" }\n'
    )

    uv = [ran("uv", "sync", "--offline", "--dry-run", *words, cwd=tmp_path).stderr for words in ([], ["--no-dev"])]
    npm = []
    for words in ([], ["--omit=dev"]):
        ran("npm", "install", "--offline", "--no-audit", *words, cwd=tmp_path)
        npm.append((tmp_path / "node_modules/other").exists())

    assert ["+ other" in text for text in uv] == [True, False], uv
    assert npm == [True, False]


def test_lock_files_that_are_out_of_date(tmp_path: Path) -> None:
    pyproject = tmp_path / "pyproject.toml"
    pyproject.write_text('[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.11"\n')
    package = {"name": "x", "version": "1.0.0"}
    (tmp_path / "package.json").write_text(json.dumps(package))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "package.json").write_text('{"name": "other", "version": "1.0.0"}')
    locked = [ran("uv", "lock", "--offline", cwd=tmp_path), ran("npm", "install", "--offline", cwd=tmp_path)]
    assert [one.returncode for one in locked] == [0, 0], locked

    pyproject.write_text(pyproject.read_text().replace("3.11", "3.11.1"))
    (tmp_path / "package.json").write_text(json.dumps(package | {"dependencies": {"other": "file:other"}}))
    uv = ran("uv", "sync", "--locked", "--offline", cwd=tmp_path)
    npm = ran("npm", "ci", "--offline", cwd=tmp_path)

    assert "needs to be updated" in uv.stderr
    assert "EUSAGE" in npm.stderr
