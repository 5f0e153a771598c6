"""What a concept has to be: each rule yields what breaks it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from scaffold.actions.compare.concepts import Pieces, lines
from scaffold.core.comparison import Both
from scaffold.core.concepts import COLUMNS, FRAMEWORKS, LINES, MARKER, Concept
from scaffold.outside.trees import Tree

WORD = re.compile(r"`([^`]+)`")
WORDS = Path(__file__).with_name("words.yml")


@dataclass(frozen=True)
class Rendered:
    """One pair that was rendered: its regions, and what the tests of each side say."""

    name: str
    regions: Mapping[str, Both[Pieces]]
    sentences: Both[Collection[str]] = field(default_factory=lambda: Both((), ()))


def both_sides(concepts: Sequence[Concept], pairs: Sequence[Rendered]) -> Iterator[str]:
    for concept in concepts:
        if not any(concept.name in pair.regions for pair in pairs):
            yield f"{concept.name}: nothing is marked"
    for pair, concept, name, pieces in _sides(concepts, pairs):
        if bool(pieces) == (concept.only not in ("", name)):
            yield f"{concept.name} in {pair.name}: {name} has {'code' if pieces else 'no code'}"


def numbers(concepts: Sequence[Concept], pairs: Sequence[Rendered]) -> Iterator[str]:
    for pair, concept, name, pieces in _sides(concepts, pairs):
        marked = sorted(number for piece in pieces for number in piece.marks.values())
        if pieces and marked != [point.number for point in concept.points]:
            yield f"{concept.name} in {pair.name}: {name} marks {marked}, and there are {len(concept.points)} points"


def fits(concepts: Sequence[Concept], pairs: Sequence[Rendered]) -> Iterator[str]:
    for pair, concept, name, pieces in _sides(concepts, pairs):
        if lines(pieces) > LINES:
            yield f"{concept.name} in {pair.name}: {name} has {lines(pieces)} lines"
        for piece in pieces:
            if (width := max(map(len, piece.lines))) > COLUMNS:
                yield f"{concept.name} in {pair.name}: {name} has {width} columns"


def unknown(concepts: Sequence[Concept], tree: Tree) -> Iterator[str]:
    """Markers of concepts that have no file."""
    known = {concept.name for concept in concepts}
    for path, file in tree.items():
        for marker in MARKER.findall(file.content.decode("latin-1")):
            word, _, name = marker.partition(" ")
            if word == "concept" and name not in known:
                yield f"{path}: there is no concepts/{name}.yml"


def notices(concepts: Sequence[Concept]) -> Iterator[str]:
    for concept in concepts:
        if len(re.findall(r"[.?](?= |$)", WORD.sub("x", concept.notice))) > 2:
            yield f"{concept.name}: its notice has more than two sentences"


def said(concepts: Sequence[Concept], pairs: Sequence[Rendered]) -> Iterator[str]:
    """Sentences of tests that are no proof: nobody says them."""
    for concept, kind, proof in _proofs(concepts):
        words = re.sub(r"[^a-z0-9]+", " ", proof.lower()).strip()
        for name in FRAMEWORKS:
            if kind == "test" and not any(words in getattr(pair.sentences, name) for pair in pairs):
                yield f"{concept.name}: no test of {name} says “{proof}”"


def functions(concepts: Sequence[Concept], probes: str, parity: str) -> Iterator[str]:
    """Probes and tests of parity that are not there."""
    for concept, kind, proof in _proofs(concepts):
        source = {"probe": probes, "parity": parity}.get(kind)
        if source is not None and not re.search(rf"^(?:async )?def test_{proof}\(", source, re.MULTILINE):
            yield f"{concept.name}: there is no {kind} `test_{proof}`"


def words(concepts: Sequence[Concept], pairs: Sequence[Rendered]) -> Iterator[str]:
    """Words in backticks that the marked code does not have, and that nobody has looked at and let through."""
    for pair, concept, name, word in absent(concepts, pairs):
        where = ALLOWED.get(concept, {}).get(name, {}).get(word, ())
        if where != "all" and pair not in where:
            yield f"{concept} in {pair}: {name} has no `{word}`"


def needless(concepts: Sequence[Concept], pairs: Sequence[Rendered]) -> Iterator[str]:
    """Words that are let through, and are in the marked code by now, or in no explanation."""
    found = set(absent(concepts, pairs))
    having = {(pair.name, concept.name) for pair, concept, _, pieces in _sides(concepts, pairs) if pieces}
    for concept, sides in ALLOWED.items():
        for name, several in sides.items():
            for word, where in several.items():
                for pair in [one.name for one in pairs] if where == "all" else where:
                    if (pair, concept) in having and (pair, concept, name, word) not in found:
                        yield f"{concept} in {pair}: `{word}` of {name}"
        if all(concept != one for _, one in having):
            yield f"{concept}: no pair has it"


def absent(concepts: Sequence[Concept], pairs: Sequence[Rendered]) -> Iterator[tuple[str, str, str, str]]:
    """The pair, the concept, the side and the word of each word in backticks that the code beside it does not have."""
    for pair, concept, name, pieces in _sides(concepts, pairs):
        text = "\n".join(line for piece in pieces for line in piece.lines)
        for point in concept.points:
            for word in WORD.findall(getattr(point, name)) if pieces else ():
                if word not in text:
                    yield pair.name, concept.name, name, word


def _sides(concepts: Sequence[Concept], pairs: Sequence[Rendered]) -> Iterator[tuple[Rendered, Concept, str, Pieces]]:
    """Each concept on each side of the pairs that have it."""
    for pair in pairs:
        for concept in concepts:
            if concept.name in pair.regions:
                for name in FRAMEWORKS:
                    yield pair, concept, name, getattr(pair.regions[concept.name], name)


# By concept, side and word: the pairs in which it is let through, or `all`.
ALLOWED: Mapping[str, Any] = yaml.safe_load(WORDS.read_text("utf-8"))


def _proofs(concepts: Sequence[Concept]) -> Iterator[tuple[Concept, str, str]]:
    for concept in concepts:
        for point in concept.points:
            kind, _, proof = point.proof.partition(" ")
            yield concept, kind, proof
