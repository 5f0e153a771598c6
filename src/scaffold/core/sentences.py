"""What the tests of a project promise: the sentences that both sides say."""

from __future__ import annotations

import re

FLASK = re.compile(r"^def test_(\w+)\(", re.MULTILINE)
EXPRESS = re.compile(r'^\s*(?:test|it)\(\s*"([^"]+)"', re.MULTILINE)


def flask(text: str) -> tuple[str, ...]:
    """The sentences of a pytest module, from the names of its functions."""
    return tuple(map(_words, FLASK.findall(text)))


def express(text: str) -> tuple[str, ...]:
    """The sentences of a module of node:test, from the names of its tests."""
    return tuple(map(_words, EXPRESS.findall(text)))


def _words(sentence: str) -> str:
    """A sentence as both languages can write it: words of small letters."""
    return re.sub(r"[^a-z0-9]+", " ", sentence.lower()).strip()
