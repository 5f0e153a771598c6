"""Rows that fit a condition are deleted at once; a condition that was not given is not "all of them"."""

from afternoon.harness import Case, Site, before, value

POSTS = "src/features/posts"

CASE = Case(
    appended={
        f"{POSTS}/service.ts": """
export const removeTitled = (em: EntityManager, title: string | undefined) =>
  em.nativeDelete(Post, { title } as FilterQuery<Post>);
"""
    },
    lines=(
        before(
            f"{POSTS}/routes.ts",
            "return router;",
            """\
router.post("/delete-titled", async (req, res) => {
  res.json({ deleted: await service.removeTitled(em, req.get("X-Title")) });
});
""",
        ),
    ),
)


def production(site: Site) -> None:
    kept = site.post("/api/posts", {"title": "kept at all costs", "body": "b"}).headers["location"]
    assert site.post("/api/posts", {"title": "to be deleted", "body": "b"}).status == 201
    assert value(site.post("/api/posts/delete-titled", None)) == {"deleted": 0}
    assert value(site.post("/api/posts/delete-titled", None, **{"X-Title": "to be deleted"})) == {"deleted": 1}
    assert site.get(kept).status == 200
