"""https://mikro-orm.io/docs/events: a hook of a model, and a subscriber that watches all of them."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, value

MODELS = "src/features/comments/models.ts"

CASE = Case(
    files={
        "src/audit.ts": """\
/** Counts what was written, by model. */
import type { EventArgs, EventSubscriber } from "@mikro-orm/core";

export const written: Record<string, number> = {};

export class Audit implements EventSubscriber {
  afterCreate({ meta }: EventArgs<object>) {
    written[meta.className] = (written[meta.className] ?? 0) + 1;
  }
}
"""
    },
    imports={
        "src/app.ts": 'import { Audit, written } from "./audit.ts";',
    },
    lines=(
        mount(
            """\
em.getEventManager().registerSubscriber(new Audit());
app.get("/written", (_req, res) => {
  res.json(written);
});"""
        ),
    ),
    appended={
        MODELS: """
schema.addHook("beforeCreate", ({ entity }) => {
  entity.author = entity.author?.trim();
});
"""
    },
)


def production(site: Site) -> None:
    before = value(site.get("/written")).get("Comment", 0)
    post = value(site.post("/api/posts", {"title": "Hooks", "body": "b"}))["id"]
    comment = site.post("/api/comments", {"author": "  Ada ", "body": "b", "postId": post})
    assert value(comment)["author"] == "Ada"
    assert value(site.get("/written"))["Comment"] == before + 1
