"""Whether a text speaks of a resource, in whatever spelling: `blog_posts`, `blogPosts`, `BlogPost`, `blog-posts`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .renaming import COMMENT
from .resource import Resource

WORD = re.compile(r"[A-Za-z0-9_-]+")
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def of(text: str, resources: Iterable[Resource]) -> frozenset[str]:
    """The names of those resources that a text names; lines that are comments do not count.

    Where `blog_tag` is a resource, its name does not name `tag`.
    """
    code = (line for line in text.splitlines() if not line.lstrip().startswith(COMMENT))
    parts = _parts("\n".join(code))
    found = set()
    names = {_parts(name): one.name for one in resources for name in (one.name, one.plural)}
    for name in sorted(names, key=len, reverse=True):
        if name in parts:
            found.add(names[name])
            parts = parts.replace(name, " | ")
    return frozenset(found)


def _parts(text: str) -> str:
    # Why twice the space: two names beside each other do not share one.
    return " | ".join(f" {'  '.join(PART.findall(word)).lower()} " for word in WORD.findall(text))
