"""https://express-validator.github.io: its chains, beside the project's own schemas."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, problem, value

CASE = Case(
    packages=("express-validator@^7.2.1",),
    files={
        "src/signup.ts": """\
/** Signs somebody up. */
import { Router } from "express";
import { body, matchedData, query, validationResult } from "express-validator";
import createError from "http-errors";

export const signup = Router();

signup.post(
  "/",
  body("email").isEmail().normalizeEmail(),
  body("age").isInt({ min: 18 }).toInt(),
  query("from").default("nowhere").trim(),
  (req, res) => {
    const result = validationResult(req);
    if (!result.isEmpty()) {
      const fields = result.array().map((one) => (one.type === "field" ? one.path : ""));
      throw createError(422, `Please look at ${fields.join(" and ")}.`);
    }
    res.status(201).json(matchedData(req));
  },
);
"""
    },
    imports={"src/app.ts": 'import { signup } from "./signup.ts";'},
    lines=(mount('app.use("/signup", signup);'),),
)


def production(site: Site) -> None:
    signed = site.post("/signup?from=%20here", {"email": "ADA@example.org", "age": "36"})
    assert value(signed) == {"email": "ada@example.org", "age": 36, "from": "here"}
    refused = problem(site.post("/signup", {"email": "x", "age": 3}))
    assert (refused["status"], refused["detail"]) == (422, "Please look at email and age.")
