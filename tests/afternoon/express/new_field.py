"""https://mikro-orm.io/docs/migrations: a field that is added to a resource, and the migration that is written."""

from afternoon.harness import Case, Change, Site, problem, value

COMMENTS = "src/features/comments"
SCHEMAS = f"{COMMENTS}/schemas.ts"

CASE = Case(
    changes=(
        Change(
            f"{COMMENTS}/models.ts",
            "    author: p.string().length(80),\n",
            "    author: p.string().length(80),\n    stars: p.integer().nullable().index(),\n",
        ),
        Change(
            SCHEMAS,
            "CommentCreate = z.strictObject({\n",
            "CommentCreate = z.strictObject({\n  stars: stars.nullable().default(null),\n",
        ),
        Change(SCHEMAS, "CommentOut = rowOf({\n", "CommentOut = rowOf({\n  stars: z.int().nullable(),\n"),
        Change(
            f"{COMMENTS}/schemas.ts", "  author: row.author,\n", "  author: row.author,\n  stars: row.stars ?? null,\n"
        ),
        Change(SCHEMAS, 'sortBy<Comment>("author"', 'sortBy<Comment>("stars", "author"'),
    ),
    imports={SCHEMAS: 'import { stars } from "../../stars.ts";'},
    files={
        "src/stars.ts": """\
/** How good something is. */
import * as z from "zod";

export const stars = z.int().min(1).max(5);
"""
    },
    migrates=True,
)


def production(site: Site) -> None:
    post = value(site.post("/api/posts", {"title": "Stars", "body": "b"}))["id"]
    stored = {"author": "Star", "body": "b", "postId": post}
    comment = site.post("/api/comments", stored | {"stars": 5})
    assert value(comment)["stars"] == 5
    assert value(site.patch(comment.headers["location"], {"stars": None}))["stars"] is None
    assert value(site.post("/api/comments", stored))["stars"] is None
    refused = problem(site.post("/api/comments", stored | {"stars": 6}))
    assert [(one["pointer"], one["code"]) for one in refused["errors"]] == [("/stars", "maximum")]
    site.patch(comment.headers["location"], {"stars": 2})
    ordered = value(site.get("/api/comments?author=Star&sort=-stars"))["items"]
    assert [row["stars"] for row in ordered] == [2, None]
    assert "No difference" in site.run("npm", "run", "--silent", "migration:check")


def hands(site: Site) -> None:
    site.run("npm", "run", "--silent", "migration:create", "--", "stars")
    written = sorted((site.folder / "migrations").glob("*.ts"))[-1].read_text()
    assert "stars" in written
    for command in ("up", "down", "up", "check"):
        said = site.run("npm", "run", "--silent", f"migration:{command}")
    assert "No difference" in said
    assert "Nothing to do" in site.run("npm", "run", "--silent", "migration:create", "--", "nothing")
    site.run("npm", "test")
