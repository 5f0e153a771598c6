"""https://flask-restful.readthedocs.io: resources as classes, beside those of the project, with their own errors."""

from afternoon.harness import Case, Site, problem, value
from afternoon.owner import blueprint, untyped
from parity.exchange import send_json

CASE = blueprint(
    "todos",
    '''\
"""Todos, as Flask-RESTful's quickstart has them."""

from typing import Any

from flask import Blueprint
from flask_restful import Api, Resource, abort, reqparse

bp = Blueprint("todos", __name__, url_prefix="/todos")
api = Api(bp)
TODOS = {"todo1": {"task": "build"}}
parser = reqparse.RequestParser()
parser.add_argument("task", required=True, help="What is to be done?")


class Todo(Resource):  # type: ignore[misc]
    def get(self, key: str) -> Any:
        if key not in TODOS:
            abort(404, message=f"Todo {key} does not exist")
        return TODOS[key]

    def put(self, key: str) -> Any:
        TODOS[key] = {"task": parser.parse_args()["task"]}
        return TODOS[key], 201


api.add_resource(Todo, "/<key>")
''',
    Case(packages=("flask-restful>=0.3.10",), appended=untyped("flask_restful")),
)


def production(site: Site) -> None:
    assert value(site.get("/todos/todo1")) == {"task": "build"}
    assert value(site.ask(send_json("PUT", "/todos/t2", {"task": "rest"}))) == {"task": "rest"}
    missing = site.get("/todos/t3")
    assert (missing.status, value(missing)["message"]) == (404, "Todo t3 does not exist")
    assert value(site.ask(send_json("PUT", "/todos/t2", {})))["message"] == {"task": "What is to be done?"}
    assert problem(site.get("/nowhere"))["title"] == "Not Found"
    assert problem(site.post("/api/tags", {}))["status"] == 422
