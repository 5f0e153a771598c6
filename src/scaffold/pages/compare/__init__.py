"""One HTML file of a comparison: nothing is loaded, everything in the projects is text and never runs."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Mapping
from pathlib import Path

from scaffold.core import names
from scaffold.core.comparison import Comparison

from . import alone, answers, concepts, data, expected, safe, words

HERE = Path(__file__).parent
# Why: the page is read by a browser; its sources are read here.
SPARE = {
    "style": re.compile(r"/\*.*?\*/|(?<=[{};,])\s+|\s+(?=[{}])", re.DOTALL),
    "script": re.compile(r"^ *(?://.*\n|/\*\*.*\*/\n)?", re.MULTILINE),
}
# Why: each end of a line between two tags would be a node of the page, and quotes around a word are two bytes.
BETWEEN = re.compile(r"(?<=[>}])\n(?=<|\{%)")
QUOTES = re.compile(r'\b(class|aria-[a-z]+|data-[a-z]+)="([\w-]+)"(?=[ >])')
STYLE = ("base", "overview", "alone", "concepts", "answers", "files", "tables", "present", "narrow", "print")
SCRIPT = ("base", "concepts", "bridges", "present", "tree", "viewer", "print", "keys")


def page(comparison: Comparison) -> str:
    """The page as text, to be written as UTF-8."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415

    templates = Environment(
        loader=FunctionLoader(source),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    templates.filters |= {"ticks": words.ticks, "amount": words.amount, "version": names.version}
    groups = concepts.groups(comparison)
    style = joined("style", STYLE) + concepts.rules(groups)
    head, script = text("script/head.js"), '(() => {\n"use strict";\n' + joined("script", SCRIPT) + "})();\n"
    return safe.text(
        templates.get_template("page.html").render(
            comparison=comparison,
            names={"flask": "Flask", "express": "Express"},
            groups=groups,
            told=answers.everywhere(comparison),
            added=answers.added(comparison),
            alone=alone.table(comparison.alone) if comparison.alone else None,
            expected=expected.surprises(comparison),
            metrics=words.metrics(comparison.metrics),
            data=data.packed(comparison),
            summary=data.summary(comparison.files),
            style=style,
            head=head,
            script=script,
            policy=policy(style, head, script),
            len=len,
        )
    )


def source(name: str) -> str:
    """A template without what a browser does not need."""
    return QUOTES.sub(r"\1=\2", BETWEEN.sub("", text(f"html/{name}")))


def joined(kind: str, names: tuple[str, ...]) -> str:
    """The parts of the style or of the script, in order."""
    endings: Mapping[str, str] = {"style": "css", "script": "js"}
    return "".join(SPARE[kind].sub("", text(f"{kind}/{name}.{endings[kind]}")) for name in names)


def text(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def policy(style: str, *scripts: str) -> str:
    """What the page may do: run the scripts and use the style that have these digests, and nothing else."""
    digests = " ".join(digest(script) for script in scripts)
    return html.escape(
        f"default-src 'none'; style-src {digest(style)}; script-src {digests}; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
