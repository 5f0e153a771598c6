"""Tells how two trees differ, with git's own diff in a repository that lasts as long as that."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from scaffold.core.plan import CHANGED, DELETED, MOVED, NEW

from . import commands
from .merge import git
from .trees import File, Tree

LIMIT = ("-c", "diff.renameLimit=20000")
# Why no prefix of a person's own: what is shown can be given to `git apply`.
PREFIXES = ("-M", "--src-prefix=a/", "--dst-prefix=b/")
# Why: a program reads what is not shown, and it is the same for everybody.
PLAIN = ("--no-color", "--no-ext-diff", "--no-textconv")


class Two(NamedTuple):
    """Two trees that differ, and whose they are."""

    name: str
    before: Tree
    after: Tree


@dataclass(frozen=True)
class Difference:
    """One file that differs. `source` is where it was before it moved; a file that is no text has no lines."""

    path: str
    what: str
    source: str | None
    added: int | None
    removed: int | None

    @property
    def data(self) -> dict[str, Any]:
        """The difference for a program: what is not there is left out."""
        return {key: value for key, value in vars(self).items() if value is not None}


@contextlib.contextmanager
def between(pairs: Sequence[Two]) -> Iterator[Path]:
    """A folder in which the other functions find the trees. Raises Problem when there is no git."""
    with tempfile.TemporaryDirectory(prefix="scaffold-diff-") as temporary:
        folder = Path(temporary)
        git.run(folder, "init", "--quiet", "--bare", "--template=")
        stream: list[bytes] = []
        for number, (name, before, after) in enumerate(pairs):
            changes: dict[str, File | None] = {path: after.get(path) for path in {**before, **after}}
            mark, ref = 2 * number + 1, f"refs/heads/{number}"
            stream += git.commit(ref, before, mark=mark)
            stream += git.commit(ref, changes, mark=mark + 1, parent=mark, message=git.encoded(name))
        git.run(folder, "fast-import", "--quiet", stdin=b"".join(stream))
        yield folder


def files(folder: Path, number: int, two: Two) -> tuple[Difference, ...]:
    """Each file that differs between the trees of this number, by its path."""
    ref = f"refs/heads/{number}"
    rest = iter(git.fields(git.run(folder, *LIMIT, "diff", *PREFIXES, *PLAIN, "--numstat", "-z", f"{ref}^", ref)))
    found = []
    for word in rest:
        added, removed, path = word.split("\t", 2)
        source = None if path else next(rest)
        path = path or next(rest)
        what = MOVED if source else DELETED if path not in two.after else CHANGED if path in two.before else NEW
        found.append(Difference(path, what, source, *(int(one) if one != "-" else None for one in (added, removed))))
    return tuple(sorted(found, key=lambda one: one.path))


def patch(folder: Path, count: int) -> str:
    """All differences as `git apply` takes them, those of a picture too."""
    return git.run(folder, *_all(count, *PLAIN, "--binary")).decode("utf-8", "replace")


def show(folder: Path, count: int, *words: str) -> None:
    """Has git write the differences itself. Why: its pager and its colours are a person's own."""
    around = {key: value for key, value in commands.environment().items() if key != "LC_ALL"}
    around |= {key: value for key, value in os.environ.items() if key == "LC_ALL"}
    # Why: Ctrl-C is meant for the pager.
    handler = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        subprocess.run(["git", *_all(count, *words)], cwd=folder, env=around, check=False)
    finally:
        signal.signal(signal.SIGINT, handler)


def _all(count: int, *words: str) -> tuple[str, ...]:
    # Why a line before each of several: their paths do not tell whose they are.
    title = f"--format={'%s' * (count > 1)}"
    return (*LIMIT, "show", *PREFIXES, title, *words, *(f"refs/heads/{number}" for number in range(count)))
