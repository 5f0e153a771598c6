"""The named patterns mean the same to both engines that read them, and no text holds one of them up."""

from __future__ import annotations

import json
import os
import subprocess
import time
from typing import Annotated

import pytest
from parity.machine import node
from pydantic import StringConstraints, TypeAdapter, ValidationError

from scaffold.core.patterns import PATTERNS

WORDS = (
    "",
    "a",
    "A",
    "first-steps",
    "first--steps",
    "-first",
    "first-",
    "first_steps",
    "first_1",
    "1_first",
    "0042",
    "٤٢",
    "9f3c",
    "9F3C",
    "DE",
    "De",
    "DEU",
    "EUR",
    "en",
    "pt-BR",
    "pt-br",
    "deu-DE",
    "+12025550101",
    "12025550101",
    "+0123456789",
    "+123456",
    "+1234567890123456",
    "#1a2b3c",
    "#1A2B3C",
    "#1a2b3",
    "08:30",
    "8:30",
    "23:59",
    "24:00",
    "é",
    "ﬀ",
    "K",
)
TEXTS = [text for word in WORDS for text in (word, f"{word}\n", f"\n{word}", f" {word}")]
# What makes an expression of nested repetitions try every way.
LONG = ["a" * 16_000 + "!", "a-" * 8_000, "a_" * 8_000, "0" * 16_000 + "g", "1:" * 8_000]
SCRIPT = """
const { pattern, texts } = JSON.parse(await new Response(process.stdin).text());
const read = new RegExp(pattern);
const begun = performance.now();
console.log(JSON.stringify([texts.map((text) => read.test(text)), performance.now() - begun]));
"""


def in_python(pattern: str, texts: list[str]) -> list[bool]:
    read = TypeAdapter(Annotated[str, StringConstraints(pattern=pattern)])

    def passes(text: str) -> bool:
        try:
            read.validate_python(text)
        except ValidationError:
            return False
        return True

    return [passes(text) for text in texts]


@pytest.mark.parametrize("name", PATTERNS)
def test_both_engines_say_the_same(name: str) -> None:
    pattern, examples = f"^{PATTERNS[name].text}$", PATTERNS[name].examples
    texts = [*TEXTS, *LONG]

    begun = time.process_time()
    said = in_python(pattern, texts)
    taken = time.process_time() - begun
    words = [f"{node()}/node", "--input-type=module", "-e", SCRIPT]
    given = json.dumps({"pattern": pattern, "texts": texts})
    ran = subprocess.run(words, input=given, capture_output=True, text=True, check=True, env=dict(os.environ))
    told, milliseconds = json.loads(ran.stdout)

    assert dict(zip(texts, said, strict=True)) == dict(zip(texts, told, strict=True))
    assert in_python(pattern, list(examples)) == [True, True]
    assert not any(text.strip(" \n") != text for text, passed in zip(texts, said, strict=True) if passed)
    assert taken < 1
    assert milliseconds < 1_000
