"""https://expressjs.com/en/5x/api.html#express.json: what its parsers and its router refuse keeps its status."""

from afternoon.app_ts import first, mount
from afternoon.harness import Case, Site, problem, value
from parity.exchange import raw

CASE = Case(
    files={
        "src/guestbook.ts": """\
/** A form that a page posts, and one that takes large texts. */
import express, { Router } from "express";

export const guestbook = Router();
guestbook.use(express.urlencoded({ parameterLimit: 3 }), express.text());

guestbook.post("/{:shelf}", (req, res) => {
  res.json({ shelf: req.params.shelf, body: req.body });
});

export const letters = Router();
letters.post("/", express.json({ limit: "1mb" }), (req, res) => {
  res.json(req.body.text.length);
});
"""
    },
    imports={"src/app.ts": 'import { guestbook, letters } from "./guestbook.ts";'},
    lines=(first('app.use("/letters", letters);'), mount('app.use("/guestbook", guestbook);')),
)


def production(site: Site) -> None:
    signed = site.form("/guestbook/main", "name=Ada&word=a%20b")
    assert value(signed) == {"shelf": "main", "body": {"name": "Ada", "word": "a b"}}
    assert value(site.ask(raw("POST", "/guestbook", b"Hello", "text/plain")))["body"] == "Hello"
    # Its own limit, above that of the project.
    assert value(site.post("/letters", {"text": "x" * 300_000})) == 300_000
    refused = {
        413: [
            site.form("/guestbook", "a=1&b=2&c=3&d=4"),
            site.post("/guestbook", "x" * 200_000),
            site.post("/letters", "x" * 1_200_000),
        ],
        400: [
            site.ask(raw("POST", "/guestbook", b"{")),
            site.form("/guestbook/%zz", "a=1"),
        ],
        415: [
            site.ask(raw("POST", "/guestbook", b"{}", "application/json; charset=x")),
            site.ask(raw("POST", "/guestbook", b"{}", Content_Encoding="odd")),
        ],
    }
    for status, answers in refused.items():
        assert [problem(answer)["status"] for answer in answers] == [status] * len(answers)
