"""The page about the API that a project serves at /docs, in a real browser, under the policy that projects send."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pages.conftest import WATCH
from parity.promised import SECURITY
from playwright.sync_api import Browser, Page, Route

SHOP = Path(__file__).parents[2] / "examples" / "shop" / "flask"
LONG = Path(__file__).parents[2] / "examples" / "long-names" / "flask"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
WIDE, PHONE = (1280, 900), (390, 844)
Shown = Callable[..., Page]


def api(project: Path = SHOP) -> Any:
    return json.loads((project / "openapi.json").read_text("utf-8"))


@pytest.fixture
def shown(browser: Browser) -> Iterator[Shown]:
    """Opens the page for an API. At the end nothing may have been asked of a network, refused or thrown."""
    contexts, wrong = [], []

    def show(described: Any = None, size: tuple[int, int] = WIDE, fragment: str = "", **options: Any) -> Page:
        def answer(route: Route) -> None:
            path = urlsplit(route.request.url).path
            file = SHOP / "docs" / (path.removeprefix("/docs").lstrip("/") or "index.html")
            if path == "/openapi.json":
                route.fulfill(json=described or api())
            elif path.startswith("/docs") and file.exists():
                headers = {"Content-Security-Policy": SECURITY["content-security-policy"]}
                route.fulfill(body=file.read_text("utf-8"), content_type=KINDS[file.suffix], headers=headers)
            else:
                wrong.append(route.request.url)
                route.abort()

        options = {"reduced_motion": "reduce", **options}
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        context.add_init_script(WATCH)
        context.route("**/*", answer)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(f"http://project.test/docs{fragment}")
        page.wait_for_selector("main details")
        return page

    yield show
    for context in contexts:
        wrong += [violation for page in context.pages for violation in page.evaluate("seen.violations")]
        context.close()
    assert not wrong


def operation(page: Page, method: str, path: str) -> Any:
    return page.locator(f"details[id='{method}-{path}']")


def words(page: Page, method: str, path: str, title: str) -> dict[str, list[str]]:
    """The table under a title: what it says of each name."""
    rows = operation(page, method, path).locator(f"section:has(h3:text('{title}')) tbody tr").all()
    cells = [row.locator("td").all_text_contents() for row in rows]
    return {name: [text.strip() for text in told] for name, *told in cells}


def test_only_what_is_sent_is_required(shown: Shown) -> None:
    page = shown()
    sent = words(page, "post", "/api/customers", "Body")

    assert sent["name"] == ["string", "required, from 1 to 120 characters"]
    assert words(page, "get", "/api/customers/{id}", "Parameters")["id"][1] == "required, from 1 to 2147483647"
    assert words(page, "post", "/api/customers", "201")["name"] == ["string"]


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"minLength": 1}, "at least 1 character"),
        ({"maxLength": 1}, "at most 1 character"),
        ({"minLength": 0, "maxLength": 1}, "from 0 to 1 character"),
        ({"minLength": 2}, "at least 2 characters"),
        ({"maxItems": 100, "default": []}, "at most 100 items, [] when absent"),
        ({"minimum": -2147483648, "maximum": 2147483647}, "from -2147483648 to 2147483647"),
        ({"default": ""}, '"" when absent'),
    ],
)
def test_rules_are_said_in_words(shown: Shown, rules: dict[str, Any], told: str) -> None:
    described = api()
    described["components"]["schemas"]["CustomerUpdate"]["properties"]["name"] = {"type": "string", **rules}

    assert words(shown(described), "patch", "/api/customers/{id}", "Body")["name"] == ["string", told]
