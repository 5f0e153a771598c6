"""Renders a tree into memory. What a release makes of answers is the same bytes every time, and is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import cache, engine, store, templates, trees
from .trees import Tree


def rendered(tree: Tree, answers: Mapping[str, Any], made_from: tuple[str, str]) -> Tree:
    """The project that a tree makes of these answers; `made_from` as for the engine. Raises Problem as it does."""
    name = _name(tree, answers, made_from)
    if name and (found := cache.find(name)):
        return found
    with tempfile.TemporaryDirectory(prefix="scaffold-") as temporary, templates.unpacked(tree) as place:
        folder = Path(temporary, "project")
        engine.render(place, folder, answers, made_from)
        made = trees.read(folder)
    if name:
        cache.keep(name, made)
    return made


def _name(tree: Tree, answers: Mapping[str, Any], made_from: tuple[str, str]) -> str:
    """What the project is kept by; empty when it is not: templates that somebody works on are rendered in vain."""
    digest = trees.digest(tree)
    if digest not in store.locked(templates.DATA).values():
        return ""
    return cache.key("render", digest, made_from, engine.fingerprint(), sorted(answers.items()))
