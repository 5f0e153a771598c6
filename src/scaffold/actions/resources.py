"""Adds, removes and renames resources and their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from scaffold.core import model, names
from scaffold.core.answers import DATABASE, NO_DATABASE, RESOURCES
from scaffold.core.problem import Problem, nearest, refuse
from scaffold.core.resource import Field, Resource, parse, stored
from scaffold.core.result import Result

from . import catalogue, change, project
from .change import How, Target
from .project import Project

Edit = Callable[[list[Resource]], list[Resource]]


def add(lines: Sequence[str]) -> Edit:
    """Adds resources."""
    return lambda there: [*there, *map(parse, lines)]


def remove(name: str) -> Edit:
    """Removes a resource; the rules of the model tell who still refers to it."""
    return lambda there: [one for one in there if one is not find(there, name)]


def rename(old: str, new: str) -> Edit:
    """Renames a resource, and follows it in the references of others."""

    def edit(there: list[Resource]) -> list[Resource]:
        resource = find(there, old)
        renamed = parse(f"{new} title:string")
        return [
            replace(
                one,
                name=renamed.name if one is resource else one.name,
                plural=renamed.plural if one is resource else one.plural,
                fields=tuple(_pointing(field, old, renamed.name) for field in one.fields),
            )
            for one in there
        ]

    return edit


def _pointing(field: Field, old: str, new: str) -> Field:
    refers = field.type == "references" and field.target == old
    return replace(field, arguments=_arguments(field.name, new, field.arguments)) if refers else field


def _arguments(name: str, target: str, arguments: Sequence[str]) -> tuple[str, ...]:
    """What stands in the braces of a reference: its target where the name does not say it, and a rule if it has one."""
    return () if name == target and len(arguments) < 2 else (target, *arguments[1:])


def add_fields(name: str, fields: Sequence[str]) -> Edit:
    """Adds fields to a resource."""
    added = parse(" ".join(["record", *fields])).fields
    refuse(problem for field in added for problem in _without_value(name, field))
    return lambda there: _with(there, name, lambda resource: (*resource.fields, *added))


def _without_value(name: str, field: Field) -> Iterator[Problem]:
    """Why: the rows that are there need a value of the new field at once."""
    if field.required:
        yield Problem(
            code="field-without-value",
            what=f"`{name}.{field.name}` cannot be required",
            why="the rows that are there have no value of it",
            fix="leave out the `!`" + ", or give a default with `=`" * (field.type not in ("references", "json")),
        )
    if field.unique and field.default is not None:
        yield Problem(
            code="field-without-value",
            what=f"`{name}.{field.name}` cannot have a default",
            why="all rows that are there would get the same value, and it is unique",
            fix="leave out the default",
        )


def remove_field(name: str, field: str) -> Edit:
    """Removes a field of a resource."""

    def fields(resource: Resource) -> tuple[Field, ...]:
        gone = find_field(resource, field)
        if len(resource.fields) == 1:
            raise Problem(
                code="last-field",
                what=f"`{name}.{field}` cannot be removed",
                why="a resource has at least one field",
                fix=f"add another first, or `scaffold remove resource {name}`",
            )
        return tuple(one for one in resource.fields if one is not gone)

    return lambda there: _with(there, name, fields)


def rename_field(name: str, old: str, new: str) -> Edit:
    """Renames a field; a reference goes on pointing to the same resource."""

    def fields(resource: Resource) -> tuple[Field, ...]:
        field = find_field(resource, old)
        refers = field.type == "references"
        arguments = _arguments(new, field.target, field.arguments) if refers else field.arguments
        return tuple(replace(one, name=new, arguments=arguments) if one is field else one for one in resource.fields)

    return lambda there: _with(there, name, fields)


def _with(there: list[Resource], name: str, fields: Callable[[Resource], tuple[Field, ...]]) -> list[Resource]:
    resource = find(there, name)
    return [replace(one, fields=fields(one)) if one is resource else one for one in there]


def find(there: Sequence[Resource], name: str) -> Resource:
    """The resource of this name. Raises Problem when there is none."""
    for one in there:
        if one.name == name:
            return one
    known = sorted(one.name for one in there)
    raise Problem(
        code="unknown-resource",
        what=f"there is no resource `{names.shown(name)}`",
        why="the resources are " + ", ".join(f"`{one}`" for one in known) if known else "the project has no resource",
        fix=nearest(name, known) or "`scaffold status` lists them",
    )


def find_field(resource: Resource, name: str) -> Field:
    """The field of this name. Raises Problem when there is none."""
    for one in resource.fields:
        if one.name == name:
            return one
    known = [one.name for one in resource.fields]
    raise Problem(
        code="unknown-field",
        what=f"`{resource.name}` has no field `{names.shown(name)}`",
        why="its fields are " + ", ".join(f"`{one}`" for one in known),
        fix=nearest(name, known) or "choose one of them",
    )


def run(folder: Path | None, both: bool | None, edit: Edit, how: How) -> Result:
    """Changes the resources of the project, or of the pair. Raises Problem or Problems."""
    return change.run(lambda: list(_targets(folder, both, edit)), how)


def _targets(folder: Path | None, both: bool | None, edit: Edit) -> Iterator[tuple[Project, Target]]:
    for opened in project.together(folder, both):
        known = catalogue.of(opened.source, opened.version)
        there = stored(sorted(opened.answers.get(RESOURCES) or ()))
        wanted = edit(there)
        if wanted and opened.answers.get(DATABASE) == NO_DATABASE:
            raise _no_database(opened.name, wanted[0].name)
        lines = list(model.read(map(str, wanted)))
        names = (there, wanted) if _renames(there, wanted) else None
        yield opened, Target(known, {**opened.answers, RESOURCES: lines}, renamed=names)


def _no_database(project: str, name: str) -> Problem:
    return Problem(
        code="database-needed",
        what=f"`{name}` cannot be added",
        why=f"a resource is kept in a database, and `{project}` has none",
        fix="`scaffold set database=sqlite` first. Nothing was changed.",
    )


def _renames(before: Sequence[Resource], after: Sequence[Resource]) -> bool:
    """Whether nothing came and nothing went."""
    counts = [[len(one.fields) for one in resources] for resources in (before, after)]
    return counts[0] == counts[1]
