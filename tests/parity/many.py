"""Sends many requests of the contract's kinds to both apps and counts the differences:
`uv run python tests/parity/many.py 100000 postgresql [--recipe shop] [--seed 7]`.
"""

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from parity.answers import difference
from parity.exchange import get
from parity.generated import Requests
from parity.machine import DATABASES
from parity.projects import WHOLE, Pair, pair


@dataclass
class Seen:
    """How often each status was answered, and what was answered otherwise."""

    statuses: Counter[int] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.statuses.total()} requests, {len(self.differences)} differences, {dict(sorted(self.statuses.items()))}"


def send(apps: Pair, count: int, seed: int, tell: int = 0) -> Seen:
    """Both hold the same rows, so that an id means the same on both; it ends early where they no longer do."""
    requests = Requests(json.loads(apps.flask.ask(get("/openapi.json")).body), seed)
    seen = Seen()
    for number in range(1, count + 1):
        request = requests.next()
        flask, express = apps.ask(request)
        seen.statuses[flask.status] += 1
        unlike = difference(request, flask, express)
        if unlike:
            seen.differences.append(unlike)
        if {flask.status, express.status} & {201, 204} and unlike:
            seen.differences.append(f"the rows are no longer the same after {number} requests")
            return seen
        requests.learn(request, flask)
        if tell and number % tell == 0:
            print(number, seen, flush=True)
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("database", choices=DATABASES)
    parser.add_argument("--recipe", default="blog")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    began = time.monotonic()
    with pair(given.recipe, *WHOLE, database=given.database) as apps:
        seen = send(apps, given.count, given.seed, tell=5_000)
    print(*seen.differences[:20], sep="\n")
    print(f"{given.recipe} on {given.database}, seed {given.seed}: {seen} in {time.monotonic() - began:.0f} s")
    sys.exit(bool(seen.differences))


if __name__ == "__main__":
    main()
