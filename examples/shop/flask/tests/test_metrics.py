from flask.testing import FlaskClient

from tests.conftest import Start

TOKEN = "0123456=89abcdef="


def test_counts_requests_by_route(client: FlaskClient) -> None:
    client.get("/healthz")
    client.open("/nowhere/1", method="INVENTED")

    text = client.get("/metrics").text

    assert 'count{method="GET",route="/healthz",status="200"}' in text
    assert 'count{method="other",route="none",status="404"} 1.0' in text
    assert "\npython_info{" in text


def test_wants_its_token(start: Start) -> None:
    client = start(METRICS_TOKEN=TOKEN)

    for given, status in (
        ("", 401),
        (TOKEN, 401),
        (f"Bearer {TOKEN[1:]}", 401),
        (f"Basic {TOKEN}", 401),
        (f"Bearer {TOKEN}", 200),
        (f"bearer {TOKEN}", 200),
    ):
        answer = client.get("/metrics", headers={"Authorization": given})
        assert answer.status_code == status
