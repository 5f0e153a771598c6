"""Which file of a Flask project corresponds to which of an Express project, and in which order a person reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

Couple = tuple[str | None, str | None]

_NAMED = re.compile(r"\bTwins?: (.+)")
_PATH = re.compile(r"[\w./-]+\.\w+")
_HEAD_LINES = 12
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|\W+")
_CODE = frozenset(".py .pyi .ts .mts .cts .tsx .js .mjs .cjs .jsx".split())
_ROOTS = frozenset(["app", "src"])
# Why listed: what does the same is called otherwise, and can hold no comment that says so, or need not.
_KNOWN = {
    "app/__init__.py": ("src/app.ts", "src/app.js", "app.ts", "app.js"),
    "app.py": ("app.ts", "app.js", "index.ts", "index.js", "src/app.ts", "src/app.js", "src/index.ts", "src/index.js"),
    "wsgi.py": ("src/server.ts", "src/server.js", "server.ts", "server.js", "index.js", "bin/www"),
    "gunicorn.conf.py": ("src/server.ts", "src/server.js"),
    "pyproject.toml": ("package.json",),
    "requirements.txt": ("package.json",),
    "uv.lock": ("package-lock.json", "yarn.lock", "pnpm-lock.yaml"),
    "poetry.lock": ("package-lock.json", "yarn.lock", "pnpm-lock.yaml"),
}


def joined(flask: Mapping[str, str], express: Mapping[str, str]) -> tuple[Couple, ...]:
    """Each file of both sides once, beside its twin if it has one, in the order in which a person reads them.

    Takes the text of each file by path. Twins are those that name each other in their first comment, then those that
    one of them names, then those of the same path, then those whose names say the same.
    """
    named = {path: _named(text) for path, text in flask.items()}, {path: _named(text) for path, text in express.items()}
    couples: dict[str, str] = {}
    taken: set[str] = set()

    def couple(path: str, twins: Sequence[str]) -> None:
        twin = next((twin for twin in twins if twin in express and twin not in taken), None)
        if path not in couples and twin is not None:
            couples[path] = twin
            taken.add(twin)

    for path, twins in named[0].items():
        couple(path, [twin for twin in twins if path in named[1].get(twin, ())])
    for path, twins in named[0].items():
        couple(path, twins)
    for twin, paths in named[1].items():
        for path in paths:
            if path in flask:
                couple(path, [twin])
    for path in flask:
        couple(path, [path, *_KNOWN.get(path, ())])
    alike: dict[tuple[str, ...], list[str]] = {}
    for path in express:
        alike.setdefault(_words(path), []).append(path)
    for path in flask:
        couple(path, alike.get(_words(path), ()))
    rows: list[Couple] = [(path, couples.get(path)) for path in flask]
    rows += [(None, path) for path in express if path not in taken]
    return tuple(sorted(rows, key=_place))


def _named(text: str) -> tuple[str, ...]:
    """The paths after `Twin:` in the first comment."""
    head = "\n".join(text[:4000].split("\n", _HEAD_LINES)[:_HEAD_LINES])
    return tuple(path for line in _NAMED.findall(head) for path in _PATH.findall(line))


def _words(path: str) -> tuple[str, ...]:
    """A path as both sides would write it: `app/http/page_size.py` and `src/http/pageSize.ts` are the same."""
    *folders, name = PurePosixPath(path).parts
    inner = folders[1:] if folders and folders[0] in _ROOTS else folders
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in _CODE:
        return (*inner, name)
    stem = name[: -len(suffix)]
    if folders and folders[0] in _MIGRATIONS and "_" in stem:
        # Why without its begin: each tool numbers migrations in its own way.
        return folders[0], stem.partition("_")[2].lower(), "code"
    words = ["index" if word == "init" else word for word in _said(stem)]
    return (
        *(" ".join(_said(folder)) for folder in inner),
        *sorted({"test" if word in ("spec", "tests") else word for word in words}),
        "code",
    )


def _said(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name) if word.isalnum()]


APPLICATION = 1
_TESTS = frozenset("test tests __tests__ spec e2e".split())
_MIGRATIONS = frozenset("migrations alembic prisma".split())
_DEPLOYMENT = frozenset(".github .gitlab .devcontainer .circleci k8s deploy deployment helm docker .docker".split())
_DEPLOYED = re.compile(r"(?i)(.*dockerfile.*|\.dockerignore|(docker-)?compose.*\.ya?ml|procfile|fly\.toml)")
_FIRST = {
    name: place
    for place, names in enumerate(
        (
            ("app/__init__.py", "src/app.ts", "src/app.js", "app.py", "app.js", "app.ts", "main.py"),
            (
                "wsgi.py",
                "gunicorn.conf.py",
                "src/server.ts",
                "src/server.js",
                "server.js",
                "src/index.ts",
                "src/index.js",
                "index.js",
            ),
            ("app/config.py", "src/config.ts", "config.py", "config.js"),
            ("README.md",),
            ("pyproject.toml", "package.json", "requirements.txt"),
        )
    )
    for name in names
}


def _place(couple: Couple) -> tuple[object, ...]:
    path = couple[0] or couple[1] or ""
    *folders, name = PurePosixPath(path).parts
    inner = ["", *folders[1:]] if folders and folders[0] in _ROOTS else folders
    # Why: the files of a folder are read before what is in folders below it.
    nested = tuple((1, folder) for folder in inner if folder)
    return chapter(path), _FIRST.get(path, len(_FIRST)), *nested, (0, name), couple[0] is None, path


def chapter(path: str) -> int:
    """The application, its tests, migrations, settings and documents, and at last how it is deployed."""
    *folders, name = PurePosixPath(path).parts
    if (folders and folders[0] in _DEPLOYMENT) or _DEPLOYED.fullmatch(name):
        return 5
    if _TESTS & set(folders) or (not folders and name.startswith("test_")):
        return 2
    if _MIGRATIONS & set(folders):
        return 3
    in_app = (is_code(path) and "docs" not in folders) or (folders and folders[0] in _ROOTS)
    return APPLICATION if in_app else 4


def is_code(path: str) -> bool:
    """Whether a path is that of a Python, TypeScript or JavaScript file."""
    return PurePosixPath(path).suffix.lower() in _CODE


def subject(path: str) -> str:
    """What a file of tests is about: the same for `tests/test_rate_limit.py` and `tests/rateLimit.test.ts`."""
    return " ".join(word for word in _words(path) if word not in ("test", "tests", "code"))
