"""https://www.sqlite.org/fts5.html: a full-text search; a migration by hand makes its table."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, after, value

CASE = Case(
    files={
        "migrations/Migration20260101000000_search.ts": """\
import { Migration } from "@mikro-orm/migrations";

export class Migration20260101000000_search extends Migration {
  override up() {
    this.addSql("create virtual table posts_search using fts5 (title, body);");
  }

  override down() {
    this.addSql("drop table posts_search;");
  }
}
""",
        "src/search.ts": """\
/** Finds posts by their words, the best first. */
import type { EventArgs, EventSubscriber } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import * as z from "zod";
import { Post } from "./features/posts/models.ts";
import { postOut } from "./features/posts/schemas.ts";
import { readQuery } from "./input.ts";

class Index implements EventSubscriber<Post> {
  getSubscribedEntities = () => [Post];

  async afterCreate({ em, entity: { id, title, body } }: EventArgs<Post>) {
    const sql = "insert or replace into posts_search (rowid, title, body) values (?, ?, ?)";
    await (em as EntityManager).execute(sql, [id, title, body]);
  }

  async afterDelete({ em, entity: { id } }: EventArgs<Post>) {
    await (em as EntityManager).execute("delete from posts_search where rowid = ?", [id]);
  }
}

const Query = z.strictObject({ q: z.string().min(1).max(80) });

export function searchRouter(em: EntityManager) {
  const router = Router();
  em.getEventManager().registerSubscriber(new Index());

  router.get("/", async (req, res) => {
    const { q } = readQuery(req, Query);
    const found = await em.execute<{ id: number }[]>(
      "select rowid as id from posts_search where posts_search match ? order by rank limit 9",
      [`"${q.replaceAll('"', '""')}"`],
    );
    const ids = found.map(({ id }) => id);
    const posts = await em.find(Post, { id: ids }, { populate: ["tags:ref"] });
    res.json(ids.map((id) => posts.find((post) => post.id === id)).flatMap((post) => (post ? [postOut(post)] : [])));
  });

  return router;
}
""",
    },
    imports={"src/app.ts": 'import { searchRouter } from "./search.ts";'},
    lines=(
        mount('app.use("/search", searchRouter(em));'),
        after("src/db.ts", "migrations,", "schemaGenerator: { skipTables: [/^posts_search/] },"),
    ),
)


def production(site: Site) -> None:
    for title, body in (("Zebra", "striped animal"), ("Zoo", "a zebra, a zebra and a lion"), ("Hay", "only grass")):
        post = site.post("/api/posts", {"title": title, "body": body})
        assert post.status == 201
    assert {row["title"] for row in value(site.get("/search?q=zebra"))} == {"Zebra", "Zoo"}
    assert site.delete(post.headers["location"]).status == 204
    assert value(site.get("/search?q=grass")) == []
    assert value(site.get("/search?q=%22%20OR%20a")) == []
    assert site.get("/search").status == 422
