"""https://expressjs.com/en/guide/error-handling.html: promises that are refused, and own handlers."""

from afternoon.app_ts import last, mount
from afternoon.harness import Case, Site, problem, value

CASE = Case(
    files={
        "src/brittle.ts": """\
/** Middleware that fails late, and the owner's own way to answer. */
import { setTimeout } from "node:timers/promises";
import { type ErrorRequestHandler, type RequestHandler, Router } from "express";

export class OutOfStock extends Error {}

const late: RequestHandler = async (req, _res, next) => {
  await setTimeout(5);
  if (req.query.fail) throw new Error("a secret");
  next();
};

export const brittle = Router();
brittle.use(late);
brittle.get("/", (_req, res) => {
  res.json("whole");
});
brittle.get("/stock", async () => {
  throw new OutOfStock("Come back tomorrow.");
});
brittle.get("/twice", (_req, res) => {
  res.json("once");
  throw new Error("a secret after the answer");
});

export const answerOutOfStock: ErrorRequestHandler = (error, _req, res, next) => {
  if (!(error instanceof OutOfStock)) return next(error);
  res.status(409).json({ sorry: error.message });
};
"""
    },
    imports={"src/app.ts": 'import { answerOutOfStock, brittle } from "./brittle.ts";'},
    lines=(mount('app.use("/brittle", brittle);'), last("app.use(answerOutOfStock);")),
)


def production(site: Site) -> None:
    assert value(site.get("/brittle")) == "whole"
    failed = site.get("/brittle?fail=1")
    assert problem(failed)["title"] == "Internal Server Error"
    assert b"secret" not in failed.body
    sold = site.get("/brittle/stock")
    assert (sold.status, value(sold)) == (409, {"sorry": "Come back tomorrow."})
    assert value(site.get("/brittle/twice")) == "once"
    assert site.get("/healthz").status == 200
