"""A script outside of a request, with arguments: it opens the database, reads and writes, and ends by itself."""

from afternoon.harness import Case, Site, value

CASE = Case(
    files={
        "src/archive.ts": """\
/** Takes posts that have a word in their title offline: `node src/archive.ts --word old`. */
import { parseArgs } from "node:util";
import { configFromEnv } from "./config.ts";
import { connect } from "./db.ts";
import { Post } from "./features/posts/models.ts";

const { values } = parseArgs({ options: { word: { type: "string", default: "" } } });
const db = await connect(configFromEnv());
const em = db.em.fork();

const posts = await em.find(Post, { title: { $like: `%${values.word}%` } });
for (const post of posts) post.status = "draft";
await em.flush();
await em.nativeUpdate(Post, { title: "gone" }, { body: "-" });

console.log(`${posts.length} posts were archived.`);
await db.close();
""",
    },
)


def production(site: Site) -> None:
    assert site.post("/api/posts", {"title": "an old one", "body": "b", "status": "live"}).status == 201
    said = site.run("node", "src/archive.ts", "--word", "an old")
    assert said.strip().endswith("1 posts were archived.")
    found = value(site.get("/api/posts?title=an%20old%20one"))
    assert found["items"][0]["status"] == "draft"
