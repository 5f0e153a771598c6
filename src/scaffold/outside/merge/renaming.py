"""Gives files their new names before git merges, so that edits follow whatever a rename leaves of a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from scaffold.core.names import listed
from scaffold.core.problem import Problem
from scaffold.core.renaming import NOTHING, Names, Own, Words
from scaffold.outside.trees import File, Tree

from . import three

CODE = frozenset([".py", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs"])
# Where a problem names no more files than people read.
SHOWN = 5


@dataclass(frozen=True)
class Renaming:
    """The names that change, and what that means for code; the `history` of the database keeps the old ones."""

    names: Names
    words: Words
    history: Collection[str] = ()

    def with_places(self, pairs: Mapping[str, str], theirs: Collection[str]) -> Renaming:
        """The same with what code says of these places."""
        words = self.words
        for old, new in {**pairs, **folders(pairs, theirs)}.items() if self.names.code else ():
            words = words.with_path(old.rstrip("/"), new.rstrip("/"))
        return replace(self, words=words)


@dataclass(frozen=True)
class Ahead:
    """Three sides with the new names.

    `before` has a person's files at their new paths with the content that they have; `moved` leads from a new path to
    the old one, and `named` are files of a person's own that said where something was that moves.
    """

    base: Tree
    ours: Tree
    theirs: Tree
    before: Tree | None = None
    moved: Mapping[str, str] = field(default_factory=dict)
    named: Collection[str] = ()


def of(names: Names | None, base: Tree, theirs: Tree, history: Collection[str]) -> Renaming | None:
    """What a change of names means for what the templates made and make; None when no name changes."""
    if not names:
        return None
    code = [[text for path, file in tree.items() if (text := _code(path, file))] for tree in (base, theirs)]
    renaming = Renaming(names, names.words(*code), history)
    return renaming.with_places(names.paths(base, theirs), theirs)


def folders(pairs: Mapping[str, str], theirs: Collection[str]) -> dict[str, str]:
    """The folders that move as a whole, each with `/` at its end, from the old path to the new one."""
    found: dict[str, set[str]] = {}
    for old, new in pairs.items():
        at = _differ(old, new) + 1
        parts, others = old.split("/"), new.split("/")
        if at < len(parts) and parts[at:] == others[at:]:
            found.setdefault("/".join([*parts[:at], ""]), set()).add("/".join([*others[:at], ""]))
    stay = [old for old in found if any(path.startswith(old) for path in theirs)]
    return {old: new.pop() for old, new in found.items() if len(new) == 1 and old not in stay}


def refuse_taken(pairs: Mapping[str, str], there: Collection[str], obstacles: Mapping[str, str]) -> None:
    """Raises Problem when something is in the way of a file that gets another name."""
    taken = [new for old, new in pairs.items() if new in obstacles or (old in there and new in there)]
    links = {path: obstacles[path] for path in pairs if path in obstacles}
    if not taken and not links:
        return
    names = [f"`{path}`" for path in sorted([*taken, *links])]
    raise Problem(
        code="rename-in-the-way",
        what="cannot rename: " + listed(names, SHOWN) + (" are" if len(names) > 1 else " is") + " in the way",
        why="a file with your changes goes there" if taken else "; ".join(sorted(set(links.values()))),
        fix="move it away, and run the same command again. Nothing was changed.",
    )


def refuse_unchecked(paths: Collection[str]) -> None:
    """Raises Problem when only git's index has files that get another name."""
    if paths:
        raise Problem(
            code="not-checked-out",
            what=listed([f"`{path}`" for path in sorted(paths)], SHOWN)
            + (" are" if len(paths) > 1 else " is")
            + " not checked out",
            why="a rename moves files, and these are in git's index only",
            fix="`git sparse-checkout disable`, or add their folders, and run the same command again. "
            "Nothing was changed.",
        )


def ahead(base: Tree, ours: Tree, theirs: Tree, along: Tree, renaming: Renaming) -> Ahead:
    """The three sides with the new names, and what of a person's other files goes `along`.

    Raises Problem when two files would get one name.
    """
    pairs = renaming.names.paths(base, theirs)
    moves = three.moves(base, ours) if any(path not in ours for path in base) else {}
    where = {path: path if path in ours else moves.get(path, path) for path in base}
    goes = {old: _goes(old, new, where[old]) for old, new in pairs.items()}
    moved = {where[old]: new for old, new in goes.items() if where[old] in ours and where[old] != new}
    own = {path: file for path, file in along.items() if path not in where.values()}
    renaming = renaming.with_places(moved, theirs)
    moved |= _below(folders(moved, theirs), own)
    refuse_taken(moved, {*ours, *along}, {})
    words = {path: _words(path, file, theirs.get(pairs.get(path, path)), renaming) for path, file in base.items()}
    kept = {
        path: words[path].own(_code(path, file), _code(path, ours.get(where[path], file)))
        for path, file in base.items()
    }
    here = {where[path]: path for path in base}
    carried = _carried(own, moved, renaming)
    left = {path: file for path, file in ours.items() if path not in carried}
    new = {moved.get(path, path): file for path, file in carried.items()}
    stay = {pairs[old]: place for old, place in goes.items()}
    return Ahead(
        base={goes.get(path, path): _put(path, file, words[path], kept[path]) for path, file in base.items()} | new,
        ours={
            moved.get(path, path): _put(path, file, words[here[path]], kept[here[path]]) if path in here else file
            for path, file in left.items()
        }
        | new,
        theirs={stay.get(path, path): file for path, file in theirs.items()} | new,
        before={
            moved.get(path, path): file for path, file in {**left, **own}.items() if path in left or path in carried
        },
        moved={place: path for path, place in moved.items()},
        named=carried.keys() - moved.keys(),
    )


def _words(path: str, base: File, theirs: File | None, renaming: Renaming) -> Words:
    """The words of a file of the templates."""
    return replace(renaming.words, local=renaming.names.local(_code(path, base), _code(path, theirs)))


def _goes(old: str, new: str, place: str) -> str:
    """Where a file goes that a person moved: with its new name, when they left what changes of its path as it was."""
    parts, others, there = old.split("/"), new.split("/"), place.split("/")
    at = _differ(old, new)
    same = parts[at:] == there[at - len(parts) :]
    return "/".join([*there[: at - len(parts)], *others[at:]]) if same else place


def _differ(old: str, new: str) -> int:
    """The first folder or name in which two paths differ."""
    pairs = zip(old.split("/"), new.split("/"), strict=False)
    return next(number for number, (one, other) in enumerate(pairs) if one != other)


def _below(moved: Mapping[str, str], own: Collection[str]) -> dict[str, str]:
    """Where a person's own files in these folders go."""
    return {path: new + path.removeprefix(old) for old, new in moved.items() for path in own if path.startswith(old)}


def _carried(own: Tree, moved: Collection[str], renaming: Renaming) -> Tree:
    """A person's files that move with a folder, and those that say where it was, with the new names."""
    words, found = renaming.words, {}
    for path, file in own.items():
        text = _code(path, file)
        names = path not in renaming.history and words.names(text)
        now = _put(path, file, words.elsewhere, words.own("", text)) if names or path in moved else file
        if path in moved or now != file:
            found[path] = now
    return found


def _code(path: str, file: File | None) -> str:
    """The text of a file of code; empty for any other."""
    try:
        return file.content.decode() if file and PurePosixPath(path).suffix in CODE else ""
    except UnicodeDecodeError:
        return ""


def _put(path: str, file: File, words: Words, own: Own = NOTHING) -> File:
    text = _code(path, file)
    return file._replace(content=words.put(text, own).encode()) if text else file
