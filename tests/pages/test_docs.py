"""The page about the API that a project serves at /docs/, in a real browser, from the running apps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from pages.conftest import WATCH
from pages.test_rules import AXE
from parity.exchange import get
from parity.machine import FRAMEWORKS, run
from parity.projects import Pair, pair, project
from playwright.sync_api import Browser, Locator, Page, Route, expect

WIDE, PHONE = (1280, 900), (390, 844)
Shown = Callable[..., Page]


@pytest.fixture(scope="module")
def shop() -> Iterator[Pair]:
    with pair("shop") as running:
        yield running


@pytest.fixture(scope="module")
def api(shop: Pair) -> Any:
    return json.loads(shop.flask.ask(get("/openapi.json")).body)


@pytest.fixture
def shown(browser: Browser, shop: Pair) -> Iterator[Shown]:
    """Opens the page. At the end nothing may have been asked of anybody else, refused by the policy or thrown."""
    contexts, wrong = [], []

    def show(described: Any = None, framework: str = "flask", size: tuple[int, int] = WIDE, **options: Any) -> Page:
        here = f"127.0.0.1:{getattr(shop, framework).port}"
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **options
        )
        context.add_init_script(WATCH)
        if described:
            context.route("**/openapi.json", lambda route: route.fulfill(json=described))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("request", lambda asked: None if urlsplit(asked.url).netloc == here else wrong.append(asked.url))
        page.goto(f"http://{here}/docs/")
        page.wait_for_selector("main details")
        return page

    yield show
    for context in contexts:
        wrong += [violation for page in context.pages for violation in page.evaluate("seen.violations")]
        context.close()
    assert not wrong


def operation(page: Page, method: str, path: str) -> Locator:
    """The row of an operation, opened."""
    for row in page.locator("section > details").all():
        if row.locator("summary code").all_inner_texts()[:2] == [method, path]:
            if not row.evaluate("(row) => row.open"):
                row.locator("summary").first.click()
            row.locator("form").wait_for()
            return row
    raise AssertionError(f"{method} {path} is not there")


def table(row: Locator, title: str) -> dict[str, list[str]]:
    """What a table says of each name."""
    rows = row.locator(f"table:has(caption:text-is('{title}')) tr").all()
    return {one.locator("th").inner_text(): one.locator("td").all_inner_texts() for one in rows}


def send(row: Locator) -> Locator:
    """Presses the button; the answer as it is shown."""
    row.locator("button").click()
    output = row.locator("output")
    expect(output).not_to_be_empty()
    return output


def opened(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.wait_for_timeout(100)


# Each two values of two of the three meet once.
@pytest.mark.parametrize(
    ("recipe", "scheme", "size"),
    [
        ("shop", "light", WIDE),
        ("shop", "dark", PHONE),
        ("long-names", "light", PHONE),
        ("long-names", "dark", WIDE),
    ],
)
def test_no_rule_of_accessibility_is_broken(shown: Shown, recipe: str, scheme: str, size: tuple[int, int]) -> None:
    described = run(".venv/bin/flask", "openapi", cwd=project("flask", recipe, "--with", "docs")).stdout
    page = shown(json.loads(described), size=size, color_scheme=scheme)
    opened(page)
    send(page.locator("section > details").first)
    page.evaluate(AXE)
    result = page.evaluate("axe.run()")

    assert len(result["passes"]) > 10
    assert [(found["id"], [node["html"][:120] for node in found["nodes"][:3]]) for found in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_operation_of_the_document_has_a_row(shown: Shown, framework: str, api: Any) -> None:
    page = shown(framework=framework)
    rows = [tuple(row.locator("code").all_inner_texts()) for row in page.locator("summary").all()]

    assert page.title() == "App: API"
    assert sorted(rows) == sorted((method.upper(), path) for path, each in api["paths"].items() for method in each)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_button_sends_a_request_and_shows_its_answer(shown: Shown, framework: str) -> None:
    page = shown(framework=framework)
    created = operation(page, "POST", "/api/customers")
    created.locator("textarea").fill('{"name": "Ada", "email": "ada@example.org"}')

    said = send(created)
    expect(said.locator("strong.done")).to_have_text("201")
    expect(said.locator("p")).to_have_text("Location: /api/customers/1")
    assert json.loads(said.locator("pre").first.inner_text())["email"] == "ada@example.org"
    said.locator("summary").click()
    assert "content-type: application/json" in said.locator("details pre").inner_text()

    removed = operation(page, "DELETE", "/api/customers/{id}")
    expect(send(removed).locator("strong.done")).to_have_text("204")


def test_an_example_is_accepted_as_it_stands(shown: Shown) -> None:
    page = shown()
    for path in ("/api/categories", "/api/customers"):
        body = operation(page, "POST", path).locator("textarea")
        without = {name: value for name, value in json.loads(body.input_value()).items() if not name.endswith("Id")}
        body.fill(json.dumps(without))

        expect(send(operation(page, "POST", path)).locator("strong")).to_have_text("201")


def test_a_refusal_is_shown_as_one(shown: Shown) -> None:
    page = shown()
    created = operation(page, "POST", "/api/customers")
    created.locator("textarea").fill("{}")

    said = send(created)
    expect(said.locator("strong.refused")).to_have_text("422")
    assert {one["pointer"] for one in json.loads(said.locator("pre").first.inner_text())["errors"]} == {
        "/name",
        "/email",
    }


def test_what_fields_say_is_asked_for(shown: Shown) -> None:
    page = shown()
    listed = operation(page, "GET", "/api/orders")
    listed.locator("select[name=status]").select_option("paid")
    listed.locator("input[name=perPage]").fill("5")
    with page.expect_request("**/api/orders?*") as asked:
        send(listed)
    assert sorted(urlsplit(asked.value.url).query.split("&")) == ["perPage=5", "status=paid"]

    one = operation(page, "GET", "/api/orders/{id}")
    one.locator("input[name=id]").fill("a/b?c")
    with page.expect_request("**/api/orders/*") as asked:
        expect(send(one).locator("strong.refused")).to_have_text("404")
    assert urlsplit(asked.value.url).path == "/api/orders/a%2Fb%3Fc"


def test_a_server_that_does_not_answer_is_told(shown: Shown) -> None:
    page = shown()
    page.context.route("**/api/orders", lambda route: route.abort())

    expect(send(operation(page, "GET", "/api/orders"))).to_have_text("No answer: Failed to fetch")


def test_an_answer_is_text_whatever_is_in_it(shown: Shown) -> None:
    def answer(route: Route) -> None:
        route.fulfill(body="<img src=x onerror=alert(1)>", content_type="text/html")

    page = shown()
    page.context.route("**/api/orders", answer)

    said = send(operation(page, "GET", "/api/orders"))
    assert said.locator("pre").first.inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator("img").count() == 0


def test_a_list_tells_of_what_is_in_it(shown: Shown) -> None:
    page = shown()
    listed = operation(page, "GET", "/api/customers")
    kind = table(listed, "200 Done")["items"][0].removeprefix("list of ")
    one = table(operation(page, "GET", "/api/customers/{id}"), "200 Done")

    assert table(listed, kind) == one
    assert "email" in one


def test_only_what_is_sent_is_required(shown: Shown) -> None:
    page = shown()
    created = operation(page, "POST", "/api/customers")

    assert table(created, "Fields")["name"] == ["string", "required, 1 to 120 characters"]
    assert table(created, "201 Done")["name"] == ["string", ""]


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"type": "string", "minLength": 2}, "at least 2 characters"),
        ({"type": "string", "maxLength": 9}, "at most 9 characters"),
        ({"type": "array", "maxItems": 100, "default": []}, "at most 100 items, [] when absent"),
        ({"type": "integer", "minimum": -5, "maximum": 0}, "-5 to 0"),
        ({"type": "string", "default": ""}, '"" when absent'),
    ],
)
def test_rules_are_said_in_words(shown: Shown, api: Any, rules: dict[str, Any], told: str) -> None:
    content = {"application/json": {"schema": {"type": "object", "properties": {"name": rules}}}}
    paths = {"/x": {"post": {"requestBody": {"content": content}, "responses": {}}}}

    page = shown({**api, "paths": paths})

    assert table(operation(page, "POST", "/x"), "Fields")["name"][1] == told


def test_a_row_opens_and_sends_from_the_keyboard(shown: Shown) -> None:
    page = shown()
    row = page.locator("section > details").first
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    assert row.evaluate("(row) => row.open")
    assert row.locator("summary").evaluate("(row) => getComputedStyle(row).outlineStyle") == "solid"

    row.locator("button").focus()
    page.keyboard.press("Enter")
    expect(row.locator("output strong.done")).to_have_text("200")


def test_every_method_has_a_colour_of_its_own(shown: Shown) -> None:
    page = shown()
    colour = "(name) => getComputedStyle(document.querySelector(`main .${name}`)).color"

    assert len({page.evaluate(colour, name) for name in ("get", "post", "patch", "delete")}) == 4


def test_on_a_phone_the_first_operation_is_on_the_first_screen(shown: Shown) -> None:
    page = shown(size=PHONE)
    place = page.locator("main details").first.bounding_box()

    assert place and place["y"] < 300
    assert (place["x"], place["width"]) == (16, PHONE[0] - 32)
