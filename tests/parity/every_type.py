"""The written requests for a resource that has every type, modifier and kind of relation."""

from parity.exchange import Request, delete, get, patch, post, raw, send_json

PERSON = {"name": "Ada"}
VALUES: dict[str, object] = {
    "label": "Label",
    "memo": "Memo",
    "count": 1,
    "huge": 9007199254740991,
    "price": "9.99",
    "active": True,
    "born": "2026-01-31",
    "madeAt": "2026-01-31T12:00:00Z",
    "token": "0f8fad5b-d9cb-469f-a165-708677289501",
    "mail": "first@example.com",
    "site": "https://example.com/",
    "data": {"a": [1, "two", None]},
    "kind": "one",
    "makerId": 1,
}
HARD: dict[str, list[object]] = {
    "label": ["", "a" * 20, "a" * 21, "\U0001f49a" * 20, "\U0001f49a" * 21, 1, None, "\0", "'; drop table gadgets; --"],
    "nick": ["", "a" * 255, "a" * 256, None, False],
    "note": ["", None, "a" * 16_000, "a" * 16_001, "\0", 1.5, "line\r\nline\u2028"],
    "memo": ["", None, {}],
    "count": [0, -1, 2147483647, 2147483648, -2147483648, -2147483649, 1.5, "1", True, None, 1e2, 1e300],
    "stock": [None, 5, "5"],
    "big": [9007199254740991, -9007199254740991, 0, None, 1.5, "1", 1e15, 1e16, 1e300],
    "huge": [None, False],
    "ratio": [0, 1, -1, 0.1, 1.5, 1e-4, 1e-5, 1e-7, 1e-10, 1e15, 1e16, 1e20, 123456789012345680000.0, 1e21, 1.5e300, 5e-324, 1.7976931348623157e308,
              0.30000000000000004, -0.0, 2147483648.25, None, "1", True, []],
    "weight": [None, 2, 2.5],
    "price": ["0", "-0", "-0.00", "0.1", "1.10", "00.10", "99999999.99", "100000000.00", "-99999999.99", "1.234", "1.", ".5", "+1", "1e2", "", " 1", "1 ",
              "NaN", "Infinity", "1,5", "\u0661", 1, 1.5, None, True],
    "rate": ["0", "99999", "100000", "1.0", "-1", None],
    "part": ["0", "0.1", "0.1234", "0.12345", "1", "-0.0001", "00.1", ".1", None],
    "fee": [None, "7", "7.5", "0.05"],
    "active": [False, None, 0, "true", []],
    "lit": [False, None],
    "dimmed": [True, False, None, "x"],
    "born": ["1000-01-01", "0999-12-31", "9999-12-31", "10000-01-01", "2024-02-29", "2023-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20260101",
             "2026-01-31T00:00:00Z", "", 20260131, None, "2026-01-31 ", "\u0662026-01-31"],
    "died": [None, "1582-10-10", "1900-02-29", "2000-02-29"],
    "madeAt": ["1000-01-01T00:00:00Z", "1582-10-10T00:00:00Z", "9999-12-31T23:59:59.999Z", "2026-06-30T23:59:59.999999999+23:59", None, 0, ""],
    "seenAt": [None, "2026-01-01T00:00:00.5Z"],
    "token": ["0F8FAD5B-D9CB-469F-A165-708677289501", "0f8fad5bd9cb469fa165708677289501", "{0f8fad5b-d9cb-469f-a165-708677289501}", "x",
              "urn:uuid:0f8fad5b-d9cb-469f-a165-708677289501", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", 1, None],
    "code": [None, "0F8FAD5B-D9CB-469F-A165-708677289509", ""],
    "mail": ["a@b.co", "A.B+c@example.co.uk", "a@b", "@b.co", "a@", "a b@c.co", "a@b..co", "ü@example.com", "a@exämple.com", "a" * 242 + "@example.com",
             "a" * 243 + "@example.com", "a@b.c\n", "a@-b-.co", "", None, 1],
    "altMail": [None, "x@y.zz", ""],
    "site": ["http://a", "https://", "ftp://a", "HTTP://a", "http://a b", "http://ä.example", "https://" + "a" * 760, "https://" + "a" * 761, "javascript:alert(1)",
             "http://a\n", "", None, 1],
    "link": [None, "https://example.com/?a=b&c=%20#d"],
    "extra": [None, 0, -0.0, 1.0, 1.5, 1e-7, 1e21, "text", "", True, [], {}, [[]], {"z": 1, "a": 2}, {"1": 1, "b": 2, "0": 3}, {"": ""}, {"__proto__": {"x": 1}},
              {"a": {"b": [1, 2.5, None, "\U0001f49a\u2028"]}}, "\0", {"\0": "\0"}, 9007199254740991, [None], "null", "\"quoted\"", {"constructor": 1}],
    "data": [None, [], {}, 0, "", False, "x"],
    "kind": ["two", "One", None, 1],
    "status": ["draft", "live", "in-review", "in_review", None],
    "mood": ["Up", "Down", "up", None, []],
    "slug": [None, "", "taken", "taken"],
    "level": [None, 3],
    "parentId": [1, 999, None, 0, "1", 2147483648],
    "makerId": [2, 999, None, -1, 1.5],
    "ownerId": [1, 999, None],
    "badgeId": [1, 1, 2, 999, None],
    "crewIds": [[1, 2], [2, 1], [], [999], [1, 1], None, [1, "2"], [1.5], 1],
    "relatedIds": [[1], [999], [1, 2]],
    "badgeIds": [[1, 2], [3]],
}  # fmt: skip


def requests() -> list[Request]:
    return [
        *[post("/api/people", PERSON | {"name": name}) for name in ("Ada", "Bob", "Cid")],
        *[post("/api/badges", {"title": title}) for title in ("a", "b", None)],
        post("/api/badges", {}),
        post("/api/badges", {"title": "ab"}),
        post("/api/gadgets", VALUES),
        get("/api/gadgets/1"),
        post("/api/gadgets", VALUES),
        post("/api/gadgets", fresh(0) | {"mail": "first@example.com"}),
        post("/api/gadgets", {}),
        post("/api/gadgets", dict.fromkeys(HARD)),
        post("/api/gadgets", {name: [[]] for name in HARD}),
        *[
            post("/api/gadgets", fresh(100 * at + index) | {name: value})
            for at, (name, values) in enumerate(HARD.items(), 1)
            for index, value in enumerate(values)
        ],
        *[patch("/api/gadgets/1", {name: value}) for name, values in HARD.items() for value in values],
        *lists(),
        *filters(),
        *spelled(),
        *relations(),
    ]


def fresh(number: int) -> dict[str, object]:
    """Valid values whose unique fields no other number has."""
    unique = {"token": f"00000000-0000-4000-8000-{number:012d}", "mail": f"user{number}@example.com"}
    return VALUES | unique


def lists() -> list[Request]:
    sorts = [name for name in HARD if not name.endswith(("Id", "Ids"))]
    return [
        get("/api/gadgets?perPage=100"),
        get("/api/gadgets?perPage=100&page=2"),
        *[get(f"/api/gadgets?sort={name}&perPage=100") for name in sorts],
        *[get(f"/api/gadgets?sort=-{name}&perPage=7&page=3") for name in sorts],
    ]


def filters() -> list[Request]:
    asked = {
        "count": ["1", "-1", "2147483647", "2147483648", "01", "-0", "1.0", "", "+1", "--1", "1_0"],
        "big": ["9007199254740991", "9007199254740992", "-9007199254740991", "0"],
        "ratio": ["1"],
        "price": ["9.99"],
        "active": ["true", "false", "True", "1", ""],
        "dimmed": ["true"],
        "born": ["2026-01-31", "2026-02-30", "", "1000-01-01", "0999-01-01"],
        "madeAt": ["2026-01-31T12:00:00Z"],
        "token": ["0f8fad5b-d9cb-469f-a165-708677289501", "0F8FAD5B-D9CB-469F-A165-708677289501", "x"],
        "mail": ["first@example.com", "FIRST@example.com", "x"],
        "site": ["https://example.com/"],
        "status": ["draft", "in-review", "x"],
        "mood": ["Up", "up"],
        "nick": ["", "a"],
        "label": ["", "Label", "label", "Label%20", "%F0%9F%92%9A" * 20],
        "slug": ["taken", ""],
        "parentId": ["1", "0", "x"],
        "makerId": ["1", "2"],
        "badgeId": ["1"],
        "crewIds": ["1"],
    }
    return [get(f"/api/gadgets?perPage=5&{name}={value}") for name, values in asked.items() for value in values]


def spelled() -> list[Request]:
    """Numbers as JSON text, which no JSON library would write."""
    texts = [
        b"1.0",
        b"-0",
        b"-0.0",
        b"1e0",
        b"1E+2",
        b"0.1e1",
        b"1e-400",
        b"1e308",
        b"1e309",
        b"123456789012345678",
        b"1234567890123456789.0",
        b"0.1234567890123456789",
    ]
    names = [b"count", b"big", b"ratio", b"extra", b"level"]
    return [raw("PATCH", "/api/gadgets/1", b'{"%s":%s}' % (name, text)) for name in names for text in texts]


def relations() -> list[Request]:
    return [
        *[
            get(f"/api/{path}")
            for path in [
                "people/1/gadgets?perPage=3", "people/1/gadgets-as-owner", "people/1/gadgets-as-crew", "gadgets/1/gadgets?perPage=3", "gadgets/1/crew",
                "gadgets/1/related", "gadgets/1/gadgets-as-related", "gadgets/1/badges", "badges/1/gadgets", "badges/1/gadgets-as-badges?perPage=2",
                "gadgets/1/people", "people/999/gadgets", "gadgets/999/crew", "people/1/gadgets?makerId=2", "gadgets/1/crew?name=Ada",
            ]
        ],
        patch("/api/people/2", {"gadgetId": 1}),
        get("/api/gadgets/1/people"),
        delete("/api/people/1"),
        delete("/api/badges/1"),
        get("/api/gadgets?badgeId=1"),
        delete("/api/gadgets/1"),
        get("/api/people/2"),
        get("/api/gadgets?parentId=1"),
        delete("/api/badges/2"),
        get("/api/gadgets?perPage=100&sort=-id"),
        send_json("DELETE", "/api/badges/3", {}),
    ]  # fmt: skip
