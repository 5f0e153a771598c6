"""What breaks when…, on the page of `scaffold serve`: predicted, planted, asked, seen and taken back in a browser."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
from conftest import Run
from pages.test_cockpit import PHONE, WIDE, Opened, opened, press, shop  # noqa: F401
from pages.test_rules import AXE
from playwright.sync_api import Page, Route, expect
from served import Serving, serving


def begun(shop: Path) -> list[str]:  # noqa: F811
    return [sys.executable, "-m", "scaffold", "serve", str(shop), "--no-open"]


def choose(page: Page, title: str, side: str) -> None:
    page.locator(".mistakes nav").get_by_role("button", name=title).click()
    page.locator(".mistakes .tabs").get_by_role("button", name=side).click()


def step(page: Page, name: str) -> None:
    page.locator(".mistakes .steps").get_by_role("button", name=name).click()


@pytest.mark.long
def test_a_mistake_is_predicted_planted_seen_and_taken_back(shop: Path, opened: Opened, run: Run) -> None:  # noqa: F811
    file = shop / "express/src/errors.ts"
    before = file.read_bytes()
    with serving(begun(shop)) as found:
        page = opened(found)
        press(page, "b")
        expect(page.locator(".mistakes nav button")).to_have_count(19, timeout=30_000)
        choose(page, "three parameters", "In Express")

        expect(page.locator(".mistakes .diff ins")).to_contain_text("(thrown, _req, res) =>")
        expect(page.locator(".mistakes .steps button")).to_be_disabled()
        page.get_by_label("404 as a page of HTML").check()
        step(page, "Plant it in Express")
        expect(page.locator(".mistakes .steps")).to_contain_text("Ask both", timeout=60_000)
        assert b"(thrown, _req, res) =>" in file.read_bytes()
        assert "three-parameters is planted" in run("status", "-C", str(shop)).out
        step(page, "Ask both")

        expect(page.locator(".because")).to_contain_text("As you said.", timeout=60_000)
        answers = page.locator(".mistakes .table summary")
        expect(answers.nth(0)).to_contain_text("content-type: application/problem+json")
        expect(answers.nth(1)).to_contain_text("content-type: text/html")
        expect(answers.nth(0)).to_contain_text("404 NOT FOUND")
        expect(answers.nth(1)).to_contain_text("404 Not Found")
        answers.nth(1).click()
        expect(page.locator(".mistakes .table pre").nth(1)).to_contain_text("<!DOCTYPE html>")
        expect(page.locator(".caught")).to_contain_text("the test answers unknown paths with a problem fails")
        expect(page.locator("h4")).to_contain_text("Who would have noticed?")
        step(page, "Take it back")
        expect(page.locator(".mistakes .steps")).to_contain_text("Plant it in Express", timeout=60_000)

        assert file.read_bytes() == before
        press(page, "Escape")
        expect(page.locator(".mistakes")).not_to_be_visible()
        expect(page.locator("[data-open=mistakes]")).to_contain_text("What breaks when…")


@pytest.mark.long
def test_one_that_keeps_a_side_from_starting_is_told_left_and_taken_back(
    shop: Path,  # noqa: F811
    opened: Opened,  # noqa: F811
    run: Run,
) -> None:
    file = shop / "flask/app/features/__init__.py"
    before = file.read_bytes()
    with serving(begun(shop)) as found:
        page = opened(found)
        press(page, "b")
        choose(page, "registered twice", "In Flask")
        page.get_by_label("the app does not start").check()
        step(page, "Plant it in Flask")
        expect(page.locator("[data-side=flask].app")).to_have_attribute("data-state", "ended", timeout=60_000)
        expect(page.locator(".mistakes .steps")).to_contain_text("Ask both", timeout=60_000)
        page.reload()
        expect(page.locator("[data-open=mistakes]")).to_contain_text("Planted in Flask")

        status, refused = found.ask("POST", "mistake", {"act": "plant", "name": "lost-commit", "side": "flask"})
        assert status == 200
        assert "planted in `flask` already" in refused["problem"]
        found.process.send_signal(signal.SIGINT)
        told = found.process.communicate(timeout=30)[1]

    assert "`registered-twice` is still planted" in told
    assert file.read_bytes() != before
    assert run("mistake", str(shop), "--back").code == 0
    assert file.read_bytes() == before


@pytest.mark.long
def test_the_panel_breaks_no_rule_and_fits(shop: Path, opened: Opened) -> None:  # noqa: F811
    with serving(begun(shop)) as found:
        for size, scheme in ((WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), ((1024, 768), "dark")):
            page = opened(found, size, color_scheme=scheme)
            page.locator("[data-open=mistakes]").click()
            choose(page, "three parameters", "In Express")
            page.evaluate(AXE)
            result = page.evaluate("axe.run()")

            assert [(one["id"], one["nodes"][0]["html"][:120]) for one in result["violations"]] == []
            box = page.locator("dialog.mistakes").bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= size[0]
            assert box["y"] >= 0 and box["y"] + box["height"] <= size[1]
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def pretended(page: Page) -> None:
    """Express has the missing `await`, and both have answered, without an app that is changed."""

    def listed(route: Route) -> None:
        found = route.fetch().json()
        route.fulfill(json={**found, "planted": {"flask": None, "express": "missing-await"}})

    one = {"status": 204, "reason": "No Content", "ms": 3, "shown": "", "text": "", "ended": True}
    flask = {**one, "status": 404, "reason": "NOT FOUND", "ended": False}
    page.route("**/mistakes", listed)
    page.route("**/mistake", lambda route: route.fulfill(json={"flask": [flask], "express": [one]}))


@pytest.mark.long
def test_a_wrong_prediction_looks_wrong_and_an_end_is_told(shop: Path, opened: Opened) -> None:  # noqa: F811
    with serving(begun(shop)) as found:
        for scheme in ("light", "dark"):
            page = opened(found, WIDE, color_scheme=scheme)
            pretended(page)
            press(page, "b")
            # Why: a ring around the whole dialog says nothing.
            expect(page.locator(".mistakes nav [aria-current=true]")).to_be_focused(timeout=30_000)
            color = "getComputedStyle(node).backgroundColor"
            ask, back = (page.locator(f".mistakes [data-do={name}]") for name in ("ask", "back"))
            page.get_by_label("nothing, the client waits").check()
            assert ask.evaluate(f"(node) => {color}") != back.evaluate(f"(node) => {color}")
            step(page, "Ask both")

            expect(page.locator(".mistakes label.wrong")).to_have_text("nothing, the client waits ✗ your prediction")
            expect(page.locator(".mistakes label.right")).to_have_text("204, and the process ends ✓")
            told = page.locator(".mistakes .table summary")
            expect(told).to_have_text(["404 NOT FOUND · 3 ms", "204 No Content · then the process ended · 3 ms"])
            expect(page.locator(".mistakes .about").first).to_have_text("Errors in a route")
            page.evaluate(AXE)
            violations = page.evaluate("axe.run()")["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:120]) for one in violations] == []


@pytest.mark.long
def test_nobody_else_can_plant_one(shop: Path) -> None:  # noqa: F811
    asked = {"act": "plant", "name": "lost-commit", "side": "flask"}
    file = shop / "flask/app/features/products/routes.py"
    before = file.read_bytes()
    with serving(begun(shop)) as found:
        assert refused(found, asked, Origin="https://other.example")
        assert refused(found, asked, Host="other.example")
        for wrong in ({**asked, "act": "rm"}, {**asked, "side": "../flask"}, {**asked, "name": 1}, {}):
            assert found.ask("POST", "mistake", wrong)[0] == 400
        assert "no mistake" in found.ask("POST", "mistake", {**asked, "name": "../../x"})[1]["problem"]

    assert file.read_bytes() == before


def refused(found: Serving, asked: dict[str, str], **headers: str) -> bool:
    return found.ask("POST", "mistake", asked, **headers)[0] == 403
