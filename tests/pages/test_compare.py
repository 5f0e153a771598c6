"""The page of a comparison as text: what is escaped, what is allowed, what is written for what."""

from __future__ import annotations

import re

import pytest
from pages import blog

from scaffold.pages.compare import page


@pytest.fixture(scope="module")
def html() -> str:
    return page(blog.comparison())


def test_every_concept_is_a_card(html: str) -> None:
    assert re.findall(r'<article class="card h\d+" id="([^"]+)"', html) == [name for name, *_ in blog.CONCEPTS]


def test_nothing_is_loaded(html: str) -> None:
    style = re.search("<style>(.*?)</style>", html, re.DOTALL)
    assert style and not re.search(r"url\(|@import", style[1])
    assert not re.search(
        r"<[^>]* (?:src|srcset|poster|action|data|background)=|<(?:link|iframe|img|object|embed)\b", html
    )
    assert {address.split(":")[0] for address in re.findall(r'href="([^#"]+)"', html)} == {"vscode"}
