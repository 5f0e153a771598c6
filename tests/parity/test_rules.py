"""What the rules of a model refuse and what they keep, on both sides and every database."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from parity.asked import Asked, told, wrong
from parity.changed import rows
from parity.exchange import delete, get, patch, post
from parity.machine import FRAMEWORKS, SERVED, create, drop, require
from parity.projects import WHOLE, Pair, app, pair

ACCOUNTS, POLLS, BALLOTS = "/api/accounts", "/api/polls", "/api/ballots"
CLIENTS, KEYS, LINKS = "/api/clients", "/api/keys", "/api/links"
ACCOUNT = {"email": "Ada@example.com", "handle": "ada-l", "nickname": "", "joinedAt": "2026-01-31T12:00:00Z", "bornOn": "1990-02-28"}  # fmt: skip
OTHER = ACCOUNT | {"email": "bob@example.com", "handle": "bob"}
POLL: dict[str, object] = {"title": "Tea", "body": "x" * 10}
Rule = tuple[str, list[object], list[object], str]
# Each field with values that it takes, values that it refuses, and the code.
ACCOUNT_FIELDS: list[Rule] = [
    ("handle", ["a-b", "a1b", "x" * 30], ["ab", ""], "minLength"),
    ("handle", [], ["x" * 31], "maxLength"),
    ("handle", [], ["a_b", "Ada", "-ab", "ab-", "a--b", "a b", "äbc", "abc\n", "ab\0"], "pattern"),
    ("nickname", ["", "x" * 20, "😀" * 20], ["x" * 21], "maxLength"),
    ("nickname", [], [None, 1], "type"),
    ("country", ["DE", None], ["de", "D1", "D"], "pattern"),
    ("country", [], ["DEU"], "maxLength"),
    ("passwordHash", [], ["x", None], "additionalProperties"),
    ("joinedAt", ["2026-01-31T12:00:00+02:00"], [None, 1], "type"),
    ("joinedAt", [], ["now"], "format"),
    ("bornOn", ["2024-02-29"], [None], "type"),
]
POLL_FIELDS: list[Rule] = [
    ("title", ["abc", "x" * 80], ["ab", ""], "minLength"),
    ("fee", ["0", "0.00", "-0", "12345678.99", None], ["-0.01", "-1"], "minimum"),
    ("rate", ["1", "-1.0000", "0.5", "-0.9999"], ["-1.0001", "-9"], "minimum"),
    ("rate", [], ["1.0001", "9.9999"], "maximum"),
    ("share", [0, 1, 0.5, 1.0, None], [-0.1, -1e-300], "minimum"),
    ("share", [], [1.1, 2, 1e300], "maximum"),
    ("budget", [1000000, -9007199254740991, None], [1000001], "maximum"),
    ("budget", [], [-9007199254740992], "minimum"),
    ("grade", [-2, 2, 2.0, 0], [-3, -(2**31) - 1], "minimum"),
    ("grade", [], [3, 2**31], "maximum"),
    ("notes", ["", "x" * 500], ["x" * 501], "maxLength"),
    ("body", ["x" * 10, "x" * 16_000], ["x" * 9, ""], "minLength"),
    ("slot", ["08:30", "23:59", None], ["24:00", "8:30", "08:60"], "pattern"),
]


def requests() -> list[Asked]:
    return list(chain(fields(), cases(), several(), deleting()))


def fields() -> Iterator[Asked]:
    yield 201, post(ACCOUNTS, ACCOUNT)
    yield 201, post(POLLS, POLL)
    for path, table in ((ACCOUNTS, ACCOUNT_FIELDS), (POLLS, POLL_FIELDS)):
        for name, good, bad, _ in table:
            yield from ((200, patch(f"{path}/1", {name: one})) for one in good)
            yield from ((422, patch(f"{path}/1", {name: one})) for one in bad)
        yield 200, get(f"{path}/1")
    yield 422, post(ACCOUNTS, {})
    yield 422, post(POLLS, {"title": "ab", "fee": "-1", "rate": "2", "share": 2, "grade": 9, "slot": "x", "body": ""})
    for query in ("grade=2", "grade=-2", "budget=5", "title=Tea", "sort=-fee", "sort=share"):
        yield 200, get(f"{POLLS}?{query}")
    for query in ("grade=3", "budget=1000001", "title=ab", "slot=99:99", "notes=x"):
        yield 422, get(f"{POLLS}?{query}")
    for query in ("passwordHash=x", "password_hash=x", "sort=passwordHash"):
        yield 422, get(f"{ACCOUNTS}?{query}")


def cases() -> Iterator[Asked]:
    """`Ada` and `ada` are one where something is unique, and two where it is looked for."""
    yield 200, patch(f"{ACCOUNTS}/1", ACCOUNT)
    # Why first: what is refused may use an id up, or may not.
    yield 201, post(ACCOUNTS, OTHER)
    yield 409, post(ACCOUNTS, OTHER | {"email": "ADA@Example.com", "handle": "abc"})
    yield 409, post(ACCOUNTS, OTHER | {"email": "c@example.com"})
    yield 409, patch(f"{ACCOUNTS}/2", {"email": "ada@example.com"})
    yield 200, patch(f"{ACCOUNTS}/1", {"email": "ADA@example.com"})
    for email in ("ADA@example.com", "ada@example.com"):
        yield 200, get(f"{ACCOUNTS}?email={email}")
    yield 200, get(f"{ACCOUNTS}?sort=email")


def several() -> Iterator[Asked]:
    ballot = {"accountId": 1, "pollId": 1, "score": 5}
    yield 201, post(BALLOTS, ballot)
    yield 201, post(BALLOTS, ballot | {"accountId": 2, "score": 1})
    yield 409, post(BALLOTS, ballot)
    yield 409, patch(f"{BALLOTS}/2", {"accountId": 1})
    yield 200, patch(f"{BALLOTS}/2", {"accountId": 2})
    for score in (0, 6, None, "5", 4.5):
        yield 422, post(BALLOTS, ballot | {"score": score})
    yield 409, post(BALLOTS, ballot | {"pollId": 99})
    yield 201, post(CLIENTS, {"name": "Shop", "accountId": 1})
    link = {"url": "https://example.org/", "clientId": 1}
    for key in (None, None, "a", "b", "A"):
        yield 201, post(LINKS, link | {"key": key, "metadata": {"a": [1]}})
    yield 409, post(LINKS, link | {"key": "a"})
    yield 422, post(LINKS, link | {"position": -1})
    yield 200, get(f"{LINKS}?key=a")
    yield 200, get(f"{LINKS}?clientId=1&sort=-position")
    yield 201, post(KEYS, {"value": "0123456789abcdef", "clientId": 1})
    yield 422, post(KEYS, {"value": "0123456789ABCDEF", "secret": "x"})


def deleting() -> Iterator[Asked]:
    # Polls 2, below 1, and 3, below 2, with ballots.
    yield 201, post(POLLS, POLL | {"parentId": 1})
    yield 201, post(POLLS, POLL | {"parentId": 2})
    yield 201, post(BALLOTS, {"accountId": 2, "pollId": 3, "score": 3})
    yield 409, delete(f"{ACCOUNTS}/1")
    yield 409, delete(f"{CLIENTS}/1")
    yield 204, delete(f"{POLLS}/1")
    for path in (f"{POLLS}/2", f"{POLLS}/3", f"{BALLOTS}/1", f"{POLLS}/3/ballots"):
        yield 404, get(path)
    yield 200, get(BALLOTS)
    for number in range(1, 6):
        yield 204, delete(f"{LINKS}/{number}")
    yield 204, delete(f"{CLIENTS}/1")
    yield 404, get(f"{KEYS}/1")
    yield 204, delete(f"{ACCOUNTS}/1")
    yield 204, delete(f"{ACCOUNTS}/2")
    yield 200, get(ACCOUNTS)


@pytest.mark.parametrize("database", SERVED)
def test_the_rules_are_kept_as_promised_on_both_sides(database: str) -> None:
    require(database)
    with pair("every-rule", *WHOLE, database=database) as apps:
        found = wrong(apps, requests())

    assert not found, told(found)


RESTRICT = (
    "create function keep() returns trigger language plpgsql as "
    "$$ begin raise exception 'needed' using errcode = 'restrict_violation'; end $$",
    "create trigger keep before delete on clients for each row execute function keep()",
)


@pytest.mark.server
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_row_that_is_needed_is_409_as_postgresql_says_it_from_18_on(framework: str, tmp_path: Path) -> None:
    """Older servers never say it by themselves, so a trigger does: SQLSTATE 23001."""
    require("postgresql")
    name = f"scaffold_restrict_{framework}"
    url = create("postgresql", name, tmp_path)
    try:
        with app(framework, "every-rule", *WHOLE, database="postgresql", DATABASE_URL=url) as served:
            for sql in RESTRICT:
                rows("postgresql", url, sql)
            made, kept = served.ask(post(CLIENTS, {"name": "Shop"})), served.ask(delete(f"{CLIENTS}/1"))
            there = served.ask(get(f"{CLIENTS}/1"))
    finally:
        drop("postgresql", name)

    assert (made.status, kept.status, there.status) == (201, 409, 200)
    assert json.loads(kept.body)["detail"] == "The request conflicts with existing data."


@pytest.fixture(scope="module")
def apps() -> Iterator[Pair]:
    with pair("every-rule", *WHOLE) as started:
        yield started


def test_a_refusal_names_the_rule_at_its_field_and_a_private_field_is_nowhere(apps: Pair) -> None:
    apps.ask(post(ACCOUNTS, ACCOUNT)), apps.ask(post(POLLS, POLL))
    for path, table in ((ACCOUNTS, ACCOUNT_FIELDS), (POLLS, POLL_FIELDS)):
        for name, _, bad, code in table:
            for one in bad:
                assert errors(apps, path, {name: one}) == [(f"/{name}", code)], f"{name} {one!r}"
    ballot = {"accountId": 1, "pollId": 1, "score": 5}
    apps.ask(post(BALLOTS, ballot))
    taken = apps.ask(post(BALLOTS, ballot))
    account, document = apps.ask(get(f"{ACCOUNTS}/1")), apps.ask(get("/openapi.json"))

    for answer in taken:
        found = json.loads(answer.body)["errors"]
        assert [(one["pointer"], one["code"]) for one in found] == [("/accountId", "unique"), ("/pollId", "unique")]
    for answer in (*account, *document):
        assert answer.status == 200
        assert b"passwordHash" not in answer.body
        assert b"password_hash" not in answer.body


def test_what_is_of_the_moment_is_made_when_a_body_has_none(apps: Pair) -> None:
    made = apps.ask(post(ACCOUNTS, {"email": "a@example.com", "handle": "abc", "nickname": "a"}))

    for answer in made:
        row = json.loads(answer.body)
        # Why not to the millisecond: each column takes the moment by itself.
        assert row["joinedAt"][:19] == row["createdAt"][:19] or row["joinedAt"] < row["createdAt"]
        assert row["bornOn"] in (row["createdAt"][:10], row["joinedAt"][:10])


def errors(apps: Pair, path: str, body: dict[str, object]) -> list[tuple[str, str]]:
    flask, express = (json.loads(answer.body)["errors"] for answer in apps.ask(patch(f"{path}/1", body)))
    assert [(one["pointer"], one["code"]) for one in flask] == [(one["pointer"], one["code"]) for one in express]
    return [(one["pointer"], one["code"]) for one in flask]
