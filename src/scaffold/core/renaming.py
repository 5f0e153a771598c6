"""What a rename does to paths and to code: which names go, and what stands in their place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import NamedTuple

from .names import camel, kebab
from .resource import Resource

WORD = re.compile(r"[A-Za-z_]\w*(?:-[A-Za-z_]\w*)*")
# What stands before a word where a name alone says too little: `features.tags`, `api/tags`, `./tags`.
HEAD = re.compile(r"(?:\.{1,2}/|[A-Za-z_][\w-]*[./])\Z")
QUOTED, BARE = '"', " "
COMMENT = ("#", "//", "*", "/*")


class Own(NamedTuple):
    """What stays as it is in a text: new names that mean something else in it, and lines."""

    words: Collection[str] = ()
    lines: Collection[str] = ()


NOTHING = Own()


@dataclass(frozen=True)
class Words:
    """What code calls otherwise after a rename: words that are `gone`, or only `behind` a certain other one.

    `local` are those behind nothing or a quote, in one file. In files that no template made only what is `abroad`
    counts, and the `texts` that are names of columns: they cannot mean anything else there.
    """

    gone: Mapping[str, str] = field(default_factory=dict)
    behind: Mapping[str, str] = field(default_factory=dict)
    abroad: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    local: Mapping[str, str] = field(default_factory=dict)

    @property
    def elsewhere(self) -> Words:
        """The words of a file that no template made and that names what is renamed."""
        return replace(self, behind=self.abroad)

    def with_path(self, old: str, new: str) -> Words:
        """The words as well that say where a folder or a module is: `features/tags` and `features.tags`."""
        above, _, name = old.rpartition("/")
        name, put = (last.split(".")[0] for last in (name, new.rpartition("/")[2]))
        places = {f"{above.rpartition('/')[2]}{sign}{name}": put for sign in "/." if above and name != put}
        return replace(self, behind={**self.behind, **places}, abroad={**self.abroad, **places})

    def names(self, text: str) -> bool:
        """Whether a text says where what is renamed is, as an import does."""
        written = any(one in text for one in self.texts)
        return written or any(head + word in self.abroad for head, word, _ in _words(text))

    def put(self, text: str, own: Own = NOTHING) -> str:
        """The text with the new names; comments stay, and so does what is a person's `own`."""
        return "".join(self._line(line, own) for line in text.splitlines(keepends=True))

    def own(self, base: str, ours: str) -> Own:
        """What a person calls otherwise in a text, or calls by a new name already."""
        if base == ours:
            return NOTHING
        taken = {*self.gone.values(), *self.local.values()} & {
            word for text in (base, ours) for _, word, _ in _words(text)
        }
        old, new = base.splitlines(keepends=True), ours.splitlines(keepends=True)
        held: set[str] = set()
        for kind, start, end, there, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "replace" and end - start == until - there:
                pairs = zip(old[start:end], new[there:until], strict=True)
                held |= {line for pair in pairs if self._otherwise(*pair) for line in pair}
        return Own(taken, held)

    def _otherwise(self, old: str, new: str) -> bool:
        """Whether a person gave a line another name of their own, such as that of a table: then they decide."""
        olds, news = list(_words(old)), list(_words(new))
        return len(olds) == len(news) and any(
            word in self.gone and put != word and (word in put or old[start - 1] in "\"'")
            for (_, word, start), (_, put, _) in zip(olds, news, strict=True)
        )

    def _line(self, line: str, own: Own) -> str:
        if line.lstrip().startswith(COMMENT) or line in own.lines:
            return line
        done, end = [], 0
        for head, word, start in _words(line):
            after = start + len(word)
            # Why not before a sign: an argument that is called as a resource belongs to another one.
            argument = bool(self.texts) and line[after : after + 1] == "="
            local = None if argument else self.local.get(head + word)
            name = self.gone.get(word) or local
            new = name if name and name not in own.words else self.behind.get(head + word)
            if new:
                done += [line[end:start], new]
                end = after
        line = "".join([*done, line[end:]])
        for old, text in self.texts.items():
            line = line.replace(old, text)
        return line


