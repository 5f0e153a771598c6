from flask.testing import FlaskClient

from app import create_app


def test_answers_405_and_what_is_allowed(client: FlaskClient) -> None:
    answer = client.delete("/healthz")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_answers_unknown_paths_with_a_problem(client: FlaskClient) -> None:
    answer = client.get("/nowhere")

    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["title"] == "Not Found"


def test_says_that_it_lives_and_is_ready(client: FlaskClient) -> None:
    for path in ("/healthz", "/readyz"):
        assert client.get(path).get_json() == {"status": "ok"}


def test_links_to_what_is_served(client: FlaskClient) -> None:
    links = client.get("/", headers={"Accept": "application/json"}).get_json()["links"]
    page = client.get("/", headers={"Accept": "text/html"}).text

    assert "/healthz" in links
    for link in links:
        assert f'href="{link}"' in page
        with client.get(link) as answer:
            assert answer.status_code == 200


def test_hides_what_went_wrong() -> None:
    app = create_app()
    app.get("/wrong")(lambda: 1 / 0)  # type: ignore[type-var]

    answer = app.test_client().get("/wrong")

    assert answer.status_code == 500
    assert "division" not in answer.text
