"""https://mikro-orm.io/docs/relationships: tags below tags: a reference that is added to a resource."""

from afternoon.harness import Case, Change, Site, problem, value

TAGS = "src/features/tags"
SCHEMAS = f"{TAGS}/schemas.ts"

CASE = Case(
    changes=(
        Change(
            f"{TAGS}/models.ts",
            "    name: p.string().length(40).unique(),\n",
            "    name: p.string().length(40).unique(),\n"
            '    parent: () => p.manyToOne(Tag).nullable().deleteRule("restrict"),\n'
            '    children: () => p.oneToMany(Tag).mappedBy("parent"),\n',
        ),
        Change(
            SCHEMAS,
            "TagCreate = z.strictObject({\n",
            "TagCreate = z.strictObject({\n  parentId: id().nullable().optional(),\n",
        ),
        Change(SCHEMAS, "TagOut = rowOf({\n", "TagOut = rowOf({\n  parentId: z.int().nullable(),\n"),
        Change(SCHEMAS, "  name: row.name,\n", "  name: row.name,\n  parentId: row.parent?.id ?? null,\n"),
        Change(
            f"{TAGS}/service.ts",
            "  const row = em.create(Tag, data);\n",
            "  const { parentId, ...fields } = data;\n"
            "  const references = new References(em);\n"
            '  const parent = parentId ? await references.one(Tag, "parentId", parentId) : null;\n'
            "  references.check();\n"
            "  const row = em.create(Tag, { ...fields, parent });\n",
        ),
        Change(
            f"{TAGS}/service.ts",
            "  em.transactional(async (em) =>\n    em.assign(await em.findOneOrFail(Tag, id, locked), data),\n  );\n",
            "  em.transactional(async (em) => {\n"
            "    const { parentId, ...fields } = data;\n"
            "    const references = new References(em);\n"
            "    const row = em.assign(await em.findOneOrFail(Tag, id, locked), fields);\n"
            '    if (parentId) row.parent = await references.one(Tag, "parentId", parentId);\n'
            "    if (parentId === null) row.parent = null;\n"
            "    references.check();\n"
            "    return row;\n"
            "  });\n",
        ),
        Change(
            f"{TAGS}/routes.ts",
            "  return router;\n",
            '  router.get("/:id/tree", async (req, res) => {\n'
            "    const id = Number(req.params.id);\n"
            '    const row = await em.findOneOrFail(Tag, id, { populate: ["children"] });\n'
            "    res.json(row.children.map(({ name }) => name));\n"
            "  });\n"
            "\n"
            "  return router;\n",
        ),
    ),
    imports={
        SCHEMAS: 'import { id } from "../../schemas.ts";',
        f"{TAGS}/service.ts": 'import { References } from "../../rows.ts";',
        f"{TAGS}/routes.ts": 'import { Tag } from "./models.ts";',
    },
    settings={"TAGS_KEY": "k"},
    migrates=True,
)


def production(site: Site) -> None:
    parent = site.post("/api/tags", {"name": "music"}, X_Key="k")
    number = value(parent)["id"]
    assert value(parent)["parentId"] is None
    child = site.post("/api/tags", {"name": "jazz", "parentId": number}, X_Key="k")
    assert value(child)["parentId"] == number
    assert value(site.get(f"/api/tags/{number}/tree", X_Key="k")) == ["jazz"]
    lost = problem(site.patch(child.headers["location"], {"parentId": 2147483647}, X_Key="k"))
    assert [(one["pointer"], one["code"]) for one in lost["errors"]] == [("/parentId", "reference")]
    assert problem(site.delete(parent.headers["location"], X_Key="k"))["status"] == 409
    assert value(site.patch(child.headers["location"], {"parentId": None}, X_Key="k"))["parentId"] is None
    assert site.delete(parent.headers["location"], X_Key="k").status == 204
