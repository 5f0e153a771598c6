"""https://github.com/pinojs/pino-http: `req.log` in a route, and a service that logs, know the request."""

from afternoon.app_ts import mount, told
from afternoon.harness import Case, Site

CASE = Case(
    files={
        "src/shelves.ts": """\
/** A service that logs, and the route that asks it. */
import { Router } from "express";
import { log } from "./logs.ts";

async function count() {
  await new Promise((resolve) => setTimeout(resolve, 5));
  log.info({ shelves: 3 }, "counted");
  return 3;
}

export const shelves = Router();

shelves.get("/", async (req, res) => {
  req.log.warn({ shelf: "a" }, "asked");
  res.json(await count());
});

shelves.get("/broken", async () => {
  await count();
  throw new Error("a secret");
});
""",
    },
    imports={"src/app.ts": 'import { shelves } from "./shelves.ts";'},
    lines=(mount('app.use("/shelves", shelves);'),),
)


def production(site: Site) -> None:
    assert site.get("/shelves", X_Request_Id="shelves-0001").body == b"3"
    mine = told(site, 3, requestId="shelves-0001")
    assert [line["msg"] for line in mine[:2]] == ["asked", "counted"]
    assert [line["level"] for line in mine] == ["warn", "info", "info"]
    assert mine[0]["shelf"] == "a"
    assert (mine[2]["method"], mine[2]["path"], mine[2]["status"]) == ("GET", "/shelves", 200)

    assert site.get("/shelves/broken", X_Request_Id="shelves-0002").status == 500
    counted, failed = told(site, 2, requestId="shelves-0002")
    assert counted["msg"] == "counted"
    assert (failed["level"], failed["path"], failed["status"]) == ("error", "/shelves/broken", 500)
    assert "shelves.ts" in str(failed), "where it was thrown is told"
