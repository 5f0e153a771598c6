"""https://expressjs.com/en/guide/error-handling.html and http-errors: status, text and headers are told."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, problem

CASE = Case(
    files={
        "src/failing.ts": """\
/** Routes that fail as libraries do. */
import { Router } from "express";
import createError from "http-errors";

export const failing = Router();

failing.get("/pay", () => {
  throw createError(402, "Pay first.", { headers: { "Retry-After": "9" } });
});

failing.get("/teapot", (_req, _res, next) => {
  next(Object.assign(new Error("a secret"), { status: 418, expose: false }));
});

failing.get("/status-code", () => {
  throw Object.assign(new Error("Not yours."), { statusCode: 403 });
});

failing.get("/login", () => {
  throw createError(401, { headers: { "WWW-Authenticate": 'Basic realm="books"' } });
});

failing.get("/own-errors", () => {
  throw Object.assign(new Error("Bad Gateway"), { status: 502, errors: ["a secret"] });
});

failing.get("/aggregate", () => {
  throw new AggregateError([new Error("a secret")], "a secret");
});

failing.get("/text", () => {
  throw "a secret";
});

failing.get("/nothing", (_req, _res, next) => {
  next({ status: 200, message: "a secret" });
});
"""
    },
    imports={"src/app.ts": 'import { failing } from "./failing.ts";'},
    lines=(mount('app.use("/failing", failing);'),),
)


def production(site: Site) -> None:
    paid = site.get("/failing/pay")
    assert (paid.status, paid.headers["retry-after"], problem(paid)["detail"]) == (402, "9", "Pay first.")
    # Why no text: only http-errors, and who says `expose`, mean theirs for clients.
    foreign = problem(site.get("/failing/status-code"))
    assert (foreign["status"], foreign.get("detail")) == (403, None)
    login = site.get("/failing/login")
    assert (problem(login)["title"], login.headers["www-authenticate"]) == ("Unauthorized", 'Basic realm="books"')
    for path, status in {"teapot": 418, "own-errors": 502, "aggregate": 500, "text": 500, "nothing": 500}.items():
        answer = site.get(f"/failing/{path}")
        assert problem(answer)["status"] == status, path
        assert b"secret" not in answer.body, path
