"""/metrics gives one truth, whichever of two processes answers. Express serves in one."""

from collections import Counter

from parity.exchange import Request, get, post
from parity.processes import App, wait_until
from parity.projects import TOKEN, WHOLE, app
from prometheus_client.parser import text_string_to_metric_families

SENT = {
    ("GET", "/api/tags", "200"): [get("/api/tags")] * 30,
    ("GET", "/api/tags/<id:tag_id>", "404"): [get(f"/api/tags/{number}") for number in range(1, 11)],
    ("GET", "none", "404"): [get(f"/missing/{number}") for number in range(20)],
    ("other", "none", "404"): [Request("PROPFIND", f"/unknown/{number}") for number in range(5)],
    ("POST", "/api/tags", "422"): [post("/api/tags", {})],
}


def test_two_processes_give_one_truth() -> None:
    with app("flask", "blog", *WHOLE, WEB_CONCURRENCY="2") as started:
        assert wait_until(lambda: len(started.workers()) == 2, 60), started.tail()
        for requests in SENT.values():
            for request in requests:
                started.ask(request)

        for _ in range(6):
            assert counted(started) == {labels: len(requests) for labels, requests in SENT.items()}


def counted(started: App) -> Counter[tuple[str, str, str]]:
    """The requests by method, route and status, without those for the metrics and of the probe that waits for the start."""
    text = started.ask(get("/metrics", Authorization=f"Bearer {TOKEN}")).body.decode()
    found: Counter[tuple[str, str, str]] = Counter()
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            method, route, status = (sample.labels.get(name, "") for name in ("method", "route", "status"))
            if sample.name == "http_request_duration_seconds_count" and route not in ("/readyz", "/metrics"):
                found[method, route, status] += int(sample.value)
    return found
