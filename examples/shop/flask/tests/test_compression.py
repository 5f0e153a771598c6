from tests.conftest import Start


def test_compresses_large_answers(start: Start) -> None:
    client = start()
    client.application.get("/large")(lambda: {"text": "x" * 2000})

    large = client.get("/large", headers={"Accept-Encoding": "gzip"})
    small = client.get("/healthz", headers={"Accept-Encoding": "gzip"})

    assert large.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in small.headers
