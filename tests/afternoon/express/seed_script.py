"""https://mikro-orm.io/docs/entity-manager#batch: rows for a demonstration, made by a script of the package.json."""

from afternoon.harness import Case, Site, value

CASE = Case(
    files={
        "src/demo.ts": """\
/** Fills the database for a demonstration; again and again, with the same rows. */
import { configFromEnv } from "./config.ts";
import { connect } from "./db.ts";
import { Comment } from "./features/comments/models.ts";
import { Post } from "./features/posts/models.ts";

const db = await connect(configFromEnv());

await db.em.fork().transactional(async (em) => {
  await em.nativeDelete(Comment, { author: "Demo" });
  await em.nativeDelete(Post, { title: { $like: "Demo %" } });
  for (let number = 1; number <= 50; number++) {
    const post = em.create(Post, { title: `Demo ${number}`, body: "b", status: "live" });
    em.create(Comment, { author: "Demo", body: `On ${number}`, post });
  }
});

await db.close();
""",
    },
)


def production(site: Site) -> None:
    for _ in range(2):
        site.run("node", "src/demo.ts")
    assert value(site.get("/api/comments?author=Demo"))["total"] == 50


def hands(site: Site) -> None:
    site.run("node", "src/demo.ts")
    assert site.run("npm", "run", "--silent", "seed")
