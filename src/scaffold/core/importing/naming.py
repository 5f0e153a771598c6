"""Names of tables and columns as resources and fields have them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from scaffold.core import names
from scaffold.core.problem import Problem, Problems
from scaffold.core.resource import parse
from scaffold.core.words import UNCOUNTABLE

from .schema import Schema, Table

_WORD_ENDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_MARKS = re.compile(r"[^a-z0-9]+")
_KEY = re.compile(r"^(?:fk|id)_(?=[a-z])|_(?:id|uuid|guid|fk|pk|uid)$")
# How many tables have to share a prefix before it says nothing.
_MANY = 3
# How long a prefix of columns is a word.
_SHORT = 5


def snake(text: str) -> str:
    """A name in small letters: `CustomerID` is `customer_id`, and `ORDER DETAILS` is `order_details`."""
    # Why ids by hand: `orderIDs` would be `order_i_ds`.
    text = unicodedata.normalize("NFKD", text).replace("IDs", "Ids")
    text = text if text.isupper() else _WORD_ENDS.sub("_", text)
    word = _MARKS.sub("_", text.lower().encode("ascii", "ignore").decode()).strip("_")
    return word if not word or word[0].isalpha() else f"n{word}"


def singular(name: str) -> str:
    """One of what a name says: `people` is `person`, and `film` is itself."""
    found = names.singular(name)
    if found:
        return found
    head, separator, last = name.rpartition("_")
    if last.endswith("s") or last in UNCOUNTABLE:
        return name
    engine = names._inflect().engine()
    word = engine.singular_noun(last)
    return f"{head}{separator}{word}" if word and word != last and engine.plural_noun(word) == last else name


def base(column: str, target: str = "", to: str = "") -> str:
    """What a column with the key of another row is called without the word for the key: `post_id` is `post`.

    `to` is the column that it refers to: `language_code` is `language` where that is `code`.
    """
    name = snake(column)
    short = _KEY.sub("", name)
    short = short.removesuffix(f"_{snake(to)}") if short == name and to else short
    if short == name and target and name == f"{target.replace('_', '')}id":
        short = target
    return short if short and short not in ("id", "fk") else target or name


def shorter(name: str, limit: int, taken: Collection[str] = ()) -> str:
    """A name within the limit: its first words, or else its last ones, as many as there is room for."""
    if len(name) <= limit:
        return other(name, taken, limit)
    words = name.split("_")
    several = ["_".join(words[:end]) for end in range(len(words) - 1, 0, -1)]
    several += ["_".join(words[start:]) for start in range(1, len(words))]
    fitting = [one for one in several if len(one) <= limit and one[0].isalpha()]
    return other(next((one for one in fitting if one not in taken), name[:limit].rstrip("_")), taken, limit)


def other(name: str, taken: Collection[str], limit: int = names.NAME_LIMIT) -> str:
    """The name, with a number when it is taken."""
    number, found = 1, name[:limit].rstrip("_")
    while found in taken:
        number += 1
        end = f"_{number}"
        found = name[: limit - len(end)].rstrip("_") + end
    return found


def prefix(schema: Schema) -> str:
    """The first words of all tables, `wp_`, which say nothing about any of them; empty when there are none."""
    several = [snake(table.name).split("_") for table in schema.tables.values()]
    if len(several) < _MANY:
        return ""
    shared = 0
    while all(len(words) > shared + 1 and words[shared] == several[0][shared] for words in several):
        shared += 1
    rests = ["_".join(words[shared:]) for words in several]
    return "".join(f"{word}_" for word in several[0][:shared]) if all(rest[:1].isalpha() for rest in rests) else ""


def column_prefix(table: Table, known: Collection[str]) -> str:
    """The first word of all columns of a table, `page_` or `cl_`, when it says nothing; `known` are all resources."""
    columns = list(table.columns)
    heads = {name.partition("_")[0] for name in columns}
    rests = [name.partition("_")[2] for name in columns]
    if len(columns) < _MANY or len(heads) > 1 or not all(re.match("[a-z]", rest) for rest in rests):
        return ""
    head = heads.pop()
    says_nothing = len(head) < _SHORT and head not in known
    return f"{head}_" if says_nothing or f"{head}_id" in table.primary else ""


def resources(tables: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The name and the plural of the resource for each table; `tables` are what they are called, by their keys."""
    found: dict[str, tuple[str, str]] = {}
    # Why: `a_1` and `a1` are the same word in TypeScript.
    sounds: set[str] = set()
    for key, name in tables.items():
        one = shorter(singular(snake(name) or "table"), names.NAME_LIMIT)
        number, chosen = 1, _usable(one, snake(name))
        while sounds & {_sound(word) for word in chosen}:
            number += 1
            again = f"{one[: names.NAME_LIMIT - 3].rstrip('_')}_{number}"
            chosen = _usable(again, f"{again}_list")
        sounds |= {_sound(word) for word in chosen}
        found[key] = chosen
    return found


def _sound(word: str) -> str:
    return word.replace("_", "")


def _usable(one: str, many: str) -> tuple[str, str]:
    """The name with the first plural that can be used, and with `my_` in front when none can."""
    for name in (one, f"my_{one}"[: names.NAME_LIMIT].rstrip("_")):
        usual = many if name == one != many else names.plural(name)
        for plural in (usual, names.plural(name), f"{name}_list"):
            short = shorter(plural, names.PLURAL_LIMIT)
            if short != name and readable(f"{name}({short}) x:text"):
                return name, short
    return f"my_{one}"[:30], f"my_{one}"[:30] + "_list"


def readable(line: str) -> bool:
    """Whether a line can be read."""
    try:
        parse(line)
    except (Problem, Problems):
        return False
    return True


def field(name: str, kind: str, taken: Collection[str]) -> str:
    """The name of a field that can be used: one that is reserved has `the_` in front."""
    short = shorter(name or "field", names.NAME_LIMIT)
    if not readable(f"x {short}:{kind}"):
        short = f"the_{short}"[: names.NAME_LIMIT].rstrip("_")
    return other(short, taken)
