"""Tells in what the code of a project and its answers disagree: resources that only one of them has."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scaffold.core import mentions
from scaffold.core.answers import FILE, RESOURCES
from scaffold.core.names import kebab, version
from scaffold.core.problem import Problem, Problems
from scaffold.core.resource import Resource, parse, stored
from scaffold.outside.merge import disk, git

from .project import Project

# Where the code names its resources, one statement each: in every release so far.
REGISTRIES = {"flask": "app/features/__init__.py", "express": "src/features/index.ts"}
IMPORTED = {
    "flask": re.compile(r"^from app\.features\.(\w+)\.routes import", re.MULTILINE),
    "express": re.compile(r"^import .* from \"\./([\w-]+)/routes\.ts\";", re.MULTILINE),
}


@dataclass(frozen=True)
class Disagreement:
    """A resource that only the answers have, or only the code (`is_answered` is false)."""

    resource: Resource
    is_answered: bool

    @property
    def what(self) -> str:
        """What it is, in a few words."""
        only, other = (
            ("the answers have", "the code does not") if self.is_answered else ("the code has", "the answers do not")
        )
        return f"{only} `{self.resource.name}`, {other}"

    @property
    def fixes(self) -> tuple[str, ...]:
        """What to type, one way a line."""
        if self.is_answered:
            return (
                "make the code: `scaffold update --repair`",
                f"or correct the answers: `scaffold remove resource {self.resource.name}`",
            )
        return ("put it into the answers: `scaffold update --repair`",)

    @property
    def data(self) -> dict[str, str]:
        """The same for a program."""
        return {
            "resource": str(self.resource),
            "missing": "code" if self.is_answered else "answers",
            "what": self.what,
            "fix": "; ".join(self.fixes),
        }


def disagreements(opened: Project) -> tuple[Disagreement, ...]:
    """What disagrees, in the order of the answers. One file and the names of folders are read, nothing is rendered.

    A resource is in the code when the registry names it, or when it has its folder and another file its routes. A
    registry that names none of them is a person's own way, and says nothing; then only the folders do. What is
    registered and was never in the answers, as far as git remembers, is a person's own code and no disagreement.
    """
    try:
        answered = stored(opened.answers.get(RESOURCES))
        text = (opened.folder / REGISTRIES[opened.framework]).read_text("utf-8", "replace")
    except (KeyError, OSError, TypeError, Problem, Problems):
        return ()
    named = mentions.of(text, answered)
    unnamed = [one for one in answered if one.name not in named]
    missing = [one for one in unnamed if not _is_elsewhere(opened, _place(opened, one), bool(named))]
    known = {_place(opened, one) for one in answered}
    strange = [
        place
        for place in IMPORTED[opened.framework].findall(text)
        if place not in known and _folder(opened, place).is_dir()
    ]
    lost = _remembered(opened, strange) if strange else ()
    return (*(Disagreement(one, True) for one in missing), *(Disagreement(one, False) for one in lost))


def warning(opened: Project, found: Sequence[Disagreement]) -> str:
    """The sentences for one project, as a warning."""
    return "\n".join(
        line for one in found for line in (f"{opened.name}: {one.what}", *(f"  {fix}" for fix in one.fixes))
    )


def headline(opened: Project) -> str:
    """What a project is that has the newest templates, and not what its answers say."""
    return f"{opened.name}: templates {version(opened.version)}, but code and answers disagree"


def _place(opened: Project, resource: Resource) -> str:
    return kebab(resource.plural) if opened.framework == "express" else resource.plural


def _folder(opened: Project, place: str) -> Path:
    return (opened.folder / REGISTRIES[opened.framework]).parent / place


def _is_elsewhere(opened: Project, place: str, named: bool) -> bool:
    """Whether a resource that the registry does not name has its folder, and is registered in a person's own way."""
    folder = _folder(opened, place)
    if not folder.is_dir() or not named:
        return folder.is_dir()
    registry = Path(REGISTRIES[opened.framework])
    routes = re.compile(rf"\b{re.escape(place)}[./]routes\b")
    files = (opened.folder / registry.parts[0]).rglob(f"*{registry.suffix}")
    others = (path for path in files if folder not in path.parents and path.is_file())
    return any(routes.search(path.read_text("utf-8", "replace")) for path in others)


def _remembered(opened: Project, places: Sequence[str]) -> Iterator[Resource]:
    """The resources in these folders, as git's history of the answers last had them; none that was taken out there.

    Why without merges: a line that a merge drops is one that nobody took out.
    """
    if not disk.repository(opened.folder):
        return
    words = ("log", "--full-history", "--no-merges", "--no-ext-diff", "--no-color", "--format=%x00", "-p", "-U0")
    log = git.decoded(git.start(opened.folder, *words, "HEAD", "--", FILE).wrote)
    told: set[str] = set()
    for commit in log.split("\0"):
        lines = {sign: _read(re.findall(rf"^\{sign}- (.+)$", commit, re.MULTILINE)) for sign in "+-"}
        added = {_place(opened, one): one for one in lines["+"]}
        yield from (one for place, one in added.items() if place in places and place not in told)
        told |= {*added, *(_place(opened, one) for one in lines["-"])}


def _read(lines: Sequence[str]) -> Iterator[Resource]:
    for line in lines:
        with contextlib.suppress(Problem, Problems):
            yield parse(line, stored=True)
