"""https://mikro-orm.io/docs/transactions: two services in one `em.transactional`; all is stored, or nothing."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, problem, value

CASE = Case(
    files={
        "src/stories.ts": """\
/** A post with its first comment, at once. */
import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import * as z from "zod";
import { CommentCreate } from "./features/comments/schemas.ts";
import * as comments from "./features/comments/service.ts";
import { PostCreate, postOut } from "./features/posts/schemas.ts";
import * as posts from "./features/posts/service.ts";
import { readBody } from "./input.ts";
import { id } from "./schemas.ts";

const Story = z.strictObject({
  post: PostCreate,
  comment: CommentCreate.omit({ postId: true }),
  postId: id().optional(),
});

export function storiesRouter(em: EntityManager) {
  const router = Router();

  router.post("/", async (req, res) => {
    const story = readBody(req, Story);
    const post = await em.transactional(async (own) => {
      const made = await posts.create(own, story.post);
      const postId = story.postId ?? made.id;
      await comments.create(own, { ...story.comment, postId });
      return made;
    });
    res.status(201).json(postOut(post));
  });

  return router;
}
"""
    },
    imports={"src/app.ts": 'import { storiesRouter } from "./stories.ts";'},
    lines=(mount('app.use("/stories", storiesRouter(em));'),),
)


COMMENT = {"author": "Ada", "body": "First"}


def production(site: Site) -> None:
    stored = site.post("/stories", {"post": {"title": "Story", "body": "b"}, "comment": COMMENT})
    assert stored.status == 201
    assert value(site.get(f"/api/posts/{value(stored)['id']}/comments"))["total"] == 1

    lost = {"post": {"title": "Lost story", "body": "b"}, "comment": COMMENT, "postId": 2147483647}
    refused = problem(site.post("/stories", lost))
    assert (refused["status"], refused["errors"][0]["code"]) == (409, "reference")
    assert value(site.get("/api/posts?title=Lost%20story"))["total"] == 0
    wrong = problem(site.post("/stories", {"post": {"title": "a"}, "comment": COMMENT}))
    assert [one["pointer"] for one in wrong["errors"]] == ["/post/body"]
