from flask.testing import FlaskClient

API = "/api/categories"


def test_refuses_a_body_that_is_not_json(client: FlaskClient) -> None:
    answer = client.post(API, data="{", content_type="application/json")

    assert answer.status_code == 400


def test_refuses_another_media_type(client: FlaskClient) -> None:
    assert client.post(API, data="{}", content_type="text/plain").status_code == 415


def test_refuses_a_body_that_is_too_large(client: FlaskClient) -> None:
    answer = client.post(API, json={"field": "x" * 200_000})

    assert answer.status_code == 413
    assert answer.get_json()["title"] == "Content Too Large"


def test_refuses_numbers_that_are_not_written_in_digits(client: FlaskClient) -> None:
    for page in ("1_0", "%2B1", "1.0", "1e0", ""):
        assert client.get(f"{API}?page={page}").status_code == 422


def test_lists_at_most_100_errors(client: FlaskClient) -> None:
    answer = client.post(API, json={str(number): 1 for number in range(1000)})

    assert answer.status_code == 422
    assert len(answer.get_json()["errors"]) == 100
    assert "more errors are not listed" in answer.get_json()["detail"]
