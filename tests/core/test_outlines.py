"""What two files define is paired by names in one spelling."""

from __future__ import annotations

from scaffold.core.outlines import Symbol, pair


def names(*found: str, kind: str = "function") -> list[Symbol]:
    return [(kind, name, line) for line, name in enumerate(found, 1)]


def test_names_are_brought_to_one_spelling() -> None:
    flask = names("find_all", "delete", "NOT_FOUND", "Problem.__init__", "Config.from_env", "_to_json", "HTTPError")
    express = names("findAll", "remove", "NOT_FOUND", "Problem.constructor", "configFromEnv", "toJson", "HTTPError")

    assert pair(flask, express, ("a.py", "a.ts")) == tuple((n, n) for n in range(1, 8))


def test_the_one_function_of_a_middleware_is_named_by_its_file() -> None:
    paths = ("app/middleware/request_id.py", "src/middleware/requestId.ts")
    assert pair(names("init_app"), names("requestId"), paths) == ((1, 1),)
    assert pair(names("init_app"), names("requestId", "initRequestId"), paths) == ((None, 1), (1, 2))


def test_what_one_side_lacks_stands_where_it_is_there() -> None:
    rows = pair(names("a", "only_here", "b", "c"), names("z", "a", "b", "onlyThere", "c", "end"), ("x.py", "x.ts"))

    assert rows == ((None, 1), (1, 2), (2, None), (3, 3), (None, 4), (4, 5), (None, 6))


def test_another_order_is_still_the_same_names() -> None:
    assert pair(names("a", "b"), names("b", "x", "a"), ("x.py", "x.ts")) == ((None, 2), (1, 3), (2, 1))


def test_each_is_paired_once() -> None:
    assert pair(names("a", "a"), names("a"), ("x.py", "x.ts")) == ((1, 1), (2, None))


def test_routes_correspond_whatever_their_parameters_are_called() -> None:
    flask = names("GET /api/posts/<int:key>", "GET /api/posts", kind="route")
    express = names("GET /api/posts", "GET /api/posts/:id", kind="route")

    assert pair(flask, express, ("x.py", "x.ts")) == ((1, 2), (2, 1))


def test_routes_of_a_router_correspond_to_those_of_a_blueprint_with_a_prefix() -> None:
    flask = names("GET /posts", "GET /posts/<id:post_id>", "GET /posts/<id:post_id>/tags", kind="route")
    express = names("GET /", "GET /:id", "GET /:id/tags", kind="route")

    assert pair(flask, express, ("x.py", "x.ts")) == ((1, 1), (2, 2), (3, 3))


def test_a_test_and_a_function_of_one_name_do_not() -> None:
    assert pair(names("sorts", kind="test"), names("sorts"), ("x.py", "x.ts")) == ((1, None), (None, 1))


def test_a_side_without_anything() -> None:
    assert pair([], names("a"), ("x.py", "x.ts")) == ((None, 1),)
    assert pair(names("€", "a"), names("€"), ("x.py", "x.ts")) == ((1, 1), (2, None))
