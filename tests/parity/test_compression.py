"""Which answers are compressed, and how: the same in both apps, and the same bytes once that is undone."""

import re
from collections.abc import Iterator

import pytest
from parity.apps import TOKEN, Pair, pair
from parity.exchange import Request, get, patch, post
from parity.promised import ANSWERS, KINDS, METRICS, faults, told, with_headers


@pytest.fixture(scope="module")
def plain() -> Iterator[Pair]:
    """Nothing is set, but that nobody is limited."""
    with pair("sqlite", "memory") as apps:
        yield apps


# What a client accepts, and which coding it gets; where that is None, both must choose the same.
CODINGS: list[tuple[str | None, str | None]] = [
    (None, "identity"),
    ("", "identity"),
    ("identity", "identity"),
    ("gzip", "gzip"),
    ("br", "br"),
    ("gzip, br", "br"),
    ("br, gzip", "br"),
    ("gzip,br", "br"),
    ("gzip\nbr", "br"),
    ("gzip, deflate, br, zstd", "br"),
    ("deflate", "identity"),
    ("zstd", "identity"),
    ("compress", "identity"),
    ("deflate, gzip;q=0.1", "gzip"),
    ("zstd, br;q=0.1", "br"),
    ("gzip;q=1.0, br;q=0.5", "gzip"),
    ("gzip;q=0.5, br;q=0.4", "gzip"),
    ("gzip;q=0.4, br;q=0.5", "br"),
    ("gzip;q=0.5, br;q=0.5", "br"),
    ("gzip ; q=0.5 ,  br;q=0.4", "gzip"),
    ("gzip;q=0.001", "gzip"),
    ("gzip;q=0", "identity"),
    ("gzip;q=0.0", "identity"),
    ("gzip;q=0.000", "identity"),
    ("br;q=0", "identity"),
    ("br;q=0, gzip", "gzip"),
    ("gzip;q=0, br;q=0", "identity"),
    ("gzip;q=0, br;q=0, identity", "identity"),
    ("*", "br"),
    ("*;q=0.5", "br"),
    ("*;q=0", "identity"),
    ("*;q=0, gzip", "gzip"),
    ("gzip, *;q=0", "gzip"),
    ("*, br;q=0", "gzip"),
    ("br;q=0, gzip;q=0, *", "identity"),
    ("gzip;q=0, *", "br"),
    ("gzip, *;q=0.1", "gzip"),
    ("identity;q=0", "identity"),
    ("identity;q=0, gzip", "gzip"),
    ("identity;q=0.5, gzip", "gzip"),
    ("identity, gzip;q=0.5", "identity"),
    ("identity;q=0.5, gzip;q=0.4, br;q=0.3", "identity"),
    ("GZIP", "gzip"),
    ("Br", "br"),
    ("gzip;Q=0.1, br;Q=0.2", "br"),
    ("x-gzip", "identity"),
    ("gzipx", "identity"),
    ("nonsense", "identity"),
    (",,,", "identity"),
    (";;;", "identity"),
    ("gzip gzip", None),
    ("gzip, gzip;q=0", None),
    ("gzip;q=0, gzip", None),
    ("gzip;q=abc", None),
    ("gzip;q=1.5, br", None),
    ("gzip;q=-1", None),
    ("gzip;level=9", None),
    ("gzip;q=0.5;q=0", None),
    ("gzip" + ", nonsense" * 300, "gzip"),
]


def test_a_coding_is_chosen_by_its_quality(plain: Pair) -> None:
    resize(plain, 1024)
    found: list[str] = []
    for accepted, wanted in CODINGS:
        request = get("/api/posts/1", **({} if accepted is None else {"Accept-Encoding": accepted}))
        coding = wanted or plain.ask(request)[0].headers.get("content-encoding", "identity")
        found += faults(plain, request, 200, body(plain), content_encoding=named(coding))

    assert not found, told(found)


def named(coding: str) -> str | None:
    return None if coding == "identity" else coding


def body(apps: Pair) -> bytes:
    flask, _ = apps.ask(get("/api/posts/1"))
    return flask.body


