"""Both trees side by side: twins joined, edits seen, and whatever is in a folder is shown or skipped with a note."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from cases.run import ORDINARY

from scaffold.actions.compare.files import FILES, joined
from scaffold.core.comparison import Both, Joined, Source

EXAMPLES = Path(__file__).parents[3] / "examples"
NOTHING: Both[Mapping[str, str]] = Both({}, {})


ALONE = {
    *(".flaskenv", "migrations/alembic.ini", "migrations/env.py", "migrations/script.py.mako", "tests/conftest.py"),
    *("biome.json", "src/cli.ts", "src/migrations.ts", "tsconfig.json"),
    *("src/features/docs.ts", "src/features/models.ts"),
}


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def alone(root: Path, rendered: dict[str, str] | None = None) -> tuple[dict[str, Source], tuple[str, ...]]:
    """The files of one Flask project by path, and the notes."""
    files, notes = joined(root, None, Both(rendered or {}, {}))
    return {row.files.flask.path: row.files.flask for row in files if row.files.flask}, notes


def couples(files: tuple[Joined, ...]) -> list[tuple[str, str]]:
    return [(_path(row.files.flask), _path(row.files.express)) for row in files]


def _path(source: Source | None) -> str:
    return source.path if source else ""


@pytest.mark.parametrize("example", ["blog", "shop", "long-names"])
def test_every_file_of_an_example_is_there_once_and_beside_its_twin(example: str) -> None:
    files, notes = joined(EXAMPLES / example / "flask", EXAMPLES / example / "express", NOTHING)
    found = couples(files)

    assert not notes
    for side, name in enumerate(("flask", "express")):
        root = EXAMPLES / example / name
        # Why compared with all there is: these folders hold nothing that would be left out.
        there = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        shown = [couple[side] for couple in found if couple[side]]
        assert sorted(shown) == sorted(there)
    without = {flask or express for flask, express in found if not (flask and express)}
    assert {path for path in without if not path.endswith("/__init__.py")} <= ALONE


def test_they_come_in_the_order_in_which_a_person_reads_them() -> None:
    files, _ = joined(EXAMPLES / "blog/flask", EXAMPLES / "blog/express", NOTHING)
    found = couples(files)
    order = [
        ("app/__init__.py", "src/app.ts"),
        ("gunicorn.conf.py", "src/server.ts"),
        ("app/config.py", "src/config.ts"),
        ("", "src/cli.ts"),
        ("app/errors.py", "src/errors.ts"),
        ("app/features/posts/routes.py", "src/features/posts/routes.ts"),
        ("tests/test_app.py", "tests/app.test.ts"),
        ("tests/features/test_posts.py", "tests/features/posts.test.ts"),
        ("migrations/versions/0001_initial.py", "migrations/Migration00000000000001_initial.ts"),
        ("pyproject.toml", "package.json"),
        ("docs/docs.js", "docs/docs.js"),
        ("Dockerfile", "Dockerfile"),
        (".github/workflows/ci.yml", ".github/workflows/ci.yml"),
    ]

    assert found[:3] == order[:3]
    assert [couple for couple in found if couple in order] == order


def test_twins_define_the_same_routes_and_tests() -> None:
    files, _ = joined(EXAMPLES / "blog/flask", EXAMPLES / "blog/express", NOTHING)
    by_path = {_path(row.files.flask): row for row in files}
    for path in ("app/features/posts/routes.py", "tests/features/test_posts.py"):
        row = by_path[path]
        assert row.files.flask and row.files.express
        lines = {symbol[2] for symbol in row.files.flask.outline if symbol[0] in ("route", "test")}
        assert len(lines) >= 7
        assert lines <= {left for left, right in row.rows if right}


def test_projects_that_nobody_scaffolded_are_joined_by_names(tmp_path: Path) -> None:
    flask = write(
        tmp_path / "flask",
        {
            "app.py": "from flask import Flask\n",
            "models/user_group.py": "",
            "tests/test_user.py": "",
            "requirements.txt": "flask\n",
            "README.md": "",
        },
    )
    express = write(
        tmp_path / "express",
        {
            "index.js": "const app = require('express')()\n",
            "models/userGroup.js": "",
            "tests/user.spec.js": "",
            "package.json": "{}",
            "README.md": "",
            "public/logo.svg": "",
        },
    )

    assert couples(joined(flask, express, NOTHING)[0]) == [
        ("app.py", "index.js"),
        ("models/user_group.py", "models/userGroup.js"),
        ("tests/test_user.py", "tests/user.spec.js"),
        ("README.md", "README.md"),
        ("requirements.txt", "package.json"),
        ("", "public/logo.svg"),
    ]


def test_one_side_only_and_none(tmp_path: Path) -> None:
    project = write(tmp_path / "one", {"app.py": "a = 1\n"})

    assert couples(joined(None, project, NOTHING)[0]) == [("", "app.py")]
    assert joined(None, None, NOTHING) == ((), ())
    assert joined(tmp_path / "missing", None, NOTHING) == ((), ("Could not be read in the Flask project: `./`.",))


def test_what_people_did_to_a_file_is_told(tmp_path: Path) -> None:
    body = "".join(f"line = {n}\n" for n in range(10))
    rendered = {
        "same.py": "a\n",
        "crlf.py": "a\nb\n",
        "edited.py": body,
        "old/moved.py": "exactly = 1\n" + body,
        "old/moved_and_edited.py": "other = 2\n" + body.replace("line", "row"),
        "gone.py": "nobody = 3\n" + body.replace("line", "col"),
        "empty.py": "",
        "ignored.txt": "there\n",
        "a_folder": "text\n",
    }
    project = write(
        tmp_path,
        {
            "same.py": "a\n",
            "crlf.py": "a\r\nb\r\n",
            "edited.py": body + "more = 1\n",
            "new/moved.py": rendered["old/moved.py"],
            "new/renamed.py": rendered["old/moved_and_edited.py"] + "more = 1\n",
            "own.py": "mine = 1\n",
            "also_empty.py": "",
            "ignored.txt": "there\n",
            ".gitignore": "ignored.txt\n",
            "a_folder/inside.py": "",
        },
    )
    states = {path: source.state for path, source in alone(project, rendered)[0].items()}

    assert states == {
        "same.py": "same",
        "crlf.py": "same",
        "edited.py": "edited",
        "new/moved.py": "moved",
        "new/renamed.py": "moved",
        "gone.py": "gone",
        "empty.py": "gone",
        "own.py": None,
        "also_empty.py": None,
        ".gitignore": None,
        "a_folder/inside.py": None,
    }


def test_a_fresh_example_is_the_same_throughout() -> None:
    root = EXAMPLES / "blog/flask"
    rendered = {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}

    assert {source.state for source in alone(root, rendered)[0].values()} == {"same"}


def test_what_is_installed_ignored_or_a_cache_is_left_out(tmp_path: Path) -> None:
    project = write(
        tmp_path,
        {
            ".gitignore": "*.log\n/build/\n!keep.log\n",
            "app.py": "",
            "keep.log": "",
            "error.log": "",
            "build/x.py": "",
            "inner/build/y.py": "",
            "inner/.gitignore": "!error.log\n*.tmp\n",
            "inner/error.log": "",
            "inner/x.tmp": "",
            "x.tmp": "",
            ".git/config": "",
            ".venv/lib/x.py": "",
            "node_modules/express/index.js": "",
            "app/__pycache__/x.pyc": "",
            "made/CACHEDIR.TAG": "",
            "made/x.py": "",
        },
    )

    assert set(alone(project)[0]) == {
        *(".gitignore", "app.py", "keep.log", "inner/build/y.py", "inner/.gitignore", "inner/error.log", "x.tmp"),
    }


def test_what_is_no_text_says_why(tmp_path: Path) -> None:
    project = write(
        tmp_path,
        {
            "logo.png": b"\x89PNG\0\0",
            "random.dat": bytes(range(1, 256)) * 8,
            "big.json": "x\n" * 5_000_000,
            "data.db": "SQLite",
            "uv.lock": "x",
            "line.js": "x" * 6000,
            ".env": "SECRET=1",
            ".env.local": "SECRET=1",
            ".env.example": "SECRET=",
            "server.pem": "-----BEGIN",
            ".npmrc": "//registry/:_authToken=x",
            "app/secrets.py": "import secrets\n",
        },
    )
    why = {path: source.why for path, source in alone(project)[0].items()}

    assert why == {
        "logo.png": "binary",
        "random.dat": "binary",
        "big.json": "more than 256 kB",
        "data.db": "a database",
        "uv.lock": "written by the installer",
        "line.js": "a line of more than 5,000 characters",
        ".env": "may hold secrets",
        ".env.local": "may hold secrets",
        ".env.example": "",
        "server.pem": "may hold secrets",
        ".npmrc": "may hold secrets",
        "app/secrets.py": "",
    }
    assert all((source.text is None) == bool(source.why) for source in alone(project)[0].values())


def test_broken_utf_8_is_shown_with_a_note(tmp_path: Path) -> None:
    files, notes = alone(
        write(tmp_path, {"a.py": b"# Gr\xfc\xdfe aus dem Norden\nname = 1\n", "b.py": b"\xef\xbb\xbfb = 1\n"})
    )

    assert files["a.py"].text == "# Gr\ufffd\ufffde aus dem Norden\nname = 1\n"
    assert files["a.py"].outline == (("constant", "name", 2),)
    assert files["b.py"].text == "b = 1\n"
    assert notes == ("Not UTF-8 in the Flask project, and shown with � where it is not: `a.py`.",)


def test_names_may_hold_anything(tmp_path: Path) -> None:
    markup = '"><img src=x onerror=alert(1)>'
    names = ["</script>.py", "a\nb.py", "\x1b[31m.py", "\udcff\udcfe.py", markup, "☃.py", "a\\b.py"]
    write(tmp_path, dict.fromkeys(names, "x = 1\n"))
    files, notes = alone(tmp_path)

    assert {"</script>.py", "a\nb.py", "\x1b[31m.py", "\\xff\\xfe.py", "☃.py", "a\\b.py"} < set(files)
    assert all(source.text == "x = 1\n" for source in files.values())
    assert len(files) == len(names)
    assert notes == ("Names in the Flask project that are not UTF-8: `\\xff\\xfe.py`.",)
    assert "".join(files).encode()


def test_links_are_never_followed(tmp_path: Path) -> None:
    write(tmp_path, {"outside/secret.py": "secret = 1\n", "project/app.py": ""})
    project = tmp_path / "project"
    (project / "loop").symlink_to(project)
    (project / "out").symlink_to(tmp_path / "outside")
    (project / "file.py").symlink_to(tmp_path / "outside/secret.py")
    (project / "self").symlink_to("self")
    (project / "broken").symlink_to("nowhere")
    files, _ = alone(project)

    assert {path: source.why for path, source in files.items()} == {
        "app.py": "",
        **dict.fromkeys(("loop", "out", "file.py", "self", "broken"), "a link"),
    }


def test_a_gitignore_that_is_a_link_or_a_pipe_is_none(tmp_path: Path) -> None:
    write(tmp_path, {"rules": "*\n", "project/app.py": "", "project/inner/x.py": ""})
    (tmp_path / "project/.gitignore").symlink_to(tmp_path / "rules")
    os.mkfifo(tmp_path / "project/inner/.gitignore")

    assert set(alone(tmp_path / "project")[0]) == {"app.py", ".gitignore", "inner/.gitignore", "inner/x.py"}


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.py"))
        files, _ = alone(tmp_path)

    assert {path: source.why for path, source in files.items()} == {"pipe.py": "a named pipe", "s.py": "a socket"}


def test_a_device_is_not_opened() -> None:
    files, _ = alone(Path("/dev"))

    assert {source.why for path, source in files.items() if path in ("null", "zero", "tty")} == {"a device"}


def test_what_cannot_be_read_is_noted(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": "", "hidden.py": "x", "locked/x.py": ""})
    (tmp_path / "hidden.py").chmod(0)
    (tmp_path / "locked").chmod(0)
    program = (
        "import sys; from pathlib import Path\n"
        "from scaffold.actions.compare.files import joined\n"
        "from scaffold.core.comparison import Both\n"
        "files, notes = joined(Path(sys.argv[1]), None, Both({'app.py': '', 'hidden.py': 'x', 'gone.py': 'x'}, {}))\n"
        "print([(row.files.flask.path, row.files.flask.why, row.files.flask.state) for row in files], *notes)"
    )
    ended = subprocess.run(
        [*ORDINARY, sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )

    assert ended.stdout == (
        "[('app.py', '', 'same'), ('gone.py', 'deleted since it was made', 'gone'),"
        " ('hidden.py', 'cannot be read', None)] Could not be read in the Flask project: `locked/`.\n"
    )


def test_of_5000_files_the_first_are_shown_in_bounded_time(tmp_path: Path) -> None:
    for number in range(5_000):
        (tmp_path / f"z{number:04}.py").write_text("x = 1\n")
    write(tmp_path, {"app/__init__.py": "", "Dockerfile": ""})
    start = time.process_time()
    files, notes = alone(tmp_path)

    assert time.process_time() - start < 5
    assert len(files) == FILES
    assert next(iter(files)) == "app/__init__.py"
    assert notes == (f"4,002 more files of the Flask project are not shown: the first {FILES:,} are.",)


def test_a_file_that_is_left_out_is_not_gone(tmp_path: Path) -> None:
    for number in range(FILES):
        (tmp_path / f"a{number:04}.py").write_text("")
    files, _ = alone(write(tmp_path, {"z.py": ""}), {"z.py": ""})

    assert "z.py" not in files


def test_much_text_is_bounded(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text("line\n" * 50_000)
    files, _ = alone(tmp_path)

    assert sum(len(source.text or "") for source in files.values()) <= 4_000_000
    assert {source.why for source in files.values()} == {"", "more text than is shown"}


def test_deep_folders_and_hostile_rules_end(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep = deep / "aaaaaaaaaa"
        deep.mkdir()
    (tmp_path / ("a" * 255)).write_text("")
    (tmp_path / ".gitignore").write_bytes(b"*a" * 20 + b"b\n!\n[z-a]\n\\\n" + b"x*y*z\n" * 2_000)
    start = time.process_time()
    files, notes = alone(tmp_path)

    assert time.process_time() - start < 5
    assert set(files) == {"a" * 255, ".gitignore"}
    assert notes == ("1,008 lines of `.gitignore` in the Flask project were not used.",)


def test_files_that_are_hard_to_parse_end(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.ts").write_text("a<b>(\n" * 10_000)
    start = time.process_time()
    _, notes = alone(tmp_path)

    assert time.process_time() - start < 10
    assert notes == ("Some files of the Flask project were not searched for what they define.",)
