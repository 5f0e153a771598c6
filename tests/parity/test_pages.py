"""Pages of both sides: the same elements, texts and statuses, on every database.

SCAFFOLD_FORMS sets how many forms are made for each database, SCAFFOLD_SEED which ones.
"""

import os
import re
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from parity import forms
from parity.dom import dom
from parity.exchange import Answer, Request
from parity.machine import FRAMEWORKS, SERVED, create, require
from parity.projects import ALL, app, pair

COUNT = int(os.environ.get("SCAFFOLD_FORMS", "200"))
SEED = int(os.environ.get("SCAFFOLD_SEED", "1"))
# Why from a row of the app's own: each framework writes a moment in its own way.
MANY = """
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 1000)
    insert into tags (name, created_at, updated_at) select 'tag ' || n, created_at, updated_at from tags, numbers
"""
# When a row was made is another moment on each side.
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z| UTC)?")


def seen(answer: Answer) -> tuple[object, ...]:
    """What a person is shown, and where a browser is sent."""
    kind = answer.headers.get("content-type", "").partition(";")[0]
    page = dom(answer.body.decode()) if kind == "text/html" and answer.status != 303 else []
    parts = [MOMENT.sub("now", str(part)) if "2026-0" not in str(part) else part for part in page]
    cookies = sorted(name.partition("=")[0] for name in answer.headers.get("set-cookie", "").split("\n"))
    known = {"session.sig", ""}
    return answer.status, "" if answer.status == 303 else kind, answer.headers.get("location"), answer.headers.get("allow"), [
        name for name in cookies if name not in known
    ], parts  # fmt: skip


@pytest.mark.parametrize("database", SERVED)
def test_pages_are_the_same_on_both_sides(database: str) -> None:
    require(database)
    promised = [*forms.written()]
    wrong, found = [], []
    with pair("pages", *ALL, database=database, TRUSTED_HOPS="1") as apps:
        for status, request in promised:
            one, other = apps.ask(request)
            found += differences_of(request, one, other)
            if (one.status, other.status) != (status, status):
                wrong.append(f"{request}: {status} was promised, {one.status} and {other.status} were answered")

    assert len(promised) > 400
    assert not wrong, "\n".join(wrong[:20])
    assert not found, "\n".join(found[:20])


def differences_of(request: Request, one: Answer, other: Answer) -> list[str]:
    a, b = seen(one), seen(other)
    # Why: what is too large one side says in a sentence.
    if a == b or (a[0] == 413 and a[:-1] == b[:-1]):
        return []
    first = next(((x, y) for x, y in zip(a[-1], b[-1], strict=False) if x != y), "")  # type: ignore[call-overload]
    return [f"{request}: {a[:-1]} {b[:-1]} {first}"]


@pytest.mark.parametrize("database", SERVED)
def test_forms_of_any_values_are_answered_alike(database: str) -> None:
    require(database)
    statuses = set()
    found = []
    with pair("pages", *ALL, database=database, TRUSTED_HOPS="1") as apps:
        for number in range(4):
            apps.ask(forms.post("/tags/new", {"name": f"Tag {number}"}))
        apps.ask(forms.post("/samples/new", forms.SAMPLE))
        for request in forms.any_forms(COUNT, SEED):
            one, other = apps.ask(request)
            statuses.add(one.status)
            found += differences_of(request, one, other)

    assert not found, "\n".join(found[:20])
    assert {303, 422} <= statuses


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_form_in_chunks_is_whole_or_refused(framework: str) -> None:
    chunked = {"Transfer-Encoding": "chunked"} | forms.PERSON | forms.FORM
    with app(framework, "pages", *ALL, TRUSTED_HOPS="1") as started:
        for status, body in (
            (400, b"x\r\nname=bad\r\n0\r\n\r\n"),
            (413, b"30d40\r\nname=" + b"x" * 199_995 + b"\r\n0\r\n\r\n"),
            (303, b"9\r\nname=good\r\n0\r\n\r\n"),
        ):
            assert started.ask(Request("POST", "/tags/new", body, chunked)).status == status, body[:20]


def test_fields_may_have_the_names_of_methods() -> None:
    line = "thing name:string! items:string keys:integer get:string pop:boolean clear:text setdefault:date"
    form: forms.Form = {"name": "A", "items": "i", "keys": "1", "get": "g", "clear": "u"}
    with pair("bare", *ALL, "--resource", line, TRUSTED_HOPS="1") as apps:
        for status, request in (
            (200, forms.get("/things")),
            (200, forms.get("/things/new")),
            (422, forms.post("/things/new", {"items": "i" * 300})),
            (303, forms.post("/things/new", form)),
            (200, forms.get("/things?items=i")),
            (200, forms.get("/things/1")),
            (200, forms.get("/things/1/edit")),
        ):
            one, other = apps.ask(request)
            assert (one.status, other.status) == (status, status), request
            assert not differences_of(request, one, other)
            assert b"method" not in one.body.replace(b'method="post"', b"") and b"[native code]" not in other.body


