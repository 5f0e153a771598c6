"""Requests that no client of the document sends, as bytes, by a name that tells what is odd about them."""

HOST = b"Host: parity.test\r\n"
JSON_TYPE = b"Content-Type: application/json\r\n"
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
HEAD = b"POST /api/tags HTTP/1.1\r\n" + HOST + JSON_TYPE
SMUGGLED = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"
# Heads of a POST whose end two servers in a row may see in two places, and other ways to bend the grammar.
MALFORMED = {
    "two different lengths": b"Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}" + SMUGGLED,
    "a list of lengths": b"Content-Length: 2, 40\r\n\r\n{}" + SMUGGLED,
    "a negative length": b"Content-Length: -1\r\n\r\n{}" + SMUGGLED,
    "a length with a sign": b"Content-Length: +2\r\n\r\n{}" + SMUGGLED,
    "a length in hexadecimal": b"Content-Length: 0x2\r\n\r\n{}" + SMUGGLED,
    "a length with a letter": b"Content-Length: 2a\r\n\r\n{}" + SMUGGLED,
    "a length and chunks": b"Content-Length: 40\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunks and a length": b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "an unknown transfer coding": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunked that is not last": b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a space before the colon": b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a space before the length's colon": b"Content-Length : 2\r\n\r\n{}" + SMUGGLED,
    "a chunk of no number": b"Transfer-Encoding: chunked\r\n\r\nx\r\n{}\r\n0\r\n\r\n" + SMUGGLED,
    "a header without a name": b": value\r\n\r\n" + SMUGGLED,
    "a header without a colon": b"Nonsense\r\n\r\n" + SMUGGLED,
    "a NUL in a header": b"X-Nul: a\x00b\r\n\r\n" + SMUGGLED,
    "the same length twice": b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" + SMUGGLED,
    "a folded header": b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a bare line feed in the head": b"X-A: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a bare line feed after a chunk's size": b"Transfer-Encoding: chunked\r\n\r\n0\n\n" + SMUGGLED,
    "an extension of a chunk that is too long": (
        b"Transfer-Encoding: chunked\r\n\r\n2;a=" + b"x" * 100_000 + b"\r\n{}\r\n0\r\n\r\n" + SMUGGLED
    ),
    "an unknown expectation": b"Expect: nonsense\r\nContent-Length: 2\r\n\r\n{}",
    "a carriage return in a header": b"X-Cr: a\rb: c\r\n\r\n" + SMUGGLED,
}
FIRST_LINES = {
    "a space in the path": b"GET /healthz x HTTP/1.1\r\n" + HOST + b"\r\n",
    "an unknown version": b"GET /healthz HTTP/9.9\r\n" + HOST + b"\r\n",
    "a long path": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a long header": b"GET /healthz HTTP/1.1\r\n" + HOST + b"X-Long: " + b"a" * 100_000 + b"\r\n\r\n",
    "a method in small letters": b"get /healthz HTTP/1.1\r\n" + HOST + b"\r\n",
    "a path without a slash": b"GET healthz HTTP/1.1\r\n" + HOST + b"\r\n",
    "line feeds only": b"GET /healthz HTTP/1.1\nHost: parity.test\n\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
    "a tunnel to a route": b"CONNECT /healthz HTTP/1.1\r\n" + HOST + b"\r\n",
    "the words of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "the words of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 40 + b"\r\n\r\n",
}
TRAVERSAL = [
    "/docs/../openapi.json", "/docs/../../etc/passwd", "/docs/%2e%2e/%2e%2e/etc/passwd", "/docs/..%2f..%2fetc%2fpasswd",
    "/docs/%252e%252e%252fetc%252fpasswd", "/docs/..%5c..%5cetc%5cpasswd", "/docs/..\\..\\etc\\passwd", "/docs/....//etc/passwd",
    "/docs//etc/passwd", "/docs/%00", "/docs/docs.css%00.html", "/docs/%c0%ae%c0%ae/etc/passwd", "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd", "/api/tags/../../etc/passwd", "/api/tags/..%2f1", "/.env", "/.git/config", "/wsgi.py",
    "/src/server.ts", "/package.json", "/pyproject.toml", "/data.db", "/docs/file:///etc/passwd", "/__proto__", "/constructor",
    "/api/__proto__", "/api/tags/__proto__", "/docs/__proto__",
]  # fmt: skip
CHUNKS = JSON_TYPE + b"Transfer-Encoding: chunked\r\n\r\n"
H2C = b"Connection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nUpgrade: h2c\r\n\r\n"
WEBSOCKET = (
    b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
WAIT = JSON_TYPE + b"Expect: 100-continue\r\n"
# Unusual, but allowed: the first words, and what is sent after `Host`.
UNUSUAL = {
    "an extension of a chunk": (b"POST /api/tags", CHUNKS + b'c;a="b"\r\n{"name":"c"}\r\n0;d\r\n\r\n'),
    "trailers": (b"POST /api/tags", CHUNKS + b'c\r\n{"name":"t"}\r\n0\r\nX-Evil: 1\r\n\r\n'),
    "an absolute target": (b"GET http://evil.example/healthz", b"\r\n"),
    "an absolute target without a path": (b"GET http://evil.example", b"\r\n"),
    "an absolute target with two slashes": (b"GET http://evil.example//healthz", b"\r\n"),
    "a question mark in a name": (b"GET /api/tags??page=1", b"\r\n"),
    "no target": (b"OPTIONS *", b"\r\n"),
    "an echo": (b"TRACE /healthz", b"X-Secret: evil.example\r\n\r\n"),
    "a wait for 100": (b"POST /api/tags", WAIT + b'Content-Length: 12\r\n\r\n{"name":"e"}'),
    "a wait for 100 of a body too large": (b"POST /api/tags", WAIT + b"Content-Length: 9999999\r\n\r\n"),
    "an upgrade to HTTP/2": (b"GET /healthz", H2C),
    "an upgrade to WebSocket": (b"GET /healthz", WEBSOCKET),
}
TWO_TYPES = b"Content-Type: text/plain\r\n" + JSON_TYPE + b'Content-Length: 12\r\n\r\n{"name":"d"}'
DIFFERENT = {
    "two hosts": b"GET /healthz HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n",
    "no host": b"GET /healthz HTTP/1.1\r\n\r\n",
    "two types, the second is JSON": b"POST /api/tags HTTP/1.1\r\n" + HOST + TWO_TYPES,
    "no version": b"GET /healthz\r\n\r\n",
}


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
    found |= {f"POST, {name}": HEAD + rest for name, rest in MALFORMED.items()}
    found |= FIRST_LINES
    found |= {name: line + b" HTTP/1.1\r\n" + HOST + rest for name, (line, rest) in UNUSUAL.items()}
    return found | DIFFERENT


def short(text: str) -> str:
    text = text.encode("unicode_escape").decode("ascii") if not text.isascii() or not text.isprintable() else text
    return text if len(text) <= 70 else f"{text[:50]}… ({len(text)} characters)"
