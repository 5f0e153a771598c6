"""Valid and wrong JSON values for the schemas of an OpenAPI document; the same ones for the same random source."""

import re
from collections.abc import Callable
from random import Random
from typing import Any

from scaffold.core.patterns import PATTERNS, Pattern

Schema = dict[str, Any]

WORDS = [
    "First",
    "first",
    "NEWS",
    "news",
    "Ünï",
    "\U0001f49a",
    "O'Hara",
    "a b",
    "x;--",
    '"q"',
    "line\nline",
    "100%",
    "<b>",
    "null",
    "1",
]
EXAMPLES = {
    "date": ["2026-01-31", "1000-01-01", "9999-12-31", "2024-02-29", "1582-10-10"],
    "date-time": ["2026-01-31T12:00:00Z", "1000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "2026-06-30T23:59:59.5+05:30", "2024-02-29T00:00:00-11:30"],
    "email": ["first@example.com", "A.B+c@example.co.uk", "o'hara_x-1@a-b.example"],
    "uri": ["https://example.com/", "http://a", "https://example.com/?a=b&c=%20#d"],
}  # fmt: skip
WRONG = {
    "date": ["2026-02-30", "2026-1-1", "20260131", "2026-01-31T00:00:00Z", "0999-12-31", "x"],
    "date-time": ["2026-02-30T12:00:00Z", "2026-01-31", "2026-01-31T12:00:00", "2026-01-31T25:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00", "x"],
    "email": [".a..b.@-.-", "a@b", "@b.co", "a b@c.co", "a@b..co", "a@-b.co", "ü@example.com", "x"],
    "uri": ["https://", "ftp://a", "http://a b", "http://ä.example", "javascript:alert(1)", "x"],
    "uuid": ["0f8fad5bd9cb469fa165708677289501", "{0f8fad5b-d9cb-469f-a165-708677289501}", "x"],
}  # fmt: skip
FREE: list[Any] = [0, 1.5, "text", "", True, [], {}, {"z": 1, "a": [None, {"b": "\u2028"}]}, [[]]]
OTHERS: list[Any] = [1, 1.5, "x", True, [], {}, [[1]]]
WRITTEN = {f"^{one.text}$": one for one in PATTERNS.values()}
TYPES: dict[str, Any] = {"string": str, "integer": (int, float), "number": (int, float), "boolean": bool, "array": list}
DIGITS = re.compile(r"\[0-9\]\{1,(\d+)\}|\\d\{1,(\d+)\}")


class Values:
    def __init__(self, document: dict[str, Any], random: Random) -> None:
        self.document, self.random = document, random
        # What references may name.
        self.ids: list[int] = [1]

    def resolved(self, schema: Schema) -> tuple[Schema, bool]:
        """The schema that counts, and whether null is taken."""
        while "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        if isinstance(schema.get("type"), list):
            kind = next(one for one in schema["type"] if one != "null")
            return schema | {"type": kind}, "null" in schema["type"]
        choices = schema.get("anyOf") or schema.get("oneOf")
        if not choices:
            return schema, schema.get("type") == "null"
        found, _ = self.resolved(next(one for one in choices if one.get("type") != "null"))
        return found, any(one.get("type") == "null" for one in choices)

    def body(self, schema: Schema, *, partial: bool = False) -> dict[str, Any]:
        """A valid body: all that is required, and some of the rest."""
        schema, _ = self.resolved(schema)
        needed = set(schema.get("required", ())) | (set() if partial else self.moments(schema))
        share = 0.3 if partial else 0.5
        chosen = [name for name in schema["properties"] if name in needed or self.random.random() < share]
        return {name: self.valid(schema["properties"][name], name) for name in chosen}

    def moments(self, schema: Schema) -> set[str]:
        """What a row gets of the moment that it is made in, which is not the same on two servers."""
        fields = {name: self.resolved(one) for name, one in schema["properties"].items()}
        return {name for name, (one, nullable) in fields.items() if not nullable and one.keys().isdisjoint({"default"})}

    def broken(self, schema: Schema, *, partial: bool = False) -> Any:
        """A body with one to three faults."""
        found = self.body(schema, partial=partial)
        schema, _ = self.resolved(schema)
        for _ in range(self.random.choice([1, 1, 2, 3])):
            kind = self.random.random()
            if kind < 0.15:
                found[self.random.choice(["other", "Title", "id", "a/b~c", "__proto__x", ""])] = 1
            elif kind < 0.3 and not partial:
                found.pop(self.random.choice(sorted(schema.get("required", ())) or ["x"]), None)
            else:
                name = self.random.choice(list(schema["properties"]))
                found[name] = self.wrong(schema["properties"][name], name)
        return found

    def valid(self, schema: Schema, name: str) -> Any:
        schema, nullable = self.resolved(schema)
        if nullable and self.random.random() < 0.2:
            return None
        if "enum" in schema or "const" in schema:
            return self.random.choice(schema.get("enum") or [schema["const"]])
        kinds: dict[str, Callable[[], Any]] = {
            "string": lambda: self.text(schema),
            "integer": lambda: self.integer(schema, name),
            "number": lambda: self.random.choice([0, 1, -1, 0.5, 1.5, 1e-7, 1.5e300, 123456.789]),
            "boolean": lambda: self.random.random() < 0.5,
            # Why a set: an item may not be repeated.
            "array": lambda: sorted({self.valid(schema["items"], name) for _ in range(self.random.randrange(4))}),
        }
        return kinds.get(schema.get("type", ""), lambda: self.random.choice(FREE))()

    def integer(self, schema: Schema, name: str) -> int:
        if name.endswith(("Id", "Ids")):
            return self.random.choice(self.ids)
        low, high = schema.get("minimum", -(2**31)), schema.get("maximum", 2**31 - 1)
        found: int = self.random.choice([low, high, *(number for number in (0, 1, 7, -1) if low <= number <= high)])
        return found

    def text(self, schema: Schema) -> str:
        number = self.random.randrange(300)
        if schema.get("format") == "uuid":
            return f"0f8fad5b-d9cb-469f-a165-{number:012x}"
        if schema.get("format") == "email" and number > 50:
            return f"user{number}@example.com"
        if schema.get("format") in EXAMPLES:
            return self.random.choice(EXAMPLES[schema["format"]])
        if written := WRITTEN.get(schema.get("pattern", "")):
            return self.written(written, schema, number)
        if found := [int(one or two) for one, two in DIGITS.findall(schema.get("pattern", ""))]:
            return self.decimal(schema["pattern"], found)
        word = self.random.choice([*WORDS, f"n{number}", f"n{number}", "w" * min(schema.get("maxLength", 300), 300)])
        least = schema.get("minLength", 0)
        return word[: schema.get("maxLength")].ljust(least, ".") if least or self.random.random() < 0.9 else ""

    def written(self, pattern: Pattern, schema: Schema, number: int) -> str:
        if pattern.fixed:
            return self.random.choice(pattern.examples)
        one = pattern.examples[0]
        return f"{one}{number}"[-schema.get("maxLength", 300) :].ljust(schema.get("minLength", 0), "0")

    def decimal(self, pattern: str, sizes: list[int]) -> str:
        """The sizes are the digits before the point and after it; with a 0 before it, only those after it."""
        whole = "0" if re.match(r"\^-\?0", pattern) else str(self.random.randrange(10 ** min(sizes[0], 4)))
        scale = sizes[-1] if "." in pattern else 0
        after = "".join(self.random.choices("0123456789", k=self.random.randint(1, scale))) if scale else ""
        sign = self.random.choice(["", "", "-"])
        return f"{sign}{whole}" + (f".{after}" if after and self.random.random() < 0.8 else "")

    def wrong(self, schema: Schema, name: str) -> Any:
        schema, nullable = self.resolved(schema)
        kind = schema.get("type")
        if kind is None and "enum" not in schema:
            return None if not nullable else self.valid(schema, name)
        expected = TYPES.get(kind or "string", str)
        found: list[Any] = [
            one for one in OTHERS if not isinstance(one, expected) or (isinstance(one, bool) and kind != "boolean")
        ]
        found += [] if nullable else [None]
        return self.random.choice(found + self.edges(schema, name) * 3)

    def edges(self, schema: Schema, name: str) -> list[Any]:
        """Of the right type, and wrong all the same."""
        if "enum" in schema or "const" in schema:
            return ["gone", ""]
        match schema.get("type"):
            case "integer":
                found = [schema[bound] + step for bound, step in (("minimum", -1), ("maximum", 1)) if bound in schema]
                return [*found, 1.5]
            case "array":
                return [[0], ["1"], [None], [1.5], [2**31], [1] * 101, [999_999]]
            case "string":
                return self.wrong_texts(schema)
        return []

    def wrong_texts(self, schema: Schema) -> list[str]:
        found = list(WRONG.get(schema.get("format", ""), []))
        if DIGITS.search(schema.get("pattern", "")):
            found += ["1.23456789012", "1.", ".5", "+1", "1e2", "", "NaN", "9" * 20, "1,5"]
        elif not found:
            found += ["a\0b"]
        if schema.get("maxLength", 10**6) < 20_000:
            found += ["z" * (schema["maxLength"] + 1)]
        return found + ([""] if schema.get("minLength") else [])