def test_lists_end_at_the_last_page_and_show_the_filters_in_force() -> None:
    with pair("pages", *ALL, TRUSTED_HOPS="1") as apps:
        for number in range(25):
            apps.ask(forms.post("/tags/new", {"name": f"Tag {number}"}))
        for answer in apps.ask(forms.get("/tags?page=999")):
            assert b'href="?page=2"' in answer.body
            assert b"Page 999" not in answer.body
        for path, is_open in (
            ("/tags", False),
            ("/tags?page=2", False),
            ("/tags?name=", False),
            ("/tags?sort=-name", True),
        ):
            for answer in apps.ask(forms.get(path)):
                assert (b'<details class="filters" open>' in answer.body) is is_open, path


def test_what_is_a_page_for_some_varies_for_all() -> None:
    with pair("pages", *ALL, TRUSTED_HOPS="1") as apps:
        for accept in ("application/json", "text/html"):
            for answer in apps.ask(Request("GET", "/nowhere", None, {"Accept": accept})):
                assert "accept" in re.split(r"\W+", answer.headers["vary"].lower())
        for answer in apps.ask(Request("GET", "/api/nowhere", None, {"Accept": "text/html"})):
            assert "accept" not in re.split(", *", answer.headers.get("vary", "").lower())


def cookies(answer: Answer) -> dict[str, str]:
    pairs = [line.split(";")[0].partition("=") for line in answer.headers.get("set-cookie", "").split("\n")]
    return {name: value for name, _, value in pairs if name}


def sent_back(found: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in found.items())


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_session_is_signed_and_for_this_site_and_its_secret_rotates(framework: str) -> None:
    old, new = "old-secret-0123456789", "new-secret-0123456789"
    with app(framework, "pages", *ALL, TRUSTED_HOPS="1", SECRET_KEY=old) as started:
        answer = started.ask(forms.post("/tags/new", {"name": "One"}))
        kept = cookies(answer)
        for line in answer.headers["set-cookie"].lower().split("\n"):
            parts = {part.strip() for part in line.split(";")[1:]}
            assert {"secure", "httponly", "path=/", "samesite=lax"} <= parts, line
        forged = {name: value[:-4] + "AAAA" for name, value in kept.items()}

        def shown(started: object, cookie: dict[str, str]) -> bool:
            return b"The tag was created." in started.ask(forms.get("/", Cookie=sent_back(cookie))).body  # type: ignore[attr-defined]

        plain = started.ask(Request("POST", "/tags/new", b"name=Two", forms.FORM))
        assert "secure" not in plain.headers["set-cookie"].lower()
        assert shown(started, cookies(plain))
        assert shown(started, kept)
        assert not shown(started, forged)
        assert not shown(started, {})
    with app(
        framework, "pages", *ALL, TRUSTED_HOPS="1", SECRET_KEY=new, SECRET_KEY_FALLBACKS=f"{old} other"
    ) as started:
        assert shown(started, kept)
    with app(framework, "pages", *ALL, TRUSTED_HOPS="1", SECRET_KEY=new) as started:
        assert not shown(started, kept)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_form_offers_what_is_chosen_beyond_the_first_thousand(framework: str, tmp_path: Path) -> None:
    url = create("sqlite", "choices", tmp_path)
    with app(framework, "pages", *ALL, DATABASE_URL=url, TRUSTED_HOPS="1") as started:
        assert started.ask(forms.post("/tags/new", {"name": "zz last"})).status == 303
        with closing(connect(tmp_path / "choices.db")) as database, database:
            database.execute(MANY)
        assert (
            started.ask(forms.post("/samples/new", forms.SAMPLE | {"tagId": "1", "tagIds": ["1", "7"]})).status == 303
        )
        page = started.ask(forms.get("/samples/1/edit")).body.decode()
        new = started.ask(forms.get("/samples/new")).body.decode()

    assert page.count(">zz last<") == 2
    assert '<option value="1" selected>zz last</option>' in page
    assert page.count('<input id="tagIds-') == 1001
    assert page.count('value="1" checked>') == page.count('value="7" checked>') == 1
    assert "zz last" not in new


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_nobody_who_only_looks_gets_a_cookie(framework: str) -> None:
    with app(framework, "pages", *ALL, TRUSTED_HOPS="1") as started:
        paths = ("/", "/tags", "/tags/new", "/nowhere", "/static/style.css")
        assert not [path for path in paths if "set-cookie" in started.ask(forms.get(path)).headers]


def test_a_difference_is_seen() -> None:
    page = Answer(200, {"content-type": "text/html"}, b'<p class="a" id="b">One  <b>two</b></p>')
    same = Answer(200, {"content-type": "text/html; charset=utf-8"}, b'<p id=b class="a">\n One <b>two</b>\n</p>')
    request = forms.get("/")

    assert not differences_of(request, page, same)
    for body in (
        b"<p>One <b>two</b></p>",
        b'<p class="a" id="b">One two</p>',
        b'<p class="a" id="b">One <b>three</b></p>',
    ):
        assert differences_of(request, page, Answer(200, page.headers, body))
    assert differences_of(request, page, Answer(404, page.headers, page.body))
