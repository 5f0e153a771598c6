"""What a migration is called, from the resources that differ: `add_comment`, `add_unique_user_post_to_vote`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scaffold.core.names import listed
from scaffold.core.resource import Resource, Rule, stored

LIMIT = 60


def name(before: Iterable[str] | None, after: Iterable[str] | None) -> str:
    """A name for the migration from the one model to the other."""
    old, new = ({one.name: one for one in stored(lines)} for lines in (before, after))
    words = [f"add_{one}" for one in new if one not in old]
    words += [f"remove_{one}" for one in old if one not in new]
    for one in new.keys() & old.keys():
        words += _fields(old[one], new[one])
    return "_and_".join(words)[:LIMIT].rstrip("_")


def lost(before: Iterable[str] | None, after: Iterable[str] | None) -> str:
    """What goes with a migration from the one model to the other, as a comment; empty when nothing does."""
    old, new = ({one.name: one for one in stored(lines)} for lines in (before, after))
    words = [f"the table {one.plural} with its rows" for one in old.values() if one.name not in new]
    for one in old.values():
        there = {field.name for field in new[one.name].fields} if one.name in new else {}
        words += [
            f"{one.plural}.{field.column} with its values" for field in one.fields if there and field.name not in there
        ]
    return f"  # drops {listed(words)}" if words else ""


def _fields(old: Resource, new: Resource) -> Iterator[str]:
    before, after = ({field.name: field for field in one.fields} for one in (old, new))
    yield from (f"add_{field}_to_{new.name}" for field in after if field not in before)
    yield from (f"remove_{field}_from_{new.name}" for field in before if field not in after)
    yield from (f"change_{field}_of_{new.name}" for field in after if before.get(field, after[field]) != after[field])
    yield from (f"add_{_rule(rule)}_to_{new.name}" for rule in new.rules if rule not in old.rules)
    # Why not of a field that goes: its rules go with it.
    there = (rule for rule in old.rules if after.keys() >= set(rule.fields))
    yield from (f"remove_{_rule(rule)}_from_{new.name}" for rule in there if rule not in new.rules)


def _rule(rule: Rule) -> str:
    return "_".join([rule.kind, *rule.fields])
