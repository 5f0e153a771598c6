"""What Prometheus reads.

Twin: tests/metrics.test.ts
"""

from flask.testing import FlaskClient

from tests.conftest import Start

TOKEN = "0123456789abcdef"


def metrics(client: FlaskClient) -> list[str]:
    return client.get("/metrics").text.splitlines()


def test_counts_requests(start: Start) -> None:
    client = start()
    client.get("/healthz")
    client.get("/healthz")

    labels = '{method="GET",route="/healthz",status="200"}'
    assert f"http_requests_total{labels} 2.0" in metrics(client)


def test_measures_how_long_they_take(start: Start) -> None:
    client = start()
    client.get("/healthz")

    labels = '{le="10.0",method="GET",route="/healthz",status="200"}'
    lines = metrics(client)
    assert f"http_request_duration_seconds_bucket{labels} 1.0" in lines
    assert "# TYPE http_request_duration_seconds histogram" in lines


def test_names_no_unknown_path(start: Start) -> None:
    client = start()
    client.get("/nowhere")
    client.delete("/healthz")
    client.open("/healthz", method="INVENTED")

    counted = [line for line in metrics(client) if "requests_total{" in line]
    assert counted == [
        'http_requests_total{method="GET",route="none",status="404"} 1.0',
        'http_requests_total{method="DELETE",route="none",status="405"} 1.0',
        'http_requests_total{method="other",route="none",status="405"} 1.0',
    ]


def test_does_not_count_itself(start: Start) -> None:
    client = start()
    metrics(client)

    assert not [line for line in metrics(client) if "requests_total{" in line]


def test_wants_the_token_where_there_is_one(start: Start) -> None:
    client = start(metrics_token=TOKEN)
    for given, status in (
        ("", 401),
        (TOKEN, 401),
        (f"Bearer {TOKEN[1:]}", 401),
        (f"Bearer {TOKEN}", 200),
    ):
        answer = client.get("/metrics", headers={"Authorization": given})
        assert answer.status_code == status
    assert client.get("/metrics").headers["WWW-Authenticate"] == "Bearer"
