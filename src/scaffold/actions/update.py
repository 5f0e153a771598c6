"""Brings projects to newer templates, with the answers that they have."""

from __future__ import annotations

from pathlib import Path

from scaffold.core.result import Result
from scaffold.outside import templates

from . import catalogue, change, project
from .catalogue import Catalogue
from .change import How, Target


def update(folders: tuple[Path, ...], to: str | None, how: How) -> Result:
    """Changes each project to the newest templates, or to one version of them. Raises Problem or Problems."""
    newest = Catalogue(to, templates.version(to)) if to else catalogue.newest()
    found = [place for folder in folders or (None,) for place in project.find(folder)]
    opened = [project.read(place) for place in dict.fromkeys(found)]
    return change.run([(one, Target(newest, one.answers, f"templates-{newest.version}")) for one in opened], how)
