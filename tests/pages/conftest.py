"""A real browser for the tests of pages, and the pages that it opens."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import blog
from playwright.sync_api import Browser, Page, sync_playwright

from scaffold.pages.compare import page

WATCH = """
window.seen = {violations: [], shifts: 0};
addEventListener("securitypolicyviolation", ({violatedDirective, sourceFile}) =>
  seen.violations.push(violatedDirective + " " + sourceFile));
new PerformanceObserver((list) => list.getEntries().forEach((entry) => seen.shifts += entry.value))
  .observe({type: "layout-shift", buffered: true});
"""
Opened = Callable[..., Page]


def ready(page: Page) -> float:
    """Waits until the page says that it is ready, and tells when that was, in milliseconds."""
    # Why no `wait_for_function`: it evaluates text in the page, which the page's policy refuses.
    while not (found := page.evaluate("performance.getEntriesByName('ready').map((mark) => mark.startTime)")):
        page.wait_for_timeout(20)
    return float(found[0])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def html() -> str:
    """The whole page of the blog's two projects."""
    return page(blog.comparison())


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory, html: str) -> Path:
    return written(tmp_path_factory, html)


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with the first concepts only: what holds for eight holds for forty, and takes a fifth of the time."""
    return written(tmp_path_factory, page(blog.comparison(blog.FEW)))


def written(tmp_path_factory: pytest.TempPathFactory, html: str) -> Path:
    found = tmp_path_factory.mktemp("page") / "compare.html"
    found.write_text(html, "utf-8")
    return found


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Opened]:
    """Opens a page in a new context. At the end nothing may have been asked of a network, refused or thrown."""
    contexts, wrong = [], []

    def open_(fragment: str = "", path: Path = file, size: tuple[int, int] = (1600, 1000), **options: Any) -> Page:
        options = {"reduced_motion": "reduce", **options}
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        context.add_init_script(WATCH)
        contexts.append(context)
        shown = context.new_page()
        shown.on("request", lambda request: None if request.url.startswith("file:") else wrong.append(request.url))
        shown.on("pageerror", lambda error: wrong.append(str(error)))
        shown.on("dialog", lambda dialog: wrong.append(dialog.message))
        shown.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        shown.goto(f"{path.as_uri()}{fragment}")
        ready(shown)
        return shown

    yield open_
    for context in contexts:
        wrong += [violation for shown in context.pages for violation in shown.evaluate("seen.violations")]
        context.close()
    assert not wrong
