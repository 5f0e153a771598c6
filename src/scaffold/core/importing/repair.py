"""Changes what a project could not have, by the least loss, until the lines are a model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from scaffold.core import model, names, types
from scaffold.core.problem import Problem
from scaffold.core.resource import Field, Resource

from . import naming
from .circles import broken
from .work import Work

_QUOTED = re.compile(r"`([^`]+)`")
Resources = list[Resource]
# Why a limit: two changes may undo each other, and to leave out ends always.
_ROUNDS = 40


def repaired(resources: Sequence[Resource], work: Work) -> Resources:
    """The resources without the problems that `model.check` finds in them; each change is told."""
    found, rounds = list(resources), 0
    while problems := list(model.check(found)):
        rounds += 1
        touched: set[str] = set()
        for problem in problems:
            # Why once in a round: what was told of a resource may not be so any more once it has changed.
            if touched.isdisjoint(word.partition(".")[0] for word in _QUOTED.findall(problem.what)):
                mended = _mended(found, problem, work) if rounds < _ROUNDS else _drop_field(found, problem, work)
                touched |= {one.name for one in {*found} ^ {*mended}}
                found = mended
    return found


def _mended(resources: Resources, problem: Problem, work: Work) -> Resources:
    found = _MENDS.get(problem.code, _drop_field)(resources, problem, work)
    # Why: a change that changes nothing would be tried for ever.
    return found if found != resources else _drop_field(resources, problem, work)


def _named(resources: Resources, problem: Problem) -> tuple[Resource, str]:
    """The resource that a problem is about, and the field that it names last."""
    words = _QUOTED.findall(problem.what)
    by_name = {one.name: one for one in resources}
    for word in words:
        head, _, field = word.partition(".")
        if head in by_name and field:
            return by_name[head], field
    resource = next((by_name[word] for word in words if word in by_name), resources[0])
    own = {field.name for field in resource.fields}
    return resource, next((word for word in reversed(words) if word in own), "")


def _put(resources: Resources, old: Resource, new: Resource | None) -> Resources:
    return [kept for one in resources if (kept := new if one is old else one)]


def _change(resource: Resource, name: str, change: Callable[[Field], Field | None]) -> Resource:
    """The resource with one field changed; of two with the same name it is the last."""
    last = max((number for number, one in enumerate(resource.fields) if one.name == name), default=-1)
    made = [change(one) if number == last else one for number, one in enumerate(resource.fields)]
    kept = {one.name for one in made if one}
    new = next((one.name for one in made if one and one.name not in {field.name for field in resource.fields}), name)
    rules = [replace(rule, fields=tuple(new if one == name else one for one in rule.fields)) for rule in resource.rules]
    rules = [rule for rule in rules if set(rule.fields) <= kept]
    return replace(resource, fields=tuple(filter(None, made)), rules=tuple(rules))


def _tell(work: Work, resource: Resource, text: str, problem: Problem, kind: str = "repair") -> None:
    work.tell(kind, _line(work, resource.name), resource.name, f"{text}: {problem.why}")


def _line(work: Work, resource: str) -> int:
    return next((work.schema.tables[key].line for key, (name, _) in work.names.items() if name == resource), 1)


def _rename(resources: Resources, problem: Problem, work: Work, end: str = "") -> Resources:
    resource, name = _named(resources, problem)
    taken = {one.name for one in resource.fields}
    field = next((one for one in resource.fields if one.name == name), None)
    if field is None:
        return resources
    bare = f"{name}{end}" if end else name
    new = naming.field(bare, field.type, taken) if bare in taken or end else f"the_{name}"
    _tell(work, resource, f"`{name}` is `{new}` here", problem, "name")
    # Why written out: a reference that has the name of its resource no longer has it.
    return _put(resources, resource, _change(resource, name, lambda one: _renamed(one, new)))


def _renamed(field: Field, new: str) -> Field:
    arguments = field.arguments
    if field.type == "references":
        arguments = (field.target, *arguments[1:]) if field.target != new else arguments[:0] or arguments
    return replace(field, name=new, arguments=arguments)


def _rename_list(resources: Resources, problem: Problem, work: Work) -> Resources:
    """Of two lists with one address, one that is a field is renamed."""
    for word in reversed(_QUOTED.findall(problem.what)):
        head, _, name = word.partition(".")
        resource = next((one for one in resources if one.name == head), None)
        field = next((one for one in (resource.fields if resource else ()) if one.name == name), None)
        if resource and field and (field.many or _second(resource, field)):
            new = naming.field(
                f"{name}_list" if field.many else f"{name}_ref", "references", {one.name for one in resource.fields}
            )
            _tell(work, resource, f"`{name}` is `{new}` here", problem, "name")
            return _put(resources, resource, _change(resource, name, partial(_renamed, new=new)))
    return resources


def _second(resource: Resource, field: Field) -> bool:
    """Whether the name of a reference is in an address: that of the first one to a resource is not."""
    first = next(one for one in resource.fields if one.type == "references" and one.target == field.target)
    return first is not field


def _rename_target(resources: Resources, problem: Problem, work: Work) -> Resources:
    """A field of the resource that others refer to, with the name that their rows have there."""
    words = _QUOTED.findall(problem.what)
    resource = next(one for one in resources if one.name == words[0])
    name, new = words[1], naming.field(f"the_{words[1]}", "text", {one.name for one in resource.fields})
    _tell(work, resource, f"`{name}` is `{new}` here", problem, "name")
    return _put(resources, resource, _change(resource, name, lambda one: _renamed(one, new)))


def _other_plural(resources: Resources, problem: Problem, work: Work) -> Resources:
    resource, _ = _named(resources, problem)
    plural = naming.shorter(f"{resource.name}_list", names.PLURAL_LIMIT)
    if plural == resource.plural:
        return resources
    _tell(work, resource, f"the plural of `{resource.name}` is `{plural}`", problem, "name")
    return _put(resources, resource, replace(resource, plural=plural))


def _shorten(resources: Resources, problem: Problem, work: Work) -> Resources:
    """A rule whose name is too long is left out; a field gets a shorter name."""
    resource, name = _named(resources, problem)
    if plural := _shorter_plural(resources, resource, problem):
        _tell(work, resource, f"the plural of `{resource.name}` is `{plural}`", problem, "name")
        return _put(resources, resource, replace(resource, plural=plural))
    if any(str(one) in problem.what for one in resource.rules):
        return _drop_rule(resources, problem, work)
    over = max(1, len(_QUOTED.findall(problem.why)[0]) - model.POSTGRESQL_NAME_BYTES)
    new = naming.shorter(name, max(len(name) - over, 3), {one.name for one in resource.fields})
    if len(name) - len(new) < over or not naming.readable(f"x {new}:references"):
        return resources
    _tell(work, resource, f"`{name}` is `{new}` here", problem, "name")
    return _put(resources, resource, _change(resource, name, lambda one: _renamed(one, new)))


def _shorter_plural(resources: Resources, resource: Resource, problem: Problem) -> str:
    """The plural without its first words, or without those behind the first.

    Such that all names fit then, and no other resource has it.
    """
    told = len(_QUOTED.findall(problem.why)[0])
    longest = max([len(f"{resource.plural}_{one.column}_foreign") for one in resource.fields if not one.many] + [told])
    over = longest - model.POSTGRESQL_NAME_BYTES
    taken = {word for one in resources for word in (one.name, one.plural)}
    words = resource.plural.split("_")
    several = ["_".join(words[start:]) for start in range(1, len(words))]
    several += [f"{words[0]}_{one}" for one in several[1:]]
    return next(
        (
            plural
            for plural in several
            if len(resource.plural) - len(plural) >= over
            and plural not in taken
            and naming.readable(f"{resource.name}({plural}) x:text")
        ),
        "",
    )


def _narrow(resources: Resources, problem: Problem, work: Work) -> Resources:
    """The longest string that has no index becomes a text, which takes no room in the row."""
    resource, _ = _named(resources, problem)
    ruled = {name for rule in resource.rules for name in rule.fields}
    free = [one for one in resource.fields if one.type == "string" and not one.index and one.name not in ruled]
    if not free:
        return resources
    longest = max(free, key=lambda one: one.length[1])
    _tell(work, resource, f"`{longest.name}` is a text here", problem, "type")
    arguments = types.arguments("text", (f"{longest.length[0]}..{longest.length[1]}",), required=longest.required)
    return _put(
        resources,
        resource,
        _change(resource, longest.name, lambda one: replace(one, type="text", arguments=arguments, pattern="")),
    )


def _fewer_indexes(resources: Resources, problem: Problem, work: Work) -> Resources:
    resource, _ = _named(resources, problem)
    if rule := next((one for one in reversed(resource.rules) if one.kind == "index"), None):
        _tell(work, resource, f"`{rule}` is left out", problem, "index")
        return _put(
            resources, resource, replace(resource, rules=tuple(one for one in resource.rules if one is not rule))
        )
    field = next((one for one in reversed(resource.fields) if one.index == "index"), None)
    if field is None:
        return resources
    _tell(work, resource, f"the index of `{field.name}` is left out", problem, "index")
    return _put(resources, resource, _change(resource, field.name, lambda one: replace(one, index="")))


def _drop_rule(resources: Resources, problem: Problem, work: Work) -> Resources:
    resource, _ = _named(resources, problem)
    rule = next((one for one in reversed(resource.rules) if str(one) in problem.what), None)
    if rule is None:
        return resources
    _tell(work, resource, f"`{rule}` is left out", problem, "index")
    rules = list(resource.rules)
    del rules[len(rules) - 1 - rules[::-1].index(rule)]
    return _put(resources, resource, replace(resource, rules=tuple(rules)))


def _fewer_rules_of_deletion(resources: Resources, problem: Problem, work: Work) -> Resources:
    """A row that goes with another one keeps nothing; where it has to, it no longer goes."""
    resource, name = _named(resources, problem)
    field = next(one for one in resource.fields if one.name == name)
    if not field.required:
        _tell(work, resource, f"`{name}` has no `restrict`", problem, "relation")
        return _put(resources, resource, _change(resource, name, _without_rule))
    going = next(one for one in resource.fields if one.type == "references" and one.rule == "cascade")
    _tell(work, resource, f"`{going.name}` has no `cascade`", problem, "relation")
    return _put(resources, resource, _change(resource, going.name, _without_rule))


def _without_rule(field: Field) -> Field:
    return replace(field, arguments=() if field.target == field.name else (field.target,))


def _break_circle(resources: Resources, problem: Problem, work: Work) -> Resources:
    circle = _QUOTED.findall(problem.what)
    resource, name = broken(resources, circle)
    shown = " → ".join(f"`{one}`" for one in circle)
    work.tell("circle", _line(work, resource.name), resource.name, f"`{name}` is not required: {shown} is a circle")
    return _put(resources, resource, _change(resource, name, _optional))


def _optional(field: Field) -> Field:
    """The reference without its `!`, and with the rule that it had with it."""
    return replace(field, required=False, arguments=(field.target, field.rule))


def _drop_field(resources: Resources, problem: Problem, work: Work) -> Resources:
    """What nothing else mends: the field is left out, and at last the resource."""
    resource, name = _named(resources, problem)
    left = _change(resource, name, lambda _: None) if name else replace(resource, fields=())
    _tell(work, resource, f"`{name or resource.name}` is left out", problem)
    return _put(resources, resource, left if left.fields and left != resource else None)


_MENDS: dict[str, Callable[[Resources, Problem, Work], Resources]] = {
    "field-twice": _rename,
    "table-twice": lambda resources, problem, work: _rename(resources, problem, work, "_list"),
    "list-twice": _rename_list,
    "rows-twice": _rename_target,
    "rows-reserved": _other_plural,
    "name-too-long": _shorten,
    "row-too-wide": _narrow,
    "too-many-indexes": _fewer_indexes,
    "index-too-wide": _drop_rule,
    "rule-twice": _drop_rule,
    "rule-field": _drop_rule,
    "delete-order": _fewer_rules_of_deletion,
    "reference-circle": _break_circle,
}
