"""References that tie resources together so that no row could be made, or that no order of deleting is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from .problem import Problem
from .resource import Resource


def circles(resources: Sequence[Resource]) -> Iterator[Problem]:
    """Required references that lead back to where they started: no first row could be made."""
    needs = {
        resource.name: sorted(
            {field.target for field in resource.fields if field.required and field.type == "references"}
        )
        for resource in resources
    }
    done: set[str] = set()
    for start in sorted(needs):
        if circle := _circle(start, needs, done):
            yield Problem(
                code="reference-circle",
                what="required references form a circle: " + " → ".join(f"`{name}`" for name in circle),
                why="each row would need the next one to be there first",
                fix=f"leave out the `!` of the reference in `{circle[0]}` to `{circle[1]}`",
            )


def _circle(start: str, needs: dict[str, list[str]], done: set[str]) -> list[str] | None:
    path: list[str] = []
    waiting: list[tuple[str, int]] = [(start, 0)]
    while waiting:
        name, depth = waiting.pop()
        if name in path[:depth]:
            done.update(path)
            return [*path[path.index(name) : depth], name]
        if name in done:
            continue
        done.update(path[depth:])
        path[depth:] = [name]
        waiting.extend((target, depth + 1) for target in reversed(needs.get(name, [])))
    done.update(path)
    return None


def two_ways(resources: Sequence[Resource]) -> Iterator[Problem]:
    """Rows that go with another one, and keep a third from going with it: each database has its own order then."""
    links = [(one, field) for one in resources for field in one.fields if field.type == "references" and not field.many]
    children: dict[str, set[str]] = defaultdict(set)
    for one, field in links:
        if field.rule == "cascade":
            children[field.target].add(one.name)
    staying = [(one, field) for one, field in links if field.rule == "restrict"]
    for start in sorted(children):
        going = _going_with(start, children)
        for one, field in staying:
            if one.name in going and field.target in going | {start}:
                yield Problem(
                    code="delete-order",
                    what=f"`{one.name}.{field.name}` cannot keep a `{field.target}` from being deleted",
                    why=f"deleting a `{start}` deletes both, and which goes first is up to the database",
                    fix=f"write `{field.name}:references{{{field.target},cascade}}`, or one `cascade` less",
                )


def _going_with(start: str, children: Mapping[str, Collection[str]]) -> set[str]:
    """The resources whose rows are deleted with one of this resource."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = set(children.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found
