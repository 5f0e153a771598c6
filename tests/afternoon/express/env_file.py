"""https://nodejs.org/api/cli.html#--env-file: settings of a file of one's own, and a start without NODE_ENV."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, value

CASE = Case(
    apart="other",
    lines=(
        mount(
            """\
app.get("/settings", (_req, res) => {
  res.json([app.get("env"), app.enabled("view cache"), config.LOG_LEVEL, app.get("trust proxy")]);
});"""
        ),
    ),
)


def production(site: Site) -> None:
    assert value(site.get("/settings")) == ["production", True, "info", 0]


def development(site: Site) -> None:
    assert value(site.get("/settings"))[:2] == ["development", False]
    assert f"http://127.0.0.1:{site.port}" in site.said(), "an address to open"


def hands(site: Site) -> None:
    given = dict(site.settings)
    for name in ("NODE_ENV", "APP_ENV"):
        del given[name]
    site.add({"local.env": "LOG_LEVEL=debug\nTRUSTED_HOPS=2\n", ".env": "LOG_LEVEL=warn\nTRUSTED_HOPS=1\n"})
    bare = Site(site.framework, site.folder, given)
    with bare.serve("node", "--env-file=local.env", "src/server.ts") as served:
        assert value(served.get("/settings")) == ["development", False, "debug", 2]
    with bare.serve("npm", "start", LOG_LEVEL="error") as served:
        assert value(served.get("/settings")) == ["development", False, "error", 1]
