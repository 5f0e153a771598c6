"""Requests that no client of the document sends, as bytes, by a name that tells what is odd about them."""

from parity.test_attacks import DIFFERENT, FIRST_LINES, HOST, MALFORMED, TRAVERSAL, UNUSUAL

JSON = "Content-Type: application/json"
CHUNKED = (JSON, "Transfer-Encoding: chunked")

# fmt: off
PATHS = [
    "/api/%70osts", "/api/posts/", "//api/posts", "/api//posts", "/API/posts", "/api/../api/posts", "/api/./posts", "/api/posts/%2e%2e", "/api/posts/1%2F2",
    "/api/posts/%00", "/api/posts/%ff", "/api/posts/%", "/api/posts/%zz", "/api/posts/-1", "/api/posts/+1", "/api/posts/01", "/api/posts/0", "/api/posts/1e3",
    "/api/posts/%D9%A1", "/api/posts/%201", "/api/posts/1.0", "/api/posts/0x1", "/api/posts/" + "9" * 4000, "/\\xn--/api", "http://xn--/api/posts", "*", "/api/posts?" + "a=1&" * 1500,
    "/api/posts?page=1&page=2", "/api/posts?page[]=1", "/api/posts?__proto__=1", "/api/posts?constructor=1", "/api/posts?title=%ff", "/api/posts?title=%",
    "/api/posts?title=%ED%A0%80", "/api/posts?page=%2B1", "/api/posts?page=1e3", "/api/posts?page=0x10", "/api/posts?page=01", "/api/posts?page=1.0", "/api/posts?page=",
    "/api/posts?page=%20", "/api/posts?page=1_0", "/api/posts?page=%D9%A1", "/api/posts?page=9" + "9" * 400, "/docs/../../config.py", "/docs/%2e%2e%2f%2e%2e%2fpackage.json",
    "//a@%78n--/#", "//a@xn--/#", "/api\\tags#", "/api\\tags", "\\api\\tags", "/api/tags#", "/api/tags#?x", "/api/tags%23", "/#/api/tags", "/\\/api/tags",
    "//evil.example/api/tags", "///api/tags", "http://evil.example:99999/api/tags", "http:///api/tags", "http://[::1/api/tags", "http:/api/tags", "https://a@b:c@d/api/tags",
    "/;/api/tags", "/api;x=1/tags", "/api/tags;jsessionid=1", "/api/tags/1;a", "/api/tags/1/", "/api/tags/1?x=1", "/api/tags.json", "/api/tags%20", "/api/tags%0a", "/api/tags/%0d%0aX-Evil:1",
    "/api/tags?sort=__proto__", "/api/tags?sort=toString", "/api/tags?name=%00", "/api/tags??page=1", "/api/tags?page=1#x", "/api/tags?page=1%26sort=x", "/api/tags?;page=1", "/api/tags?page=1;sort=id",
    "/{}[]|^`<>\"", "/\xe9", "/\xff\xfe", "/a\x7f", "/a\tb", "/%u0041", "/%c0%ae%c0%ae/", "?", "/?", "#", "api/tags", "..", "/..", "/../../../../etc/passwd", "javascript:alert(1)", "mailto:a@b",
    "/" + "a/" * 3000, "/" + "../" * 2000, "/" + "%2e" * 2000, "/healthz/", "/HEALTHZ", "//healthz", "/docs", "/docs//", "/docs/.", "/docs/..", "/docs/./index.html", "/docs/INDEX.HTML", "/docs/docs.css?x",
]
BODIES = [
    b"", b" ", b'{"title":"\xff","body":"x"}', b"[" * 20_000, b'{"title":' + b"[" * 20_000, b'{"title":' + b'{"a":' * 10_000, b'{"title":"a","title":"b","body":"c"}', b'{"__proto__":{"x":1}}',
    b'{"constructor":{"prototype":{}}}', b'{"title":NaN,"body":Infinity}', b'{"title":"\\ud800","body":"x"}', b'{"title":"\\u0000","body":"x"}', b'{"title":"a","body":"x","tagIds":[1e400]}',
    b'{"title":"a","body":"x","tagIds":[1.0]}', b'{"title":"a","body":"x","tagIds":[1e0]}', b'{"title":"a","body":"x","tagIds":[99999999999999999999999]}', b'{"title":' + b"1" * 5000 + b"}",
    b'{"title":"a","body":"x","publishedAt":"1700000000"}', b'{"title":"a","body":"x","publishedAt":"2026-01-31 12:00Z"}', b'{"title":"a","body":"x","publishedAt":"2026-01-31T23:59:60Z"}',
    b'{"title":"a","body":"x","publishedAt":"2026-01-31T24:00:00Z"}', b'{"title":"a","body":"x","publishedAt":"+002026-01-31T12:00:00Z"}', b'{"title":"a","body":"x","publishedAt":"2026-01-31T12:00:00-00:00"}',
    b'\xef\xbb\xbf{"title":"a","body":"x"}', '{"title":"a","body":"x"}'.encode("utf-16"), b'{"title":"a","body":"x"}\x00', b'{"title":"a","body":"x",}', b'{"title":"a","body":"x"}{}', b"{title:1}",
    b"{" + b",".join(b'"k%d":1' % number for number in range(9_000)) + b"}",
]
PLAIN = b'{"title":"a","body":"x"}'
TYPES = {
    "charset latin1": "application/json; charset=latin1", "charset utf-16": "application/json; charset=utf-16", "upper case": "APPLICATION/JSON", "no type": None, "a suffix": "application/vnd.api+json",
    "a broken parameter": "application/json; =", "two in one": "application/json, text/plain", "a broken type": "application/json/x", "only a slash": "/", "ten thousand letters": "a/" + "b" * 7_000,
}
LINES = ["BREW /api/posts HTTP/1.1", "DELETE /healthz HTTP/1.1", "TRACE /api/posts HTTP/1.1", "OPTIONS * HTTP/1.1", "CONNECT x:1 HTTP/1.1", "CONNECT //a@%78n--/# HTTP/1.1", "GET /api/posts HTTP/9.9",
         "GET  /api/tags HTTP/1.1", "GET /api/tags  HTTP/1.1", "GET\t/api/tags\tHTTP/1.1", " GET /api/tags HTTP/1.1", "GET /api/tags HTTP/1.1 x", "GET /api/tags http/1.1", "GET /api/tags HTTP/1.10",
         "GET /api/tags HTTP/01.1", "GET /api/tags HTTP/1.1\x00", "G\x00T /api/tags HTTP/1.1", "G@T /api/tags HTTP/1.1", "_ /api/tags HTTP/1.1", "X" * 300 + " /api/tags HTTP/1.1", "HEAD //a@%78n--/# HTTP/1.1", "get /api/tags HTTP/1.1"]
