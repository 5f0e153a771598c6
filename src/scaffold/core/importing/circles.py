"""Which reference of a circle of required ones is the one to be made optional."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scaffold.core.resource import Field, Resource


def broken(resources: Sequence[Resource], circle: Sequence[str]) -> tuple[Resource, str]:
    """The resource and the field whose `!` is the least loss; `circle` has the names of resources in their order.

    A reference that is called otherwise than its resource has a part of its own, such as the manager of a store, and
    can come later; and so can one to a resource that fewer others need.
    """
    by_name = {one.name: one for one in resources}
    needed: dict[str, int] = {}
    for resource in resources:
        for field in resource.fields:
            if _binds(field):
                needed[field.target] = needed.get(field.target, 0) + 1
    edges = [
        (by_name[one], field)
        for one, other in pairwise(circle)
        for field in by_name[one].fields
        if _binds(field) and field.target == other
    ]
    resource, field = min(edges, key=lambda edge: (edge[1].name == edge[1].target, needed[edge[1].target]))
    return resource, field.name


def _binds(field: Field) -> bool:
    return field.type == "references" and field.required
