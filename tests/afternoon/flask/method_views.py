"""https://flask.palletsprojects.com/en/stable/views/#method-dispatching-and-apis: `MethodView`, registered by class."""

from afternoon.harness import Site, problem, value
from afternoon.owner import extension
from parity.exchange import raw, send_json

CASE = extension(
    "groups",
    '''\
"""Groups of people, in memory."""

from collections.abc import Callable
from typing import ClassVar

from flask import Flask, abort, request
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from werkzeug.exceptions import Unauthorized

GROUPS: dict[int, str] = {1: "readers"}


def known_only(
    view: Callable[..., ResponseReturnValue],
) -> Callable[..., ResponseReturnValue]:
    def checked(**values: object) -> ResponseReturnValue:
        if request.headers.get("Authorization") != "Bearer me":
            raise Unauthorized
        return view(**values)

    return checked


class GroupItem(MethodView):
    init_every_request = False

    def get(self, key: int) -> ResponseReturnValue:
        return {"id": key, "name": GROUPS.get(key) or abort(404)}

    def put(self, key: int) -> ResponseReturnValue:
        GROUPS[key] = request.get_json()["name"]
        return "", 204


class GroupList(MethodView):
    decorators: ClassVar = [known_only]

    def get(self) -> ResponseReturnValue:
        return [{"id": key, "name": name} for key, name in GROUPS.items()]


def init_app(app: Flask) -> None:
    app.add_url_rule("/groups/<int:key>", view_func=GroupItem.as_view("group-item"))
    app.add_url_rule("/groups/", view_func=GroupList.as_view("group-list"))
''',
)


def production(site: Site) -> None:
    assert site.ask(send_json("PUT", "/groups/7", {"name": "writers"})).status == 204
    assert value(site.get("/groups/7")) == {"id": 7, "name": "writers"}
    assert site.get("/groups/9").status == 404
    assert problem(site.ask(raw("PUT", "/groups/7", b"{")))["title"] == "Bad Request"
    refused = site.delete("/groups/7")
    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD, PUT")
    assert site.get("/groups/").status == 401
    assert {"id": 7, "name": "writers"} in value(site.get("/groups/", Authorization="Bearer me"))