@dataclass(frozen=True)
class Names:
    """Old names and new ones, in every form in which they are written.

    `attributes` are what code says of a row, `post.title`, and `texts` what it says of a table, `"posts.id"`. Without
    `code` only paths have the names.
    """

    forms: Mapping[str, Sequence[str]]
    attributes: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    code: bool = True

    def paths(self, base: Collection[str], theirs: Collection[str]) -> dict[str, str]:
        """Where each file goes that has another name now, from its old path to the new one."""
        gone, new = set(base) - set(theirs), set(theirs) - set(base)
        found: dict[str, str] = {}
        for path in sorted(gone):
            places = new.intersection(self._spellings(path)) - set(found.values())
            if len(places) == 1:
                found[path] = places.pop()
        return found

    def words(self, base: Iterable[str], theirs: Iterable[str]) -> Words:
        """What changes in code, learned from what the templates made of the old names and make of the new ones."""
        if not self.code:
            return Words()
        old, new = _known(base), _known(theirs)
        gone, behind = {}, {}
        for head, word in sorted(old - new):
            if not head and (put := self._put("", word, new)):
                gone[word] = put
            elif len(head) > 1 and (put := self._put(head, word, new)):
                behind[head + word] = put
        return Words(gone, {**behind, **self.attributes}, self.attributes or behind, self.texts)

    def local(self, base: str, theirs: str) -> dict[str, str]:
        """What changes in one file only, where a word stands alone or in quotes."""
        old, new = _known([base]), _known([theirs])
        places = [(head, word) for head, word in sorted(old - new) if head in (QUOTED, BARE)]
        return {head + word: put for head, word in places if (put := self._put(head, word, new))} if self.code else {}

    def _put(self, head: str, word: str, new: Collection[tuple[str, str]]) -> str | None:
        """What stands in the place of a word, when that is one thing only."""
        heads = self._spellings(head)
        places = {put for one in heads for put in self._spellings(word) if put != word and (one, put) in new}
        return places.pop() if len(places) == 1 else None

    def _spellings(self, text: str) -> Sequence[str]:
        """The text with new names at one place or at several, and as it is."""
        parts = self._pattern.split(text)
        choices = [(part, *self.forms[part]) if number % 2 else (part,) for number, part in enumerate(parts)]
        return ["".join(chosen) for chosen in itertools.product(*choices)]

    @property
    def _pattern(self) -> re.Pattern[str]:
        forms = "|".join(map(re.escape, sorted(self.forms, key=len, reverse=True)))
        # Why two beginnings: `listTags` has `Tags` in it, and `stage` no `tag`.
        return re.compile(rf"((?:(?<![A-Za-z0-9])|(?<![A-Z])(?=[A-Z]))(?:{forms})(?![a-z0-9]))")


def of_project(old: str, new: str) -> Names | None:
    """The names of a project that is called otherwise: its own words are prose, so only paths follow."""
    return Names(_forms((old, new)), code=False) if old != new else None


def of_resources(before: Sequence[Resource], after: Sequence[Resource]) -> Names | None:
    """The names of resources and fields, which are the same ones in the same order; None when all stay."""
    pairs: list[tuple[str, str]] = []
    attributes: dict[str, str] = {}
    texts: dict[str, str] = {}
    for was, now in zip(before, after, strict=True):
        pairs += [(was.name, now.name), (was.plural, now.plural)]
        if was.plural != now.plural:
            texts |= {f"{sign}{was.plural}.id{sign}": f"{sign}{now.plural}.id{sign}" for sign in "\"'"}
        for old, new in zip(was.fields, now.fields, strict=True):
            pairs.append((old.name, new.name))
            if old.name != new.name:
                both = {old.name: new.name, camel(old.name): camel(new.name)}
                attributes |= {f"{row}.{one}": other for row in _written(was.name)[:3] for one, other in both.items()}
    forms = _forms(*(pair for pair in pairs if pair[0] != pair[1]))
    return Names(forms, attributes, texts) if forms else None


def _forms(*pairs: tuple[str, str]) -> dict[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for old, new in pairs:
        for one, other in zip(_written(old), _written(new), strict=True):
            if other not in found.setdefault(one, []):
                found[one].append(other)
    return dict(found)


def _written(name: str) -> tuple[str, ...]:
    small = camel(name)
    return name, small, small[:1].upper() + small[1:], kebab(name), name.upper()


def _known(texts: Iterable[str]) -> set[tuple[str, str]]:
    """Every word of these texts, alone and behind what stands before it."""
    return {(there, word) for text in texts for head, word, _ in _words(text) for there in ("", head)}


def _words(text: str) -> Iterator[tuple[str, str, int]]:
    """Each word, what stands directly before it, and where it begins."""
    for match in WORD.finditer(text):
        start = match.start()
        sign = text[start - 1 : start]
        if sign in ("/", "."):
            before = HEAD.search(text, max(0, start - 60), start)
            yield before[0] if before else sign, match[0], start
        else:
            yield QUOTED if sign in ('"', "'", "`") else BARE, match[0], start
