"""https://www.postgresql.org/docs/current/textsearch-tables.html: words found by an index that a migration makes."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Change, Site, value

POSTS = "src/features/posts"

CASE = Case(
    database="postgresql",
    changes=(
        Change(
            f"{POSTS}/models.ts",
            '  tableName: "posts",\n',
            '  tableName: "posts",\n'
            "  indexes: [\n"
            "    {\n"
            '      name: "posts_words",\n'
            "      expression:\n"
            "        \"create index posts_words on posts using gin (to_tsvector('english', body))\",\n"
            "    },\n"
            "  ],\n",
        ),
    ),
    files={
        "src/words.ts": """\
/** Finds posts by words in any of their forms, the best first. */
import { raw } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { Post } from "./features/posts/models.ts";
import { postOut } from "./features/posts/schemas.ts";

export function wordsRouter(em: EntityManager) {
  const router = Router();

  router.get("/:words", async (req, res) => {
    const found = raw("to_tsvector('english', body) @@ websearch_to_tsquery('english', ?)", [
      req.params.words,
    ]);
    const rows = await em
      .createQueryBuilder(Post, "p")
      .where(found)
      .orderBy({ id: "desc" })
      .limit(9)
      .getResultList();
    await em.populate(rows, ["tags:ref"]);
    res.json(rows.map(postOut));
  });

  return router;
}
""",
    },
    imports={"src/app.ts": 'import { wordsRouter } from "./words.ts";'},
    lines=(mount('app.use("/words", wordsRouter(em));'),),
    migrates=True,
)


def production(site: Site) -> None:
    for body in ("a running zebra", "the zebras ran", "hay"):
        assert site.post("/api/posts", {"title": "Words", "body": body}).status == 201
    assert len(value(site.get("/words/zebra%20running"))) == 1
    assert [row["body"] for row in value(site.get("/words/zebra"))] == ["the zebras ran", "a running zebra"]
    assert value(site.get("/words/%22%20or")) == []
    assert "No difference" in site.run("npm", "run", "--silent", "migration:check")
