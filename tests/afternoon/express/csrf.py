"""https://github.com/Psifi-Solutions/csrf-csrf#readme: a form that only our own pages may send."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, cookie, problem, value

CASE = Case(
    packages=("csrf-csrf@^4.0.3", "cookie-parser@^1.4.7", "@types/cookie-parser@^1.4.10"),
    files={
        "src/orders.ts": """\
/** A form that is ours. */
import cookieParser from "cookie-parser";
import { doubleCsrf } from "csrf-csrf";
import { Router } from "express";

const { generateCsrfToken, doubleCsrfProtection } = doubleCsrf({
  getSecret: () => "a secret of the tests",
  getSessionIdentifier: (req) => req.ip ?? "",
  cookieName: "csrf",
});

export const orders = Router();
orders.use(cookieParser(), doubleCsrfProtection);

orders.get("/", (req, res) => {
  res.json(generateCsrfToken(req, res));
});

orders.post("/", (_req, res) => {
  res.status(201).json("ordered");
});
"""
    },
    imports={"src/app.ts": 'import { orders } from "./orders.ts";'},
    lines=(mount('app.use("/orders", orders);'),),
)


def production(site: Site) -> None:
    form = site.get("/orders")
    token = value(form)
    assert site.post("/orders", {}, Cookie=cookie(form), X_CSRF_Token=token).status == 201
    for cookies, given in (("", token), (cookie(form), "x")):
        refused = problem(site.post("/orders", {}, Cookie=cookies, X_CSRF_Token=given))
        assert (refused["status"], refused["detail"]) == (403, "invalid csrf token")
    assert site.post("/api/tags", {"name": "csrf"}, X_Key="k").status == 201
