"""Makes the migration of a new name: the framework's tool would drop the old one, and the rows with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scaffold.actions.project import Project
from scaffold.core import renames
from scaffold.core.resource import Resource
from scaffold.outside.merge.change import Change
from scaffold.outside.trees import File, Tree

from . import alembic, mikro_orm, operations, owned, place, statements
from .completed import silent
from .ends import DOWN, QUOTED, REVISION, moment, next_file
from .first import FIRST, history
from .made import with_files
from .schema import Schema

WORD = re.compile(r"\w+")


def renamed(
    project: Project,
    wanted: Mapping[str, Any],
    change: Change,
    names: tuple[Sequence[Resource], Sequence[Resource]],
    base: Tree,
) -> Change:
    """The change with a migration that keeps all rows, after those that the project has.

    Raises Problem when the project's migrations have no single end to go on from, or their folder is not found, in a
    project that was made, as `base`, with one.
    """
    before, after = names
    if FIRST[project.framework] in base and renames.between(before, after):
        place.refuse_unknown(project.framework, project.folder)
    there = history(project.framework, project.folder)
    folder = place.usual(project.framework, project.folder)
    if not there or not change.steps:
        return change
    database = str(wanted["database"])
    # Why looked for: an index that no migration of the project has made is not there to be renamed.
    made = set(WORD.findall(" ".join(text.read_text(encoding="utf-8") for text in map(project.folder.joinpath, there))))
    up = [one.only(lambda index: index.old in made) for one in renames.between(before, after)]
    down = [one.only(lambda index: index.new in made) for one in renames.between(after, before)]
    owned.add(up, down, _schema(project.framework, project.folder, there), project.framework)
    title = f"rename_{'_and_'.join(_words(before, after))}"
    about = f"{title}: the rows stay."
    if project.framework == "flask":
        path, revision, last = next_file(project.folder, there, folder, title)
        ways = alembic.body(up, database), alembic.body(down, database)
        sa = any("sa." in line for way in ways for line in way)
        text = alembic.file(about, revision, last, *ways, sa=sa)
        gone = [index.old for one in up for index in one.indexes if index.folded]
        if database == "sqlite" and gone:
            text = silent(text, gone)
    else:
        called = f"Migration{moment(there)}_{title}"
        path = f"{folder}/{called}.ts"
        text = mikro_orm.file(about, called, mikro_orm.body(up, database), mikro_orm.body(down, database))
    return with_files(change, {path: File(text.encode())})


def _schema(framework: str, folder: Path, there: set[str]) -> Schema:
    """What the migrations made, one after the other."""
    texts = [(folder / path).read_text(encoding="utf-8") for path in sorted(there)]
    schema = Schema()
    for text in _ordered(texts) if framework == "flask" else texts:
        (operations if framework == "flask" else statements).read_file(schema, text)
    return schema


def _ordered(texts: Sequence[str]) -> list[str]:
    """The revisions of Alembic, each after those that it follows."""
    left = {match[1]: text for text in texts if (match := REVISION.search(text))}
    follows = {name: QUOTED.findall(match[1]) for name, text in left.items() if (match := DOWN.search(text))}
    done: list[str] = []
    while ready := [name for name in left if not any(one in left for one in follows.get(name, ()))]:
        done += [left.pop(name) for name in ready]
    return done


def _words(before: Sequence[Resource], after: Sequence[Resource]) -> list[str]:
    for old, new in zip(before, after, strict=True):
        if old.name != new.name or old.plural != new.plural:
            return [f"{old.name}_to_{new.name if new.name != old.name else new.plural}"]
        for was, now in zip(old.fields, new.fields, strict=True):
            if was.name != now.name:
                return [f"{was.name}_of_{old.name}_to_{now.name}"]
    return ["nothing"]
