"""Merges three trees with git, in a repository of its own that lasts as long as the merge."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from scaffold.outside.trees import File, Tree

from . import git, lists

YOURS, BEFORE = "yours", "before"
# Why uncompressed: it is thrown away in a moment.
CONFIG = "[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tcompression = 0\n[fastimport]\n\tunpackLimit = 1\n"
SETTINGS = ("merge.renames=true", "merge.directoryRenames=false", "merge.renameLimit=20000", "diff.renameLimit=20000")

Sides = dict[str, dict[int, File]]


@dataclass(frozen=True)
class Changed:
    """One file that the merge changes. `file` is None when it goes, `source` where it was before it moved."""

    path: str
    file: File | None
    source: str | None
    added: int | None
    removed: int | None


@dataclass(frozen=True)
class Merged:
    """What the merge changes; the sides of each conflict (1 base, 2 ours, 3 theirs); files moved both ways."""

    changed: tuple[Changed, ...]
    sides: Sides
    moved_twice: tuple[tuple[str, str, str], ...]


def merge(
    base: Tree,
    ours: Tree,
    theirs: Tree,
    *,
    label: str,
    attributes: bytes,
    before: Tree | None = None,
    moved: Mapping[str, str] = MappingProxyType({}),
) -> Merged:
    """Merges as git does. `label` stands beside the other side of a conflict. Raises Problem when git fails.

    What changes is told from `before`, when that is not `ours`; some of its files were `moved`, each from an old path.
    """
    before = ours if before is None else before
    with tempfile.TemporaryDirectory(prefix="scaffold-merge-") as temporary:
        folder = _repository(Path(temporary), attributes)
        _import(folder, {"base": base, YOURS: ours, label: theirs, BEFORE: before})
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        words = (*settings, "merge-tree", "--write-tree", "-z", "--messages", YOURS, label)
        ended = git.start(folder, "--git-dir=.", *words)
        if ended.code not in (0, 1):
            git.refuse_old(folder)
            raise git.failed(words, ended)
        tree, entries, told = _read(git.fields(ended.wrote))
        known = {_digest(file.content): file.content for side in (base, ours, theirs, before) for file in side.values()}
        words = (*settings, "diff-tree", "-r", "-M", "-z", "--raw", "--numstat", "--no-abbrev", BEFORE, tree)
        raw, numbers = _differences(git.fields(git.run(folder, "--git-dir=.", *words)))
        wanted = {one for _, one, *_ in raw} | {one for _, one, *_ in entries}
        known |= _contents(folder, sorted(wanted - known.keys() - {"0" * 40}))
    changed = [
        Changed(
            path,
            None if gone else File(known[digest], mode == "100755"),
            moved.get(source or path, source),
            *numbers.get(path, (None, None)),
        )
        for mode, digest, path, source, gone in raw
    ]
    changed = list(_cleared(changed, (base, ours, theirs), before, attributes))
    told_of = {one for _, _, path, source, _ in raw for one in (path, source)}
    # Why added: to git, what was moved before the merge and stays as it is has not changed.
    changed += [Changed(path, before[path], old, 0, 0) for path, old in moved.items() if path not in told_of]
    sides: Sides = {}
    for mode, digest, stage, path in entries:
        sides.setdefault(path, {})[int(stage)] = File(known[digest], mode == "100755")
    return Merged(tuple(changed), sides, tuple(told))


def _cleared(
    changed: Sequence[Changed], sides: tuple[Tree, Tree, Tree], before: Tree, attributes: bytes
) -> Iterator[Changed]:
    """The same; lists of which git keeps the lines of both sides have none that one side changed or took out."""
    listed = lists.listed(attributes, [one.path for one in changed if all(one.path in side for side in sides)])
    for one in changed:
        if one.file and one.path in listed and one.path in before:
            was, here, there = (side[one.path].content for side in sides)
            content = lists.cleared(was, here, there, one.file.content)
            if content != one.file.content:
                old, new = before[one.path], File(content, one.file.executable)
                if old != new:
                    yield Changed(one.path, new, one.source, *lists.counted(old.content, content))
                continue
        yield one


def moves(base: Tree, ours: Tree) -> dict[str, str]:
    """Where files of `base` that `ours` has no more are in it, as git finds them by their likeness."""
    with tempfile.TemporaryDirectory(prefix="scaffold-moves-") as temporary:
        folder = _repository(Path(temporary), b"")
        _import(folder, {"base": base, YOURS: ours})
        words = ("-c", SETTINGS[-1], "diff-tree", "-r", "-M", "-z", "--raw", "--numstat", "--no-abbrev", "base", YOURS)
        raw, _ = _differences(git.fields(git.run(folder, "--git-dir=.", *words)))
    return {source: path for *_, path, source, _ in raw if source}


def _repository(folder: Path, attributes: bytes) -> Path:
    # Why by hand: `git init` would be one more process, and runs what a person's template has.
    for name in ("objects", "refs", "info"):
        (folder / name).mkdir()
    (folder / "HEAD").write_text(f"ref: refs/heads/{YOURS}\n")
    (folder / "config").write_text(CONFIG)
    (folder / "info/attributes").write_bytes(attributes)
    return folder


def _import(folder: Path, sides: Mapping[str, Tree]) -> None:
    base = sides["base"]
    stream: list[bytes] = []
    for mark, (name, tree) in enumerate(sides.items(), 1):
        changes: dict[str, File | None] = {path: file for path, file in tree.items() if base.get(path) != file}
        changes |= {path: None for path in base if path not in tree}
        first = mark == 1
        stream += git.commit(f"refs/heads/{name}", base if first else changes, mark=mark, parent=None if first else 1)
    git.run(folder, "--git-dir=.", "fast-import", "--quiet", stdin=b"".join(stream))


def _read(words: Sequence[str]) -> tuple[str, list[list[str]], Iterator[tuple[str, str, str]]]:
    """The tree, the entries in conflict (mode, digest, stage, path), and what both sides moved differently."""
    end = words.index("") if "" in words else len(words)
    entries = []
    for word in words[1:end]:
        details, path = word.split("\t", 1)
        entries.append([*details.split(), path])
    return words[0], entries, _moved_twice(words[end + 1 :])


def _moved_twice(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    at = 0
    while at < len(words):
        count = int(words[at])
        paths, kind = words[at + 1 : at + 1 + count], words[at + 1 + count]
        if kind == "CONFLICT (rename/rename)" and len(set(paths)) == 3:
            yield paths[0], paths[1], paths[2]
        at += count + 3


def _differences(
    words: Sequence[str],
) -> tuple[list[tuple[str, str, str, str | None, bool]], dict[str, tuple[int | None, int | None]]]:
    """Reads `diff-tree --raw --numstat`: (mode, digest, path, source, gone), and the lines by path."""
    raw: list[tuple[str, str, str, str | None, bool]] = []
    numbers: dict[str, tuple[int | None, int | None]] = {}
    rest = iter(words)
    for word in rest:
        if word.startswith(":"):
            _, mode, _, digest, kind = word.split()
            source = next(rest) if kind[0] in "RC" else None
            raw.append((mode, digest, next(rest), source, kind == "D"))
            continue
        added, removed, path = word.split("\t", 2)
        if not path:
            next(rest)
            path = next(rest)
        numbers[path] = (None, None) if added == "-" else (int(added), int(removed))
    return raw, numbers


def _contents(folder: Path, digests: Sequence[str]) -> dict[str, bytes]:
    if not digests:
        return {}
    raw = git.run(folder, "--git-dir=.", "cat-file", "--batch", stdin="\n".join(digests).encode() + b"\n")
    found = {}
    for digest in digests:
        head, _, raw = raw.partition(b"\n")
        size = int(head.split()[2])
        found[digest], raw = raw[:size], raw[size + 1 :]
    return found


def _digest(content: bytes) -> str:
    # Why SHA-1: it is the name that git gives to a content.
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def difference(before: Tree, after: Mapping[str, File | None], *, colour: bool) -> str:
    """The unified diff between the files before and after a change."""
    with tempfile.TemporaryDirectory(prefix="scaffold-diff-") as temporary:
        folder = _repository(Path(temporary), b"")
        stream = [*git.commit("refs/heads/before", before, mark=1)]
        stream += git.commit("refs/heads/after", after, mark=2, parent=1)
        git.run(folder, "--git-dir=.", "fast-import", "--quiet", stdin=b"".join(stream))
        shown = ("--color=always",) if colour else ()
        words = ("-c", SETTINGS[-1], "diff-tree", "-r", "-M", "-p", *shown, "before", "after")
        return git.run(folder, "--git-dir=.", *words).decode("utf-8", "replace")
