"""A small comparison, made by hand."""

from __future__ import annotations

from scaffold.core.comparison import Answer, Both, Comparison, Exchange, Piece, Region, Shown, Side
from scaffold.core.concepts import Point, Request

FLASK = """\
def init_app(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        \"\"\"Every status that Flask raises itself.\"\"\"
        return problem(error.code or 500, error.name, detail=error.description or "none", headers=error.get_headers())

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        log.exception("unhandled")  # Why: nobody else tells
        return problem(500)"""
EXPRESS = """\
export const onError: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error);
  // Why 500: what has no status was not meant for the client.
  const status = Number.isInteger(error?.status) ? error.status : 500;
  problem(response, status, `${error}`);
};"""
GET = Request("GET", "/api/nowhere", {"X-Request-Id": "abc"}, None, {"flask": 404, "express": 404})
POST = Request("POST", "/api/posts", {}, '{"title": 1}', {"flask": 405, "express": 404})


def region(file: str, start: int, text: str, marks: dict[int, int] | None = None, **more: object) -> Region:
    piece = Piece(file, start, tuple(text.split("\n")), marks or {})
    return Region(**{"state": "same", "pieces": (piece,), **more})  # type: ignore[arg-type]


def answer(status: int, *headers: tuple[str, str], body: str = "") -> Answer:
    return Answer(status, {200: "OK", 404: "Not Found", 405: "Method Not Allowed"}[status], headers, body)


HANDLER = Shown(
    name="errors.handler",
    group="Request path",
    title="One shape for every error",
    notice="Flask picks the handler by the class of the exception. Express picks it by position: it comes last, and it "
    "is known by its four parameters.",
    points=(
        Point(1, "How it is found", "by class; the nearest one wins", "by position; the last `app.use`", "request 1"),
        Point(2, "What has no status", "`Exception` has a handler of its own", "is 500 in the same function", "code"),
    ),
    sides=Both(
        region("app/errors.py", 12, FLASK, {13: 1, 18: 2}),
        region("src/errors.ts", 98, EXPRESS, {98: 1, 101: 2}),
    ),
    requests=(GET, POST),
    exchanges=(
        Exchange(
            GET,
            Both(
                answer(405, ("Content-Type", "application/json"), ("Allow", "GET"), body='{"title":"Not"}'),
                answer(404, ("Content-Type", "application/json; charset=utf-8"), body='{"title":"Not"}'),
            ),
            "405 against 404",
            Both(((1, 0, 22), (3, 0, 10)), ((1, 0, 13), (2, 30, 45))),
        ),
    ),
    order=Both(("before 1", "view", "after 1"), ("use 1", "handler", "finish")),
    label="405 against 404",
)
MOVED = region("app/new place.py", 3, "x = 1", state="moved", original=(Piece("app/old.py", 7, ("x = 1",), {}),))
EDITED = region("src/config.ts", 1, "const x = 2;", state="edited", original=(Piece("src/config.ts", 1, ("y",), {}),))
GONE = Region("gone", (), (Piece("app/log.py", 5, ("log = 1",), {}),))
PAIR = Comparison(
    title="shop: Flask and Express side by side",
    made_by="scaffold 0.2.0",
    sides=Both(Side("flask", "shop/flask", "0.2.0"), Side("express", "shop/express", "0.2.0")),
    concepts=(
        HANDLER,
        Shown("requests.id", "Request path", "A name for a request", "Both.", (), Both(MOVED, EDITED), (POST,)),
        Shown("logging", "Operations", "One line per request", "Both.", (), Both(GONE, Region("same", ()))),
        Shown(
            "concurrency", "Operations", "Workers", "Only Flask.", (), Both(GONE, None), why="Node has one `thread`."
        ),
    ),
    notes=("`big.bin` is not shown: 10 MB.",),
)
