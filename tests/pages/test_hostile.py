"""Whatever a project is called and has in it is text: nothing of it runs, and nothing of it gets lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages.conftest import Opened, written
from playwright.sync_api import expect

from scaffold.core.comparison import (
    Answer,
    Both,
    Claim,
    Comparison,
    Exchange,
    Joined,
    Metric,
    Need,
    Package,
    Piece,
    Region,
    Shown,
    Side,
    Source,
)
from scaffold.core.concepts import Point, Request
from scaffold.pages.compare import page

EVIL = (
    "</script></style></title></pre><script>alert(1)</script><img src=x onerror=alert(2)>"
    "<svg onload=alert(3)>\"' onclick='alert(4)' `<b>x</b>` &lt; {{ 7 * 7 }} {% raw %} javascript:alert(5)"
    "\u2028\u2029\u202e\x00\x07\x1b[31m\r\ufeff\udcff"
)
NAME = f"{EVIL.replace('/', '')}.py"
PATH = f"a/{NAME}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory, page(comparison()))


def comparison() -> Comparison:
    piece = Piece(PATH, 1, (EVIL, "x = 1", "y" * 5000, f"'''{EVIL}"), {1: 1, 2: 2})
    answer = Answer(200, EVIL, ((EVIL, EVIL), ("Content-Type", "text/html")), f"{EVIL}\n{'z' * 9000}\n" * 40)
    region = Region("edited", (piece, Piece(PATH, 9, (EVIL,), {})), (piece,))
    edited: Both[Region | None] = Both(region, region)
    request = Request("GET", EVIL, {EVIL: EVIL}, EVIL, {})
    side = Side(EVIL, f"/srv/{EVIL}", EVIL, EVIL)
    return Comparison(
        title=EVIL,
        made_by=EVIL,
        sides=Both(side, side),
        metrics=(Metric("x", EVIL, "", Both(1.0, None), EVIL),),
        concepts=tuple(
            Shown(
                name=name,
                group=EVIL,
                title=EVIL,
                notice=EVIL,
                points=(Point(1, EVIL, EVIL, EVIL, EVIL), Point(2, EVIL, EVIL, EVIL, EVIL)),
                sides=sides,
                exchanges=(Exchange(request, Both(answer, answer), EVIL, Both(((1, 4, 30), (4, 2, 900)), ())),),
                order=Both((EVIL, EVIL), (EVIL,)),
                label=EVIL,
                why=EVIL,
            )
            for name, sides in (("one", edited), ("two", Both(Region("gone", ()), None)))
        ),
        files=(
            Joined(
                Both(
                    Source(PATH, 9, f"{EVIL}\ndef x():\n" * 50, "", "same", (("function", EVIL, 2),)),
                    Source(PATH, 9, EVIL, "", "edited", (("class", EVIL, 1),)),
                ),
                ((2, 1), (2, None), (None, 1)),
            ),
            Joined(Both(Source(f"{EVIL}/b", 12_000_000, None, EVIL), None)),
        ),
        needs=(Need(EVIL, EVIL, Both((Package(EVIL, EVIL, EVIL, EVIL, "runtime"),), ())),),
        claims=(Claim("x", EVIL, EVIL, EVIL, Both(EVIL, EVIL)),),
        notes=(EVIL,),
    )


@pytest.mark.parametrize(
    "fragment", ["", "#one:f2", "?present#one", "#files", "#dependencies", "#claims", f"#{EVIL[:60]}"]
)
def test_nothing_runs_and_no_element_comes_of_it(opened: Opened, hostile: Path, fragment: str) -> None:
    shown = opened(fragment, hostile)
    shown.wait_for_timeout(200)

    # Why nothing is looked for here that `opened` looks for: dialogs, refusals of the policy, requests, errors.
    assert shown.locator("body script").count() == 2
    assert shown.locator("img, b b, [onclick], [onload], [onerror], [href^='javascript:']").count() == 0
    assert shown.locator("style").count() == 1
    assert "49 {% raw %}" not in shown.content()


def test_a_file_of_a_hostile_name_is_listed_and_opens(opened: Opened, hostile: Path) -> None:
    shown = opened("#files", hostile)
    expect(shown.locator(".tree .r")).to_have_count(2)

    shown.locator(".tree .r").filter(has_text="edited").click()
    text = shown.locator(".seg pre.f .l").first.inner_text()
    assert "<script>alert(1)</script>" in text
    assert shown.locator(".viewer img, .viewer script").count() == 0


def test_what_cannot_be_seen_is_written_out(opened: Opened, hostile: Path) -> None:
    line = opened("", hostile).locator("#one .pane.f .l").first.inner_text()

    assert line.endswith("⟨U+2028⟩⟨U+2029⟩⟨U+202E⟩␀␇␛[31m␍⟨U+FEFF⟩\ufffd")


def test_a_line_that_goes_on_for_ever_is_cut(opened: Opened, hostile: Path) -> None:
    shown = opened("", hostile)

    assert shown.locator("#one .now .l").nth(2).inner_text().endswith("y … 4,000 characters more")
    assert "lines more" in shown.locator("#one .resp.f pre").inner_text()


def test_thousands_of_files_are_listed_folder_by_folder(
    opened: Opened, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = tuple(
        Joined(Both(Source(f"lib/{number % 50}/file{number}.py", 90, "x = 1\n" * 15), None)) for number in range(5000)
    )
    many = Comparison("many", "test", Both(Side("a", ""), Side("b", "")), files=files)
    html = page(many)
    shown = opened("", written(tmp_path_factory, html))

    assert len(html.encode()) <= 500_000
    shown.locator(".tree summary").nth(3).click()
    expect(shown.locator(".tree .r:visible")).to_have_count(100)
    shown.locator(".fbar input").fill("file4711")
    expect(shown.locator(".tree .r:visible")).to_have_count(1)
    assert shown.evaluate("document.querySelectorAll('*').length") <= 12_000
