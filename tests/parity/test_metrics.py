"""/metrics says the same of the same requests in both apps, and one truth whichever of two processes answers."""

from collections import Counter
from collections.abc import Iterator

import pytest
from parity.apps import TOKEN, Pair, pair
from parity.exchange import Answer, Request, delete, get, post
from parity.promised import faults, told
from prometheus_client.parser import text_string_to_metric_families

BUCKETS = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"]
SENT = [
    *[get("/api/tags")] * 30,
    *[get(f"/api/tags/{number}") for number in range(1, 11)],
    *[get(f"/missing/{number}") for number in range(20)],
    *[Request("PROPFIND", f"/unknown/{number}") for number in range(5)],
    post("/api/tags", {}),
    delete("/healthz"),
]
COUNTED = Counter(
    {
        ("GET", "/api/tags", "200"): 30,
        ("GET", "/api/tags/{id}", "404"): 10,
        ("GET", "none", "404"): 20,
        ("other", "none", "404"): 5,
        ("POST", "/api/tags", "422"): 1,
        ("DELETE", "none", "405"): 1,
    }
)


@pytest.fixture(scope="module")
def apps() -> Iterator[Pair]:
    with pair("sqlite", "memory", WEB_CONCURRENCY="2") as started:
        yield started


def scrape(apps: Pair) -> tuple[Answer, Answer]:
    return apps.ask(get("/metrics", Authorization=f"Bearer {TOKEN}"))


def counted(answer: Answer, suffix: str) -> Counter[tuple[str, str, str]]:
    """The counts by method, route and status, without those of the probe that waits for the start."""
    return Counter(
        {
            (sample.labels["method"], sample.labels["route"], sample.labels["status"]): int(sample.value)
            for family in text_string_to_metric_families(answer.body.decode())
            for sample in family.samples
            if sample.name == suffix and sample.labels["route"] != "/readyz"
        }
    )


def test_two_processes_give_one_truth(apps: Pair) -> None:
    for request in SENT:
        apps.ask(request)
    for _ in range(6):
        for answer in scrape(apps):
            assert counted(answer, "http_requests_total") == COUNTED
            assert counted(answer, "http_request_duration_seconds_count") == COUNTED


def test_names_labels_and_buckets_are_those_of_the_contract(apps: Pair) -> None:
    apps.ask(get("/healthz"))
    for answer in scrape(apps):
        families = {family.name: family for family in text_string_to_metric_families(answer.body.decode())}
        assert {name: family.type for name, family in families.items()} == {
            "http_requests": "counter",
            "http_request_duration_seconds": "histogram",
        }
        limits = [
            sample.labels["le"].removesuffix(".0")
            for sample in families["http_request_duration_seconds"].samples
            if sample.name.endswith("_bucket")
            and sample.labels["route"] == "/healthz"
            and sample.labels["method"] == "GET"
        ]
        assert sorted(limits, key=float) == BUCKETS


@pytest.mark.parametrize(
    "given", [None, "", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN[:-1]}"]
)
def test_only_the_token_opens_it(apps: Pair, given: str | None) -> None:
    headers = {} if given is None else {"Authorization": given}

    found = faults(apps, get("/metrics", **headers), 401, www_authenticate="Bearer")

    assert not found, told(found)
