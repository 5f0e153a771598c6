"""https://docs.stripe.com/webhooks: a signed webhook reads its body as it came, so it stands above express.json."""

import hashlib
import hmac
import json

from afternoon.app_ts import first
from afternoon.harness import Case, Site, problem, value
from parity.exchange import raw

CASE = Case(
    files={
        "src/webhook.ts": """\
/** Takes what the shop reports, if it signed it. */
import { createHmac, timingSafeEqual } from "node:crypto";
import express, { Router } from "express";
import createError from "http-errors";

export const webhook = Router();

webhook.post("/", express.raw({ type: "application/json" }), (req, res) => {
  const given = Buffer.from(req.get("X-Signature") ?? "", "hex");
  const due = createHmac("sha256", "a secret of the tests").update(req.body).digest();
  if (given.length !== due.length || !timingSafeEqual(given, due)) throw createError(400);
  res.json({ event: JSON.parse(req.body).event });
});
"""
    },
    imports={"src/app.ts": 'import { webhook } from "./webhook.ts";'},
    lines=(first('app.use("/webhook", webhook);'),),
)


def production(site: Site) -> None:
    body = json.dumps({"event": "paid"}, indent=3).encode()
    signature = hmac.new(b"a secret of the tests", body, hashlib.sha256).hexdigest()
    assert value(site.ask(raw("POST", "/webhook", body, X_Signature=signature))) == {"event": "paid"}
    assert problem(site.ask(raw("POST", "/webhook", body + b" ", X_Signature=signature)))["status"] == 400
    assert site.post("/api/posts", {"title": "still JSON", "body": "b"}).status == 201