HEADERS = {
    "a long request id": ["X-Request-Id: " + "x" * 5000], "an odd client": ["X-Forwarded-For: ' or 1=1", "Origin: null"], "a match of anything": ["If-None-Match: *", "Accept-Encoding: ,;q=x"],
    "300 headers": [f"X-{number}: 1" for number in range(300)], "a header of 70 kB": ["A: " + "x" * 70_000], "an odd range": ["Range: bytes=9-1,0-", "If-Range: x"], "odd cookies": ["Cookie: =;;=\xff", "Cookie: a=b"],
    "an odd Accept": ["Accept: ;q=9,*/*;q=x,\xff"], "an odd Origin": ["Origin: http://a b", "Access-Control-Request-Method: \xff"], "a body of a GET": ["Content-Length: 5"], "an odd date": ["If-Modified-Since: Fri, 99 Foo 0000"],
    "an odd host": ["Host: a..b"], "a host with a path": ["Host: a/b@c:99999"], "an empty header": ["X-Empty:"], "an override": ["X-HTTP-Method-Override: DELETE", "X-Original-URL: /api/tags/1"], "three clients": ["X-Forwarded-For: 1.1.1.1, , \xff"],
}
# fmt: on


def message(line: str, *headers: str, body: bytes = b"") -> bytes:
    hosts = () if any(header.startswith("Host:") for header in headers) else ("Host: parity.test",)
    return "\r\n".join([line, *hosts, "Connection: close", *headers, "", ""]).encode("latin-1") + body


def posted(body: bytes, *headers: str, media: str | None = "application/json") -> bytes:
    typed = (f"Content-Type: {media}",) if media else ()
    return message("POST /api/posts HTTP/1.1", *typed, f"Content-Length: {len(body)}", *headers, body=body)


def named() -> dict[str, bytes]:
    """Every one, by a name that fits into a table."""
    found = {f"GET {short(path)}": message(f"GET {path} HTTP/1.1") for path in (*PATHS, *TRAVERSAL)}
    found |= {f"POST {short(repr(body)[2:-1]) or 'nothing'}": posted(body) for body in BODIES}
    found |= {f"POST with {name}": posted(PLAIN, media=media) for name, media in TYPES.items()}
    found |= {f"line: {short(line)}": message(line) for line in LINES}
    found |= {f"GET with {name}": message("GET /api/posts HTTP/1.1", *headers) for name, headers in HEADERS.items()}
    found |= {
        f"POST of {coding} that is none": posted(b"xx", f"Content-Encoding: {coding}") for coding in ("gzip", "br", "x")
    }
    found |= {
        f"POST with length {length}": message("POST /api/posts HTTP/1.1", JSON, f"Content-Length: {length}")
        for length in ("-1", "x")
    }
    big = b"19000\r\n" + b"x" * 0x19000 + b"\r\n1\r\nx\r\n0\r\n\r\n"
    found |= {
        "POST of a chunk of no number": message("POST /api/posts HTTP/1.1", *CHUNKED, body=b"zz\r\n"),
        "POST of chunks over the limit": message("POST /api/posts HTTP/1.1", *CHUNKED, body=big),
        "bytes that are no line": b"\x00\x01\x02\r\n\r\n",
        "a line of one word": b"GET\r\n\r\n",
    }
    head = b"POST /api/tags HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
    found |= {f"POST, {name}": head + rest for name, rest in MALFORMED.items()}
    found |= FIRST_LINES
    found |= {name: line + b" HTTP/1.1\r\n" + HOST + rest for name, (line, rest, _) in UNUSUAL.items()}
    return found | {name: sent for name, (sent, *_) in DIFFERENT.items()}


def short(text: str) -> str:
    text = text.encode("unicode_escape").decode("ascii") if not text.isascii() or not text.isprintable() else text
    return text if len(text) <= 70 else f"{text[:50]}… ({len(text)} characters)"
