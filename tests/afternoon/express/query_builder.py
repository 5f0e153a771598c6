"""https://mikro-orm.io/docs/query-builder: the query builder, raw fragments and plain SQL."""

from afternoon.app_ts import mount, told
from afternoon.harness import Case, Site, problem, value

CASE = Case(
    files={
        "src/figures.ts": """\
/** Figures about posts. */
import { raw } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { Comment } from "./features/comments/models.ts";
import { Post } from "./features/posts/models.ts";

export function figuresRouter(em: EntityManager) {
  const router = Router();

  router.get("/longest", async (_req, res) => {
    const post = await em
      .createQueryBuilder(Post, "p")
      .select(["p.id", "p.title"])
      .where({ title: { $like: "figure %" } })
      .orderBy({ [raw("length(title)")]: "desc" })
      .limit(1)
      .getSingleResult();
    res.json(post?.title);
  });

  router.get("/by-status", async (_req, res) => {
    const rows = await em.execute<{ status: string; posts: number }[]>(
      "select status, count(*) as posts from posts where title like ? group by status order by status",
      ["figure %"],
    );
    res.json(rows);
  });

  router.get("/commented", async (_req, res) => {
    const own = em.createQueryBuilder(Comment, "c").select("c.post").where({ author: "Figure" });
    res.json(await em.count(Post, { id: { $in: own.getNativeQuery() } }));
  });

  router.get("/broken", async (_req, res) => {
    res.json(await em.execute("select secret from nowhere"));
  });

  router.get("/null", async (_req, res) => {
    res.json(await em.execute("insert into posts (title) values (null)"));
  });

  return router;
}
"""
    },
    imports={"src/app.ts": 'import { figuresRouter } from "./figures.ts";'},
    lines=(mount('app.use("/figures", figuresRouter(em));'),),
)


def production(site: Site) -> None:
    for title, status in (("figure a", "live"), ("figure abc", "draft"), ("figure ab", "draft")):
        post = value(site.post("/api/posts", {"title": title, "body": "b", "status": status}))["id"]
    assert site.post("/api/comments", {"author": "Figure", "body": "b", "postId": post}).status == 201
    assert value(site.get("/figures/longest")) == "figure abc"
    assert value(site.get("/figures/by-status")) == [{"status": "draft", "posts": 2}, {"status": "live", "posts": 1}]
    assert value(site.get("/figures/commented")) == 1
    for path in ("broken", "null"):
        # A mistake in one's own SQL is no conflict and no outage.
        broken = site.get(f"/figures/{path}", X_Request_Id=f"figures-{path}")
        assert problem(broken)["status"] == 500
        assert b"secret" not in broken.body
        assert told(site, requestId=f"figures-{path}", level="error")
