"""What everybody must be able to do: no rule of accessibility broken, every control by keyboard, paper."""

from __future__ import annotations

import io
from importlib import resources

import pytest
from pages import blog
from pages.conftest import Opened
from playwright.sync_api import expect
from pypdf import PdfReader

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
MODES = {
    "page": "#middleware.order",
    "present": "?present#errors.handler",
    "files": "#files",
    "file": "#files/app%2Ferrors.py",
    "dependencies": "#dependencies",
    "claims": "#claims",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mode", MODES)
def test_no_rule_of_accessibility_is_broken(opened: Opened, mode: str, scheme: str) -> None:
    shown = opened(MODES[mode], color_scheme=scheme)
    for key in {"present": " 2", "page": "2"}.get(mode, ""):
        shown.keyboard.press(key)
    shown.wait_for_timeout(200)
    shown.evaluate(AXE)
    result = shown.evaluate("axe.run()")

    assert len(result["passes"]) > 10
    assert [(found["id"], [node["html"][:120] for node in found["nodes"][:3]]) for found in result["violations"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_help_breaks_no_rule(opened: Opened, scheme: str) -> None:
    shown = opened(color_scheme=scheme)
    shown.keyboard.press("?")
    shown.evaluate(AXE)

    assert shown.locator("#help").is_visible()
    assert shown.evaluate("axe.run('#help')")["violations"] == []


@pytest.mark.parametrize("mode", MODES)
def test_every_control_is_reached_and_seen_with_the_tab_key(opened: Opened, mode: str) -> None:
    shown = opened(MODES[mode])
    controls = (
        "[...document.querySelectorAll('a[href], button, input, summary')]"
        ".filter((node) => node.checkVisibility() && !node.matches('.skip'))"
    )
    wanted = shown.evaluate(f"{controls}.length")
    shown.evaluate("document.activeElement.blur()")
    seen, unseen = set(), []
    for _ in range(wanted + 5):
        shown.keyboard.press("Tab")
        place, outline = shown.evaluate(
            f"[{controls}.indexOf(document.activeElement),"
            " getComputedStyle(document.activeElement.closest('.find') || document.activeElement).outlineStyle]"
        )
        if place >= 0:
            seen.add(place)
            unseen += [place] if outline == "none" else []

    assert wanted > 0
    assert len(seen) == wanted
    assert not unseen


@pytest.mark.parametrize("key", ["Enter", " "])
def test_buttons_do_their_work_from_the_keyboard(opened: Opened, key: str) -> None:
    shown = opened("#routing")

    def press(selector: str) -> None:
        shown.locator(selector).first.focus()
        shown.keyboard.press(key)

    press("#routing .calls button")
    expect(shown.locator("#routing .now .l.on")).to_have_count(2)
    press("#routing [data-original]")
    assert shown.locator("#routing .was").is_visible()
    press(".top [data-act=theme]")
    assert shown.evaluate("document.documentElement.dataset.theme") == "dark"
    press(".top [data-act=help]")
    assert shown.locator("#help").is_visible()
    press("#help button")
    assert not shown.locator("#help").is_visible()
    press(".top [data-act=present]")
    assert shown.locator(".deck").is_visible()
    press(".deck [data-act=present]")
    assert not shown.locator(".deck").is_visible()


def test_keys_do_not_act_while_somebody_types(opened: Opened) -> None:
    shown = opened()
    shown.locator("aside input").focus()
    shown.keyboard.type("tp?j1")

    assert shown.locator("aside input").input_value() == "tp?j1"
    assert not shown.locator(".deck").is_visible() and not shown.locator("#help").is_visible()


def test_plus_and_minus_change_the_size_of_the_code(opened: Opened) -> None:
    shown = opened()
    size = "getComputedStyle(document.querySelector('.l')).fontSize"
    before = shown.evaluate(size)
    shown.keyboard.press("+")
    assert shown.evaluate(size) == "15px" != before

    shown.keyboard.press("-")
    assert shown.evaluate(size) == before


def test_j_and_k_go_through_the_concepts(opened: Opened) -> None:
    shown = opened()
    for key, name in (("j", 1), ("j", 2), ("k", 1)):
        shown.keyboard.press(key)
        shown.wait_for_timeout(150)
        assert shown.url.endswith(f"#{blog.CONCEPTS[name][0]}")


def test_on_paper_the_bridges_stand_beside_their_lines(opened: Opened) -> None:
    shown = opened(size=(1046, 714))
    shown.emulate_media(media="print")
    shown.evaluate("dispatchEvent(new Event('beforeprint'))")
    for name, *_ in blog.CONCEPTS[: blog.FEW]:
        card = shown.locator(f"[id='{name}']")
        for line in card.locator(".now .l[data-c]").all():
            number, side = line.get_attribute("data-c"), line.locator("xpath=ancestor::figure").get_attribute("class")
            dots = card.locator(f".bridge g[data-c='{number}'] circle")
            dot, box = (dots.last if side == "pane e" else dots.first).bounding_box(), line.bounding_box()
            assert dot and box
            assert box["y"] - 4 <= dot["y"] + dot["height"] / 2 <= box["y"] + box["height"] + 4, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_each_concept_has_a_page(opened: Opened, scheme: str) -> None:
    shown = opened(color_scheme=scheme)
    shown.keyboard.press("t")
    paper = PdfReader(io.BytesIO(shown.pdf(prefer_css_page_size=True, print_background=True)))
    texts = [page.extract_text() for page in paper.pages]

    assert (round(paper.pages[0].mediabox.width), round(paper.pages[0].mediabox.height)) == (842, 595)
    assert "Two apps, one contract" in texts[0] and "A number as title" in texts[0]
    for number, (_, title, *_) in enumerate(blog.CONCEPTS[: blog.FEW], 2):
        assert title in texts[number].splitlines()[0], number
    assert len(texts) <= blog.FEW + 3
