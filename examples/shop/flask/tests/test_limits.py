from app.limits import limiter
from tests.conftest import Start


def test_refuses_a_client_that_asks_too_often(start: Start) -> None:
    client = start(RATE_LIMIT=2)
    limiter.reset()

    statuses = [client.get("/").status_code for _ in range(3)]
    refused = client.get("/")

    assert statuses == [200, 200, 429]
    assert refused.content_type == "application/problem+json"
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert client.get("/healthz").status_code == 200
