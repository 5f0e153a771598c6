"""https://mozilla.github.io/nunjucks/getting-started.html: `nunjucks.configure("views", {express: app})`."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site

CASE = Case(
    # Why: it takes the place of all other template engines of the app.
    apart="other",
    packages=("nunjucks@^3.2.4", "@types/nunjucks@^3.2.6"),
    files={
        "pages/base.njk": "<!doctype html><title>{% block title %}{% endblock %}</title>\n",
        "pages/list.njk": '{% extends "base.njk" %}{% block title %}{{ titles | join(", ") }}{% endblock %}\n',
        "src/catalogue.ts": """\
/** A page of all titles. */
import type { EntityManager } from "@mikro-orm/sql";
import type { Express } from "express";
import nunjucks from "nunjucks";
import { Post } from "./features/posts/models.ts";

export function showCatalogue(app: Express, em: EntityManager) {
  nunjucks.configure("pages", { autoescape: true, express: app });

  app.get("/catalogue", async (_req, res) => {
    const posts = await em.find(Post, { status: "live" }, { orderBy: { title: "asc" } });
    res.render("list.njk", { titles: posts.map(({ title }) => title) });
  });
}
""",
    },
    imports={"src/app.ts": 'import { showCatalogue } from "./catalogue.ts";'},
    lines=(mount("showCatalogue(app, em);"),),
)


def production(site: Site) -> None:
    assert site.post("/api/posts", {"title": "A <b>", "body": "b", "status": "live"}).status == 201
    page = site.get("/catalogue")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert b"<title>" in page.body
    assert b"A &lt;b&gt;" in page.body
