"""The page about the API that a project serves at /docs, in a real browser, under the policy that projects send."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pages.conftest import WATCH
from pages.test_rules import AXE
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


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("project", [SHOP, LONG])
def test_no_rule_of_accessibility_is_broken(shown: Shown, project: Path, scheme: str, size: tuple[int, int]) -> None:
    page = shown(api(project), size, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate(AXE)
    result = page.evaluate("axe.run()")

    assert len(result["passes"]) > 10
    assert [(found["id"], [node["html"][:120] for node in found["nodes"][:3]]) for found in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]


def test_a_row_says_what_the_operation_does_and_its_inside_says_it_all(shown: Shown) -> None:
    page = shown()
    create, change = (operation(page, *named) for named in (("post", "/api/orders"), ("patch", "/api/orders/{id}")))

    assert create.locator("summary span").text_content() == "Creates one order"
    assert create.locator("p").count() == 0
    assert change.locator("summary span").text_content() == "Changes the fields that are given"
    assert change.locator("p").text_content() == "Changes the fields that are given; the others stay"


def test_a_summary_is_what_a_row_says_where_there_is_one(shown: Shown) -> None:
    described = api()
    described["paths"]["/healthz"]["get"] |= {"summary": "Alive?", "description": "Asks nothing else."}
    live = operation(shown(described), "get", "/healthz")

    assert live.locator("summary span").text_content() == "Alive?"
    assert live.locator("p").text_content() == "Asks nothing else."


def test_a_list_tells_of_what_is_in_it(shown: Shown) -> None:
    page = shown()
    one = words(page, "get", "/api/customers/{id}", "200")

    assert words(page, "get", "/api/customers", "200")["items"] == ["array of Customer"]
    assert words(page, "get", "/api/customers", "Each Customer") == one
    assert "email" in one


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


def test_a_row_opens_from_the_keyboard_and_its_chevron_turns(shown: Shown) -> None:
    page = shown()
    row = operation(page, "get", "/api/orders")
    chevron = "getComputedStyle(document.querySelector(\"[id='get-/api/orders'] > summary\"), '::before').transform"
    closed = page.evaluate(chevron)
    row.locator("summary").focus()
    page.keyboard.press("Enter")

    assert row.evaluate("(row) => row.open")
    assert page.evaluate(chevron) != closed
    assert row.locator("summary").evaluate("(row) => getComputedStyle(row).outlineStyle") == "solid"


def test_a_link_opens_its_operation(shown: Shown) -> None:
    page = shown(fragment="#delete-/api/orders/%7Bid%7D")
    assert operation(page, "delete", "/api/orders/{id}").evaluate("(row) => row.open")

    page.locator("nav > a", has_text="POST/api/orders").click()
    assert operation(page, "post", "/api/orders").evaluate("(row) => row.open")


def test_every_method_has_a_colour_of_its_own(shown: Shown) -> None:
    page = shown()
    colour = "(name) => getComputedStyle(document.querySelector(`main .${name}`)).color"

    assert len({page.evaluate(colour, name) for name in ("get", "post", "patch", "delete")}) == 4


def test_on_a_phone_the_first_operation_is_on_the_first_screen(shown: Shown) -> None:
    page = shown(size=PHONE)

    def place(selector: str, side: str) -> float:
        return float(page.locator(selector).first.evaluate(f"(node) => node.getBoundingClientRect().{side}"))

    assert place("main details", "top") < 300
    assert {place(selector, "left") for selector in ("h1", "nav h2 a", "main h2", "main details")} == {16}
    assert not page.locator("nav > a").first.is_visible()
    page.locator("nav h2 a", has_text="orders").click()
    assert place("#orders h2", "top") < 100
