"""Requests for pages: written ones with the status that is promised, and forms of any values."""

from collections.abc import Iterator
from random import Random
from urllib.parse import urlencode

from parity.exchange import Request

Form = dict[str, str | list[str]]
Promised = tuple[int, Request]
# Why https: a session is for encrypted connections only, in production.
PERSON = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "X-Forwarded-Proto": "https"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SAMPLE: Form = {
    "label": "First", "note": "", "count": "3", "total": "", "ratio": "", "price": "", "active": "true", "agreed": "",
    "must": "true", "day": "", "at": "", "token": "", "contact": "", "home": "", "extra": "", "kind": "small", "size": "",
    "code": "", "started": "2026-01-01T00:00", "parentId": "", "tagId": "2", "tagIds": ["2", "3"],
}  # fmt: skip
XSS = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}${7*7}</textarea></title>"
FULL: Form = SAMPLE | {
    "label": XSS[:40], "note": f"a\r\nb\r\n{XSS}", "count": "5", "total": "9007199254740991", "ratio": "4.0", "price": "12.5",
    "agreed": "false", "must": "", "day": "2026-02-28", "at": "2026-02-28T12:30", "contact": "a@example.com",
    "token": "0F8FAD5B-d9cb-469f-a165-708677289501", "home": "https://example.com/?a=1&b=2", "kind": "large", "size": "m",
    "extra": '{"a": [1, {"b": null}], "c": "' + "<i>" + '"}', "code": "a-b", "started": "2026-01-01T00:00:05", "parentId": "1",
    "tagIds": ["4"],
}  # fmt: skip
# Of each field what is taken, and what is refused with 422; a row that is not there is 409.
TAKEN: dict[str, list[str | list[str]]] = {
    "note": ["\r\n", " ", XSS, "ünï 😀"],
    "count": ["1", "5", " 2 ", "3.0", ""],
    "total": ["-9007199254740991", "0"],
    "ratio": ["-0.5", "1e5", "123456.789", "0"],
    "price": ["-1.5", "999999.99", "0"],
    "active": ["", "true", "false"],
    "agreed": ["true", "false", ""],
    "must": ["true", "false", ""],
    "day": ["1000-01-01", "9999-12-31"],
    "at": ["2026-01-01T12:00:00.123", "1000-01-01T00:00"],
    "contact": ["b.c+d@example.org"],
    "home": ["http://a", "https://example.com/%3Cb%3E"],
    "extra": ["1", "[]", "{}", '"<b>"', "[1, 2]", "true", '{"a": {"b": []}}'],
    "size": ["s", ""],
    "code": ["a", "a-b-c9"],
    "started": [""],
    "parentId": ["1"],
    "tagId": ["3"],
    "tagIds": [[], ["3", "2"], [""], ["", "3"]],
}
REFUSED: dict[str, list[str | list[str]]] = {
    "label": ["", "x", "x" * 41, "a\0bc", XSS, "\r\n"],
    "note": ["x" * 16_001, "a\0"],
    "count": ["0", "6", "x", "1.5", "01", "+1", "1_0", "true", "[1]", '"1"', XSS],
    "total": ["9007199254740992", "-9007199254740992", "x", "0x10"],
    "ratio": ["x", "NaN", "Infinity", XSS],
    "price": ["x", "1.234", "1234567", ".5", "1e1", "1,5", XSS],
    "active": ["x", "1"],
    "agreed": ["x", "0", "null x"],
    "must": ["x"],
    "day": ["2026-02-30", "x", "0999-01-01", "2026-2-1", XSS],
    "at": ["x", "2026-02-30T12:00", "2026-01-01", "2026-01-01T12:00Z", "0001-01-01T00:00", XSS],
    "token": ["x", "0f8fad5bd9cb469fa165708677289501", XSS],
    "contact": ["x", "a@b", XSS],
    "home": ["x", "javascript:alert(1)", "ftp://x", "http://a b", XSS],
    "extra": ["x", "{", "NaN", XSS],
    "kind": ["x", XSS],
    "size": ["x"],
    "code": ["X", "a b", "-a", XSS],
    "started": ["x"],
    "parentId": ["x", "0", "-1", "2147483648", XSS],
    "tagId": ["x", "0", "1.5"],
    "tagIds": [["x"], ["3", "3"], ["0"], ["3", XSS]],
}
MISSING: dict[str, str | list[str]] = {"parentId": "99999", "tagId": "99999", "tagIds": ["2", "99999"]}


