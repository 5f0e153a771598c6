"""What every answer of the application has in common.

Twin: tests/app.test.ts
"""

import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError, ProgrammingError

from app import create_app
from app.config import Config
from app.db import db
from app.http.input import body
from app.http.schema import Input
from tests.helpers import errors

# Why here: a stack also has the lines of the code.
MISUSED = ProgrammingError("select 1", {}, Exception("a secret"))


class Note(Input):
    text: str


@pytest.fixture(scope="module")
def client(config: Config) -> Iterator[FlaskClient]:
    """A client of an application with more routes: to read, crash, lose a database."""
    app = create_app(config)
    app.add_url_rule("/notes", view_func=read, methods=["POST"])
    app.add_url_rule("/crash", view_func=crash)
    app.add_url_rule("/elsewhere", view_func=elsewhere)
    app.add_url_rule("/lose", view_func=lose)
    app.add_url_rule("/misuse", view_func=misuse)
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def read() -> dict[str, str]:
    return {"text": body(Note).text}


def elsewhere() -> str:
    raise ConnectionRefusedError("not there")


def crash() -> str:
    raise RuntimeError("a secret")


def lose() -> str:
    cause = Exception("gone\n\taway")
    raise OperationalError("a secret", {}, cause, connection_invalidated=True)


def misuse() -> str:
    raise MISUSED


def test_says_that_the_process_runs(client: FlaskClient) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})


def test_says_that_the_database_answers(client: FlaskClient) -> None:
    answer = client.get("/readyz")

    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})


def test_answers_503_when_the_database_does_not_answer(
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("select 1", {}, Exception("gone"))

    monkeypatch.setattr(db.session, "execute", fail)
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json()["detail"] == "The database does not answer."


def test_answers_503_when_the_process_is_stopping(
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(client.application.config, "STOPPING", True)
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json()["detail"] == "The process is stopping."
    assert client.get("/healthz").status_code == 200


def test_takes_over_a_well_formed_request_id(client: FlaskClient) -> None:
    answer = client.get("/healthz", headers={"X-Request-Id": "abcd-1234"})

    assert answer.headers["X-Request-Id"] == "abcd-1234"


def test_replaces_a_malformed_request_id(client: FlaskClient) -> None:
    answer = client.get("/healthz", headers={"X-Request-Id": "no spaces"})

    assert len(answer.headers["X-Request-Id"]) == 36


def test_answers_404_for_an_unknown_path(client: FlaskClient) -> None:
    for path in ("/nowhere", "/healthz/", "/Healthz", "//healthz", "/healthz%2F"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.content_type == "application/problem+json"


def test_answers_405_for_another_method(client: FlaskClient) -> None:
    answer = client.options("/healthz")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_answers_head_like_get_without_a_body(client: FlaskClient) -> None:
    answer = client.head("/healthz")

    assert answer.status_code == 200
    assert answer.content_length == 15
    assert answer.data == b""


def test_refuses_a_body_that_is_too_large(client: FlaskClient) -> None:
    answer = client.post("/notes", data=b" " * 102_401)

    assert answer.status_code == 413
    assert answer.get_json()["detail"] == "The body is larger than 102400 bytes."


def test_refuses_a_body_that_is_not_json_in_utf_8(client: FlaskClient) -> None:
    for content_type in ("", "text/plain", "application/json; charset=latin-1"):
        answer = client.post("/notes", data=b"{}", content_type=content_type)
        assert answer.status_code == 415


def test_refuses_a_body_that_is_broken_json(client: FlaskClient) -> None:
    depth = b"[" * 65 + b"]" * 65
    numbers = b"[NaN]", b"[1e999]", b"[9007199254740992]"
    texts = b'["\xff"]', b'["\\ud800"]', b"\xef\xbb\xbf{}"
    for raw in (b"", b"{", depth, *numbers, *texts):
        answer = client.post("/notes", data=raw, content_type="application/json")
        assert answer.status_code == 400, raw


def test_refuses_a_body_of_another_shape(client: FlaskClient) -> None:
    for value, problem in (
        ([], ("", "type")),
        ({"text": None}, ("/text", "type")),
        ({}, ("/text", "required")),
        ({"text": "", "a/b~c": 1}, ("/a~1b~0c", "additionalProperties")),
    ):
        answer = client.post("/notes", json=value)
        assert answer.status_code == 422
        assert errors(answer) == [problem]


def test_hides_what_went_wrong_inside(client: FlaskClient) -> None:
    answer = client.get("/crash")

    assert answer.status_code == 500
    assert answer.get_json() == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
    }


def test_takes_no_other_service_for_the_database(client: FlaskClient) -> None:
    assert client.get("/elsewhere").status_code == 500


def test_logs_one_line_per_request(
    client: FlaskClient,
    capsys: pytest.CaptureFixture[str],
) -> None:
    client.get("/healthz", headers={"X-Request-Id": "abcd-1234"})
    line = json.loads(capsys.readouterr().out)

    assert list(line) == [
        "level",
        "time",
        "msg",
        "requestId",
        "method",
        "path",
        "status",
        "ms",
    ]
    assert (line["level"], line["msg"], line["status"]) == ("info", "request", 200)


def test_logs_an_error_before_its_request(
    client: FlaskClient,
    capsys: pytest.CaptureFixture[str],
) -> None:
    client.get("/crash")
    error, line = map(json.loads, capsys.readouterr().out.splitlines())

    assert (error["level"], error["msg"]) == ("error", "unhandled")
    assert "a secret" in error["stack"]
    assert error["requestId"] == line["requestId"]


def test_logs_none_of_the_words_of_the_database(
    client: FlaskClient,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = client.get("/misuse")
    error, _ = map(json.loads, capsys.readouterr().out.splitlines())

    assert answer.status_code == 500
    assert "secret" not in error["stack"]
    assert "ProgrammingError" in error["stack"]
    assert "test_app.py" in error["stack"]


def test_logs_a_lost_database_in_one_line(
    client: FlaskClient,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = client.get("/lose")
    error, line = map(json.loads, capsys.readouterr().out.splitlines())

    assert answer.status_code == 503
    assert list(error) == ["level", "time", "msg", "requestId", "path", "error"]
    assert (error["level"], error["msg"]) == ("error", "database")
    assert (error["error"], line["status"]) == ("gone away", 503)
