"""https://expressjs.com/en/starter/hello-world.html and what its guide does next, in the smallest project."""

from afternoon.harness import Case, Site, after, problem, value
from parity.exchange import Request, raw

CASE = Case(
    recipe="hello",
    words=(),
    files={
        "public/style.css": "a { color: red }\n",
        "src/birds.ts": """\
/** Birds, kept while the process lives. */
import express, { type ErrorRequestHandler, Router } from "express";
import createError from "http-errors";

const seen: string[] = [];

export const birds = Router();
birds.use(express.json());

birds
  .route("/")
  .get((_req, res) => {
    res.json(seen);
  })
  .post((req, res) => {
    if (typeof req.body?.name !== "string") throw createError(422, "A bird has a name.");
    seen.push(req.body.name);
    res.status(201).location(`${req.baseUrl}/${seen.length}`).json(req.body);
  });

birds.get("/:number", (req, res) => {
  const name = seen[Number(req.params.number) - 1];
  if (!name) throw createError(404, "Nobody saw it.");
  res.send(`<p>${name}</p>`);
});

class Flown extends Error {}
birds.delete("/:number", async () => {
  throw new Flown("It flew away.");
});

export const answerFlown: ErrorRequestHandler = (error, _req, res, next) => {
  if (!(error instanceof Flown)) return next(error);
  res.status(410).send(error.message);
};
""",
    },
    imports={"src/app.ts": 'import { answerFlown, birds } from "./birds.ts";'},
    lines=(
        after(
            "src/app.ts",
            "app.use(homeRouter());",
            """\
app.use(express.static("public"));
app.use("/birds", birds);
app.use(answerFlown);
app.get("/mode", (_req, res) => {
  res.json(app.get("env"));
});""",
        ),
    ),
)


def production(site: Site) -> None:
    assert value(site.get("/mode")) == "production"
    assert site.get("/style.css").headers["content-type"].startswith("text/css")
    wren = site.post("/birds", {"name": "Wren"})
    assert (wren.status, wren.headers["location"]) == (201, "/birds/1")
    assert site.get("/birds/1").body == b"<p>Wren</p>"
    assert problem(site.get("/birds/2"))["detail"] == "Nobody saw it."
    assert problem(site.post("/birds", {}))["status"] == 422
    assert problem(site.ask(raw("POST", "/birds", b"{")))["status"] == 400
    gone = site.delete("/birds/1")
    assert (gone.status, gone.body) == (410, b"It flew away.")
    assert problem(site.ask(Request("PUT", "/none")))["status"] == 404
