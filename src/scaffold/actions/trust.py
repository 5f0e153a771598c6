"""Allows templates of other people, which decide what is written into projects."""

from __future__ import annotations

from scaffold.core.names import shown
from scaffold.core.problem import Problem
from scaffold.core.result import Result
from scaffold.outside import sources


def trust(source: str, *, wanted: bool) -> Result:
    """Allows a source, or no longer. Raises Problem for one that was not allowed, or that no file can name."""
    url = sources.resolved(source)
    if not url.isprintable() or not url.strip():
        raise Problem(
            code="source",
            what=f"`{shown(url)}` is no source of templates",
            why="it is empty, or has a character that cannot be seen",
            fix="give the URL of a git repository, or a folder",
        )
    known = url in sources.trusted()
    if not wanted and not known:
        raise Problem(
            code="not-trusted",
            what=f"`{shown(url)}` was not trusted before",
            why="those that are: " + (", ".join(f"`{one}`" for one in sources.trusted()) or "none"),
            fix="name one of them, as `scaffold doctor` shows it",
        )
    sources.trust(url, wanted=wanted)
    return Result(
        command="trust",
        headline=f"Projects from {url} can be changed by scaffold" if wanted else f"{url} is trusted no longer",
        data={"source": url, "trusted": wanted},
    )
