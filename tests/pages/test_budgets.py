"""What the page may cost, measured in a real browser on the blog's two projects."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from pages import blog
from pages.conftest import Opened, ready

from scaffold.pages.compare import page

# All concepts, with the answers of both apps: `tests/test_examples.py` holds it up to date.
DOCUMENTED = Path(__file__).parents[2] / "docs" / "compare" / "index.html"


def test_the_file_is_small(html: str) -> None:
    assert len(html.encode()) <= 500_000
    assert DOCUMENTED.stat().st_size <= 500_000


def test_the_script_is_small(html: str) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)

    assert len(scripts) == 2
    assert sum(len(script.encode()) for script in scripts) <= 23_700


@pytest.mark.parametrize("fragment", ["", "#files", "#files/openapi.json", "#dependencies", "#claims"])
def test_there_are_few_nodes(opened: Opened, whole: Path, fragment: str) -> None:
    for file in (whole, DOCUMENTED):
        assert opened(fragment, file).evaluate("document.querySelectorAll('*').length") <= 12_000


def test_it_is_ready_soon_on_a_slow_machine(opened: Opened) -> None:
    shown = opened("", DOCUMENTED)
    session = shown.context.new_cdp_session(shown)
    # Why the thread's own time: other programs run on the machine that tests.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    found = []
    for _ in range(4):
        shown.reload()
        ready(shown)
        metrics = session.send("Performance.getMetrics")["metrics"]
        found.append(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))

    assert 0 < 4 * min(found) <= 1.5, found
    assert shown.locator(".bridge circle").first.is_visible()


@pytest.mark.parametrize("fragment", ["", "#errors.handler", "#files", "#files/app%2Ferrors.py", "#claims"])
@pytest.mark.parametrize("width", [1600, 1150, 390])
def test_nothing_moves_while_it_is_loaded(opened: Opened, whole: Path, fragment: str, width: int) -> None:
    shown = opened(fragment, whole, (width, 900))
    shown.wait_for_timeout(400)

    assert shown.evaluate("seen.shifts") == 0


def test_it_is_written_soon() -> None:
    comparison = blog.comparison()
    page(comparison)
    start = time.process_time()
    page(comparison)

    assert time.process_time() - start <= 1
