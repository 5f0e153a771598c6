"""Rows that fit a condition are deleted at once; a condition that was not given is not "all of them"."""

from afternoon.harness import Case, Site, before, value

TAGS = "src/features/tags"

CASE = Case(
    appended={
        f"{TAGS}/service.ts": """
export const removeNamed = (em: EntityManager, name: string | undefined) =>
  em.nativeDelete(Tag, { name } as FilterQuery<Tag>);
"""
    },
    lines=(
        before(
            f"{TAGS}/routes.ts",
            "return router;",
            """\
router.post("/delete-named", async (req, res) => {
  const name = req.get("X-Name");
  res.json({ deleted: await service.removeNamed(em, name) });
});
""",
        ),
    ),
)


def production(site: Site) -> None:
    kept = site.post("/api/tags", {"name": "kept at all costs"}).headers["location"]
    assert site.post("/api/tags", {"name": "to be deleted"}).status == 201
    assert value(site.post("/api/tags/delete-named", None)) == {"deleted": 0}
    assert value(site.post("/api/tags/delete-named", None, **{"X-Name": "to be deleted"})) == {"deleted": 1}
    assert site.get(kept).status == 200
