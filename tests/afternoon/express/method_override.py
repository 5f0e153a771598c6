"""https://github.com/expressjs/method-override#readme: a form that deletes a row by POST."""

from afternoon.app_ts import first
from afternoon.harness import Case, Site, problem

CASE = Case(
    packages=("method-override@^3.0.0", "@types/method-override@^3.0.0"),
    imports={"src/app.ts": 'import methodOverride from "method-override";'},
    lines=(first('app.use(methodOverride("_method"), methodOverride("X-HTTP-Method"));'),),
)


def production(site: Site) -> None:
    posts = [site.post("/api/posts", {"title": "a", "body": "b"}).headers["location"] for _ in range(2)]
    assert site.post(posts[0], None, X_HTTP_Method="DELETE").status == 204
    assert problem(site.get(posts[0]))["status"] == 404
    assert site.form(f"{posts[1]}?_method=DELETE", "").status == 204
    assert problem(site.get(posts[1]))["status"] == 404
