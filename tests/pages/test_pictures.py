"""The pictures of the README can be read, in light and in dark, on a desk and on a phone."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from contrast import READABLE, contrast, rgb
from parity.picture import THEMES
from playwright.sync_api import Browser

PICTURES = Path(__file__).parents[2] / "docs/pictures"
# How wide the column of a README is on GitHub: in a window of 1280, and on a phone of 390.
COLUMNS = {"": 838, "-narrow": 358}
BOXES = """[...document.querySelectorAll("text")].map((one) => {
  const {left, right, top, bottom} = one.getBoundingClientRect();
  return {text: one.textContent, left, right, top, bottom, size: parseFloat(getComputedStyle(one).fontSize)};
})"""


@pytest.mark.parametrize("theme", THEMES)
def test_every_word_stands_out(theme: str) -> None:
    colours = THEMES[theme]

    for word in (colours.ink, colours.quiet, colours.flask, colours.express, colours.unlike):
        assert contrast(rgb(word), rgb(colours.card)) >= READABLE, word
    assert contrast(rgb(colours.alike), rgb(colours.good)) >= READABLE


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize("theme", THEMES)
def test_no_word_touches_another_and_none_is_tiny(browser: Browser, theme: str, kind: str) -> None:
    width, path = COLUMNS[kind], PICTURES / f"{theme}{kind}.svg"
    shown = browser.new_page(viewport={"width": width, "height": 800})
    shown.set_content(
        f"<body style='margin:0'>{path.read_text().replace('<svg', '<svg style=max-width:100%;height:auto', 1)}"
    )
    boxes = shown.evaluate(BOXES)
    scale = width / shown.evaluate("document.querySelector('svg').viewBox.baseVal.width")
    shown.close()

    assert path.stat().st_size < 8_000
    assert len(boxes) > 30
    for box in boxes:
        assert box["size"] * min(scale, 1) >= 10.5, box
        assert 0 <= box["left"] < box["right"] <= width - 6, box
    for one, other in combinations(boxes, 2):
        beside = one["right"] + 3 <= other["left"] or other["right"] + 3 <= one["left"]
        assert beside or one["bottom"] <= other["top"] + 3 or other["bottom"] <= one["top"] + 3, (one, other)
