"""Tells git which files have conflicts, as a merge of git does, and takes that back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from scaffold.outside.trees import File

from . import git
from .disk import Repository

# What the index has of each path: `mode digest stage`; nothing for a file that git does not know.
Entries = dict[str, list[str]]


def read(inside: Repository, paths: Iterable[str]) -> Entries:
    """What the index has of these paths of the project."""
    found: Entries = {path: [] for path in paths}
    if found:
        literal = [f":(top,literal){inside.prefix}{path}" for path in found]
        for line in git.fields(git.run(_project(inside), "ls-files", "-s", "-z", "--", *literal)):
            facts, _, path = line.partition("\t")
            found[path].append(facts)
    return found


def unmerged(inside: Repository, sides: Mapping[str, Mapping[int, File]]) -> Entries:
    """What the index shall have of files with conflicts, whose sides are stored; nothing of an ignored file."""
    if not sides:
        return {}
    project = _project(inside)
    listed = "\0".join(sides).encode("utf-8", "surrogateescape")
    ignored = git.fields(git.run(project, "check-ignore", "-z", "--stdin", stdin=listed, fine=(0, 1)))
    return {
        path: [
            f"{'100755' if file.executable else '100644'} {stored(project, path, file)} {stage}"
            for stage, file in sorted(stages.items())
        ]
        for path, stages in sides.items()
        if path not in ignored
    }


def stored(project: Path, path: str, file: File) -> str:
    """The name that git gives to a content, which it stores."""
    # Why with a path: git turns line ends and runs filters as it would for this file.
    words = ("hash-object", "-w", "--stdin", f"--path={path}")
    return git.run(project, *words, stdin=file.content).decode().strip()


def write(inside: Repository, entries: Mapping[str, Sequence[str]]) -> None:
    """Gives the index these entries, and leaves what it has of other paths."""
    lines = [
        f"{facts}\t{inside.prefix}{path}\0"
        for path, several in entries.items()
        for facts in (f"0 {'0' * inside.digits}", *several)
    ]
    if lines:
        git.run(inside.top, "update-index", "-z", "--index-info", stdin=git.encoded("".join(lines)))


def take_back(inside: Repository, before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> None:
    """Restores the entries that are still as they were written: whatever somebody did since stays."""
    now = read(inside, after)
    write(inside, {path: before[path] for path in after if now[path] == list(after[path]) != before[path]})


def staged(inside: Repository, paths: Iterable[str]) -> set[str]:
    """Those of these paths that the index has otherwise than the last commit."""
    literal = [f":(top,literal){inside.prefix}{path}" for path in paths]
    if not literal:
        return set()
    words = ("diff", "--cached", "--name-only", "--no-renames", "--no-ext-diff", "--no-relative", "-z", "--", *literal)
    return {path.removeprefix(inside.prefix) for path in git.fields(git.run(_project(inside), *words))}


def _project(inside: Repository) -> Path:
    return inside.top / inside.prefix
