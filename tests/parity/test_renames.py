"""A project that its owner worked on is renamed: their functions run, their indexes and keys follow, no row is lost."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from parity.changed import Changed
from parity.machine import FRAMEWORKS, SERVED, create, drop, require
from parity.projects import project

pytestmark = pytest.mark.long


@dataclass(frozen=True)
class Owner:
    """What an owner wrote: pairs of a text and what they put in its place, by file, and files of their own."""

    edits: dict[str, tuple[tuple[str, str], ...]]
    files: dict[str, str]


OWNERS = {
    "flask": Owner(
        edits={
            "app/features/posts/models.py": (
                ("import Column, ForeignKey, String,", "import Column, ForeignKey, Index, String,"),
                (
                    '    __tablename__ = "posts"\n',
                    '    __tablename__ = "posts"\n    __table_args__ = (Index(None, "slug", "mood"),)\n',
                ),
                (
                    "    body: ",
                    "    mood: Mapped[str | None] = mapped_column(String(30), index=True)\n"
                    "    slug: Mapped[str | None] = mapped_column(String(30), unique=True)\n"
                    "    best_id: Mapped[int | None] = mapped_column(\n"
                    '        ForeignKey("tags.id", ondelete="SET NULL"), index=True\n    )\n'
                    '    parent_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))\n'
                    "    body: ",
                ),
            ),
            "app/features/tags/service.py": (
                (
                    "\n\ndef find_all(",
                    "\n\ndef popular(limit: int = 3) -> list[Tag]:\n"
                    "    return list(db.session.scalars(select(Tag).limit(limit)))\n\n\ndef find_all(",
                ),
            ),
            "app/features/tags/routes.py": (
                (
                    '@bp.post("")\n',
                    '@bp.get("/popular")\ndef popular() -> ResponseReturnValue:\n'
                    "    return [tag.name for tag in service.popular()]\n\n\n"
                    '@bp.post("")\n',
                ),
            ),
            "app/features/posts/routes.py": (
                (
                    '@bp.post("")\n',
                    '@bp.get("/words")\ndef words() -> ResponseReturnValue:\n'
                    "    return [tag.name for tag in tags.popular(9)]\n\n\n"
                    '@bp.post("")\n',
                ),
            ),
        },
        files={
            "app/reports.py": '"""Ours."""\n\nfrom app.features.tags import service\n'
            "from app.features.tags.models import Tag\n\n\n"
            "def longest() -> Tag:\n    return max(service.popular(100), key=lambda tag: len(tag.name))\n",
            "app/features/tags/words.py": '"""Ours."""\n\nfrom app.features.tags.models import Tag\n\n\n'
            "def shout(tag: Tag) -> str:\n    return tag.name.upper()\n",
            "tests/test_ours.py": '"""Ours."""\n\nfrom flask import Flask\nfrom flask.testing import FlaskClient\n\n'
            "from app.features.tags.words import shout\nfrom app.reports import longest\nfrom tests.factories import Make\n\n\n"
            "def test_ours(app: Flask, client: FlaskClient, make: Make) -> None:\n    row = make.tag()\n\n"
            '    assert client.get("/api/tags/popular").get_json() == [row["name"]]\n'
            '    assert client.get("/api/posts/words").get_json() == [row["name"]]\n'
            '    with app.app_context():\n        assert shout(longest()) == row["name"].upper()\n',
        },
    ),
    "express": Owner(
        edits={
            "src/features/posts/models.ts": (
                ("  properties: {\n", '  indexes: [{ properties: ["slug", "mood"] }],\n  properties: {\n'),
                (
                    "    body: ",
                    "    mood: p.string().length(30).nullable().index(),\n"
                    "    slug: p.string().length(30).nullable().unique(),\n"
                    "    best: () => p.manyToOne(Tag).nullable(),\n"
                    "    parent: () => p.manyToOne(Post).nullable(),\n"
                    "    body: ",
                ),
            ),
            "src/features/tags/service.ts": (
                (
                    "\n\nexport async function create(",
                    "\n\nexport function popular(em: EntityManager, limit = 3): Promise<Tag[]> {\n"
                    "  return em.find(Tag, {}, { limit });\n}\n\nexport async function create(",
                ),
            ),
            "src/features/tags/routes.ts": (
                (
                    '  router\n    .route("/:id")\n',
                    '  router.get("/popular", async (_req, res) => {\n'
                    "    const tags = await service.popular(em);\n"
                    "    res.json(tags.map((tag) => tag.name));\n  });\n\n"
                    '  router\n    .route("/:id")\n',
                ),
            ),
        },
        files={
            "src/reports.ts": 'import type { EntityManager } from "@mikro-orm/sql";\n'
            'import type { Tag } from "./features/tags/models.ts";\n'
            'import { popular } from "./features/tags/service.ts";\n\n'
            "export async function longest(em: EntityManager): Promise<Tag | undefined> {\n"
            "  const tags = await popular(em, 100);\n"
            "  return tags.sort((one, other) => other.name.length - one.name.length)[0];\n}\n",
            "src/features/tags/words.ts": 'import type { Tag } from "./models.ts";\n\n'
            "export const shout = (tag: Tag) => tag.name.toUpperCase();\n",
            "tests/ours.test.ts": 'import assert from "node:assert/strict";\nimport { test } from "node:test";\n'
            'import { shout } from "../src/features/tags/words.ts";\n'
            'import { longest } from "../src/reports.ts";\n\n'
            'test("ours", () => {\n  assert.equal(typeof longest, typeof shout);\n});\n',
        },
    ),
}


def work(app: Changed) -> None:
    """What the owner did, with a migration for it."""
    owner = OWNERS[app.framework]
    for path, edits in owner.edits.items():
        text = (app.folder / path).read_text()
        for old, new in edits:
            assert old in text, f"{old} in {path}"
            text = text.replace(old, new, 1)
        (app.folder / path).write_text(text)
    for path, text in owner.files.items():
        (app.folder / path).write_text(text)
    app.step("migrate")
    app.step("upgrade")


@pytest.mark.parametrize("database", SERVED)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_an_owner_made_goes_along(framework: str, database: str, tmp_path: Path) -> None:
    require(database)
    folder = tmp_path / "app"
    shutil.copytree(project(framework, "blog", "--without", "docs", database=database), folder, symlinks=True)
    name = f"scaffold_renames_{framework}"
    env = {
        "DATABASE_URL": create(database, name, tmp_path),
        "TEST_DATABASE_URL": create(database, f"{name}_test", tmp_path),
    }
    app = Changed(framework, database, folder, env)
    try:
        for step in ("upgrade", "seed"):
            app.step(step)
        work(app)
        app.rows("update posts set slug = 'one', mood = 'calm', best_id = 1, parent_id = 2 where id = 1")
        rows = app.rows("select id, title, slug, mood, best_id, parent_id from posts order by id")

        app.change("rename", "resource", "tag", "label")
        app.step("check")
        app.change("rename", "resource", "post", "article")
        app.step("check")
        app.change("rename", "field", "article", "title", "headline")
        app.step("check")
        assert app.rows("select id, headline, slug, mood, best_id, parent_id from articles order by id") == rows

        app.gates()
        for _ in range(3):
            app.step("downgrade")
        assert app.rows("select id, title, slug, mood, best_id, parent_id from posts order by id") == rows
        app.step("upgrade")
        app.step("check")
        assert app.rows("select id, headline, slug, mood, best_id, parent_id from articles order by id") == rows
    finally:
        drop(database, name)
        drop(database, f"{name}_test")
