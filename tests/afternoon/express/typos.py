"""What a person misspells is refused before it is served: by the types, and a forgotten `await` by the linter."""

import re
import shutil
import subprocess
from pathlib import Path

from afternoon.harness import Case, Site, own_packages
from parity.machine import environment

CASE = Case(apart="other")

# A file of the posts, what is written there, and what was typed instead. The line itself is refused.
LINES = [
    ("schemas.ts", 'sortBy<Post>("title"', 'sortBy<Post>("titel"'),
    ("schemas.ts", "row.title", "row.titel"),
    ("schemas.ts", "  title: row.title,", "  titel: row.title,"),
    ("schemas.ts", "  body: row.body,", "  body: row.id,"),
    ("schemas.ts", "idsOf(row.tags)", "idsOf(row.comment)"),
    ("service.ts", "title: query.title", "titel: query.title"),
    ("service.ts", "title: query.title", "title: query.titel"),
    ("service.ts", "status: query.status", 'status: "lvie"'),
    ("service.ts", "em.create(Post, { ...fields, tags }", 'em.create(Post, { ...fields, tags, titel: "a" }'),
    ("service.ts", "em.create(Post, { ...fields, tags }", 'em.create(Post, { ...fields, tags, status: "lvie" }'),
    ("service.ts", "em.assign(row, { ...fields, tags }", 'em.assign(row, { titel: "a" }'),
    ("service.ts", "em.assign(row, { ...fields, tags }", 'em.assign(row, { ...fields, tags, titel: "a" }'),
    ("service.ts", "em.assign(row, { ...fields, tags }", 'em.assign(row, { status: "lvie" }'),
    ("service.ts", "row.updatedAt = new Date()", 'row.status = "lvie"'),
    ("service.ts", "row.tags.isDirty", "row.tag.isDirty"),
    ("routes.ts", "{ post: idOf(req) }", "{ psot: idOf(req) }"),
    ("routes.ts", "service.remove", "service.delete"),
    ("routes.ts", "service.remove(em, idOf(req))", "service.remove(em, req.params.id)"),
]
# These are refused where the name is used.
ELSEWHERE = [
    ("service.ts", '["tags:ref"]', '["tag:ref"]'),
    ("service.ts", "[of, asked]", '[of, { titel: "a" }]'),
    ("models.ts", "    title: p.string()", "    titel: p.string()"),
    ("models.ts", 'mappedBy("post")', 'mappedBy("psot")'),
    ("schemas.ts", "  title: text(120)", "  titel: text(120)"),
    ("schemas.ts", "PostOut = rowOf({", "PostOut = rowOf({ words: z.int(),"),
    ("schemas.ts", "  id: row.id,", '  id: row.id, secret: "x",'),
]
FORGOTTEN = ("service.ts", "  await em.flush();", "  em.flush();")


def hands(site: Site) -> None:
    own_packages(site)
    features = site.folder / "src" / "features"
    shutil.copytree(features / "posts", features / "posts_right")
    on_line = _bundled(features)
    elsewhere = {_planted(features / f"posts_else{at}", typo)[0].parent.name: typo for at, typo in enumerate(ELSEWHERE)}
    _planted(features / "posts_forgotten", FORGOTTEN)

    said = _said(site, "node_modules/.bin/tsc", "--pretty", "false")
    refused = {(found[1], int(found[2])) for found in re.finditer(r"^src/features/(\S+?)\((\d+),", said, re.MULTILINE)}
    folders = {file.partition("/")[0] for file, _ in refused}
    assert not folders & {"posts_right", "posts_forgotten", "posts"}, said
    taken = [typo for name, typo in elsewhere.items() if name not in folders]
    taken += [typo for place, typo in on_line.items() if place not in refused]
    assert not taken, (taken, said)

    assert "noFloatingPromises" in _said(site, "node_modules/.bin/biome", "lint", "src/features/posts_forgotten")


Typo = tuple[str, str, str]


def _bundled(features: Path) -> dict[tuple[str, int], Typo]:
    """All typos of a line, in as few copies as there are typos of one line; their files and lines."""
    places: dict[tuple[str, int], Typo] = {}
    for typo in LINES:
        for copy in range(9):
            try:
                file, line = _planted(features / f"posts_line{copy}", typo)
            except LookupError:
                continue
            places[f"{file.parent.name}/{file.name}", line] = typo
            break
    assert len(places) == len(LINES)
    return places


def _planted(copy: Path, typo: Typo) -> tuple[Path, int]:
    """The file and the line with the typo. Raises LookupError when another typo took the place."""
    name, right, wrong = typo
    original = (copy.parent / "posts" / name).read_text()
    assert right in original, f"{name} has no {right!r}"
    if not copy.exists():
        shutil.copytree(copy.parent / "posts", copy)
    text = (copy / name).read_text()
    line = original[: original.index(right)].count("\n")
    if right not in text or original.splitlines()[line] != text.splitlines()[line]:
        raise LookupError(right)
    (copy / name).write_text(text.replace(right, wrong))
    return copy / name, line + 1


def _said(site: Site, *command: str) -> str:
    done = subprocess.run(command, cwd=site.folder, env=environment(), capture_output=True, text=True, check=False)
    return done.stdout + done.stderr
