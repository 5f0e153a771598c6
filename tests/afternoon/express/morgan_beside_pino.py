"""https://github.com/expressjs/morgan#readme: morgan's lines beside the project's own."""

from afternoon.app_ts import first, told
from afternoon.harness import Case, Site

CASE = Case(
    packages=("morgan@^1.10.1", "@types/morgan@^1.9.10"),
    imports={"src/app.ts": 'import morgan from "morgan";'},
    lines=(first('morgan.token("id", (req) => String(req.id));\napp.use(morgan("morgan :id :method :url :status"));'),),
)


def production(site: Site) -> None:
    site.get("/nowhere?x=1", X_Request_Id="morgan-00001")
    assert [line["status"] for line in told(site, requestId="morgan-00001")] == [404]
    assert "morgan morgan-00001 GET /nowhere?x=1 404\n" in site.said()