def get(path: str, **headers: str) -> Request:
    return Request("GET", path, None, PERSON | headers)


def post(path: str, form: Form, **headers: str) -> Request:
    return Request("POST", path, urlencode(form, doseq=True).encode(), PERSON | FORM | headers)


def written() -> Iterator[Promised]:
    """Every page and form of the recipe `pages`, from an empty database on."""
    for path in ("/", "/tags", "/tags/new", "/samples", "/samples/new", "/samples?label=&count=&sort=", "/tags?page=5"):
        yield 200, get(path)
    for path in ("/nowhere", "/tags/99", "/tags/x", "/tags/0", "/tags/2147483648", "/tags/1/nothing", "/%3Cscript%3E"):
        yield 404, get(path)
    for path in (
        "/tags?page=0",
        "/tags?sort=x",
        "/tags?x=1",
        "/samples?count=x",
        "/samples?active=yes",
        "/tags?sort=%3Cb%3E",
    ):
        yield 422, get(path)
    for method, path in (
        ("PUT", "/tags"),
        ("DELETE", "/tags/1"),
        ("POST", "/tags"),
        ("PATCH", "/tags/new"),
        ("PUT", "/"),
    ):
        yield 405, Request(method, path, None, PERSON)
    yield 200, Request("HEAD", "/tags", None, PERSON)
    for name in ("tags", "samples"):
        yield 200, Request("HEAD", f"/{name}/new", None, PERSON)
        yield 200, get(f"/{name}")
    for number in range(25):
        yield 303, post("/tags/new", {"name": f"Tag {number}"})
    for path in (
        "/tags",
        "/tags?page=2",
        "/tags?page=2&perPage=3&sort=-name",
        "/tags?page=999",
        "/tags?perPage=3&page=2",
        "/tags?name=%3Cscript%3E",
        "/tags/1",
    ):
        yield 200, get(path)
    yield from tags()
    yield 303, post("/samples/new", SAMPLE)
    yield 303, post("/samples/new", FULL)
    # Why only now: a row that is refused takes an id on two databases.
    yield 409, post("/samples/new", SAMPLE)
    yield 409, post("/tags/2/delete", {})
    for path in ("/samples/2/edit", "/samples/2/delete"):
        yield 200, Request("HEAD", path, None, PERSON | FORM)
    for form in ({}, {"note": "new"}, {"active": ["", "true"]}, {"active": ""}, {"tagIds": ["", "3"]}, {"tagIds": ""}):
        yield 303, post("/samples/2/edit", form)  # type: ignore[arg-type]
        yield 200, get("/samples/2")
        yield 200, get("/samples/2/edit")
    yield 303, post("/samples/2/edit", FULL)
    for path in (
        "/samples/1",
        "/samples/2",
        "/samples/2/edit",
        "/samples/2/delete",
        "/samples",
        "/tags/2",
        "/tags/2/delete",
    ):
        yield 200, get(path)
    yield 200, get("/samples?kind=large&tagId=2&sort=-day")
    yield from values_of_fields()
    yield 422, post("/samples/new", {})
    yield 422, post("/samples/new", dict.fromkeys(SAMPLE, XSS))
    yield 200, get("/samples?perPage=100")
    yield 303, post("/samples/2/delete", {})
    yield 404, post("/samples/2/delete", {})
    yield 404, get("/samples/2/edit")
    yield 404, post("/samples/2/edit", FULL)
    yield from odd()


def values_of_fields() -> Iterator[Promised]:
    for name, values in TAKEN.items():
        for number, value in enumerate(values):
            # Why not twice: it is unique.
            if name != "contact":
                yield 303, post("/samples/new", SAMPLE | {"label": f"{name} {number}", name: value})
            yield 303, post("/samples/1/edit", SAMPLE | {"label": f"edit {name} {number}", name: value})
            yield 200, get("/samples/1")
            yield 200, get("/samples/1/edit")
    for name, values in REFUSED.items():
        for number, value in enumerate(values):
            yield 422, post("/samples/new", SAMPLE | {"label": f"Refused {name} {number}", name: value})
            yield 422, post("/samples/1/edit", SAMPLE | {name: value})
    for name, value in MISSING.items():
        yield 409, post("/samples/new", SAMPLE | {"label": f"Missing {name}", name: value})


