"""Pages come to a project that was edited for months, and leave it again: nothing that a person wrote is lost."""

import subprocess
import sys
from pathlib import Path

import pytest
from parity.machine import FRAMEWORKS, run
from parity.projects import project

# By file: a line that stands there, and what an owner wrote above it.
EDITS = {
    "flask": {
        "app/__init__.py": ("    # Why: no answer is a redirect", '    app.config["OWN_SETTING"] = "kept"\n\n'),
        "app/config.py": ("    @classmethod\n    def from_env", '    own_setting: str = "kept"\n\n'),
        "app/home.py": ('@bp.get("/healthz")', '@bp.get("/own")\ndef own() -> ResponseReturnValue:\n    return "kept"\n\n\n'),
        "app/errors.py": ("def allow(", "def own() -> str:\n    return 'kept'\n\n\n"),
        "app/features/__init__.py": ("api = Blueprint", "OWN = 'kept'\n"),
        "app/features/posts/routes.py": ('@bp.get("")', '@bp.get("/own")\ndef own() -> ResponseReturnValue:\n    return "kept"\n\n\n'),
        "pyproject.toml": ("[tool.mypy]", '[tool.own]\nkept = true\n\n'),
        ".env.example": ("DATABASE_URL=", "OWN=kept\n"),
        "README.md": ("## Commands", "## Own\n\nkept\n\n"),
    },
    "express": {
        "src/app.ts": ("  // Why last: Express asks", '  app.get("/own", (_req, res) => void res.send("kept"));\n'),
        "src/config.ts": ("  HOST: z.string()", '  OWN_SETTING: z.string().default("kept"),\n'),
        "src/home.ts": ("  return router;", '  router.get("/own-home", (_req, res) => void res.send("kept"));\n\n'),
        "src/errors.ts": ("// Why four:", 'export const own = "kept";\n\n'),
        "src/features/index.ts": ("export function apiRouter", 'export const own = "kept";\n\n'),
        "src/features/posts/routes.ts": ("  return router;", '  router.get("/own/route", (_req, res) => void res.send("kept"));\n\n'),
        "package.json": ('    "lint"', '    "own": "echo kept",\n'),
        ".env.example": ("DATABASE_URL=", "OWN=kept\n"),
        "README.md": ("## Commands", "## Own\n\nkept\n\n"),
    },
}  # fmt: skip


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=Owner", "-c", "user.email=owner@example.com")
    return subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def contents(folder: Path) -> dict[str, str]:
    names = git(folder, "ls-files", "-co", "--exclude-standard").splitlines()
    return {name: (folder / name).read_text() for name in names if (folder / name).is_file()}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_pages_are_merged_into_an_edited_project_and_out_of_it(framework: str, tmp_path: Path) -> None:
    folder = tmp_path / "app"
    made = project(framework, "blog")
    skip = {".venv", "node_modules", ".git"}
    for path in made.rglob("*"):
        inside = path.relative_to(made)
        if path.is_file() and not skip & {*inside.parts} and "__pycache__" not in inside.parts and path.suffix != ".db":
            (folder / inside).parent.mkdir(parents=True, exist_ok=True)
            (folder / inside).write_bytes(path.read_bytes())
    git(tmp_path, "init", "-q", "app")
    for name, (line, written) in EDITS[framework].items():
        text = (folder / name).read_text()
        assert text.count(line) >= 1, f"{name} has no {line!r}"
        (folder / name).write_text(text.replace(line, written + line, 1))
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Mine")
    before = contents(folder)

    run(sys.executable, "-m", "scaffold", "set", "pages=on", cwd=folder)
    on = contents(folder)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Pages")
    run(sys.executable, "-m", "scaffold", "set", "pages=off", cwd=folder)

    for name, (_, written) in EDITS[framework].items():
        assert written in on[name], name
        assert "<<<<<<<" not in on[name], name
    assert {"templates/base.html", "static/style.css", "templates/posts/form.html"} <= on.keys()
    assert contents(folder) == before
