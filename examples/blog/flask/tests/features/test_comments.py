from flask import Flask
from flask.testing import FlaskClient

from tests.factories import Make
from tests.helpers import MISSING, assert_filters, codes, statements

API = "/api/comments"


def test_creates_one_and_shows_it(client: FlaskClient, make: Make) -> None:
    body = make.comment_body()

    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_refuses_fields_that_are_missing_unknown_or_wrong(client: FlaskClient) -> None:
    body = {
        "no/such~field": 1,
    }

    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert codes(answer) == {
        "/author": "required",
        "/body": "required",
        "/postId": "required",
        "/no~1such~0field": "additionalProperties",
    }


def test_changes_only_the_fields_that_are_given(
    client: FlaskClient, make: Make
) -> None:
    body = make.comment_body()
    row = make.comment()

    for name, value in make.comment_body(1).items():
        body[name] = value
        row = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert row | body == row
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.comment()

    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_answers_404_for_ids_that_no_row_can_have(client: FlaskClient) -> None:
    for key in (MISSING, "99999999999999999999", "0", "-1", "one"):
        assert client.get(f"{API}/{key}").status_code == 404
        assert client.patch(f"{API}/{key}", json={}).status_code == 404
        assert client.delete(f"{API}/{key}").status_code == 404


def test_lists_page_by_page(client: FlaskClient, make: Make) -> None:
    make.comment(0)
    second = make.comment(1)

    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page.pop("items") == [second]
    assert page == {"page": 2, "perPage": 1, "total": 2, "pages": 2}


def test_sorts_both_ways(client: FlaskClient, make: Make) -> None:
    rows = [make.comment(0), make.comment(1)]

    assert client.get(f"{API}?sort=id").get_json()["items"] == rows
    assert client.get(f"{API}?sort=-id").get_json()["items"] == rows[::-1]


def test_filters_by_equality(client: FlaskClient, make: Make) -> None:
    rows = [make.comment(0), make.comment(1)]

    assert_filters(client, API, rows, "author")
    assert_filters(client, API, rows, "postId")


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
    rows = [make.comment(0), make.comment(1)]

    with statements(app) as asked:
        page = client.get(API).get_json()

    assert page["items"] == rows
    assert 0 < len(asked) <= 3


def test_counts_characters_not_bytes(client: FlaskClient, make: Make) -> None:
    body = make.comment_body()

    body["author"] = "😀" * 80
    assert client.post(API, json=body).status_code == 201
    body["author"] = "😀" * 81
    answer = client.post(API, json=body)
    assert codes(answer) == {"/author": "maxLength"}


def test_refuses_a_post_that_does_not_exist(client: FlaskClient, make: Make) -> None:
    body = make.comment_body()
    body["postId"] = MISSING

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/postId": "reference"}


def test_lists_those_of_one_post(client: FlaskClient, make: Make) -> None:
    make.comment()
    key = make.post(1)["id"]
    body = make.comment_body(1)
    body["postId"] = key
    row = client.post(API, json=body).get_json()

    parent = f"/api/posts/{key}"
    page = client.get(
        f"{parent}/comments",
    ).get_json()

    assert page["items"] == [row]


def test_keeps_a_post_that_is_needed(client: FlaskClient, make: Make) -> None:
    row = make.comment()

    answer = client.delete(f"/api/posts/{row['postId']}")

    assert answer.status_code == 409
    assert client.get(f"{API}/{row['id']}").get_json() == row
