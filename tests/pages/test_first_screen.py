"""What one sees first: differences, legends, no empty cards; and that a phone can read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pages import blog
from pages.conftest import Opened
from playwright.sync_api import expect

from scaffold.core.comparison import Both, Claim, Comparison
from scaffold.pages.compare import page

PHONE = {"size": (360, 740), "is_mobile": True, "has_touch": True}
# Names and numbers that stand on two lines, one part on each.
BROKEN = """() => {
  const found = [], range = document.createRange();
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.checkVisibility()) continue;
    for (const { 0: word, index } of node.data.matchAll(/[\\p{L}\\p{N}_$]{2,}/gu)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = [...range.getClientRects()].filter(({ width }) => width).map(({ top }) => Math.round(top));
      if (new Set(tops).size > 1) found.push(word);
    }
  }
  return found;
}"""
Shown = Callable[[Comparison], Path]


@pytest.fixture
def written(tmp_path: Path) -> Shown:
    def write(comparison: Comparison) -> Path:
        file = tmp_path / "compare.html"
        file.write_text(page(comparison), "utf-8")
        return file

    return write


def test_without_answers_it_has_what_both_are_built_to_answer(opened: Opened, written: Shown) -> None:
    nobody = replace(blog.comparison(blog.FEW), alone=None)
    shown = opened("", written(nobody), (1280, 720))
    rows = shown.locator("#expected tbody tr")

    assert rows.count() == 5
    first = rows.first
    assert [" ".join(cell.split()) for cell in first.locator("td").all_inner_texts()] == [
        "405 Method Not Allowed",
        "≠",
        "404 Not Found",
    ]
    box = rows.last.bounding_box()
    assert box and box["y"] + box["height"] <= 720
    rows.nth(4).locator("a").click()
    expect(shown.locator(f"[id='{blog.CONCEPTS[4][0]}']")).to_be_in_viewport()


def test_a_difference_is_told_by_a_status_alone(opened: Opened, written: Shown) -> None:
    alike = replace(blog.REQUEST, status={"flask": 404, "express": 404})
    found = blog.comparison(blog.FEW)
    concepts = tuple(replace(concept, requests=(alike,)) for concept in found.concepts)

    assert opened("", written(replace(found, alone=None, concepts=concepts))).locator("#expected").count() == 0


def test_signs_have_a_legend_where_there_are_signs(opened: Opened, written: Shown) -> None:
    found = blog.comparison(blog.FEW)
    nobody = replace(found, concepts=tuple(replace(concept, label="") for concept in found.concepts))

    assert opened("").locator("aside .key").inner_text().split("\n")[-2:] == ["= same answers", "≠ different"]
    assert "≠" not in opened("", written(nobody)).locator("aside .key").inner_text()


def test_what_nobody_knows_has_no_card(opened: Opened) -> None:
    shown = opened("")

    assert shown.locator(".met").count() == len(blog.METRICS) - 1
    expect(shown.locator(".told summary").first).to_have_text("Not known yet: Start to first answer")
    assert shown.locator(".met b", has_text="\N{EN DASH}").count() == 0


def test_no_sign_of_code_is_drawn_as_another_one(opened: Opened) -> None:
    shown = opened("")
    found = shown.evaluate(
        "[...document.querySelectorAll('code, pre, kbd, samp, .file')]"
        ".map((node) => getComputedStyle(node).fontVariantLigatures)"
    )

    assert set(found) == {"none"}


def test_a_claim_has_code_and_no_backticks(opened: Opened, written: Shown) -> None:
    claim = Claim("tree", "`npm` pulls in hundreds", "`uv` has 3.", "counted in `uv.lock`", Both("`a`", "b"))
    view = opened("#claims", written(replace(blog.comparison(blog.FEW), claims=(claim,)))).locator("[data-in=claims]")

    assert "`" not in view.inner_text()
    assert view.locator("h2 code").first.inner_text() == "npm"


def test_on_a_phone_no_word_is_broken(opened: Opened, whole: Path) -> None:
    shown = opened("", whole, **PHONE)
    found = shown.evaluate(BROKEN)

    assert len(found) <= 8, found
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360


def test_on_a_phone_the_first_concept_is_near(opened: Opened, whole: Path) -> None:
    shown = opened("", whole, **PHONE)

    assert shown.evaluate("document.querySelector('.card').getBoundingClientRect().top") < 5 * 740
