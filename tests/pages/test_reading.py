"""The page as somebody reads it: views, addresses, bridges, highlights, filter, themes, what was edited."""

from __future__ import annotations

import re

import pytest
from pages import blog
from pages.conftest import Opened
from playwright.sync_api import expect

VIEWS = ("concepts", "files", "dependencies", "claims")


@pytest.mark.parametrize("view", VIEWS)
def test_a_tab_opens_its_view(opened: Opened, view: str) -> None:
    shown = opened("#claims" if view != "claims" else "")
    shown.click(f".tabs a[href='#{view}']")

    assert [found for found in VIEWS if shown.locator(f"[data-in={found}]").is_visible()] == [view]
    expect(shown.locator(".tabs a[aria-current=true]")).to_have_attribute("href", f"#{view}")


@pytest.mark.parametrize("view", VIEWS[1:])
def test_the_address_of_a_view_opens_it(opened: Opened, view: str) -> None:
    assert opened(f"#{view}").locator(f"[data-in={view}]").is_visible()


@pytest.mark.parametrize("name", [blog.CONCEPTS[6][0], blog.CONCEPTS[blog.FEW - 1][0]])
def test_the_address_of_a_concept_shows_it_at_the_top(opened: Opened, name: str) -> None:
    shown = opened(f"#{name}")
    shown.wait_for_timeout(200)
    top = shown.locator(f"[id='{name}']").bounding_box()

    assert top and 0 < top["y"] < 120
    expect(shown.locator("aside a[aria-current=true]")).to_have_attribute("href", f"#{name}")


def test_the_address_of_a_line_shows_and_marks_it(opened: Opened) -> None:
    number = blog.piece("errors.handler", "express").start + 2
    shown = opened(f"#errors.handler:e{number}")
    line = shown.locator("[id='errors.handler'] .e .l.at")

    expect(line).to_have_attribute("data-n", str(number))
    expect(line).to_be_in_viewport()


def test_a_click_on_a_number_of_a_line_makes_its_address(opened: Opened) -> None:
    shown = opened()
    shown.locator("#factory .f .l").nth(2).click(position={"x": 20, "y": 8})

    assert shown.url.endswith(f"#factory:f{blog.piece('factory', 'flask').start + 2}")


def test_an_unknown_address_shows_the_first_view(opened: Opened) -> None:
    assert opened("#%E0%A4%A").locator("h1").first.is_visible()


def test_a_bridge_stands_beside_both_of_its_lines(opened: Opened) -> None:
    shown = opened("#errors.handler")
    shown.wait_for_timeout(300)
    for number in ("1", "2", "3"):
        dots = shown.locator(f"[id='errors.handler'] .bridge g[data-c='{number}'] circle")
        lines = shown.locator(f"[id='errors.handler'] .l[data-c='{number}']")
        for side in range(2):
            # Why waited for: a bridge is drawn anew whenever the page has another size.
            expect(dots).to_have_count(2)
            dot, line = dots.nth(side).bounding_box(), lines.nth(side).bounding_box()
            assert dot and line
            assert line["y"] - 4 <= dot["y"] + dot["height"] / 2 <= line["y"] + line["height"] + 4


def test_the_bridges_follow_when_the_page_becomes_narrower(opened: Opened) -> None:
    shown = opened("#errors.handler")
    before = shown.locator("[id='errors.handler'] .bridge circle").last.bounding_box()
    shown.set_viewport_size({"width": 1100, "height": 900})
    shown.wait_for_timeout(200)

    assert shown.locator("[id='errors.handler'] .bridge circle").last.bounding_box() != before
    test_a_bridge_stands_beside_both_of_its_lines(opened)


def test_a_number_lights_its_lines_on_both_sides_and_stays_when_pressed(opened: Opened) -> None:
    shown = opened("#errors.handler")
    card = shown.locator("[id='errors.handler']")
    card.locator(".calls li").nth(1).hover()
    assert card.locator(".l.on").evaluate_all("lines => lines.map((line) => line.dataset.c)") == ["2", "2"]

    card.locator("h2").hover()
    expect(card.locator(".l.on")).to_have_count(0)
    card.locator(".calls button").nth(2).click()
    card.locator("h2").hover()
    assert card.locator(".l.on").evaluate_all("lines => lines.map((line) => line.dataset.c)") == ["3", "3"]
    assert card.locator(".calls button[aria-pressed=true]").inner_text() == "3"


