"""https://expressjs.com/en/5x/api.html#res.download: files by res.sendFile, res.download and res.attachment."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, problem

CASE = Case(
    files={
        "files/report.pdf": "%PDF-1.7\n",
        "src/reports.ts": """\
/** Files to read and to keep. */
import { Router } from "express";

export const reports = Router();
const root = `${import.meta.dirname}/../files`;

reports.get("/open/:name", (req, res) => {
  res.sendFile(req.params.name, { root });
});

reports.get("/keep/:name", (req, res) => {
  res.download(req.params.name, "année.pdf", { root });
});

reports.get("/table", (_req, res) => {
  res.attachment("table.csv").send("a,b\\n1,2\\n");
});

reports.get("/awaited/:name", async (req, res, next) => {
  res.sendFile(req.params.name, { root }, (error) => {
    if (error) next(error);
  });
});
""",
    },
    imports={"src/app.ts": 'import { reports } from "./reports.ts";'},
    lines=(mount('app.use("/reports", reports);'),),
)


def production(site: Site) -> None:
    opened = site.get("/reports/open/report.pdf")
    assert (opened.status, opened.headers["content-type"], opened.body) == (200, "application/pdf", b"%PDF-1.7\n")
    kept = site.get("/reports/keep/report.pdf").headers["content-disposition"]
    assert kept == "attachment; filename=\"ann?e.pdf\"; filename*=UTF-8''ann%C3%A9e.pdf"
    table = site.get("/reports/table")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.headers["content-disposition"] == "attachment; filename=table.csv"
    for path in ("open/none.pdf", "keep/none.pdf", "awaited/none.pdf"):
        missing = site.get(f"/reports/{path}")
        assert problem(missing)["status"] == 404, path
        assert "content-disposition" not in missing.headers, path
        assert str(site.folder).encode() not in missing.body
    assert site.get("/reports/open/..%2fpackage.json").status in {403, 404}
