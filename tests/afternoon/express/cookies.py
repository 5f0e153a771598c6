"""https://github.com/expressjs/cookie-parser#readme: cookies, signed and plain, and `res.clearCookie`."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, cookie, value

CASE = Case(
    packages=("cookie-parser@^1.4.7", "@types/cookie-parser@^1.4.10"),
    lines=(
        mount(
            """\
app.use("/theme", cookieParser("a secret of the tests"));
app.get("/theme", (req, res) => {
  res.json([req.signedCookies, req.cookies]);
});
app.post("/theme/:name", (req, res) => {
  res.cookie("theme", req.params.name, { signed: true, httpOnly: true, maxAge: 60_000 });
  res.cookie("seen", { at: 1 }).json({});
});
app.delete("/theme", (_req, res) => {
  res.clearCookie("theme").sendStatus(204);
});"""
        ),
    ),
    imports={"src/app.ts": 'import cookieParser from "cookie-parser";'},
)


def production(site: Site) -> None:
    chosen = cookie(site.post("/theme/dark", {}))
    assert value(site.get("/theme", Cookie=chosen)) == [{"theme": "dark"}, {"seen": {"at": 1}}]
    forged = chosen.replace("dark", "pink")
    assert value(site.get("/theme", Cookie=forged))[0] == {"theme": False}
    assert site.delete("/theme").headers["set-cookie"].startswith("theme=;")
