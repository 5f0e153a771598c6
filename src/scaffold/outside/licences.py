"""Version and licence of an installed package, from what it says about itself. Nothing of it is run."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from email import message_from_string
from email.message import Message
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from . import folder

_LIMIT, _SHOWN = 256_000, 60
_VENVS = (".venv", "venv", "env")
_NODE = re.compile(r"(@[\w.~-]+/)?[\w.~-]+")
Known = Mapping[str, tuple[str, str]]


def python(root: Path, names: set[str]) -> Known:
    """Version and licence by name, of those packages that are in the project's virtual environment."""
    found: dict[str, tuple[str, str]] = {}
    for venv in _VENVS:
        for site in [*root.glob(f"{venv}/lib/python3*/site-packages"), *root.glob(f"{venv}/Lib/site-packages")]:
            for place in site.glob("*.dist-info"):
                name, _, version = place.name.removesuffix(".dist-info").partition("-")
                if (name := canonicalize_name(name)) in names and name not in found:
                    found[name] = version[:_SHOWN], _said(message_from_string(_text(place / "METADATA")))
    return found


def _said(metadata: Message) -> str:
    """SPDX since 2024; before that a free text, and a classifier such as `License :: OSI Approved :: MIT License`."""
    for key in ("License-Expression", "License"):
        licence = str(metadata.get(key, "")).strip()
        if licence and "\n" not in licence and len(licence) <= _SHOWN:
            return licence
    classifiers = [str(line) for line in metadata.get_all("Classifier", []) if str(line).startswith("License ::")]
    return ", ".join(line.rpartition(":: ")[2] for line in classifiers)[:_SHOWN]


def node(root: Path, names: set[str]) -> Known:
    """Version and licence by name, of those packages that are in the project's `node_modules`."""
    found: dict[str, tuple[str, str]] = {}
    for name in names:
        if not _NODE.fullmatch(name) or {".", ".."} & set(name.split("/")):
            continue
        try:
            said = json.loads(_text(root / "node_modules" / name / "package.json"))
        except (ValueError, RecursionError):
            continue
        if isinstance(said, dict):
            found[name] = _word(said.get("version")), _word(said.get("license")) or _older(said.get("licenses"))
    return found


def _older(licences: Any) -> str:
    return ", ".join(filter(None, map(_word, licences)))[:_SHOWN] if isinstance(licences, list) else _word(licences)


def _word(value: Any) -> str:
    value = value.get("type") if isinstance(value, dict) else value
    return value[:_SHOWN] if isinstance(value, str) else ""


def _text(path: Path) -> str:
    return (folder.read(str(path), _LIMIT) or b"").decode("utf-8", "replace")
