from flask import Flask
from flask.testing import FlaskClient

from app.db import Base, db
from tests.factories import Make
from tests.helpers import MISSING, assert_filters, codes, statements

API = "/api/posts"


def test_creates_one_and_shows_it(client: FlaskClient, make: Make) -> None:
    body = make.post_body()

    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_fills_in_defaults(client: FlaskClient, make: Make) -> None:
    body = make.post_body()
    del body["status"]

    row = client.post(API, json=body).get_json()

    assert row["status"] == "draft"


def test_keeps_instants_in_utc(client: FlaskClient, make: Make) -> None:
    body = make.post_body()
    body["publishedAt"] = "2026-01-31T12:00:00+02:00"

    row = client.post(API, json=body).get_json()

    assert row["publishedAt"] == "2026-01-31T10:00:00.000Z"


def test_shows_a_status_that_other_code_stored(client: FlaskClient, make: Make) -> None:
    row = make.post()
    table = Base.metadata.tables["posts"]
    with client.application.app_context():
        stored = {"status": "none of the choices"}
        db.session.execute(table.update().values(stored))
        db.session.commit()

    page = client.get(API).get_json()

    row["status"] = "none of the choices"
    assert page["items"] == [row | {"updatedAt": page["items"][0]["updatedAt"]}]


def test_refuses_fields_that_are_missing_unknown_or_wrong(client: FlaskClient) -> None:
    body = {
        "status": {},
        "publishedAt": {},
        "tagIds": {},
        "no/such~field": 1,
    }

    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert codes(answer) == {
        "/title": "required",
        "/body": "required",
        "/status": "type",
        "/publishedAt": "type",
        "/tagIds": "type",
        "/no~1such~0field": "additionalProperties",
    }


def test_changes_only_the_fields_that_are_given(
    client: FlaskClient, make: Make
) -> None:
    body = make.post_body()
    row = make.post()

    for name, value in make.post_body(1).items():
        body[name] = value
        row = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert row | body == row
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_clears_optional_fields_with_null(client: FlaskClient, make: Make) -> None:
    row = make.post()
    body = {
        "publishedAt": None,
    }

    row = client.patch(f"{API}/{row['id']}", json=body).get_json()

    assert row | body == row


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.post()

    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_answers_404_for_ids_that_no_row_can_have(client: FlaskClient) -> None:
    for key in (MISSING, "99999999999999999999", "0", "-1", "one"):
        assert client.get(f"{API}/{key}").status_code == 404
        assert client.patch(f"{API}/{key}", json={}).status_code == 404
        assert client.delete(f"{API}/{key}").status_code == 404


def test_lists_page_by_page(client: FlaskClient, make: Make) -> None:
    make.post(0)
    second = make.post(1)

    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page.pop("items") == [second]
    assert page == {"page": 2, "perPage": 1, "total": 2, "pages": 2}


def test_sorts_both_ways(client: FlaskClient, make: Make) -> None:
    rows = [make.post(0), make.post(1)]

    assert client.get(f"{API}?sort=id").get_json()["items"] == rows
    assert client.get(f"{API}?sort=-id").get_json()["items"] == rows[::-1]


def test_filters_by_equality(client: FlaskClient, make: Make) -> None:
    rows = [make.post(0), make.post(1)]

    assert_filters(client, API, rows, "title")
    assert_filters(client, API, rows, "status")


def test_refuses_unknown_and_wrong_query_parameters(client: FlaskClient) -> None:
    answer = client.get(f"{API}?page=0&perPage=x&sort=nothing&no-such-field=1")

    assert answer.status_code == 422
    assert codes(answer) == {
        "/page": "minimum",
        "/perPage": "type",
        "/sort": "enum",
        "/no-such-field": "additionalProperties",
    }


def test_reads_a_list_in_at_most_three_statements(
    app: Flask, client: FlaskClient, make: Make
) -> None:
    rows = [make.post(0), make.post(1)]

    with statements(app) as asked:
        page = client.get(API).get_json()

    assert page["items"] == rows
    assert 0 < len(asked) <= 3


def test_counts_characters_not_bytes(client: FlaskClient, make: Make) -> None:
    body = make.post_body()

    body["title"] = "😀" * 120
    assert client.post(API, json=body).status_code == 201
    body["title"] = "😀" * 121
    answer = client.post(API, json=body)
    assert codes(answer) == {"/title": "maxLength"}


def test_refuses_tags_that_do_not_exist(client: FlaskClient, make: Make) -> None:
    body = make.post_body()
    body["tagIds"] = [MISSING]

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/tagIds": "reference"}


def test_ties_tags_and_lists_both_ways(client: FlaskClient, make: Make) -> None:
    key = make.tag(1)["id"]
    body = make.post_body()
    body["tagIds"] = [key]
    row = client.post(API, json=body).get_json()

    listed = client.get(f"{API}/{row['id']}/tags").get_json()
    parent = f"/api/tags/{key}"
    inverse = client.get(
        f"{parent}/posts",
    ).get_json()

    assert row["tagIds"] == [key]
    assert [item["id"] for item in listed["items"]] == [key]
    assert inverse["items"] == [row]


def test_forgets_tags_that_are_deleted(client: FlaskClient, make: Make) -> None:
    key = make.tag(1)["id"]
    body = make.post_body()
    body["tagIds"] = [key]
    row = client.post(API, json=body).get_json()

    answer = client.delete(f"/api/tags/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["tagIds"] == []
