"""The contract of the blog, request by request with its status. They run in order against two empty databases."""

from collections.abc import Iterator
from itertools import chain

from parity.asked import Asked
from parity.exchange import Request, delete, get, patch, post, raw, send_json

POST: dict[str, object] = {"title": "First", "body": "Hello"}
LONG = "x" * 20_000
COMMENT: dict[str, object] = {"author": "C", "body": "x"}
INSTANTS = ["2026-01-31T12:00:00.123Z", "2026-01-31T12:00:00+02:00", "2024-02-29T00:00:00-11:30"]
# fmt: off
NO_INSTANTS = ["yesterday", "", "2026-02-30T12:00:00Z", "2026-01-31", "2026-01-31T12:00:00", "2026-01-31T25:00:00Z", "0001-01-01T00:00:00Z",
               "9999-12-31T23:59:59-05:00", "1700000000", "2026-01-31 12:00Z", 1, True, []]
NO_NAMES: list[object] = ["", "x" * 41, "😀" * 41, "a\0b", 1, True, None, [], {}]
NO_IDS: list[object] = ["1", None, {}, [0], [-1], ["1"], [1.5], [2**31], [None], [1, 1], [1] * 101]
NO_ROWS = ["99", "2147483647", "2147483648", "99999999999999999999", "x", "1.5"]
GOOD = ["page=1", "page=2", "perPage=2", "perPage=2&page=2", "perPage=100", "page=1000000", "sort=title", "sort=-title", "sort=-id", "sort=status",
        "sort=-publishedAt&status=live", "sort=createdAt", "status=draft", "status=live", "title=First", "title=first", "title=none",
        "title=First&status=live", "perPage=1&sort=-title&status=draft"]
WRONG = ["page=0", "page=-1", "page=1000001", "page=x", "page=1.5", "page=1_0", "page=1.0", "page=%2B1", "page=1e0", "perPage=0",
         "perPage=101", "sort=body", "sort=--id", "sort=", "sort=published_at",
         "status=gone", "status=", "title=", "title=%00", "other=1", "per_page=1", "page=0&perPage=0&sort=x&status=x&y=1"]
NESTED = ["posts/1/comments", "posts/1/comments?author=Bob", "posts/1/comments?postId=2", "posts/2/comments", "posts/2/tags", "posts/2/tags?sort=-name",
          "posts/1/tags", "tags/1/posts", "tags/1/posts?sort=-title&perPage=1", "tags/1/posts?status=live", "tags/3/posts"]
# fmt: on


def requests() -> list[Asked]:
    parts = [basics, tags, posts, comments, reading, lists, relations, changing, deleting, bodies]
    return list(chain.from_iterable(part() for part in parts))


def all_of(status: int, *asked: Request) -> Iterator[Asked]:
    for request in asked:
        yield status, request


def basics() -> Iterator[Asked]:
    yield from all_of(200, get("/healthz"), get("/readyz"), Request("HEAD", "/api/posts"), get("/", Accept="text/html"))
    yield from all_of(200, get("/", Accept="application/json"))
    yield from all_of(404, get("/nowhere"), get("/api"), get("/api/nowhere"), Request("OPTIONS", "/nowhere"))
    for path in ("/api/posts", "/api/comments", "/api/tags"):
        yield from all_of(200, get(path), Request("OPTIONS", path), Request("OPTIONS", f"{path}/1"))
        yield from all_of(405, send_json("PUT", path, {}), delete(path), post(f"{path}/1", {}))
    for path in ("/api/posts/1/comments", "/api/posts/1/tags", "/api/tags/1/posts"):
        yield 405, post(path, {})
    yield from all_of(405, delete("/healthz"), post("/readyz", {}), post("/", {}))


def tags() -> Iterator[Asked]:
    path = "/api/tags"
    yield from all_of(201, *[post(path, {"name": name}) for name in ("news", "art", "Zoo", "ü")])
    yield 409, post(path, {"name": "news"})
    yield from all_of(201, *[post(path, {"name": name}) for name in ("NEWS", "x" * 40, "😀" * 40)])
    yield from all_of(422, *[post(path, {"name": name}) for name in NO_NAMES])
    yield 422, post(path, {"nome": "x", "~a/b": 1})
    yield 422, post(path, {f"k{number}": 1 for number in range(300)})


def posts() -> Iterator[Asked]:
    path = "/api/posts"
    full: dict[str, object] = {"status": "live", "publishedAt": "2026-01-31T12:00:00Z", "tagIds": [2, 1]}
    good: list[dict[str, object]] = [{}, full, {"title": "Second", "tagIds": [1]}, {"title": "a", "tagIds": []}]
    good += [{"publishedAt": at} for at in INSTANTS]
    yield from all_of(201, *[post(path, POST | one) for one in good])
    yield 422, post(path, {})
    wrong: list[dict[str, object]] = [{"title": "", "body": "", "x": 1}, {"title": LONG, "body": LONG}]
    wrong += [{"status": status} for status in ("gone", None, 1)]
    wrong += [{"publishedAt": at} for at in NO_INSTANTS]
    wrong += [{"tagIds": ids} for ids in NO_IDS]
    wrong += [{"id": 7, "createdAt": "x"}]
    yield from all_of(422, *[post(path, POST | one) for one in wrong])
    yield 409, post(path, POST | {"tagIds": [1, 99]})


