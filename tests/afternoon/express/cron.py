"""https://nodecron.com: a task that runs every second and writes to the database."""

import time

from afternoon.app_ts import told
from afternoon.harness import Case, Site, after, before, value

CASE = Case(
    packages=("node-cron@^4.2.1",),
    files={
        "src/nightly.ts": """\
/** Publishes what waits; started with the server, not with the application. */
import type { EntityManager } from "@mikro-orm/sql";
import { schedule } from "node-cron";
import { Post } from "./features/posts/models.ts";
import { log } from "./logs.ts";

export function publishEachSecond(em: EntityManager) {
  const task = schedule("* * * * * *", async () => {
    const own = em.fork();
    const waiting = await own.find(Post, { title: "waits", status: "draft" });
    for (const post of waiting) post.status = "live";
    await own.flush();
    if (waiting.length > 0) log.info({ count: waiting.length }, "published");
  });
  return () => task.destroy();
}
"""
    },
    imports={"src/server.ts": 'import { publishEachSecond } from "./nightly.ts";'},
    lines=(
        before("src/server.ts", "server.listen(", "const stopPublishing = publishEachSecond(db.em);\n"),
        after("src/server.ts", "function stop() {", "void stopPublishing();"),
    ),
)


def production(site: Site) -> None:
    post = site.post("/api/posts", {"title": "waits", "body": "b"}).headers["location"]
    end = time.monotonic() + 5
    while value(site.get(post))["status"] != "live" and time.monotonic() < end:
        time.sleep(0.1)
    assert value(site.get(post))["status"] == "live"
    assert told(site, msg="published", count=1)
