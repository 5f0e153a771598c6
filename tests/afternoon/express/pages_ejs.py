"""https://expressjs.com/en/guide/using-template-engines.html: pages by EJS; in production views are cached."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, problem

CASE = Case(
    packages=("ejs@^7.0.2", "@types/ejs@^3.1.5"),
    files={
        "views/hello.ejs": '<p><%= name %></p><p><%= settings.env %> <%= settings["view cache"] === true %></p>\n',
        "views/broken.ejs": "<p><%= secret.of.view %></p>\n",
        "src/hello.ts": """\
/** Pages that greet. */
import { Router } from "express";

export const hello = Router();

hello.get("/:name", (req, res) => {
  res.render("hello", { name: req.params.name });
});

hello.get("/:name/broken", (_req, res) => {
  res.render("broken");
});

hello.get("/:name/missing", (_req, res) => {
  res.render("missing");
});
""",
    },
    imports={"src/app.ts": 'import { hello } from "./hello.ts";'},
    lines=(mount('app.set("view engine", "ejs");\napp.use("/hello", hello);'),),
)


def production(site: Site) -> None:
    page = site.get("/hello/%3CAda%3E")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.body == b"<p>&lt;Ada&gt;</p><p>production true</p>\n"
    for name in ("broken", "missing"):
        answer = site.get(f"/hello/Ada/{name}")
        assert problem(answer)["status"] == 500
        assert b"secret" not in answer.body
        assert b"view" not in answer.body.lower()


def development(site: Site) -> None:
    assert site.get("/hello/Ada").body == b"<p>Ada</p><p>development false</p>\n"
    view = site.folder / "views" / "hello.ejs"
    view.write_text(view.read_text().replace("<p><%= name", "<p>Hi <%= name"))
    assert site.get("/hello/Ada").body == b"<p>Hi Ada</p><p>development false</p>\n"
