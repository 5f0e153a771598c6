"""Present mode: one concept fills the screen, its parts are revealed one by one, everything from the keyboard."""

from __future__ import annotations

import pytest
from pages import blog
from pages.conftest import Opened
from playwright.sync_api import expect


def test_a_concept_and_its_parts(opened: Opened) -> None:
    shown = opened("#errors.handler", size=(1920, 1080))
    shown.keyboard.press("p")
    card = shown.locator("[id='errors.handler']")
    expect(card).to_be_visible()
    expect(shown.locator(".card:visible")).to_have_count(1)
    parts = [card.locator(name) for name in (".calls", ".order", ".wire")]
    assert [part.is_visible() for part in parts] == [False, False, False]

    for revealed in range(3):
        shown.keyboard.press(" ")
        assert [part.is_visible() for part in parts] == [place == revealed for place in range(3)]
    shown.keyboard.press("PageUp")
    assert [part.is_visible() for part in parts] == [False, True, False]

    shown.keyboard.press("Escape")
    assert [part.is_visible() for part in parts] == [True, True, True]
    expect(card).to_be_in_viewport()


def test_the_arrows_go_from_concept_to_concept(opened: Opened) -> None:
    shown = opened("?present", size=(1920, 1080))
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        shown.keyboard.press(key)
        seen.append(shown.url.split("#")[1])

    names = [name for name, *_ in blog.CONCEPTS[: blog.FEW]]
    assert seen == [names[1], names[2], names[1], names[-1], names[0]]
    assert shown.locator(".pos").inner_text() == "1 / 8 App factory"


def test_next_of_a_clicker_goes_through_everything(opened: Opened) -> None:
    shown = opened("?present#factory", size=(1920, 1080))
    for _ in range(3):
        shown.keyboard.press("PageDown")

    assert shown.url.endswith("#settings")


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1024, 768)])
def test_everything_fits_on_the_screen(opened: Opened, size: tuple[int, int]) -> None:
    shown = opened("?present#factory", size=size)
    sizes, low = [], []
    for name, *_ in blog.CONCEPTS[: blog.FEW]:
        for _ in range(5):
            if not shown.url.endswith(f"#{name}"):
                break
            bottom = shown.evaluate(
                "Math.max(...[...document.querySelectorAll('.card.cur :is(.pane, .calls, .order, .wire)')]"
                ".filter((node) => node.checkVisibility()).map((node) => node.getBoundingClientRect().bottom))"
            )
            low.append((bottom, name))
            sizes.append(
                float(shown.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--cs')").strip("px"))
            )
            shown.keyboard.press("PageDown")

    assert max(low)[0] <= size[1] - 44, max(low)
    assert min(sizes) >= 12


def test_the_code_keeps_its_size_while_parts_are_revealed(opened: Opened) -> None:
    shown = opened("?present#errors.handler", size=(1920, 1080))
    code = "getComputedStyle(document.documentElement).getPropertyValue('--cs')"
    before = shown.evaluate(code)
    shown.keyboard.press(" ")

    assert shown.evaluate(code) == before
    assert float(before.strip("px")) >= 18


def test_code_that_does_not_fit_is_folded_away_from_the_numbers(opened: Opened) -> None:
    shown = opened("?present#errors.handler", size=(1280, 620))
    card = shown.locator("[id='errors.handler']")

    assert card.locator(".l.dots").count() > 0
    assert all(line.is_visible() for line in card.locator(".l[data-c]").all())


def test_a_number_lights_and_a_link_into_a_view_leaves(opened: Opened) -> None:
    shown = opened("?present#errors.handler")
    shown.keyboard.press("2")
    expect(shown.locator(".card.cur .l.on")).to_have_count(2)

    shown.evaluate("location.hash = '#claims'")
    expect(shown.locator("[data-in=claims]")).to_be_visible()
    expect(shown.locator(".deck")).to_be_hidden()
