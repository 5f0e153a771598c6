"""The files of both projects: the two trees, the filter, a file beside its twin."""

from __future__ import annotations

import re

from pages import blog
from pages.conftest import Opened
from playwright.sync_api import expect

ERRORS = re.compile(r"(?<!_)errors\.py")


def test_twins_are_in_one_row_and_what_one_side_has_says_so(opened: Opened) -> None:
    shown = opened("#files")
    rows = shown.locator(".tree .r")
    expect(rows).to_have_count(len(blog.comparison(0).files))
    twins = rows.filter(has_text=ERRORS)
    assert "errors.ts" in twins.inner_text()
    assert "edited" in twins.inner_text()
    assert "only in Express" in rows.filter(has_text="tsconfig.json").inner_text()
    expect(shown.locator(".sum")).to_have_text(re.compile(r"^\d+ twins, \d+ only in Flask, \d+ only in Express$"))


def test_the_filter_finds_paths_of_either_side(opened: Opened) -> None:
    shown = opened("#files")
    shown.locator(".tree .r").first.wait_for()
    shown.keyboard.press("/")
    shown.keyboard.type("dberrors")

    expect(shown.locator(".tree .r:visible")).to_have_count(1)
    expect(shown.locator(".sum")).to_have_text("1 found")


def test_a_file_opens_beside_its_twin(opened: Opened) -> None:
    shown = opened("#files")
    shown.locator(".tree .r").filter(has_text=ERRORS).click()

    expect(shown.locator(".viewer .pane.f .file")).to_have_text("app/errors.py")
    expect(shown.locator(".viewer .pane.e .file")).to_have_text("src/errors.ts")
    lines = shown.locator(".seg pre.f .l").all_inner_texts()
    assert lines == (blog.BLOG / "flask/app/errors.py").read_text("utf-8").splitlines()
    shown.go_back()
    expect(shown.locator(".tree")).to_be_visible()


def test_what_both_define_starts_at_the_same_height(opened: Opened) -> None:
    shown = opened("#files/app%2Ferrors.py")
    tied = shown.locator(".seg.tied")
    first = tied.first.locator("pre .l:first-child")

    heads = [text.split("(")[0] for text in first.all_inner_texts()]
    assert heads == ["def field_error", "export interface FieldError {"]
    boxes = [box.bounding_box() for box in first.all()]
    assert boxes[0] and boxes[1] and boxes[0]["y"] == boxes[1]["y"]


def test_what_only_one_side_defines_says_so(opened: Opened) -> None:
    shown = opened("#files/app%2Ferrors.py")
    only = shown.locator(".seg pre.e .l.only")

    assert "export class FieldErrors extends Error {" in only.all_inner_texts()
    assert re.search(r"[1-9]\d* of \d+ definitions correspond$", shown.locator(".defs summary").inner_text())


def test_the_structure_leads_to_the_lines(opened: Opened) -> None:
    shown = opened("#files/app%2Ferrors.py")
    shown.locator(".defs summary").click()
    shown.locator(".defs a", has_text="problem").first.click()

    expect(shown.locator(".seg .l.at")).to_have_text(re.compile("^def problem"))
    expect(shown.locator(".seg .l.at")).to_be_in_viewport()


def test_a_file_without_a_twin_is_alone(opened: Opened) -> None:
    shown = opened("#files/express%3Atsconfig.json")

    expect(shown.locator(".viewer .pane.f")).to_have_text("Flask" + "no such file")
    expect(shown.locator(".seg pre.e .l")).to_have_count(17)


def test_comments_and_docstrings_are_one_colour_to_their_end(opened: Opened) -> None:
    shown = opened("#files/app%2Ferrors.py")

    for side, line in (("f", '    """Keeps what'), ("e", "/** A refusal")):
        (told,) = shown.locator(f".seg pre.{side} .l").filter(has_text=line).all()
        assert told.locator("i").evaluate_all("all => all.map((one) => one.className)") == ["c"]
