"""A resource that its owner writes: a model, a router, and one statement in each registry."""

from afternoon.harness import Case, Site, before, problem, value

CASE = Case(
    files={
        "src/features/bookmarks/models.ts": """\
import { defineEntity, p } from "@mikro-orm/core";
import { columns } from "../../columns.ts";
import { Post } from "../posts/models.ts";

const schema = defineEntity({
  name: "Bookmark",
  tableName: "bookmarks",
  properties: {
    ...columns,
    reader: p.string().length(80),
    colours: p.json<string[]>(),
    post: () => p.manyToOne(Post).deleteRule("cascade"),
  },
  uniques: [{ properties: ["reader", "post"] }],
});

export class Bookmark extends schema.class {}
schema.setClass(Bookmark);
""",
        "src/features/bookmarks/routes.ts": """\
import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import * as z from "zod";
import { readBody } from "../../input.ts";
import { Post } from "../posts/models.ts";
import { Bookmark } from "./models.ts";

const Create = z.strictObject({
  reader: z.string().min(1).max(80),
  colours: z.array(z.string()).default([]),
  postId: z.int(),
});

export function bookmarksRouter(em: EntityManager) {
  const router = Router();

  router.get("/", async (_req, res) => {
    const rows = await em.find(Bookmark, { post: { title: { $ne: "" } } }, { populate: ["post"] });
    res.json(rows.map(({ reader, colours, post }) => ({ reader, colours, title: post.title })));
  });

  router.post("/", async (req, res) => {
    const { postId, ...fields } = readBody(req, Create);
    const post = em.getReference(Post, postId);
    const row = em.create(Bookmark, { ...fields, post });
    await em.flush();
    res.status(201).json({ id: row.id });
  });

  return router;
}
""",
    },
    imports={"src/features/index.ts": 'import { bookmarksRouter } from "./bookmarks/routes.ts";'},
    lines=(
        before("src/features/index.ts", "return router;", 'router.use("/bookmarks", bookmarksRouter(em));'),
        before("src/features/models.ts", "export { Post }", 'export { Bookmark } from "./bookmarks/models.ts";'),
    ),
    migrates=True,
)


def production(site: Site) -> None:
    post = site.post("/api/posts", {"title": "Marked", "body": "b"})
    mark = {"reader": "Ada", "colours": ["red"], "postId": value(post)["id"]}
    assert site.post("/api/bookmarks", mark).status == 201
    assert value(site.get("/api/bookmarks")) == [{"reader": "Ada", "colours": ["red"], "title": "Marked"}]
    twice = problem(site.post("/api/bookmarks", mark))
    assert (twice["status"], twice["detail"]) == (409, "The request conflicts with existing data.")
    assert [one["pointer"] for one in twice.get("errors", [])] in ([], ["/postId", "/reader"])
    lost = problem(site.post("/api/bookmarks", mark | {"postId": 2147483647}))
    assert (lost["status"], lost["detail"]) == (409, "The request conflicts with existing data.")
    assert site.delete(post.headers["location"]).status == 204
    assert value(site.get("/api/bookmarks")) == []
