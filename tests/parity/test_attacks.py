"""What an attacker tries with a proxy in front, with packed bodies, and with the name of the host.

test_native.py asks each app alone what is malformed, and holds what it answers.
"""

import gzip
import re
from collections.abc import Iterator

import brotli
import pytest
from parity.exchange import Request, get, raw
from parity.hostile import HEAD, HOST, MALFORMED, SMUGGLED, message
from parity.machine import FRAMEWORKS
from parity.processes import App
from parity.projects import WHOLE, app, project
from parity.safety import replies, send
from parity.servers import Nginx

# Why not all: of spaces, line feeds and extensions nginx itself makes what is allowed.
AMBIGUOUS = [how for how in MALFORMED if re.search("length|chunk", how) and not re.search("space|feed|extension", how)]
EVIL = ("X-Forwarded-Host", "X-Forwarded-Server", "X-Original-Host", "X-Host", "X-Original-URL", "X-Rewrite-URL")


@pytest.fixture(scope="module", params=FRAMEWORKS)
def started(request: pytest.FixtureRequest) -> Iterator[App]:
    with app(request.param, "blog", *WHOLE) as one:
        yield one


@pytest.mark.server
def test_nothing_is_smuggled_through_nginx(started: App) -> None:
    with Nginx.before(started.port, project(started.framework, "blog", *WHOLE)) as proxy:

        def statuses(message: bytes) -> list[int]:
            return [reply.status for reply in replies(send(proxy.port, message).received)]

        twice = SMUGGLED + SMUGGLED.replace(HOST, HOST + b"Connection: close\r\n")
        assert statuses(twice) == [200, 200]
        heard = {how: statuses(HEAD + MALFORMED[how]) for how in AMBIGUOUS}

    assert len(heard) > 8
    served = {
        how: one for how, one in heard.items() if len(one) > 1 or any(status not in range(400, 502) for status in one)
    }
    assert not served


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_body_that_is_small_until_it_is_unpacked_is_refused(started: App, coding: str) -> None:
    large = b'{"name":"' + b"0" * 50_000_000 + b'"}'
    packed = gzip.compress(large) if coding == "gzip" else brotli.compress(large, quality=1)

    assert len(packed) < 102_400
    assert started.ask(raw("POST", "/api/tags", packed, Content_Encoding=coding)).status in (400, 413, 415)
    assert started.status("/healthz") == 200


def test_no_answer_holds_what_the_request_says_of_its_host(started: App) -> None:
    spoofed = [{"Host": "evil.example"}, {"Forwarded": "host=evil.example"}, *({name: "evil.example"} for name in EVIL)]
    for number, headers in enumerate(spoofed):
        for path in ("/", "/docs", "/healthz", "/missing", "//missing", "/api/tags/"):
            assert "evil.example" not in str(started.ask(get(path, **headers))), (path, headers)
        made = Request("POST", "/api/tags", b'{"name":"%d"}' % number, {"Content-Type": "application/json"} | headers)
        assert re.fullmatch(r"/api/tags/\d+", started.ask(made).headers["location"])


def test_no_redirect_leads_to_a_host_that_a_client_names(started: App) -> None:
    for path in ("/docs", "/docs/", "/api/tags/", "//docs", "/", "//evil.example/docs", "/%2fevil.example/docs"):
        for target in (path, f"http://evil.example{path}", f"HTTPS://a@evil.example:1{path}"):
            for reply in replies(send(started.port, message(f"GET {target} HTTP/1.1", "Host: evil.example")).received):
                [place] = re.findall(rb"(?im)^location: *(.*?)\r$", reply.head) or [b"/"]
                assert re.match(rb"/(?![/\\])", place), (target, reply.head)


def test_line_ends_in_a_path_or_query_make_no_header(started: App) -> None:
    for path in (
        "/missing%0d%0aX-Evil:%20a",
        "/api/tags?x=%0d%0aX-Evil:%20a",
        "/api/tags/1%0d%0aX-Evil:%201",
        "/docs%0d%0aX-Evil:1",
    ):
        answer = started.ask(get(path))
        assert answer.status in (404, 422)
        assert "x-evil" not in answer.headers
