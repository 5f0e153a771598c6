"""Adds, removes, renames and changes resources, their fields, and the rules of several fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from scaffold.core import model, names, types
from scaffold.core.answers import DATABASE, NO_DATABASE, RESOURCES
from scaffold.core.problem import Problem, nearest, refuse
from scaffold.core.resource import Field, Resource, Rule, parse, stored
from scaffold.core.result import Result

from . import catalogue, change, project
from .catalogue import Catalogue
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
    """Adds fields to a resource, and rules that name them."""
    added = parse(" ".join(["record", *fields]))
    refuse(problem for field in added.fields for problem in _without_value(name, field))

    def edit(resource: Resource) -> Resource:
        both = (*resource.fields, *added.fields), (*resource.rules, *added.rules)
        return replace(resource, fields=both[0], rules=both[1])

    return lambda there: _with(there, name, edit)


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
    """Removes a field of a resource, and the rules that name it."""

    def edit(resource: Resource) -> Resource:
        gone = find_field(resource, field)
        if len(resource.fields) == 1:
            raise Problem(
                code="last-field",
                what=f"`{name}.{field}` cannot be removed",
                why="a resource has at least one field",
                fix=f"add another first, or `scaffold remove resource {name}`",
            )
        fields = tuple(one for one in resource.fields if one is not gone)
        return replace(resource, fields=fields, rules=tuple(one for one in resource.rules if field not in one.fields))

    return lambda there: _with(there, name, edit)


def rename_field(name: str, old: str, new: str) -> Edit:
    """Renames a field, also in the rules; a reference goes on pointing to the same resource."""

    def edit(resource: Resource) -> Resource:
        field = find_field(resource, old)
        refers = field.type == "references"
        arguments = _arguments(new, field.target, field.arguments) if refers else field.arguments
        renamed = replace(field, name=new, arguments=arguments)
        fields = tuple(renamed if one is field else one for one in resource.fields)
        rules = (
            replace(rule, fields=tuple(new if one == old else one for one in rule.fields)) for rule in resource.rules
        )
        return replace(resource, fields=fields, rules=tuple(rules))

    return lambda there: _with(there, name, edit)


def change_fields(name: str, words: Sequence[str]) -> Edit:
    """Gives fields other rules; their names and their types stay."""
    read = parse(" ".join(["record", *words]))
    if read.rules:
        raise Problem(
            code="no-field",
            what=f"`{read.rules[0]}` is no field",
            why="it is a rule of several fields",
            fix=f'`scaffold add rule {name} "{read.rules[0]}"`',
        )
    changed = {field.name: field for field in read.fields}

    def edit(resource: Resource) -> Resource:
        for wanted in read.fields:
            field = find_field(resource, wanted.name)
            if _kind(field) != _kind(wanted):
                raise _other_type(resource, field, wanted)
        return replace(resource, fields=tuple(changed.get(one.name, one) for one in resource.fields))

    return lambda there: _with(there, name, edit)


def _kind(field: Field) -> tuple[str, ...]:
    """What a field is, whatever its rules: another one takes another column."""
    if field.type == "references":
        return field.type, field.target, "[]" * field.many
    return field.type, *map(str, types.digits(field.arguments) if field.type == "decimal" else ())


def _other_type(resource: Resource, old: Field, new: Field) -> Problem:
    is_, would = (str(replace(one, required=False, index="", default=None, private=False)) for one in (old, new))
    free = next(word for number in range(2, 99) if (word := f"{old.name}_{number}") not in map(_name, resource.fields))
    other = str(replace(new, name=free)).replace("!", "").replace("set_null", "")
    return Problem(
        code="field-type",
        what=f"`{resource.name}.{old.name}` cannot become another type",
        why=f"it is `{is_}`, and `{would}` has another column: no program knows how each value is to be read",
        fix=f'`scaffold add field {resource.name} "{other}"`, copy the values in its migration, '
        f"and `scaffold remove field {resource.name} {old.name}`. Nothing was changed.",
    )


def add_rules(name: str, words: Sequence[str]) -> Edit:
    """Adds rules of several fields to a resource."""

    def edit(resource: Resource) -> Resource:
        return replace(resource, rules=(*resource.rules, *read_rules(resource, words)))

    return lambda there: _with(there, name, edit)


def remove_rules(name: str, words: Sequence[str]) -> Edit:
    """Removes rules of several fields of a resource."""

    def edit(resource: Resource) -> Resource:
        gone = read_rules(resource, words)
        refuse(_no_rule(resource, rule) for rule in gone if rule not in resource.rules)
        return replace(resource, rules=tuple(one for one in resource.rules if one not in gone))

    return lambda there: _with(there, name, edit)


def read_rules(resource: Resource, words: Sequence[str]) -> tuple[Rule, ...]:
    """The rules that were typed. Raises Problem for what is none."""
    # Why behind the others: what is said of a word that cannot be read shows the whole line.
    read = parse(" ".join([str(resource), *words]), stored=True)
    if len(read.rules) > len(resource.rules) and len(read.fields) == len(resource.fields):
        return read.rules[len(resource.rules) :]
    word = " ".join(words) if len(read.fields) == len(resource.fields) else str(read.fields[-1])
    raise Problem(
        code="no-rule",
        what=f"`{names.shown(word)}` is no rule",
        why="a rule says what several fields are together, such as `unique(user,post)` or `index(status,published_at)`",
        fix=f'for one field: `scaffold change field {resource.name} "{names.shown(word)}"`'
        if ":" in word
        else "write it in quotes: the shell takes brackets for itself",
    )


def _no_rule(resource: Resource, rule: Rule) -> Problem:
    known = list(map(str, resource.rules))
    told = "its rules are" if len(known) > 1 else "its rule is"
    return Problem(
        code="unknown-rule",
        what=f"`{resource.name}` has no rule `{rule}`",
        why=f"{told} {names.listed([f'`{one}`' for one in known])}" if known else "it has none",
        fix=nearest(str(rule), known) or f"`scaffold status` shows `{resource.name}` as it is",
    )


def _name(field: Field) -> str:
    return field.name


def _with(there: list[Resource], name: str, edit: Callable[[Resource], Resource]) -> list[Resource]:
    resource = find(there, name)
    return [edit(one) if one is resource else one for one in there]


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
        refuse(_too_new(opened, known, wanted))
        renamed = (there, wanted) if _renames(there, wanted) else None
        target = Target(known, {**opened.answers, RESOURCES: lines}, renamed=renamed, told=_gone(there, wanted))
        yield opened, target


def _too_new(opened: Project, known: Catalogue, wanted: Sequence[Resource]) -> Iterator[Problem]:
    """The first word that the templates of the project do not know: they would refuse it, or take it for another."""
    reader = known.tree.get("partials/resources.jinja")
    if reader and b"iuniq" not in reader.content and (word := next(filter(None, map(_newer, wanted)), "")):
        yield Problem(
            code="templates-older",
            what=f"`{word}` cannot be in `{opened.name}` yet",
            why=f"its templates {names.version(opened.version)} are older than what that says",
            fix="`scaffold update` first, and this command again. Nothing was changed.",
        )


def _newer(resource: Resource) -> str:
    """The first word of a line that version 0.4.0 did not have; empty when it had them all."""
    for field in resource.fields:
        words = field.pattern, field.private, field.index == "iuniq", field.default == types.NOW
        several = field.type == "references" and len(field.arguments) > 1
        if any(words) or several or any(".." in one for one in field.arguments):
            return str(field)
    return str(resource.rules[0]) if resource.rules else ""


def _gone(before: Sequence[Resource], after: Sequence[Resource]) -> str:
    """The rules that go because a field of theirs goes, as a sentence; empty when none does."""
    left = {one.name: one for one in after}
    gone = [
        f"`{rule}` of `{one.name}`"
        for one in before
        if one.name in left and len(left[one.name].fields) < len(one.fields)
        for rule in one.rules
        if rule not in left[one.name].rules
    ]
    return f"{names.listed(gone)} {'goes' if len(gone) == 1 else 'go'} with the field" if gone else ""


def _no_database(project: str, name: str) -> Problem:
    return Problem(
        code="database-needed",
        what=f"`{name}` cannot be added",
        why=f"a resource is kept in a database, and `{project}` has none",
        fix="`scaffold set database=sqlite` first. Nothing was changed.",
    )


def _renames(before: Sequence[Resource], after: Sequence[Resource]) -> bool:
    """Whether nothing came and nothing went, and something is called otherwise."""
    old, new = ([(one.name, one.plural, *map(_name, one.fields)) for one in resources] for resources in (before, after))
    return list(map(len, old)) == list(map(len, new)) and old != new
