"""https://github.com/expressjs/session#readme: a session in a cookie, behind a proxy that speaks TLS."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, cookie, value

CASE = Case(
    packages=("express-session@^1.18.2", "@types/express-session@^1.18.2"),
    files={
        "src/visits.ts": """\
/** Counts how often a visitor came. */
import { Router } from "express";
import session from "express-session";

declare module "express-session" {
  interface SessionData {
    views: number;
  }
}

export const visits = Router();
visits.use(
  session({
    secret: "a secret of the tests",
    resave: false,
    saveUninitialized: false,
    cookie: { secure: "auto", sameSite: "lax" },
  }),
);

visits.get("/", (req, res) => {
  req.session.views = (req.session.views ?? 0) + 1;
  res.json({ views: req.session.views, secure: req.secure, ip: req.ip });
});

visits.post("/end", (req, res, next) => {
  req.session.destroy((error) => (error ? next(error) : res.status(204).end()));
});
"""
    },
    imports={"src/app.ts": 'import { visits } from "./visits.ts";'},
    lines=(mount('app.use("/visits", visits);'),),
    settings={"TRUSTED_HOPS": "1"},
)


def production(site: Site) -> None:
    first = site.get("/visits", X_Forwarded_Proto="https", X_Forwarded_For="9.9.9.9, 203.0.113.7")
    assert value(first) == {"views": 1, "secure": True, "ip": "203.0.113.7"}
    assert {"HttpOnly", "Secure", "SameSite=Lax"} <= set(first.headers["set-cookie"].split("; "))
    again = site.get("/visits", Cookie=cookie(first))
    assert value(again)["views"] == 2
    plain = site.get("/visits")
    assert value(plain)["views"] == 1
    assert "Secure" not in plain.headers["set-cookie"]
    assert site.post("/visits/end", None, Cookie=cookie(first)).status == 204
    assert value(site.get("/visits", Cookie=cookie(first)))["views"] == 1
    assert "set-cookie" not in site.get("/api/posts").headers
