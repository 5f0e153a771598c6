"""The written requests for the blog: posts, comments, tags. They run in order against two empty databases."""

import json

from parity.exchange import Request, delete, get, patch, post, raw

HEART, LONE = "\U0001f49a", b"\\ud83d"
POST = {"title": "First", "body": "Words"}


def requests() -> list[Request]:
    return [
        *around(),
        *paths(),
        *methods(),
        *tags(),
        *posts(),
        *bodies(),
        *numbers(),
        *fields(),
        *comments(),
        *lists(),
        *queries(),
        *relations(),
        *deletes(),
    ]


def around() -> list[Request]:
    return [
        get("/healthz"),
        get("/readyz"),
        get("/openapi.json"),
        get("/docs"),
        get("/docs/docs.css"),
        get("/docs/docs.js"),
        get("/docs/"),
        get("/docs/missing.js"),
        get("/docs/../wsgi.py"),
        get("/docs/..%2fpackage.json"),
        Request("HEAD", "/healthz"),
        Request("HEAD", "/openapi.json"),
        Request("HEAD", "/docs"),
        get("/healthz?unknown=1"),
        get("/healthz", **{"X-Request-Id": "short"[:5] + "-ok-1234"}),
        get("/healthz", Accept="text/html"),
        get("/healthz", Accept="application/xml;q=0"),
        get("/healthz", **{"If-None-Match": "*"}),
        get("/openapi.json", **{"If-None-Match": "*"}),
        get("/openapi.json", **{"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}),
        get("/openapi.json", Range="bytes=0-9"),
        get("/docs", **{"If-None-Match": "*"}),
        get("/docs/docs.css", **{"If-None-Match": '"x"'}),
        get("/docs/docs.css", **{"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}),
        get("/docs/docs.js", Range="bytes=0-9"),
        get("/healthz", **{"Accept-Encoding": "gzip, br"}),
        get("/healthz", Origin="https://elsewhere.example"),
        get("/healthz", **{"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}),
        get("/api/posts", Cookie="a=b; c"),
        get("/healthz", Authorization="Basic !!!"),
        get("/healthz", **{"X-HTTP-Method-Override": "DELETE"}),
    ]


def paths() -> list[Request]:
    wrong = [
        "/", "/api", "/api/", "/api/post", "/API/posts", "/api/Posts", "/api/posts/", "//api/posts", "/api//posts",
        "/api/posts//1", "/api/./posts", "/api/../api/posts", "/api/posts/.", "/api/posts/..", "/healthz/", "/Healthz",
        "/readyz/", "/openapi.json/", "/openapi", "/favicon.ico", "/robots.txt", "/static/app.css", "/.env", "/index.php",
        "/api/posts/1/", "/api/posts/0", "/api/posts/-1", "/api/posts/01", "/api/posts/+1", "/api/posts/1.0",
        "/api/posts/1e1", "/api/posts/abc", "/api/posts/2147483648", "/api/posts/99999999999999999999", "/api/posts/2147483647",
        "/api/posts/1%20", "/api/posts/%201", "/api/posts/1%2F2", "/api%2Fposts", "/api/posts%2F1", "/api/posts/1%00",
        "/api/posts/%FF", "/api/posts/%ff%fe", "/api/posts/%", "/api/posts/%zz", "/api/%C3%A4", "/api/posts/%E2%98%83",
        "/api/posts/1/unknown", "/api/posts/1/comments/1", "/api/posts/0/comments", "/api/posts/x/tags",
        "/api/posts/%EF%BC%91", "/api/posts/1;a=b", "/api/posts;a=b", "/api/posts/1,2", "/api/posts:1", "/api/posts/$1",
        "/api/posts%3Fpage=1", "/api/posts%23", "/api/posts/%2e%2e/tags", "/api/posts/%2e", "/*", "/api/*",
    ]  # fmt: skip
    same = ["/%61pi/posts", "/api/%70osts", "/api/p%6fsts", "/api/p%6Fsts?page=1", "/%68ealthz", "/openapi%2ejson"]
    return [get(path) for path in [*wrong, *same]]


def methods() -> list[Request]:
    verbs = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "POST"]
    targets = ["/api/posts", "/api/posts/1", "/healthz", "/openapi.json", "/docs", "/api/posts/1/comments", "/nowhere"]
    allowed = {("POST", "/api/posts"), ("PATCH", "/api/posts/1"), ("DELETE", "/api/posts/1")}
    asked = [Request(verb, path) for path in targets for verb in verbs if (verb, path) not in allowed]
    return [
        *asked,
        *[Request("POST", f"/api/posts/{odd}") for odd in ("%ff", "%zz", "%", "%2F", "%2f1", "%00")],
        Request("PUT", "/api/posts/abc"),
        Request("PUT", "/api/posts/"),
        Request("PROPFIND", "/api/posts"),
        Request("LOCK", "/api/tags/1"),
        raw("PUT", "/api/posts", b"not json"),
        raw("PUT", "/api/posts/1", b"x" * 200_000),
        raw("POST", "/nowhere", b"x" * 200_000),
        Request("HEAD", "/api/posts"),
        Request("HEAD", "/api/posts?page=x"),
        Request("HEAD", "/api/posts/1"),
        Request("HEAD", "/nowhere"),
    ]


def tags() -> list[Request]:
    return [
        get("/api/tags"),
        post("/api/tags", {"name": "python"}),
        post("/api/tags", {"name": "python"}),
        post("/api/tags", {"name": "Python"}),
        post("/api/tags", {"name": "python "}),
        post("/api/tags", {"name": "node"}),
        post("/api/tags", {"name": f"{HEART} ça"}),
        post("/api/tags", {"name": "ca"}),
        get("/api/tags/1"),
        patch("/api/tags/2", {"name": "python"}),
        patch("/api/tags/1", {"name": "python"}),
        patch("/api/tags/1", {}),
        patch("/api/tags/999", {"name": "x"}),
        patch("/api/tags/999", {"name": ""}),
        patch("/api/tags/abc", {"name": ""}),
        get("/api/tags?name=python"),
        get("/api/tags?name=PYTHON"),
        get("/api/tags?sort=name"),
        get("/api/tags?sort=-name"),
        get("/api/tags?name=%F0%9F%92%9A%20%C3%A7a"),
        get("/api/tags?name=%F0%9F%92%9A+%C3%A7a"),
    ]


def posts() -> list[Request]:
    return [
        get("/api/posts"),
        post("/api/posts", POST),
        get("/api/posts/1"),
        post("/api/posts", POST | {"status": "live", "publishedAt": "2026-11-20T12:00:00Z", "tagIds": [2, 1]}),
        post("/api/posts", POST | {"title": HEART * 120}),
        post("/api/posts", POST | {"title": HEART * 121}),
        post("/api/posts", POST | {"title": "a" * 120, "body": "é" * 16_000}),
        post("/api/posts", POST | {"body": "é" * 16_001}),
        post("/api/posts", POST | {"body": HEART * 16_000}),
        post("/api/posts", POST | {"title": "<script>\"&'\\ \u2028\u2029\u007f\u0001"}),
        post("/api/posts", POST | {"title": "  spaces  "}),
        post("/api/posts", POST | {"title": "e\u0301 é"}),
        post("/api/posts", {"body": "Order of keys", "title": "Does not matter"}),
        patch("/api/posts/1", {"title": "Changed"}),
        patch("/api/posts/1", {}),
        patch("/api/posts/1", {"publishedAt": "2026-01-01T00:00:00.123456789+02:00"}),
        patch("/api/posts/1", {"publishedAt": None}),
        patch("/api/posts/1", {"tagIds": [3]}),
        patch("/api/posts/1", {"tagIds": []}),
        patch("/api/posts/1", {"status": None}),
        patch("/api/posts/1", {"title": None, "body": None}),
        patch("/api/posts/1", {"id": 7}),
        patch("/api/posts/1", {"createdAt": "2026-01-01T00:00:00Z"}),
        patch("/api/posts/999", {"title": "x"}),
        patch("/api/posts/999", {"title": 1}),
        get("/api/posts/1?unknown=1"),
        post("/api/posts?unknown=1", POST),
    ]


def bodies() -> list[Request]:
    valid = json.dumps(POST).encode()
    wrapped = b'{"title":"%s","body":"b"}'
    texts = [
        b"", b" ", b"\n", b"{", b"}", b"[]", b"[1]", b"null", b"true", b"1", b'"text"', b"{}", b"nul", b"{'a':1}", b'{"a":1,}',
        b"[1,]", b"// x\n{}", valid + b"x", valid + b" \r\n\t", b"\t\n" + valid, b"\x0b" + valid, b"\xa0{}", b"\xef\xbb\xbf" + valid,
        valid.decode().encode("utf-16"), b'{"title":"\xff","body":"b"}', b'{"title":"\xc0\x80","body":"b"}',
        b'{"title":"\xed\xa0\x80","body":"b"}', wrapped % LONE, wrapped % b"\\ud83d\\udc9a", wrapped % b"\\udc9a\\ud83d",
        wrapped % b"\\u0000", wrapped % b"\\u0001", wrapped % b"\x01", wrapped % b"\t", wrapped % b"\\x41", wrapped % b"\\/",
        b'{"\\ud800":1,"title":"t","body":"b"}', b'{"title":"one","title":"two","body":"b"}', b'{"title":1,"title":"two","body":"b"}',
        b'{"title":9007199254740992,"title":"two","body":"b"}', b'{"title":%s,"title":"two","body":"b"}' % (b"9" * 5_000),
        b'{"title":1e999,"title":"two","body":"b"}', b'{"x":9007199254740992,"x":1,"title":"t","body":"b"}',
        b'{"title":"t","body":"b","__proto__":1}', b'{"__proto__":{"title":"t","body":"b"}}', b'{"constructor":1}', b'{"toString":"x"}',
        b'{"title":"t","body":"b","":1}', b'{"title":"t","body":"b","a/b~c":1}', b'{"Title":"t","BODY":"b"}', b'{"b":1,"1":2,"\xc3\xa4":3,"Z":4}',
        "{\"\U0001f49a\":1,\"\uff5e\":2,\"\ue000\":3}".encode(), b'{"created_at":"x","tag_ids":[]}',
        b"[" * 64 + b"]" * 64, b"[" * 65 + b"]" * 65, b"[" * 20_000 + b"]" * 20_000, b"[" * 50_000, b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        b'{"title":"t","body":"b","x":' + b"[" * 63 + b"]" * 63 + b"}", b'{"title":"t","body":"b","x":' + b"[" * 64 + b"]" * 64 + b"}",
        b"NaN", b"Infinity", b"-Infinity", b'{"title":NaN}', b"1e400", b"-1e400", b"1e-400", b"0x10", b"01", b"+1", b"1.", b".5", b"-", b"- 1",
        b"9007199254740991", b"9007199254740992", b"-9007199254740992", b"9" * 400, b"9" * 5_000, b"1" + b"0" * 400 + b".5",
    ]  # fmt: skip
    types = [
        None, "text/plain", "application/json; charset=utf-8", "application/json;charset=UTF-8", 'application/json; charset="utf-8"',
        "application/json; charset=latin1", "application/json; charset=utf-16", "APPLICATION/JSON", "application/json; version=1",
        "application/problem+json", "application/vnd.api+json", "text/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/jsonx", "json", "", "application/json,text/plain", "application/json; charset=utf8",
        'application/json; a=";charset=x"', 'application/json; charset="utf\\-8"', 'application/json; a="b;c"; charset=latin1',
    ]  # fmt: skip
    large = b'{"title":"t","body":"' + b"a" * 102_400 + b'"}'
    exact = b'{"title":"t","body":"b"}' + b" " * (102_400 - 24)
    return [
        *[raw("POST", "/api/posts", text) for text in texts],
        *[raw("POST", "/api/posts", valid, content_type) for content_type in types],
        raw("POST", "/api/posts", b"", None),
        Request("POST", "/api/posts"),
        Request("PATCH", "/api/posts/1"),
        Request("PATCH", "/api/posts/999"),
        Request("POST", "/api/posts", None, {"Content-Type": "application/json"}),
        raw("POST", "/api/posts", large),
        raw("POST", "/api/posts", large, "text/plain"),
        raw("PATCH", "/api/posts/999", large),
        raw("POST", "/api/posts", exact),
        raw("POST", "/api/posts", exact + b" "),
        raw("POST", "/api/posts", valid, Content_Encoding="gzip"),
        raw("POST", "/api/posts", valid, Content_Encoding="identity"),
        raw("POST", "/api/posts", valid, Content_Encoding="br"),
        raw("POST", "/api/posts", b"%x\r\n%s\r\n0\r\n\r\n" % (len(valid), valid), Transfer_Encoding="chunked"),
        raw("POST", "/api/posts", b"%x\r\n%s\r\n0\r\n\r\n" % (len(large), large), Transfer_Encoding="chunked"),
        raw("POST", "/api/posts", valid, Expect="100-continue"),
        raw("DELETE", "/api/posts/999", b"{}"),
        raw("GET", "/api/posts/1", b"{}"),
        raw("POST", "/api/posts/999", valid),
    ]


def numbers() -> list[Request]:
    spelled = [
        b"1.0",
        b"1e0",
        b"10e-1",
        b"1.5",
        b"-0",
        b"-0.0",
        b"0",
        b"1e2",
        b"2147483648",
        b"1e10",
        b"1e300",
        b'"1"',
        b"true",
        b"null",
        b"[]",
    ]
    return [raw("POST", "/api/comments", b'{"author":"a","body":"b","postId":%s}' % text) for text in spelled]


def fields() -> list[Request]:
    wrong: list[dict[str, object]] = [
        {"title": ""}, {"title": 1}, {"title": True}, {"title": []}, {"title": {}}, {"title": None}, {"title": "a\0b"},
        {"title": "\0" * 200}, {"body": ""}, {"status": ""}, {"status": "Draft"}, {"status": 1}, {"status": None}, {"status": "draft "},
        {"publishedAt": ""}, {"publishedAt": 0}, {"publishedAt": "2026-11-20"}, {"publishedAt": "2026-11-20T12:00:00"},
        {"publishedAt": "2026-11-20 12:00:00Z"}, {"publishedAt": "2026-11-20t12:00:00z"}, {"publishedAt": "2026-11-20T12:00Z"},
        {"publishedAt": "2026-02-30T12:00:00Z"}, {"publishedAt": "2026-11-20T24:00:00Z"}, {"publishedAt": "2026-11-20T12:60:00Z"},
        {"publishedAt": "2026-11-20T23:59:60Z"}, {"publishedAt": "0999-01-01T00:00:00Z"}, {"publishedAt": "1000-01-01T00:00:00+00:01"},
        {"publishedAt": "9999-12-31T23:59:59-00:01"}, {"publishedAt": "2026-11-20T12:00:00+24:00"}, {"publishedAt": "2026-11-20T12:00:00+0100"},
        {"publishedAt": "2026-11-20T12:00:00.1234567890Z"}, {"publishedAt": "2026-11-20T12:00:00Z\n"}, {"publishedAt": "+02026-11-20T12:00:00Z"},
        {"tagIds": None}, {"tagIds": {}}, {"tagIds": "1"}, {"tagIds": 1}, {"tagIds": ["1"]}, {"tagIds": [0]}, {"tagIds": [1, 1]}, {"tagIds": [1.5]},
        {"tagIds": [None]}, {"tagIds": [1, "x", 0, None]}, {"tagIds": list(range(1, 102))}, {"tagIds": [1] * 101}, {"tagIds": [2147483648]}, {"tagIds": [[1]]},
        {"tagIds": [999]}, {"tagIds": [1, 999, 998]}, {"unknown": 1, "other": 2}, {"title": 1, "body": 2, "status": 3, "publishedAt": 4, "tagIds": 5, "x": 6},
    ]  # fmt: skip
    right: list[dict[str, object]] = [
        {"publishedAt": "1000-01-01T00:00:00Z"}, {"publishedAt": "9999-12-31T23:59:59.999Z"}, {"publishedAt": "1969-12-31T23:59:59.001Z"},
        {"publishedAt": "2024-02-29T00:00:00.5+05:30"}, {"publishedAt": "2026-11-20T12:00:00-00:00"}, {"publishedAt": "2026-03-29T02:30:00+01:00"},
        {"publishedAt": "2026-11-20T12:00:00.9999Z"}, {"tagIds": [3, 1, 2]}, {"status": "live"}, {"publishedAt": None},
    ]  # fmt: skip
    return [
        *[post("/api/posts", POST | values) for values in wrong],
        *[post("/api/posts", POST | values) for values in right],
        *[patch("/api/posts/2", values) for values in [*wrong, *right]],
        post("/api/posts", {}),
        post("/api/posts", {"title": "only"}),
        post("/api/posts", {"unknown": 1}),
        get("/api/posts/2"),
    ]


def comments() -> list[Request]:
    return [
        post("/api/comments", {"author": "Ada", "body": "One", "postId": 1}),
        post("/api/comments", {"author": "Bob", "body": "Two", "postId": 1}),
        post("/api/comments", {"author": "Ada", "body": "Three", "postId": 2}),
        post("/api/comments", {"author": "Ada", "body": "None", "postId": 99_999}),
        post("/api/comments", {"author": "", "body": "None", "postId": 99_999}),
        post("/api/comments", {"author": "Ada", "body": "None"}),
        post("/api/comments", {"author": "Ada", "body": "None", "postId": None}),
        post("/api/comments", {"author": "Ada", "body": "None", "post_id": 1}),
        post("/api/comments", {"author": "Ada", "body": "None", "post": 1}),
        patch("/api/comments/1", {"postId": 2}),
        patch("/api/comments/1", {"postId": 99_999}),
        patch("/api/comments/1", {"postId": None}),
        patch("/api/comments/1", {"postId": 1}),
        get("/api/comments/1"),
    ]


def lists() -> list[Request]:
    return [
        get(f"/api/posts{query}")
        for query in [
            "", "?", "?page=1", "?page=2&perPage=3", "?perPage=1", "?perPage=100", "?page=1000000", "?page=1000000&perPage=100",
            "?page=0", "?page=-1", "?page=1000001", "?page=x", "?page=", "?page=1.0", "?page=01", "?page=+1", "?page=%201", "?page=1e1",
            "?page=99999999999999999999", "?page=%D9%A1", "?page=-0", "?page=--1", "?perPage=0", "?perPage=101", "?perPage=abc", "?per_page=1", "?PAGE=1",
            "?page=1&page=2", "?page=1&page=x", "?page[]=1", "?page[a]=1", "?sort=id", "?sort=-id", "?sort=title", "?sort=-title", "?sort=status",
            "?sort=-status&perPage=3&page=2", "?sort=publishedAt", "?sort=-publishedAt", "?sort=body", "?sort=", "?sort=published_at", "?sort=--id",
            "?sort=id,title", "?sort=tagIds", "?sort=%2Bid", "?sort=+id", "?status=live", "?status=draft&perPage=2", "?status=", "?status=LIVE",
            "?title=First", "?title=first", "?title=", "?title=%00", "?title=%FF", "?title=%E2%82", "?title=a%20b", "?title=a+b", "?title=%zz", "?title=%",
            "?title=" + "a" * 120, "?title=" + "a" * 121, "?title=" + "%F0%9F%92%9A" * 120, "?title=" + "%F0%9F%92%9A" * 121, "?body=Words", "?publishedAt=x",
            "?tagIds=1", "?unknown=1", "?unknown", "?&", "?&&page=1&", "?=1", "?=", "?page", "?a=1&b=2&page=x&perPage=x&sort=x&status=x", "?status=live&title=First&sort=-id",
            "?status=live;page=2", "?status%3Dlive", "?%73tatus=live", "?__proto__=1", "?constructor=1", "?toString=1", "?%00=1", "?%F0%9F%92%9A=1&%EF%BD%9E=2&%EE%80%80=3",
            "?page=1#fragment", "?a~b=1&a/b=2", "?title=%ED%A0%80", "?title=a%0Ab", "?title=a%0D%0Ab", "?title=%EF%BB%BFa", "?%EF%BB%BFpage=1",
        ]
    ]  # fmt: skip


def queries() -> list[Request]:
    return [
        get(f"/api/comments{query}")
        for query in [
            "?postId=1", "?postId=2", "?postId=99999", "?postId=0", "?postId=-1", "?postId=x", "?postId=", "?postId=1.0", "?postId=01", "?postId=2147483648",
            "?postId=1&author=Ada", "?author=Ada&sort=-id", "?postId=1&postId=2", "?sort=postId", "?sort=author", "?postid=1",
        ]
    ]  # fmt: skip


def relations() -> list[Request]:
    return [
        get(f"/api/{path}")
        for path in [
            "posts/1/comments", "posts/1/comments?author=Bob", "posts/1/comments?postId=2", "posts/1/comments?postId=1", "posts/1/comments?perPage=1&page=2",
            "posts/1/comments?sort=-author", "posts/1/comments?x=1", "posts/99999/comments", "posts/99999/comments?x=1", "posts/2/tags", "posts/2/tags?sort=-name",
            "posts/2/tags?name=node", "posts/2/tags?title=x", "posts/99999/tags", "tags/1/posts", "tags/1/posts?status=live", "tags/1/posts?perPage=2&page=2&sort=-id",
            "tags/99999/posts", "tags/1/comments", "comments/1/posts", "posts/1/tags/", "tags/3/posts?sort=title",
        ]
    ] + [Request("POST", "/api/posts/1/comments"), Request("DELETE", "/api/tags/1/posts"), Request("HEAD", "/api/posts/1/comments")]  # fmt: skip


def deletes() -> list[Request]:
    return [
        delete("/api/posts/1"),
        get("/api/posts/1"),
        delete("/api/tags/1"),
        get("/api/posts/2"),
        get("/api/posts/2/tags"),
        delete("/api/tags/1"),
        delete("/api/tags/0"),
        delete("/api/tags/abc"),
        delete("/api/comments/1"),
        delete("/api/comments/2"),
        get("/api/posts/1/comments"),
        delete("/api/posts/3?unknown=1"),
        delete("/api/posts/1"),
        post("/api/posts", POST),
        post("/api/tags", {"name": "after a delete"}),
        get("/api/tags"),
    ]
