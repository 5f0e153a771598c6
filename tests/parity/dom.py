"""What a browser makes of a page, so that two can be compared: elements, attributes and texts, and no white space."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

Part = tuple[str, ...] | tuple[str, tuple[tuple[str, object], ...]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[object] = []
        self.kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(sorted((name, _value(name, value or "")) for name, value in attrs))))
        self.kept += tag == "textarea"

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")
        self.kept -= tag == "textarea"

    def handle_data(self, data: str) -> None:
        # Why not of an area: there a browser keeps them.
        text = data if self.kept else re.sub(r"\s+", " ", data).strip()
        if text:
            self.found.append(text)


def _value(name: str, value: str) -> object:
    """Each side writes some letters of a query in its own way."""
    if name == "href" and "?" in value:
        return value.partition("?")[0], tuple(parse_qsl(urlsplit(value).query, keep_blank_values=True))
    return value


def dom(html: str) -> list[object]:
    """The parts of a page in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found