def test_a_number_key_lights_and_darkens(opened: Opened) -> None:
    shown = opened("#errors.handler")
    shown.wait_for_timeout(300)
    for lit in (2, 0):
        shown.keyboard.press("3")
        expect(shown.locator("[id='errors.handler'] .l.on")).to_have_count(lit)


def test_the_filter_leaves_what_has_all_words(opened: Opened) -> None:
    shown = opened()
    shown.keyboard.press("/")
    shown.keyboard.type("order midd")
    assert "Order of middleware" in shown.locator("aside li:visible .t").all_inner_texts()
    assert shown.locator("aside li:visible").count() <= 2

    shown.keyboard.press("Enter")
    expect(shown).to_have_url(re.compile("#middleware.order$"))
    for words, name in (("register_error", "errors.handler"), ("app.use", "factory"), ("delete /api", "routing")):
        shown.locator("aside input").fill(words)
        assert f"#{name}" in [link.get_attribute("href") for link in shown.locator("aside li:visible a").all()]
        assert words != "register_error" or shown.locator("aside li:visible").count() < 8
    shown.locator("aside input").fill("nothing has this")
    expect(shown.locator("aside .none")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_goes_round_and_is_remembered(opened: Opened, scheme: str) -> None:
    shown = opened(color_scheme=scheme)
    background = "getComputedStyle(document.body).backgroundColor"
    system, seen = shown.evaluate(background), []
    for _ in range(3):
        shown.keyboard.press("t")
        seen.append((shown.evaluate("document.documentElement.dataset.theme"), shown.evaluate(background) == system))
        # Why: what a page keeps goes to another process, which may be later than a reload.
        shown.wait_for_timeout(200)
        shown.reload()
        assert shown.evaluate("document.documentElement.dataset.theme") == seen[-1][0]

    other = "dark" if scheme == "light" else "light"
    assert seen == [(other, False), (scheme, True), ("auto", True)]


def test_what_was_rendered_is_one_click_away_from_what_was_edited(opened: Opened) -> None:
    shown = opened("#routing")
    pane = shown.locator("#routing .pane.f")
    assert pane.locator(".chip").inner_text() == "edited"
    assert "as rendered" not in pane.inner_text()
    expect(pane.locator(".l.chg:visible")).to_have_count(3)

    pane.locator("[data-original]").click()
    assert pane.locator(".l.chg:visible").all_inner_texts() == ["    # as rendered"]


def test_code_that_is_gone_says_so(opened: Opened) -> None:
    pane = opened("#middleware.order").locator("[id='middleware.order'] .pane.e")
    assert "This code is gone" in pane.inner_text()

    pane.locator("[data-original]").click()
    assert pane.locator(".l:visible").count() > 5


def test_the_code_is_copied_as_it_is_in_the_file(opened: Opened) -> None:
    shown = opened(permissions=["clipboard-read", "clipboard-write"])
    shown.locator("#factory .pane.f [data-copy]").click()

    expect(shown.locator("#factory .pane.f [data-copy]")).to_have_text("copied")
    assert shown.evaluate("navigator.clipboard.readText()") == "\n".join(blog.piece("factory", "flask").lines)


def test_answers_have_their_differences_marked_and_equal_headers_only_named(opened: Opened) -> None:
    shown = opened("#errors.handler")
    wire = shown.locator("[id='errors.handler'] .wire")
    assert wire.locator(".f mark").all_inner_texts() == [
        "405 METHOD NOT ALLOWED",
        "Allow: GET, HEAD, POST",
        "Method Not Allowed",
    ]
    assert "nosniff" not in wire.inner_text()
    assert "alike on both sides: X-Request-Id, X-Content-Type-Options" in (
        shown.locator("#overview").text_content() or ""
    )


def test_a_request_that_nobody_asked_says_how_to_ask(opened: Opened) -> None:
    card = opened("#settings").locator("#settings")
    assert "DELETE /api/posts" in card.inner_text()
    assert "--live" in card.inner_text()


@pytest.mark.parametrize(
    "fragment", ["", "#errors.handler", "#files", "#files/app%2Ferrors.py", "#dependencies", "#claims"]
)
def test_a_phone_has_nothing_to_scroll_sideways(opened: Opened, fragment: str) -> None:
    shown = opened(fragment, size=(390, 844))
    shown.wait_for_timeout(200)

    assert shown.evaluate("document.documentElement.scrollWidth") <= 390
    visible = "[...document.querySelectorAll('.view *')].filter((node) => node.checkVisibility())"
    wide = shown.evaluate(f"{visible}.filter((node) => node.getBoundingClientRect().right > 391).length")
    assert wide == 0