def resize(apps: Pair, size: int) -> None:
    """Make the answer to GET /api/posts/1 `size` bytes long."""
    if apps.ask(get("/api/posts/1"))[0].status == 404:
        apps.ask(post("/api/posts", {"title": "One", "body": "x"}))
    apps.ask(patch("/api/posts/1", {"body": "x"}))
    lengths = {int(answer.headers["content-length"]) for answer in apps.ask(get("/api/posts/1"))}
    assert len(lengths) == 1
    apps.ask(patch("/api/posts/1", {"body": "x" * (1 + size - lengths.pop())}))
    assert {answer.headers["content-length"] for answer in apps.ask(get("/api/posts/1"))} == {str(size)}


@pytest.mark.parametrize(("size", "coding"), [(1023, None), (1024, "gzip"), (1025, "gzip"), (16_000, "gzip")])
def test_only_large_answers_are_compressed(plain: Pair, size: int, coding: str | None) -> None:
    resize(plain, size)

    found = faults(
        plain,
        get("/api/posts/1", **{"Accept-Encoding": "gzip"}),
        200,
        body(plain),
        content_encoding=coding,
    )

    assert not found, told(found)


# Why not /docs: the page is smaller.
@pytest.mark.parametrize("path", ["/openapi.json", "/docs/docs.css", "/docs/docs.js"])
@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_every_kind_of_text_is_compressed(plain: Pair, path: str, coding: str) -> None:
    unpacked, same = plain.ask(get(path))
    assert unpacked == same
    assert len(unpacked.body) >= 1024, "too small to be compressed"

    request = get(path, **{"Accept-Encoding": coding})
    found = faults(plain, request, 200, unpacked.body, content_type=KINDS[path], content_encoding=coding)
    # Why: the length that HEAD promises is that of the answer as it is.
    length = str(len(unpacked.body))
    for accepted in (coding, "identity"):
        head = Request("HEAD", path, None, {"Accept-Encoding": accepted})
        found += faults(plain, head, 200, b"", content_type=KINDS[path])
        found += [str(answer) for answer in plain.ask(head) if answer.headers.get("content-length") != length]

    assert not found, told(found)
    assert all(len(answer.body) < len(unpacked.body) for answer in plain.ask(request))


def test_only_successes_are_compressed(plain: Pair) -> None:
    coded = {"Accept-Encoding": "gzip, br"}
    many = post("/api/tags", {f"field{number}": number for number in range(100)})
    long = {"title": "Long", "body": "x" * 4000}
    stored = post("/api/posts", long)

    found = faults(plain, with_headers(many, Accept_Encoding="gzip, br"), 422)
    found += faults(plain, get("/docs", **coded), 200, content_type=KINDS["/docs"])
    found += faults(
        plain,
        with_headers(stored, Accept_Encoding="gzip, br"),
        201,
        row(plain, stored, 1),
        content_encoding="br",
        location=re.compile(r"/api/posts/\d+"),
    )
    found += faults(plain, get("/metrics", **coded, Authorization=f"Bearer {TOKEN}"), 200, content_type=METRICS)

    assert not found, told(found)
    assert len(plain.ask(many)[0].body) > 1024


def row(apps: Pair, request: Request, after: int) -> bytes:
    """The body of the answer to one more `request`, with the id of the next."""
    body = apps.ask(request)[0].body
    return re.sub(rb'"id":(\d+)', lambda found: b'"id":%d' % (int(found[1]) + after), body, count=1)


def test_nothing_is_compressed_when_that_is_off() -> None:
    with pair("sqlite", "memory", COMPRESSION="off", HSTS_SECONDS="0") as apps:
        coded = {"Accept-Encoding": "gzip, br"}
        quiet: dict[str, str | None] = {"strict-transport-security": None}
        found = [
            fault
            for request, status in ANSWERS
            for fault in faults(apps, with_headers(request, **coded), status, vary=None, **quiet)
        ]
        for path, kind in KINDS.items():
            found += faults(
                apps, get(path, **coded), 200, apps.ask(get(path))[1].body, vary=None, content_type=kind, **quiet
            )

    assert not found, told(found)
