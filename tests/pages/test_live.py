"""Two windows of a generated site in a real browser: what one changes, the other shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pages.conftest import WATCH
from parity.exchange import delete, patch, post
from parity.machine import FRAMEWORKS
from parity.processes import App
from parity.projects import app
from playwright.sync_api import Browser, Page, expect


@pytest.fixture(scope="module", params=FRAMEWORKS)
def site(request: pytest.FixtureRequest) -> Iterator[App]:
    # Why development: in production a session wants an encrypted connection.
    words = ("--with", "pages,realtime,security", "--limiter", "off")
    with app(request.param, "blog", *words, APP_ENV="test", NODE_ENV="test") as started:
        assert started.ask(post("/api/posts", {"title": "First", "body": "text"})).status == 201
        yield started


@pytest.fixture
def windows(browser: Browser, site: App) -> Iterator[tuple[Page, Page]]:
    """Two people's browsers. At the end neither may have refused or thrown anything."""
    wrong: list[str] = []
    contexts = [
        browser.new_context(base_url=f"http://127.0.0.1:{site.port}", viewport={"width": 390, "height": 844})
        for _ in range(2)
    ]
    pages = []
    for context in contexts:
        context.add_init_script(WATCH)
        pages.append(context.new_page())
        pages[-1].on("pageerror", lambda error: wrong.append(str(error)))
    yield pages[0], pages[1]
    for page in pages:
        wrong += page.evaluate("window.seen.violations")
        page.context.close()
    assert not wrong


def listened(page: Page, path: str) -> None:
    """Opens a page, and waits until it listens."""
    with page.expect_response(lambda answer: "/api/changes?since=" in answer.url):
        page.goto(path)


def test_a_list_shows_what_somebody_else_creates_and_keeps_the_focus(windows: tuple[Page, Page]) -> None:
    reader, writer = windows
    listened(reader, "/posts")
    link = reader.get_by_role("link", name="First")
    link.focus()
    reader.get_by_text("Sort and filter").evaluate("(summary) => summary.parentElement.open = true")
    reader.get_by_label("Title").fill("half typed")

    writer.goto("/posts/new")
    writer.get_by_label("Title").fill("Second")
    writer.get_by_label("Body").fill("text")
    writer.get_by_role("button", name="Save").click()

    expect(writer.get_by_role("status")).to_have_text("The post was created.")
    expect(reader.get_by_role("link", name="Second")).to_be_visible()
    assert reader.get_by_label("Title").input_value() == "half typed"
    link.focus()
    writer.get_by_role("link", name="Edit").click()
    writer.get_by_label("Title").fill("Third")
    writer.get_by_role("button", name="Save").click()
    expect(reader.get_by_role("link", name="Third")).to_be_visible()
    expect(link).to_be_focused()


def test_a_row_shows_what_is_said_of_it_and_that_it_is_gone(windows: tuple[Page, Page], site: App) -> None:
    reader, _ = windows
    listened(reader, "/posts/1")

    assert site.ask(post("/api/comments", {"author": "Ann", "body": "text", "postId": 1})).status == 201
    expect(reader.get_by_role("link", name="Ann")).to_be_visible()
    assert site.ask(patch("/api/posts/1", {"title": "Other"})).status == 200
    expect(reader.get_by_role("heading", name="Other")).to_be_visible()
    expect(reader).to_have_title("Other · App")
    assert site.ask(delete("/api/comments/1")).status == 204
    expect(reader.get_by_role("link", name="Ann")).to_have_count(0)
    assert site.ask(delete("/api/posts/1")).status == 204
    expect(reader.get_by_role("heading", name="Not Found")).to_be_visible()
