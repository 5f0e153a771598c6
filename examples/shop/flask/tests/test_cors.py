from tests.conftest import Start

ALLOWED = "Access-Control-Allow-Origin"


def test_lets_pages_of_the_origins_in(start: Start) -> None:
    client = start(CORS_ORIGINS="https://a.example, https://b.example")

    for origin in ("https://a.example", "https://b.example"):
        answer = client.get("/healthz", headers={"Origin": origin})
        assert answer.headers[ALLOWED] == origin
    other = client.get("/healthz", headers={"Origin": "https://c.example"})
    assert ALLOWED not in other.headers
