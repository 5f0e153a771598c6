"""The table of what the frameworks answer alone, and the two apps, on the page and in the terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pages import blog
from pages.conftest import Opened
from playwright.sync_api import expect

from scaffold.core.comparison import Alone
from scaffold.pages import terminal
from scaffold.pages.compare import alone


def test_the_table_is_the_first_thing_that_one_sees(opened: Opened) -> None:
    shown = opened("", size=(1280, 720))
    table = shown.locator("#alone > table")

    assert "Flask alone and Express alone answer 11 differently" in shown.locator("#alone .lede").inner_text()
    assert table.locator("tbody tr").count() == table.locator("tbody .o a").count() == 5
    box = table.locator("tbody tr").last.bounding_box()
    assert box and box["y"] + box["height"] <= 720
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_are_of_different_concepts_and_some_of_them_stay() -> None:
    first = alone.table(told()).first

    assert [row.concept for row in first] == ["a", "b", "c", "d", "e"]
    assert [len(row.projects) for row in first] == [1, 1, 1, 2, 2]
    assert all(said for row in first for _, said in row.alone)


def told() -> Alone:
    """Four concepts with two requests each that the projects answer alike, and three with one that stays."""
    [number, *_] = blog.alone().rows
    [left] = blog.alone().of("left")
    made = [replace(number, concept=concept) for concept in "aabbccff"]
    return replace(blog.alone(), rows=(*made, *(replace(left, concept=concept) for concept in "ade")))


def test_a_row_has_all_four_answers_and_leads_to_the_lines(opened: Opened) -> None:
    shown = opened("")
    row = shown.locator("#alone tbody tr", has_text="A number as")

    assert row.locator("th code").inner_text() == "title"
    assert row.locator("samp").inner_text() == 'POST /api/posts {"title": 7}'
    said = [" ".join(cell.split()) for cell in row.locator("td").all_inner_texts()]
    assert said[:3] == ['201 {"title":"7"}', "≠", '201 {"title":"7.0"}']
    assert "422 both" in row.locator("td").last.inner_text()
    row.locator("a").click()
    expect(shown.locator("[id='errors.handler']")).to_be_in_viewport()


def test_others_and_both_apps_are_one_click_away(opened: Opened) -> None:
    shown = opened("")
    words = shown.locator("#alone summary").all_inner_texts()

    assert words == [
        "6 more that your projects answer alike",
        "Alike without your projects, too: 1",
        "The two apps",
    ]
    shown.locator("#alone summary").last.click()
    assert "app = Flask(__name__)" in shown.locator("#alone .pane.f pre").inner_text()
    assert "app.use(express.json());" in shown.locator("#alone .pane.e pre").inner_text()


@pytest.mark.parametrize("size", [(390, 844), (1024, 768)])
def test_opened_it_has_nothing_to_scroll_sideways(opened: Opened, size: tuple[int, int]) -> None:
    shown = opened("", size=size)
    shown.evaluate("document.querySelectorAll('#alone details').forEach((one) => (one.open = true))")

    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for row in shown.locator("#alone tbody tr").all():
        right = row.evaluate("(row) => Math.max(...[...row.cells].map((cell) => cell.getBoundingClientRect().right))")
        assert right <= size[0]


def test_without_answers_of_all_four_there_is_no_table(opened: Opened, tmp_path: Path) -> None:
    from scaffold.pages.compare import page

    file = tmp_path / "compare.html"
    file.write_text(page(replace(blog.comparison(blog.FEW), alone=None)), "utf-8")

    assert opened("", file).locator("#alone").count() == 0


@pytest.mark.parametrize("width", [80, 100, 170])
@pytest.mark.parametrize("draw", [terminal.overview, terminal.frameworks])
def test_the_terminal_has_the_table(width: int, draw: object) -> None:
    comparison = blog.comparison(blog.FEW)
    drawn = draw(comparison, width, False)  # type: ignore[operator]

    assert max(map(len, drawn.splitlines())) <= width
    row = next(line for line in drawn.splitlines() if line.startswith("A number as `title`"))
    assert row.split()[4:] == (
        ["201", "≠", "201", "422", "errors.handler"]
        if width < 160
        else ["201", '{"title":"7"}', "≠", "201", '{"title":"7.0"}', "422", "errors.handler"]
    )
    assert "`X-Powered-By: Express` of Express" in " ".join(drawn.split())


def test_the_terminal_has_both_apps() -> None:
    drawn = terminal.frameworks(blog.comparison(blog.FEW), 80, False)

    assert "Flask alone  app.py  `flask --app app run`" in drawn
    assert "app.use(express.json());" in drawn
