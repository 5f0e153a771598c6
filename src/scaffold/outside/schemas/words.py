"""How SQL writes names and types, as far as they are the same in three databases."""

from __future__ import annotations

import re

from scaffold.core.importing.schema import Kind

NAME = r'(?:"(?:[^"]|"")+"|`[^`]+`|\[[^\]]+\]|[^\W\d][\w$#]*)'
PATH = rf"{NAME}(?:\s*\.\s*{NAME})*"
_NAME = re.compile(NAME)
_HIDDEN = re.compile(r"""'[^']*(?:''[^']*)*'|"[^"]*"|`[^`]*`""")
# Where the type of a column ends.
_AFTER_TYPE = re.compile(
    r"\b(NOT|NULL|DEFAULT|PRIMARY|UNIQUE|REFERENCES|CHECK|COLLATE|CONSTRAINT|GENERATED|AS|AUTO_?INCREMENT|COMMENT|ON|"
    r"CHARACTER\s+SET|CHARSET|KEY|(?:IN)?VISIBLE|SRID|STORAGE|COLUMN_FORMAT|COMPRESSION|VIRTUAL|STORED|PERSISTENT|"
    r"DEFERRABLE|IDENTITY|OPTIONS|ENCODING|WITHOUT\s+SYSTEM|SORTKEY)\b",
    re.IGNORECASE,
)
_TYPE = re.compile(rf"(?P<path>{PATH})(?P<more>(?:\s+[A-Za-z]\w*)*)\s*(?:\((?P<sizes>.*?)\))?(?P<rest>.*)", re.DOTALL)
_VALUE = re.compile(r"'((?:[^'\\]|''|\\.)*)'")
_UNSIGNED = re.compile(r"\b(UNSIGNED|ZEROFILL|SIGNED)\b", re.IGNORECASE)


def names(path: str) -> list[str]:
    """The names of a path without quotes: `public."Order"` is `public` and `Order`."""
    return [plain(word) for word in _NAME.findall(path)]


def plain(word: str) -> str:
    """A name without its quotes."""
    return word[1:-1].replace('""', '"') if word[:1] in '"`[' else word


def masked(text: str) -> str:
    """The text with `.` for everything in quotes and in parentheses, so that words can be looked for."""
    made, depth = [], 0
    for mark in _HIDDEN.sub(lambda match: "." * len(match[0]), text):
        depth -= mark == ")"
        made.append("." if depth > 0 and mark != "\n" else mark)
        depth += mark == "("
    return "".join(made)


def split(text: str) -> tuple[str, str]:
    """The type at the start of a text, and what follows it."""
    match = _AFTER_TYPE.search(masked(text))
    at = match.start() if match else len(text)
    return text[:at].strip(), text[at:].strip()


def kind(text: str) -> Kind:
    """The type that is written so."""
    unsigned = any(word.upper() != "SIGNED" for word in _UNSIGNED.findall(text))
    match = _TYPE.fullmatch(_UNSIGNED.sub("", text).strip())
    if not match:
        return Kind("", text=text)
    last = names(match["path"])[-1].lower()
    rest = re.sub(r"\[\d*\]|\bARRAY\b", "", match["rest"], flags=re.IGNORECASE)
    many = rest != match["rest"] or bool(re.search(r"\bARRAY\b", match["more"], re.IGNORECASE))
    more = re.sub(r"\bARRAY\b", "", match["more"], flags=re.IGNORECASE)
    word = " ".join([last, *more.lower().split(), *rest.lower().split()])
    values = tuple(re.sub(r"''|\\'", "'", value) for value in _VALUE.findall(match["sizes"] or ""))
    sizes = () if values else tuple(map(int, re.findall(r"\b\d+\b", match["sizes"] or "")))
    return Kind(word, sizes, values, many, unsigned, " ".join(text.split()))