def comments() -> Iterator[Asked]:
    path = "/api/comments"
    yield from all_of(201, *[post(path, {"author": who, "body": "Hi", "postId": 1}) for who in ("Ada", "Bob", "Ada")])
    yield 409, post(path, COMMENT | {"postId": 99})
    yield 422, post(path, COMMENT)
    yield from all_of(422, *[post(path, COMMENT | {"postId": key}) for key in (0, "1", None, 2**31, 1.5, True)])


def reading() -> Iterator[Asked]:
    yield from all_of(200, *[get(f"/api/{path}") for path in ("posts/1", "posts/2", "comments/1", "tags/1")])
    yield 200, Request("HEAD", "/api/posts/1")
    yield from all_of(404, *[get(f"/api/posts/{key}") for key in NO_ROWS], get("/api/comments/99"), get("/api/tags/99"))


def lists() -> Iterator[Asked]:
    yield from all_of(200, *[get(f"/api/posts?{query}") for query in GOOD])
    yield from all_of(422, *[get(f"/api/posts?{query}") for query in WRONG])
    good = ["comments?postId=1", "comments?postId=99", "comments?author=Ada", "comments?author=Ada&sort=-id"]
    good += ["tags?sort=-name&perPage=2", "tags?name=Zoo", "tags?name=%C3%BC"]
    yield from all_of(200, *[get(f"/api/{path}") for path in good])
    yield from all_of(
        422, *[get(f"/api/comments?{one}") for one in ("postId=0", "postId=x", "postId=2147483648", "author=")]
    )


def relations() -> Iterator[Asked]:
    yield from all_of(200, *[get(f"/api/{path}") for path in NESTED])
    yield from all_of(404, *[get(f"/api/{path}") for path in ("posts/99/comments", "posts/99/tags", "tags/99/posts")])
    yield from all_of(422, get("/api/posts/1/comments?page=x"), get("/api/posts/99/comments?page=x"))


def changing() -> Iterator[Asked]:
    one, two = "/api/posts/1", "/api/posts/2"
    yield from all_of(200, patch(one, {}), patch(one, {"title": "New"}), patch(one, {"status": "live"}))
    yield from all_of(200, patch(two, {"publishedAt": None}), patch(two, {"tagIds": [3]}), get(f"{two}/tags"))
    yield 200, patch(two, {"tagIds": []})
    yield 409, patch(two, {"tagIds": [99]})
    yield 200, patch(two, {"tagIds": [1, 2, 3], "title": "T"})
    wrong: list[dict[str, object]] = [{"title": None}, {"title": ""}, {"body": 1}, {"x": 1}, {"tagIds": None}]
    yield from all_of(422, *[patch(two, body) for body in wrong])
    yield from all_of(404, patch("/api/posts/99", {"title": "New"}), patch("/api/posts/x", {"title": "New"}))
    yield 409, patch("/api/tags/1", {"name": "art"})
    yield from all_of(200, patch("/api/tags/1", {"name": "news"}), patch("/api/tags/1", {"name": "fresh"}))
    yield 200, patch("/api/comments/1", {"postId": 2})
    yield 409, patch("/api/comments/1", {"postId": 99})
    yield 422, patch("/api/comments/1", {"postId": None})
    yield from all_of(200, patch("/api/comments/1", {"body": "Changed"}), get("/api/posts/2/comments"), get(two))


def deleting() -> Iterator[Asked]:
    yield from [(409, delete("/api/posts/2")), (204, delete("/api/comments/1")), (404, delete("/api/comments/1"))]
    yield from [(204, delete("/api/posts/2")), (404, get("/api/posts/2")), (404, delete("/api/posts/99"))]
    yield from [(204, delete("/api/tags/1")), (200, get("/api/posts/3")), (201, post("/api/tags", {"name": "again"}))]
    yield 404, delete("/api/tags/x")


def bodies() -> Iterator[Asked]:
    path, one = "/api/tags", "/api/tags/2"
    broken = (b"{", b"nope", b"{'a':1}", b'{"name":"x"', b"\xff\xfe")
    yield from all_of(400, *[raw("POST", path, body) for body in broken], raw("PATCH", one, b"{"))
    yield from all_of(
        422, *[raw("POST", path, body) for body in (b"[]", b'"x"', b"1", b"null", b"true")], patch(one, [])
    )
    media = (
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        None,
    )
    yield from all_of(415, *[raw("POST", path, b'{"name":"x"}', one) for one in media])
    yield from all_of(415, Request("POST", path), raw("PATCH", one, b"{}", "text/plain"))
    big = b'{"name":"' + b"x" * 102_400 + b'"}'
    yield from all_of(413, raw("POST", path, big), raw("PATCH", one, big))
    yield 201, raw("POST", path, b'{"name":"utf-8"}', "application/json; charset=utf-8")
