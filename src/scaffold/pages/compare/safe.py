"""Text of the projects made fit to be shown: what cannot be seen or turns text around is written out."""

from __future__ import annotations

import re
from pathlib import PurePath
from urllib.parse import quote

from scaffold.core.comparison import Side

# Why these: they are not allowed in HTML, end lines where no editor ends them, or reverse the order of what is read.
ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
LONGEST = 1000


def text(given: str) -> str:
    """`given` with a picture for each odd character; ends of lines and tabs stay."""
    return ODD.sub(picture, given)


def picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"⟨U+{code:04X}⟩"


def line(given: str) -> str:
    """A line of code on which nothing is odd, and which does not go on for ever."""
    if len(given) > LONGEST:
        given = f"{given[:LONGEST]} … {len(given) - LONGEST:,} characters more"
    return text(given).replace("\n", "␊")


def editor(side: Side, path: str, number: int) -> str:
    """The address that opens a line in an editor; empty for a project that is not on disk."""
    if side.rendered or not PurePath(side.folder).is_absolute():
        return ""
    folder = side.folder.replace("\\", "/").strip("/")
    return "vscode://file" + quote(text(f"/{folder}/{path}")) + f":{number}"