def tags() -> Iterator[Promised]:
    yield 409, post("/tags/new", {"name": "Tag 1"})
    for form in ({"name": ""}, {"name": "x" * 41}, {}, {"nome": "x"}):
        yield 422, post("/tags/new", form)  # type: ignore[arg-type]
        # Why not always: what the form does not have stays as it is.
        yield 422 if "name" in form else 303, post("/tags/1/edit", form)  # type: ignore[arg-type]
        yield 200, get("/tags/1")
    yield 303, post("/tags/1/edit", {"name": "Other"})
    yield 409, post("/tags/1/edit", {"name": "Tag 2"})
    yield 303, post("/tags/25/delete", {})
    yield 404, post("/tags/25/delete", {})
    for path in ("/tags/1/edit", "/tags/1/delete", "/tags"):
        yield 200, get(path)


def odd() -> Iterator[Promised]:
    """What no form of a page sends, and forms from elsewhere."""
    yield (
        303,
        post("/tags/new", {"name": "with more", "id": "7", "createdAt": "x", "__proto__": "x", "constructor": "x"}),
    )
    yield 303, post("/tags/new", {"name": ["twice", "again"]})
    yield 413, post("/tags/new", {"name": "x" * 200_000})
    chunked = b"30d40\r\nname=" + b"x" * 199_995 + b"\r\n0\r\n\r\n"
    yield 413, Request("POST", "/tags/new", chunked, PERSON | FORM | {"Transfer-Encoding": "chunked"})
    for kind, body in (("application/json", b'{"name":"x"}'), ("text/plain", b"name=x"), ("multipart/form-data", b"")):
        yield 415, Request("POST", "/tags/new", body, PERSON | {"Content-Type": kind})
    for status, headers in ORIGINS:
        yield status, post("/tags/new", {"name": f"Origin {headers}"[:40]}, **headers)
        yield 404 if status == 303 else 403, post("/nowhere", {}, **headers)


HERE = "https://parity.test"
ORIGINS: list[tuple[int, dict[str, str]]] = [
    (303, {"Sec-Fetch-Site": "same-origin"}),
    (303, {"Sec-Fetch-Site": "none"}),
    (303, {"Origin": HERE}),
    (403, {"Sec-Fetch-Site": "cross-site"}),
    (403, {"Sec-Fetch-Site": "same-site"}),
    (403, {"Sec-Fetch-Site": "cross-site", "Origin": HERE}),
    (403, {"Origin": "https://evil.example"}),
    (403, {"Origin": "null"}),
    (403, {"Origin": f"{HERE}:8443"}),
    (403, {"Origin": f"{HERE}.evil.example"}),
    (403, {"Origin": "https://parity.test@evil.example"}),
    (403, {"Origin": "parity.test"}),
    (403, {"Origin": "http://["}),
    (303, {"Origin": f"{HERE}:443"}),
    (303, {"Origin": "http://parity.test", "Host": "parity.test:80"}),
    (403, {"Origin": "http://parity.test", "Host": "parity.test:8080"}),
]


def any_forms(count: int, seed: int) -> Iterator[Request]:
    """Forms whose fields have any of the values above, good and bad, together."""
    chance = Random(seed)
    for number in range(count):
        form: Form = SAMPLE | {"label": f"Any {seed} {number}"}
        for name in chance.sample([*TAKEN], chance.randint(1, 6)):
            form[name] = chance.choice(TAKEN[name])
        for name in chance.sample([*REFUSED], chance.choice([0, 0, 1, 3])):
            form[name] = chance.choice(REFUSED[name])
        for name in chance.sample([*SAMPLE], chance.choice([0, 0, 0, 4])):
            form.pop(name)
        yield post(chance.choice(["/samples/new", "/samples/1/edit"]), form)
