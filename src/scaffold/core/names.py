"""Names: what they may look like, and how one name is written in each language."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import cache
from types import ModuleType

from .problem import Problem
from .words import PACKAGES, UNCOUNTABLE, WINDOWS

NAME = re.compile(r"[a-z](?:_?[a-z0-9])*")
NAME_LIMIT = 40
PLURAL_LIMIT = 42
PROJECT = re.compile(r"[A-Za-z]([A-Za-z0-9_-]*[A-Za-z0-9])?")
PROJECT_LIMIT = 50
# What stands in the version of templates between the newest release and a digest of them as they are.
CHANGED = ".post1.dev0+"


def camel(name: str) -> str:
    """`per_page` becomes `perPage`."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def kebab(name: str) -> str:
    """`blog_post` becomes `blog-post`."""
    return name.replace("_", "-")


def shown(text: str, limit: int = 60) -> str:
    """The text as it can be printed: one line, nothing invisible, not longer than `limit`."""
    visible = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return visible if len(visible) <= limit else visible[: limit - 1] + "…"


def version(number: str, beside: str = "") -> str:
    """A version as it is told: that of a checkout, `0.4.0.post1.dev0+f9db`, is `0.4.0, with changes`.

    One that is told `beside` another one can be told apart from it.
    """
    release, changed, _ = number.partition(CHANGED)
    same = number != beside and beside.startswith(f"{release}{CHANGED}")
    return f"{release}, with {'other ' * same}changes" if changed else number


def listed(words: Sequence[str], limit: int | None = None, last: str = "and") -> str:
    """The words as a sentence has them: `a, b and c`, and `a, b and 70 more` when they are more than the limit."""
    kept = list(words if limit is None else words[:limit])
    end = f"{len(words) - len(kept)} more" if len(kept) < len(words) else kept.pop()
    return f" {last} ".join(filter(None, [", ".join(kept), end]))


def project_problem(name: str) -> Problem | None:
    """Says what is wrong with a project's name; None when it can be used."""
    if not PROJECT.fullmatch(name):
        why = "only letters, digits, `-` and `_`, from a letter to a letter or digit"
    elif len(name) > PROJECT_LIMIT:
        why = f"it has {len(name)} characters, and the limit is {PROJECT_LIMIT}"
    elif name.lower() in WINDOWS:
        why = f"`{name}` is reserved by Windows"
    elif name.lower().replace("_", "-") in PACKAGES:
        why = f"the project would need the package `{name}`, and no package can need itself"
    else:
        return None
    return Problem(
        code="project-name",
        what=f"`{shown(name)}` cannot be a project's name",
        why=why,
        fix="choose another name, such as `my-app`",
    )


@cache
def plural(name: str) -> str:
    """The English plural of a name, word by word: `blog_category` becomes `blog_categories`; `staff` has none."""
    head, separator, last = name.rpartition("_")
    return name if last in UNCOUNTABLE else head + separator + str(_inflect().engine().plural_noun(last))


def singular(name: str) -> str | None:
    """The singular of a name that reads as a plural; None when it does not."""
    head, separator, last = name.rpartition("_")
    if not last.endswith("s") or last.endswith(("is", "ss", "us")):
        return None
    engine = _inflect().engine()
    # Why: the plural of a word that the dictionary knows is not one more `s`: `alias`, `lens`, `gas`.
    if engine.plural_noun(last) != f"{last}s":
        return None
    word = engine.singular_noun(last)
    if not word or word == last or engine.plural_noun(word) != last:
        return None
    return head + separator + str(word)


def _inflect() -> ModuleType:
    """Imports inflect without the run-time type checks that make up most of its import.

    Why: they cost 1.2 s of CPU, the rest 0.05 s. See docs/decisions.
    """
    if "inflect" not in sys.modules and "typeguard" not in sys.modules:
        unchecked = ModuleType("typeguard")
        vars(unchecked)["typechecked"] = lambda function: function
        sys.modules["typeguard"] = unchecked
        try:
            import inflect  # noqa: PLC0415
        finally:
            del sys.modules["typeguard"]
    import inflect  # noqa: PLC0415

    return inflect
