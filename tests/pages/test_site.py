"""The pages of generated projects in a real browser: without JavaScript, in both themes and sizes, and under attack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pages.conftest import WATCH
from pages.test_rules import AXE
from parity import forms
from parity.machine import FRAMEWORKS
from parity.processes import App
from parity.projects import app
from playwright.sync_api import Browser, Page, expect

WIDE, PHONE = (1200, 900), (390, 844)
VIEWS = ("/", "/tags", "/samples", "/samples/1", "/samples/new", "/samples/1/edit", "/samples/1/delete", "/nowhere")
Shown = Callable[..., Page]


@pytest.fixture(scope="module", params=FRAMEWORKS)
def site(request: pytest.FixtureRequest) -> Iterator[App]:
    """An app with 25 tags and two samples, the second of which is full of what attackers write."""
    # Why development: in production a session wants an encrypted connection.
    with app(request.param, "pages", "--with", "pages", APP_ENV="test", NODE_ENV="test") as started:
        for number in range(25):
            started.ask(forms.post("/tags/new", {"name": f"Tag {number}" if number else forms.XSS[:40]}))
        for form in (forms.SAMPLE, forms.FULL):
            assert started.ask(forms.post("/samples/new", form)).status == 303
        yield started


@pytest.fixture
def shown(browser: Browser, site: App) -> Iterator[Shown]:
    """Opens a page in a browser of its own. At the end no dialog, error or foreign request may have been seen."""
    contexts, wrong = [], []
    here = f"http://127.0.0.1:{site.port}"

    def show(path: str, size: tuple[int, int] = WIDE, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", base_url=here, **options
        )
        contexts.append(context)
        page = context.new_page()
        if options.get("java_script_enabled", True):
            context.add_init_script(WATCH)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("request", lambda asked: None if asked.url.startswith(here) else wrong.append(asked.url))
        page.goto(path)
        return page

    yield show
    for context in contexts:
        context.close()
    assert not wrong


def test_a_person_makes_changes_finds_and_deletes_without_javascript(shown: Shown) -> None:
    page = shown("/", java_script_enabled=False)
    page.get_by_role("link", name="Tags").first.click()
    page.get_by_role("link", name="New tag").click()
    page.get_by_label("Name").fill("Brand new")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("The tag was created.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Brand new")
    page.reload()
    expect(page.get_by_role("status")).to_have_count(0)

    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Name").fill("Tag 1")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved")
    expect(page.get_by_label("Name")).to_have_value("Tag 1")
    expect(page.get_by_label("Name")).to_have_accessible_description("is already taken 40 characters or fewer.")
    page.get_by_label("Name").fill("Better")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Better")

    page.goto("/tags")
    page.get_by_text("Sort and filter").click()
    page.get_by_label("Name").fill("Better")
    page.get_by_label("Sort by").select_option("-name")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Better").click()
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("status")).to_have_text("The tag was deleted.")
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()


def test_the_rules_of_the_fields_stop_a_person_in_the_browser(shown: Shown) -> None:
    page = shown("/samples/new")
    wrong = {"Label": "x", "Count": "6", "Ratio": "", "Price": "1.234", "Contact": "x", "Home": "x", "Code": "A b"}
    for label, value in wrong.items():
        page.get_by_label(label, exact=False).first.fill(value)
    invalid = page.eval_on_selector_all("form :invalid", "(all) => all.map(({name}) => name)")

    assert {"label", "count", "price", "contact", "home", "code", "tagId"} <= set(invalid)


def test_every_field_is_there_again_when_it_is_refused(shown: Shown) -> None:
    page = shown("/samples/new")
    page.eval_on_selector("form", "(form) => form.noValidate = true")
    page.get_by_label("Note").fill("\n two\nlines \n")
    page.get_by_label("Size").select_option("m")
    page.get_by_label("Must").check()
    page.locator("#at").fill("2026-02-28T12:30")
    page.get_by_label("Tag 3").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value("\n two\nlines \n")
    expect(page.get_by_label("Size")).to_have_value("m")
    expect(page.get_by_label("Must")).to_be_checked()
    expect(page.locator("#at")).to_have_value("2026-02-28T12:30")
    expect(page.get_by_label("Tag 3")).to_be_checked()
    expect(page.locator("#label-wrong")).to_have_text("is required")


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_accessible_and_fit(shown: Shown, theme: str, size: tuple[int, int]) -> None:
    page = shown("/", size, color_scheme=theme)
    found = {}
    for path in VIEWS:
        page.goto(path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.evaluate(AXE)
        violations = page.evaluate(
            "axe.run().then(({violations}) => violations.map(({id, nodes}) => [id, nodes[0].html]))"
        )
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if violations or wide > 0:
            found[path] = violations, wide

    assert not found


def test_what_attackers_type_is_text_everywhere(shown: Shown) -> None:
    page = shown("/samples?perPage=100")
    count = "document.querySelectorAll('script, img, iframe, [onerror]').length"
    for path in (
        "/samples/2",
        "/samples/2/edit",
        "/samples/2/delete",
        "/tags",
        "/tags/1",
        "/tags/4",
        "/tags?name=%3Cscript%3E",
    ):
        page.goto(path)
        assert page.evaluate(count) == 0, path
        assert page.evaluate("seen.violations") == [], path
    page.goto("/samples/new")
    page.eval_on_selector("form", "(form) => form.noValidate = true")
    for name in ("label", "note", "token", "extra", "code"):
        page.locator(f"#{name}").fill(forms.XSS)
    page.get_by_role("button", name="Save").click()

    assert page.evaluate(count) == 0
    for name in ("label", "note", "token", "extra", "code"):
        assert page.locator(f"#{name}").input_value() == forms.XSS[: 40 if name == "label" else None]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_form_of_another_site_or_port_is_refused(browser: Browser, site: App, host: str) -> None:
    """127.0.0.1 with another port is the same site for cookies, and another origin; localhost is another site."""
    context = browser.new_context()
    page = context.new_page()
    action = f"http://127.0.0.1:{site.port}/tags/new"
    field = '<input name="name" value="evil"><button>Win</button>'
    evil = f'<!doctype html><form method="post" action="{action}">{field}</form>'
    page.route("**/evil", lambda route: route.fulfill(body=evil, content_type="text/html"))
    page.goto(f"http://{host}:{site.port + 1}/evil")
    with page.expect_response(action) as answered:
        page.get_by_role("button").click()
    refused = answered.value
    page.goto(action)
    page.get_by_label("Name").fill(f"Own {host}")
    with page.expect_response(action) as answered:
        page.get_by_role("button", name="Save").click()
    taken = answered.value
    context.close()

    assert refused.status == 403
    assert taken.status == 303
