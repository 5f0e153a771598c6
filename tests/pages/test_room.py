"""The room in real browsers: phones say what they think; the screen shows how many did, and then what they said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from pages.conftest import WATCH
from pages.test_rules import AXE
from playwright.sync_api import Browser, Page, expect
from served import Serving, left, ready, served

from scaffold.pages.room import STATUSES

PHONE, WIDE = (390, 844), (1280, 720)
Shown = Callable[..., Page]


@pytest.fixture
def found(tiny: Path, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    assert run("new", "shop", "--framework", "both", "--no-git").code == 0
    ready(here / "shop", monkeypatch)
    with served(tiny, "shop", "--room-at", "127.0.0.1") as found:
        for side in ("flask", "express"):
            found.until(kind="side", side=side, state="up")
        yield found
    assert not left(here / "shop")


@pytest.fixture
def shown(browser: Browser) -> Iterator[Shown]:
    """Opens pages, each in a browser of its own; nothing may be refused by the policy, or thrown."""
    contexts, wrong = [], []

    def show(url: str, size: tuple[int, int], **options: Any) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        context.add_init_script(WATCH)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(url)
        return page

    yield show
    for context in contexts:
        wrong += [violation for page in context.pages for violation in page.evaluate("seen.violations")]
        context.close()
    assert not wrong


def room(found: Serving) -> str:
    address = re.search(r"^room +(\S+)", found.told, re.M)
    assert address
    return address[1]


def chip(phone: Page, of: str, text: str) -> Any:
    return phone.locator(f"[data-of={of}] button").filter(has_text=re.compile(f"^{text}"))


def own(screen: Page, path: str) -> None:
    screen.keyboard.press("n")
    screen.keyboard.type(path)
    screen.keyboard.press("Escape")


def test_phones_predict_and_the_screen_shows_it_after_the_answer(found: Serving, shown: Shown) -> None:
    screen, one, two = shown(found.url, WIDE), shown(room(found), PHONE), shown(room(found), PHONE)
    expect(screen.locator("[data-open=room]")).to_be_visible()
    own(screen, "/which")
    for phone in (one, two):
        expect(phone.locator(".line")).to_have_text("GET /which")
    for of, text in (("flask", "200"), ("express", "404"), ("same", "different")):
        chip(one, of, text).click()
    chip(two, "flask", "422").click()
    chip(two, "flask", "404").click()
    expect(screen.locator(".verdict .phones")).to_have_text("2 phones have predicted")
    assert screen.locator(".bars").count() == 0

    screen.keyboard.press("Enter")

    expect(screen.locator(".card.f .bars li")).to_have_count(2)
    assert screen.locator(".card.f .bars .right b").inner_text() == "200"
    assert screen.locator(".card.e .bars li b").all_inner_texts() == ["404"]
    expect(screen.locator(".verdict .phones")).to_have_text("2 in the room predicted.")
    expect(screen.locator(".mid")).to_contain_text("1 of 1 said so")
    expect(one.locator(".state")).to_have_text("3 of 3 as you said")
    expect(two.locator(".state")).to_have_text("0 of 1 as you said")
    expect(chip(two, "flask", "200")).to_have_class("right")
    expect(chip(two, "flask", "200")).to_be_disabled()

    screen.keyboard.press("k")
    expect(one.locator(".line")).not_to_have_text("GET /which")
    expect(one.locator(".state")).to_have_text("what do you think?")


def test_screen_phone_and_server_have_the_same_statuses(found: Serving, shown: Shown) -> None:
    screen, phone = shown(found.url, WIDE), shown(room(found), PHONE)
    expect(screen.locator("[data-open=room]")).to_be_visible()
    own(screen, "/which")
    expect(phone.locator(".line")).to_have_text("GET /which")

    for side in ("flask", "express"):
        on_screen = screen.locator(f"[data-card={side}] [data-guess]").evaluate_all(
            "all => all.map(x => +x.dataset.guess)"
        )
        on_phone = [int(text) for text in phone.locator(f"[data-of={side}] button").all_inner_texts()]
        assert on_screen == on_phone == list(STATUSES)
    # Why: each has a key, from 1 to 0.
    assert len(STATUSES) == 10


def test_the_address_is_shown_large_and_the_key_closes_it(found: Serving, shown: Shown) -> None:
    screen = shown(found.url, WIDE)
    expect(screen.locator("[data-open=room]")).to_be_visible()

    screen.keyboard.press("m")

    box = screen.locator("dialog.room")
    expect(box.locator(".address")).to_have_text(room(found)[7:-1])
    expect(box.locator("img")).to_have_js_property("complete", True)
    assert screen.evaluate("document.querySelector('dialog.room img').naturalWidth") > 100
    screen.evaluate(AXE)
    assert screen.evaluate("axe.run('dialog.room')")["violations"] == []
    inside = screen.evaluate(
        "[...document.querySelectorAll('dialog.room *')].map((one) => one.getBoundingClientRect())"
        ".every(({ right, bottom }) => right <= innerWidth && bottom <= innerHeight)"
    )
    assert inside
    screen.keyboard.press("m")
    expect(box).to_be_hidden()
    screen.locator("[data-open=room]").click()
    box.get_by_role("button", name="Close").click()
    expect(box).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_a_phone_keeps_the_rules(found: Serving, shown: Shown, scheme: str) -> None:
    screen, phone = shown(found.url, WIDE), shown(room(found), (360, 640), color_scheme=scheme)
    expect(screen.locator("[data-open=room]")).to_be_visible()
    own(screen, "/which")
    expect(phone.locator(".line")).to_have_text("GET /which")
    chip(phone, "express", "404").click()

    for _ in range(2):
        phone.evaluate(AXE)
        assert [one["id"] for one in phone.evaluate("axe.run()")["violations"]] == []
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360
        screen.keyboard.press("Enter")
        expect(phone.locator(".state")).to_have_text("1 of 1 as you said")


def test_without_a_room_nothing_of_it_is_there(
    tiny: Path, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch, shown: Shown
) -> None:
    assert run("new", "shop", "--framework", "both", "--no-git").code == 0
    ready(here / "shop", monkeypatch)
    with served(tiny, "shop") as found:
        screen = shown(found.url, WIDE)
        expect(screen.locator(".list")).to_contain_text("Create", timeout=60_000)
        assert screen.locator("[data-open=room]").is_hidden()
        screen.keyboard.press("m")
        assert screen.locator("dialog[open]").count() == 0
        assert found.ask("POST", "room", {"key": "1", "method": "GET"})[0] == 400
        assert found.ask("GET", "room.svg")[0] == 404
