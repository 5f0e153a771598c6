import pytest
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings


def test_answers_405_and_what_is_allowed(client: FlaskClient) -> None:
    answer = client.delete("/healthz")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_answers_unknown_paths_with_a_problem(client: FlaskClient) -> None:
    answer = client.get("/nowhere")

    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["title"] == "Not Found"


def test_says_that_it_lives(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}


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


def test_tells_all_settings_that_are_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", "short")
    monkeypatch.setenv("TRUSTED_HOPS", "-1")

    with pytest.raises(SystemExit, match=r"(?s)SECRET_KEY.*TRUSTED_HOPS"):
        Settings.from_env()
