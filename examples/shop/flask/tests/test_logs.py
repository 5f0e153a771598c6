import pytest
from flask.testing import FlaskClient

from tests.conftest import Start


def test_gives_each_request_an_id(client: FlaskClient) -> None:
    given = client.get("/healthz", headers={"X-Request-Id": "abcd-1234"})
    bad = client.get("/healthz", headers={"X-Request-Id": "a b"})

    assert given.headers["X-Request-Id"] == "abcd-1234"
    assert len(bad.headers["X-Request-Id"]) == 36


def test_logs_one_line_per_request_with_its_id(
    start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    client = start()
    app = client.application

    @app.get("/said")
    def said() -> str:
        app.logger.info("heard", extra={"more": 7})
        return ""

    client.get("/said?secret=1", headers={"X-Request-Id": "abcd-1234"})

    own, request = capsys.readouterr().out.splitlines()
    assert "heard" in own
    assert "7" in own
    assert "abcd-1234" in own
    assert "abcd-1234" in request
    assert "/said" in request
    assert "secret" not in request
