"""The page of `scaffold serve` as somebody uses it, in a real browser: on apps of the test, and on a real pair."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from pages.conftest import WATCH
from pages.test_rules import AXE
from parity.machine import FRAMEWORKS, node
from parity.machine import run as done
from parity.projects import UPGRADE, WHOLE, project
from playwright.sync_api import Browser, Page, Route, expect
from served import HOSTILE, KEYS, Serving, left, program, ready, served, serving

from scaffold.outside.live.apps import free_port

WIDE, PHONE = (1280, 720), (390, 844)
Opened = Callable[..., Page]
LINES = """\
import threading, time
def say():
    for number in range(1000):
        print("line", number, flush=True)
        time.sleep(0.005)
threading.Thread(target=say).start()
"""


@pytest.fixture
def pair(tiny: Path, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert run("new", "shop", "--framework", "both", "--no-git").code == 0
    pair = ready(here / "shop", monkeypatch)
    code = here / "bin/code"
    code.write_text(f'#!/bin/sh\necho "$@" > {here}/opened.new\nmv {here}/opened.new {here}/opened\n')
    code.chmod(0o755)
    monkeypatch.setenv("VISUAL", "code")
    return pair


@pytest.fixture
def small(pair: Path, tiny: Path) -> Iterator[Serving]:
    """The page on apps of the test."""
    with served(tiny, "shop") as found:
        yield found
    assert not left(pair)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens a page. At the end nothing may have been asked of anybody else, refused by the policy or thrown."""
    contexts, wrong = [], []

    def open_(found: Serving, size: tuple[int, int] = WIDE, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **options
        )
        context.add_init_script(WATCH)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda asked: None if asked.url.startswith(found.url) else wrong.append(asked.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(found.url)
        expect(page.locator(".app[data-state=up]")).to_have_count(2, timeout=60_000)
        expect(page.locator(".list")).to_contain_text("Create")
        return page

    yield open_
    for context in contexts:
        wrong += [violation for page in context.pages for violation in page.evaluate("seen.violations")]
        context.close()
    assert not wrong


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def own(page: Page, path: str) -> None:
    """Writes a request of one's own, and leaves the field."""
    press(page, "n")
    page.keyboard.type(path)
    press(page, "Escape")


def answered(page: Page) -> None:
    expect(page.locator(".go")).to_contain_text("Send again")


def test_it_is_used_by_keyboard_alone(small: Serving, opened: Opened) -> None:
    page = opened(small)
    first = page.locator("h1").inner_text()
    press(page, "j")
    assert page.locator("h1").inner_text() != first
    press(page, "k")
    assert page.locator("h1").inner_text() == first

    own(page, "/which")
    press(page, "ArrowLeft", "1", "ArrowRight", "5", "d", "Enter")
    answered(page)

    assert page.locator(".card.f strong").inner_text() == "200"
    assert page.locator(".card.e strong").inner_text() == "404"
    assert page.locator(".card strong mark, .card .body mark").all_inner_texts() == [
        "200",
        '"flask"',
        "404",
        '"express"',
    ]
    assert page.locator(".score").inner_text() == "3 of 3 right"
    assert page.locator(".mid .told").inner_text() == "✓"
    assert page.locator(".list [aria-current=true] .tag").inner_text() == "200 ≠ 404"
    assert page.locator(".card .told").all_inner_texts() == ["✓ 200", "✓ 404"]
    expect(page.locator(".rows .on")).to_have_count(2)

    press(page, "1", "p")
    assert page.locator(".card strong").count() == 0
    press(page, "1", "s", "Enter")
    answered(page)
    assert page.locator(".card .told").all_inner_texts() == ["✓ 200", "✗ 200"]
    assert page.locator(".mid .told").inner_text() == "✗"
    assert page.locator(".score").inner_text() == "4 of 6 right"

    press(page, "Enter")
    expect(page.locator(".verdict")).to_contain_text("Sent again.")
    assert page.locator(".score").inner_text() == "4 of 6 right"
    assert page.locator(".told").count() == 0
    press(page, "t")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    press(page, "?")
    assert page.locator("#help").is_visible()


def test_it_is_used_by_mouse_and_the_row_that_was_made_is_the_next_one_shown(small: Serving, opened: Opened) -> None:
    page = opened(small)
    page.get_by_role("button", name="Create note").click()
    page.locator("textarea").fill('{"title": "mine"}')
    page.locator(".card.f").get_by_text("201").click()
    page.get_by_role("button", name="The same answer").click()
    page.keyboard.press("Enter")
    answered(page)

    assert page.locator(".score").inner_text() == "2 of 2 right"
    assert '"sent": "{\\"title\\": \\"mine\\"}"' in page.locator(".card.e .body").inner_text()
    page.locator(".list").get_by_text("<img").click()
    assert page.locator("[name=path]").input_value() == "/api/notes/7"


def test_nothing_that_an_app_says_is_more_than_text(small: Serving, opened: Opened) -> None:
    page = opened(small)
    own(page, f"/{HOSTILE.replace(' ', '')}")
    press(page, "Enter")
    answered(page)

    assert page.locator(".card.f .body").inner_text().count("<script>") == 2
    assert "x-odd" in page.locator(".card.f .others").inner_html()
    expect(page.locator(".rows")).to_contain_text("<img src=x")
    expect(page.locator(".rows")).not_to_contain_text("\x1b")
    expect(page.locator(".list")).to_contain_text("<img src=x")
    assert page.locator("main img, .rows img, .list img, main script").count() == 0
    assert page.title() == "shop · scaffold serve"


def test_a_side_that_fell_over_is_shown_with_its_last_lines_and_starts_again(
    small: Serving, opened: Opened, pair: Path
) -> None:
    page = opened(small)
    program(pair, "express", "raise SystemExit('no such table: notes')")
    page.locator(".top [data-restart=express]").click()
    expect(page.locator(".card.e")).to_contain_text("Does not run")
    expect(page.locator(".card.e")).to_contain_text("it ended with 1")
    expect(page.locator(".card.e .body")).to_contain_text("no such table: notes")
    expect(page.locator(".app.e")).to_have_attribute("data-state", "ended")

    press(page, "5", "Enter")
    answered(page)
    expect(page.locator(".verdict")).to_contain_text("Express did not answer.")
    assert page.locator(".card.f strong").inner_text() == "201"
    assert page.locator(".score").inner_text() == ""

    program(pair, "express")
    page.locator(".card.e").get_by_text("Start again").click()
    expect(page.locator(".app.e")).to_have_attribute("data-state", "up")
    press(page, "Enter")
    expect(page.locator(".card.e strong")).to_have_text("201")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_rule_of_accessibility_is_broken(small: Serving, opened: Opened, size: tuple[int, int], scheme: str) -> None:
    page = opened(small, size, color_scheme=scheme)
    for path, keys in (("", "1"), ("", ["Enter"]), ("/which", ["Enter"]), ("", "q"), ("", "l"), ("", "o")):
        if path:
            own(page, path)
        press(page, *keys)
        page.wait_for_timeout(400)
        page.evaluate(AXE)
        result = page.evaluate("axe.run()")

        assert len(result["passes"]) > 10
        found = [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in result["violations"]]
        assert found == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", [WIDE, (1920, 1080), (1024, 768)], ids=str)
def test_nothing_is_hidden_on_a_projector(small: Serving, opened: Opened, size: tuple[int, int]) -> None:
    page = opened(small, size)
    own(page, "/which")
    for _ in range(2):
        for part in (".go", "h1", ".score", ".card.f", ".card.e", ".mid", "#tab-logs", ".dock", ".list"):
            box = page.locator(part).bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= size[0], part
            assert box["y"] >= 0 and box["y"] + box["height"] <= size[1], part
        assert (
            page.evaluate("document.querySelector('main').scrollHeight - document.querySelector('main').clientHeight")
            <= 0
        )
        press(page, "1", "Enter")
        answered(page)


def test_the_sql_and_the_chain_of_both_are_shown_by_mouse_and_by_key(small: Serving, opened: Opened) -> None:
    page = opened(small)
    assert page.get_by_role("tab", name="Logs").get_attribute("aria-selected") == "true"
    own(page, "/which")
    press(page, "Enter")
    answered(page)

    assert page.get_by_role("tab", name="Logs").get_attribute("aria-selected") == "true"
    press(page, "c")
    assert page.get_by_role("tab", name="Chain").get_attribute("aria-selected") == "true"
    assert page.locator(".steps.f .name").all_inner_texts() == [
        "begin",
        f"{HOSTILE}()",
        f"SELECT '{HOSTILE}'",
        "finish",
    ]
    assert page.locator(".steps.e .name").all_inner_texts()[2:] == ["begin", f"\u00d73 SELECT '{HOSTILE}'", "finish"]
    assert "3 functions · 3 statements · 3.50 ms" in page.locator(".steps.e h2").inner_text()
    bars = page.locator(".steps.f .bar").evaluate_all("bars => bars.map(bar => bar.getBoundingClientRect().x)")
    assert bars == sorted(bars) and bars[0] < bars[-1]
    assert page.locator(".views mark").all_inner_texts() == ["1", "3"]
    press(page, "q")
    assert page.locator(".card .body.sql").count() == 2
    assert page.locator(".card.e .body.sql").inner_text().count("SELECT") == 1
    expect(page.locator(".card.e .body.sql")).to_contain_text("3 times · 1.50 ms")
    page.get_by_role("button", name="Answer").first.click()
    assert page.locator(".card .body.sql").count() == 0
    press(page, "l")
    assert page.locator(".rows").is_visible() and not page.locator("#chain").is_visible()
    press(page, "j", "Enter")
    answered(page)
    assert page.locator(".rows").is_visible()
    page.get_by_role("tab", name="Logs").focus()
    press(page, "ArrowLeft", "ArrowLeft")
    assert page.locator("#chain").is_visible()


def test_a_step_leads_to_the_lines_of_both_and_into_the_editor(small: Serving, opened: Opened, pair: Path) -> None:
    page = opened(small)
    own(page, "/which")
    press(page, "Enter")
    answered(page)
    press(page, "c")
    page.locator(".steps.f .row").first.click()

    expect(page.locator(".pane.f .file")).to_have_text("app/main.py")
    expect(page.locator(".pane.f .at .no")).to_have_text("2")
    assert page.get_by_role("tab", name="Code").get_attribute("aria-selected") == "true"
    assert page.locator(".lines script, .lines img").count() == 0
    page.locator(".pane.f").get_by_role("button", name="Open").click()
    expect(page.locator(".dock .hint")).to_contain_text("Opened in code")
    opened_file = pair.parent / "opened"
    for _ in range(100):
        if opened_file.exists():
            break
        page.wait_for_timeout(50)
    assert opened_file.read_text().split() == ["-g", f"{pair}/flask/app/main.py:2"]
    press(page, "c", "o")
    expect(page.locator(".pane.f .at .no")).to_have_text("2")

    press(page, "k")
    assert page.locator(".pane").count() == 0
    press(page, "j")
    press(page, "p")
    assert page.locator(".pane").count() == 0


def test_the_drawer_stays_as_it_was_until_somebody_asks(small: Serving, opened: Opened) -> None:
    page = opened(small)
    own(page, "/which")
    before = page.locator(".dock").bounding_box()
    press(page, "Enter")
    answered(page)
    assert page.locator(".dock").bounding_box() == before

    for key, panel in (("c", "#chain"), ("o", "#code"), ("l", ".rows")):
        press(page, key)
        assert page.locator(panel).is_visible()
        press(page, key)
        assert page.locator(".dock .panel:visible").count() == 0
        box = page.locator(".dock").bounding_box()
        assert box and before and box["height"] < 50 < before["height"]
    page.get_by_role("tab", name="Chain").click()
    assert page.locator("#chain").is_visible()
    press(page, "k", "Enter")
    answered(page)
    assert page.locator("#chain").is_visible()


def test_a_request_worth_a_guess_leads_to_its_concept(small: Serving, opened: Opened) -> None:
    page = opened(small)
    asked: list[Any] = []

    def answer(route: Route) -> None:
        asked.append(route.request.post_data_json)
        found = {"name": "routing.paths", "title": "How paths are compared", "notice": "Each in its own way."}
        route.fulfill(json={**found, "points": [], "flask": [], "express": []})

    page.route("**/code", answer)
    page.get_by_role("button", name="Another case").click()
    press(page, "Enter")
    answered(page)
    press(page, "o")

    expect(page.locator("#code .notice")).to_have_text("How paths are compared Each in its own way.")
    assert asked[0]["concept"] == "routing.paths" and asked[0]["path"] == "/API/NOTES"
    # Why not then: what somebody has written is about something else.
    page.locator("[name=path]").fill("/api/other")
    press(page, "Escape", "p", "Enter")
    answered(page)
    press(page, "o")
    expect(page.locator("#code .notice")).to_be_visible()
    assert asked[1]["concept"] == ""


def test_what_is_not_compared_is_named_at_the_verdict(opened: Opened, pair: Path, tiny: Path) -> None:
    file = pair.parent / "bin/npm"
    file.write_text(file.read_text().replace('{"id": 7, "sent"', '{"id": 8, "sent"').replace("notes/7", "notes/8"))
    with served(tiny, "shop") as found:
        page = opened(found)
        page.get_by_role("button", name="Create note").click()
        press(page, "s", "Enter")
        answered(page)

        expect(page.locator(".verdict")).to_contain_text("As you said. Both answer the same, apart from id.")
        expect(page.locator(".card.e .others summary")).to_contain_text("id not compared in the body")
        assert page.locator(".card strong mark, .card .heads mark, .card .body mark").count() == 0


def test_words_that_do_not_fit_are_left_out_and_signs_say_what_they_are(small: Serving, opened: Opened) -> None:
    page = opened(small)
    own(page, "/which")
    assert page.locator(".mid .cap").all_inner_texts() == ["same", "different"]
    press(page, "1", "d", "Enter")
    answered(page)
    assert page.locator(".mid .cap").all_inner_texts() == ["different", "as you said"]
    for width, is_seen in ((1700, True), (900, False)):
        page.set_viewport_size({"width": width, "height": 720})
        box = page.locator(".card.e .reason").evaluate("node => node.getBoundingClientRect().toJSON()")
        words = page.locator(".card.e .reason span").evaluate("node => node.getBoundingClientRect().toJSON()")
        # Why either: what is not seen whole is below the edge.
        assert (words["top"] < box["bottom"]) == is_seen, (width, box, words)
        assert not is_seen or words["right"] <= box["right"] + 1


def test_what_was_kept_is_told_with_its_answers_only(small: Serving, opened: Opened) -> None:
    page = opened(small)
    own(page, "/which")
    press(page, "Enter")
    answered(page)
    press(page, "r")
    expect(page.locator(".dock .hint")).to_contain_text("Kept in")
    press(page, "k")
    expect(page.locator(".dock .hint")).to_have_text("")


def test_two_hundred_lines_a_second_are_kept_up_with(small: Serving, opened: Opened, pair: Path) -> None:
    page = opened(small)
    program(pair, "flask", LINES)
    page.locator(".top [data-restart=flask]").click()

    expect(page.locator(".rows")).to_contain_text("line 999", timeout=30_000)
    assert page.locator(".rows > div").count() <= 600


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Both sides of the shop, installed and migrated."""
    monkeypatch.setenv("PATH", str(node()), prepend=os.pathsep)
    for framework in FRAMEWORKS:
        shutil.copytree(project(framework, "shop", *WHOLE), tmp_path / "shop" / framework, symlinks=True)
        done(*UPGRADE[framework], cwd=tmp_path / "shop" / framework)
        monkeypatch.setenv(KEYS[framework], str(free_port()))
    yield tmp_path / "shop"
    assert not left(tmp_path)


@pytest.mark.long
def test_a_real_pair_is_predicted_asked_edited_and_asked_again(shop: Path, opened: Opened) -> None:
    with serving([sys.executable, "-m", "scaffold", "serve", str(shop), "--no-open"]) as found:
        page = opened(found)
        press(page, "9", "s", "Enter")
        answered(page)

        assert page.locator("h1").inner_text() == "A field is missing"
        assert page.locator(".score").inner_text() == "3 of 3 right"
        assert page.locator(".mid .sign").inner_text() == "="
        expect(page.locator(".rows .on")).to_have_count(2)

        own(page, "/healthz")
        press(page, "Enter")
        answered(page)
        expect(page.locator(".mid .sign")).to_have_text("=")
        home = shop / "flask/app/home.py"
        home.write_text(home.read_text().replace('"ok"', '"edited"'))
        expect(page.locator(".rows")).to_contain_text("Detected change", timeout=30_000)
        expect(page.locator(".rows")).to_contain_text("Debugger is active", timeout=30_000)
        for _ in range(30):
            press(page, "Enter")
            page.wait_for_timeout(500)
            if page.locator(".mid .sign").inner_text() == "≠":
                break

        assert '"edited"' in page.locator(".card.f mark").all_inner_texts()
        for item in page.locator(".list button").all()[:24]:
            item.click()
            press(page, "Enter")
            answered(page)
            assert page.locator(".card strong").count() == 2


@pytest.mark.long
def test_a_claim_is_predicted_measured_and_shown_with_each_of_its_turns(shop: Path, opened: Opened) -> None:
    with serving([sys.executable, "-m", "scaffold", "serve", str(shop), "--no-open"]) as found:
        page = opened(found)
        press(page, "x")
        box = page.locator("dialog.experiments")
        box.locator("nav button", has_text="one request at a time").click()
        assert box.locator("figure").count() == 0
        box.get_by_label("Express").check()
        box.get_by_role("button", name="Measure", exact=True).click()
        expect(page.locator("[data-open=experiments]")).to_contain_text("Measuring")
        expect(box.locator("figure")).to_have_count(1, timeout=120_000)

        assert box.locator("figure .f ellipse").count() == box.locator("figure .e ellipse").count() == 6
        assert box.locator("label.right").inner_text().strip() == "Express ✓"
        assert re.search(r"times as much in Express, [\d.]+ to [\d.]+$", box.locator("figcaption span").inner_text())
        page.evaluate(AXE)
        assert page.evaluate("axe.run('dialog.experiments')")["violations"] == []
        assert '"concurrency"' in (shop / "measurements.json").read_text("utf-8")

        box.get_by_role("button", name="Measure again").click()
        expect(page.locator("[data-open=experiments]")).to_contain_text("Measuring")
        box.get_by_role("button", name="Stop").click()
        expect(box.locator(".doubt").first).to_contain_text("Stopped", timeout=30_000)
        # Why here: what it asks for as the server ends is no fault of the page.
        page.close()
