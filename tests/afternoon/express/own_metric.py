"""https://github.com/siimon/prom-client#counter: a metric of one's own, and those of the process."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site
from parity.projects import TOKEN

CASE = Case(
    files={
        "src/sold.ts": """\
/** Counts what was sold. */
import { Router } from "express";
import { Counter, Gauge } from "prom-client";

const sold = new Counter({ name: "books_sold_total", help: "Books", labelNames: ["kind"] });
new Gauge({ name: "books_left", help: "Books", collect() { this.set(7); } });

export const shop = Router();
shop.post("/sell/:kind", (req, res) => {
  sold.inc({ kind: req.params.kind });
  res.sendStatus(204);
});
"""
    },
    imports={"src/app.ts": 'import { shop } from "./sold.ts";'},
    lines=(mount('app.use("/shop", shop);'),),
)


def production(site: Site) -> None:
    for _ in range(2):
        assert site.post("/shop/sell/poetry", {}).status == 204
    metrics = site.get("/metrics", Authorization=f"Bearer {TOKEN}").body.decode()
    assert 'books_sold_total{kind="poetry"} 2' in metrics
    assert "books_left 7" in metrics
    assert 'route="/shop/sell/:kind",status="204"' in metrics
