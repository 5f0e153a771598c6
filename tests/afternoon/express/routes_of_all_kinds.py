"""https://expressjs.com/en/guide/routing.html#route-paths: regular expressions, lists, wildcards; each is measured."""

import re

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, value
from parity.exchange import Request
from parity.projects import TOKEN

CASE = Case(
    files={
        "src/kinds.ts": """\
/** Routes of all kinds that Express knows. */
import express, { Router } from "express";

export const kinds = Router();
const inner = Router();
const answer = (name: string) => (req: express.Request, res: express.Response) => {
  res.json([name, req.params]);
};

kinds.get(/^\\/(\\d+)-(\\d+)$/, answer("regex"));
kinds.get(["/one", /^\\/two+$/], answer("list"));
kinds.get("/files/*path", answer("wildcard"));
kinds.get("/maybe{/:page}", answer("optional"));
kinds.route("/all").all(answer("all"));
kinds.search("/search", answer("search"));
kinds.use("/within/:shelf", inner);
inner.get("/book/:book", answer("inner"));
inner.use(answer("middleware"));

export const admin = express();
admin.get("/:page", answer("admin"));
admin.get("/:page/broken", () => {
  throw new Error("a secret");
});
"""
    },
    imports={"src/app.ts": 'import { admin, kinds } from "./kinds.ts";'},
    lines=(mount('app.use("/kinds", kinds);\napp.use("/admin", admin);'),),
)

EXPECTED = {
    "/kinds/10-20": ["regex", {"0": "10", "1": "20"}],
    "/kinds/one": ["list", {}],
    "/kinds/twooo": ["list", {}],
    "/kinds/files/a/b": ["wildcard", {"path": ["a", "b"]}],
    "/kinds/maybe": ["optional", {}],
    "/kinds/maybe/2": ["optional", {"page": "2"}],
    "/kinds/all": ["all", {}],
    "/kinds/within/a/book/1": ["inner", {"book": "1"}],
    "/kinds/within/a/none": ["middleware", {}],
    "/admin/users": ["admin", {"page": "users"}],
}


def production(site: Site) -> None:
    for path, expected in EXPECTED.items():
        assert value(site.get(path)) == expected, path
    assert value(site.ask(Request("SEARCH", "/kinds/search")))[0] == "search"
    assert site.get("/admin/users/broken").status == 500
    assert site.get("/admin/users/none/at/all").status == 404

    for number in range(700):
        site.get(f"/kinds/files/unlike{number}")
        site.get(f"/kinds/within/unlike{number}/book/1")
    metrics = site.get("/metrics", Authorization=f"Bearer {TOKEN}")
    assert metrics.status == 200
    counted = set(re.findall(r'_count\{.*route="([^"]*)"', metrics.body.decode()))
    assert "none" in counted
    assert "/kinds/maybe{/:page}" in counted
    assert len(counted) < 600, "paths that a client invents are labels without end"
