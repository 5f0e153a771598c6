"""https://flask.palletsprojects.com/en/stable/deploying/waitress/: another server, the same paths."""

from afternoon.harness import Case, Site, value

CASE = Case(packages=("waitress>=3",))


def beside(site: Site) -> None:
    serve = (".venv/bin/waitress-serve", "--host", "127.0.0.1", "--port", "{port}", "--call", "app:create_app")
    with site.serve(*serve) as served:
        made = served.post("/api/tags", {"name": "waitress"})
        path = f"/api/tags/{value(made)['id']}"
        assert (made.status, made.headers["location"]) == (201, path)
        assert value(served.get(path, X_Request_Id="waitress-0123"))["name"] == "waitress"
        assert served.get("/nowhere").status == 404
        said = served.lines(requestId="waitress-0123")
        assert [line["path"] for line in said] == [path]
