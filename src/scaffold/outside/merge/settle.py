"""Merges again, with what the templates make of each side's answers, where a merge of git stopped with conflicts."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scaffold.core.problem import Problem
from scaffold.outside.trees import File, Tree

from . import disk, git, three

# What git calls the commit that it brings in, and whether that one's change is brought in or the whole of its history.
HEADS = {"MERGE_HEAD": False, "CHERRY_PICK_HEAD": True, "REBASE_HEAD": True}
BASE, OURS, THEIRS = 1, 2, 3
LABELLED = re.compile(rb"^(<{7}|\|{7}|>{7}) .*$", re.MULTILINE)


@dataclass(frozen=True)
class UnderWay:
    """A merge that waits for a person: the files in conflict with their sides, and the commit of each side."""

    files: Mapping[str, Mapping[int, File]]
    commits: Mapping[int, str]


def under_way(project: Path) -> UnderWay | None:
    """The merge, rebase or cherry-pick that left conflicts in the project; None when no file has any.

    Raises Problem when git knows conflicts, and not which commits are merged.
    """
    entries = git.fields(git.run(project, "ls-files", "-u", "-z", "--", "."))
    files: dict[str, dict[int, File]] = {}
    for entry in entries:
        facts, _, path = entry.partition("\t")
        mode, digest, stage = facts.split()
        if mode.startswith("100"):
            content = git.run(project, "cat-file", "blob", digest)
            files.setdefault(path, {})[int(stage)] = File(content, mode == "100755")
    if not entries:
        return None
    for name, alone in HEADS.items():
        if theirs := _commit(project, name):
            words = ("rev-parse", "--verify", f"{theirs}^") if alone else ("merge-base", "HEAD", theirs)
            base = git.decoded(git.start(project, *words).wrote).strip()
            if base:
                return UnderWay(files, {BASE: base, OURS: disk.head(project), THEIRS: theirs})
    raise Problem(
        code="merge-unknown",
        what=f"`{project.name}` has conflicts of no merge that git tells of",
        why="what each side's answers were is read from the commits that are merged",
        fix="edit the files with conflicts, and `git add` them; then run the same command. Nothing was changed.",
    )


def _commit(project: Path, name: str) -> str:
    return git.decoded(git.start(project, "rev-parse", "--quiet", "--verify", f"{name}^{{commit}}").wrote).strip()


def file(project: Path, commit: str, path: str) -> bytes:
    """A file of the project in a commit; empty when it is not there."""
    return git.start(project, "cat-file", "blob", f"{commit}:./{path}").wrote


def is_untouched(project: Path, sides: Mapping[int, File], there: bytes) -> bool:
    """Whether a file in conflict is as git left it, in the style that the person set; the names of sides apart."""
    with tempfile.TemporaryDirectory(prefix="scaffold-settle-") as temporary:
        places = [Path(temporary, name) for name in ("ours", "base", "theirs")]
        for place, side in zip(places, (OURS, BASE, THEIRS), strict=True):
            place.write_bytes(sides[side].content if side in sides else b"")
        left = git.start(project, "merge-file", "-p", *map(str, places)).wrote
    return _plain(left) == _plain(there)


def _plain(content: bytes) -> bytes:
    return LABELLED.sub(rb"\1", content.replace(b"\r\n", b"\n"))


def settled(found: UnderWay, made: Mapping[int, Tree], wanted: Tree) -> Tree:
    """Those files in conflict that merge once each side has what the templates make of the answers of both.

    `made` is what they make of the answers of each side. What a person wrote on either side stays; a file in which both
    wrote the same lines is left out.
    """
    paths = {path for path, sides in found.files.items() if path in wanted and {OURS, THEIRS} <= sides.keys()}
    lifted: dict[int, Tree] = {}
    for side, tree in made.items():
        there = {path: found.files[path][side] for path in paths if side in found.files[path]}
        base, theirs = _only(tree, paths & there.keys()), _only(wanted, paths)
        result, unclear = _merge(base, there, theirs)
        paths -= unclear
        lifted[side] = result
    both, unclear = _merge(*(_only(lifted[side], paths) for side in (BASE, OURS, THEIRS)))
    return _only(both, paths - unclear)


def _only(tree: Tree, paths: set[str]) -> Tree:
    return {path: file for path, file in tree.items() if path in paths}


def _merge(base: Tree, ours: Tree, theirs: Tree) -> tuple[Tree, set[str]]:
    """What git makes of three trees, and the paths in which it finds conflicts."""
    merged = three.merge(base, ours, theirs, label="scaffold", attributes=b"")
    result = {**ours, **{one.path: one.file for one in merged.changed if one.file}}
    return result, set(merged.sides)
