"""All resources of a project together: what only shows when they are looked at side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from . import names, ties
from .problem import Problem, Problems, nearest, refuse
from .resource import Field, Resource, Rule, parse
from .words import reason_against_rows

POSTGRESQL_NAME_BYTES = 63
MYSQL_ROW_BYTES = 65_535
MYSQL_INDEX_BYTES = 3_072
INDEX_LIMIT = 60
# The characters of the types that have one length.
LENGTHS = {"email": 254, "url": 768, "enum": 30, "uuid": 36}


def read(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines in their one form, sorted. Raises Problem or Problems with all that is wrong."""
    resources: list[Resource] = []
    problems: list[Problem] = []
    for line in lines:
        try:
            resources.append(parse(line))
        except Problem as problem:
            problems.append(problem)
        except Problems as several:
            problems.extend(several.problems)
    # Why: a resource that could not be read would be reported as missing as well.
    if not problems:
        problems.extend(check(resources))
    refuse(problems)
    return tuple(sorted(map(str, resources)))


def check(resources: Sequence[Resource]) -> Iterator[Problem]:
    """Yields every problem between resources, or between the fields of one."""
    yield from _same_names(resources)
    plurals = {resource.name: resource.plural for resource in resources}
    for resource in resources:
        yield from _same_fields(resource, plurals)
        yield from _too_long(resource)
        yield from _too_wide(resource)
        yield from _rules(resource)
    yield from _missing_targets(resources)
    yield from _same_lists(resources)
    yield from _same_rows(resources, plurals)
    yield from ties.circles(resources)
    yield from ties.two_ways(resources)


def _same_names(resources: Sequence[Resource]) -> Iterator[Problem]:
    owners: dict[str, Resource] = {}
    for resource in resources:
        for word in (resource.name, resource.plural):
            other = owners.setdefault(_sound(word), resource)
            if other is not resource:
                yield Problem(
                    code="resource-twice",
                    what=f"`{resource.name}` and `{other.name}` cannot both be resources"
                    if resource.name != other.name
                    else f"the resource `{resource.name}` is given twice",
                    why=f"both use the word `{word}` for a class, a table or a path",
                    fix="rename one of them, or leave it out",
                )
                break
    tables = {resource.plural: resource for resource in resources}
    for resource in resources:
        for field in resource.fields:
            if field.many and (table := tables.get(f"{resource.plural}_{field.name}")):
                yield Problem(
                    code="table-twice",
                    what=f"`{resource.name}.{field.name}` and `{table.name}` cannot both exist",
                    why=f"both would be stored in the table `{table.plural}`",
                    fix=f"rename the field `{field.name}` or the resource `{table.name}`",
                )


def _sound(word: str) -> str:
    """What is left of a name in every language: `a_1` and `a1` are both `a1` in TypeScript."""
    return names.camel(word).lower()


def _same_fields(resource: Resource, plurals: Mapping[str, str]) -> Iterator[Problem]:
    owners: dict[str, Field] = {}
    for field in resource.fields:
        for word in sorted(_words(field, plurals)):
            other = owners.setdefault(word, field)
            if other is not field:
                yield Problem(
                    code="field-twice",
                    what=f"the field `{field.name}` of `{resource.name}` is given twice"
                    if field.name == other.name
                    else f"`{resource.name}` cannot have both `{other.name}` and `{field.name}`",
                    why=f"both use the word `{word}` for a column or in JSON",
                    fix=f"rename one of them, or leave `{field.name}` out",
                )
                break


def _words(field: Field, plurals: Mapping[str, str]) -> set[str]:
    words = [field.name]
    if field.many:
        base = field.target if field.name == plurals.get(field.target) else field.name
        # Why links: Flask's model has the rows of a join table under this name.
        words += [f"{base}_ids", f"{base}_links"]
    elif field.type == "references":
        words.append(f"{field.name}_id")
    elif field.index == "iuniq":
        # Why: MySQL indexes a column that has the text in small letters.
        words.append(f"{field.name}_lower")
    return {_sound(word) for word in words}


def _too_long(resource: Resource) -> Iterator[Problem]:
    for field in resource.fields:
        if field.many:
            table = f"{resource.plural}_{field.name}"
            other = "other_" * (field.target == resource.name)
            columns = {f"{resource.name}_id", f"{other}{field.target}_id"}
        else:
            table, columns = resource.plural, {field.column}
        longest = max((f"{table}_{column}_foreign" for column in columns), key=len)
        if len(longest) > POSTGRESQL_NAME_BYTES:
            yield Problem(
                code="name-too-long",
                what=f"the names of `{resource.name}` and `{field.name}` are too long together",
                why=f"`{longest}` has {len(longest)} bytes, and PostgreSQL keeps {POSTGRESQL_NAME_BYTES}",
                fix="choose a shorter name for the resource, its plural or the field",
            )


def _too_wide(resource: Resource) -> Iterator[Problem]:
    width = sum(_bytes(field) for field in resource.fields)
    if width > MYSQL_ROW_BYTES - 200:
        yield Problem(
            code="row-too-wide",
            what=f"the fields of `{resource.name}` are too long together",
            why=f"a row would have {width:,} bytes, and MySQL keeps {MYSQL_ROW_BYTES:,}",
            fix="give shorter strings, such as `string{80}`, or use `text`",
        )
    indexed = sum(bool(field.index) or (field.type == "references" and not field.many) for field in resource.fields)
    indexed += len(resource.rules)
    if indexed > INDEX_LIMIT:
        yield Problem(
            code="too-many-indexes",
            what=f"`{resource.name}` has {indexed} indexes",
            why=f"MySQL keeps 64 in a table, and {INDEX_LIMIT} are left for yours",
            fix="leave out an `:index`, or split the resource in two",
        )


def _bytes(field: Field) -> int:
    length = field.length[1] if field.type == "string" else LENGTHS.get(field.type, 0)
    return 4 * length + 2 if length else 13


def _rules(resource: Resource) -> Iterator[Problem]:
    """What is wrong with `unique(…)` and `index(…)`: each names fields of the line that a database can index."""
    fields = {field.name: field for field in resource.fields}
    seen: dict[str, Rule] = {}
    for rule in resource.rules:
        what = f"`{resource.name}` cannot have `{rule}`"
        if missing := [name for name in rule.fields if name not in fields]:
            yield Problem(
                code="rule-field",
                what=what,
                why=f"it has no field `{missing[0]}`; its fields are " + names.listed([f"`{name}`" for name in fields]),
                fix=nearest(missing[0].removesuffix("_id"), list(fields)) or "name fields of the same line",
            )
            continue
        if odd := [field for name in rule.fields if _unindexed(field := fields[name], rule)]:
            yield Problem(
                code="rule-field",
                what=what,
                why=f"`{odd[0].name}` is {_unindexed(odd[0], rule)}",
                fix="leave it out of the rule",
            )
            continue
        name = "_".join([resource.plural, *(fields[one].column for one in rule.fields), rule.kind])
        width = sum(_bytes(fields[one]) for one in rule.fields)
        if seen.setdefault(name, rule) is not rule:
            yield Problem(code="rule-twice", what=what, why=f"`{seen[name]}` is there already", fix="leave one out")
        elif len(name) > POSTGRESQL_NAME_BYTES:
            yield Problem(
                code="name-too-long",
                what=what,
                why=f"`{name}` has {len(name)} bytes, and PostgreSQL keeps {POSTGRESQL_NAME_BYTES}",
                fix="choose shorter names for the resource, its plural or the fields",
            )
        elif width > MYSQL_INDEX_BYTES:
            yield Problem(
                code="index-too-wide",
                what=what,
                why=f"the fields have {width:,} bytes together, and MySQL indexes {MYSQL_INDEX_BYTES:,}",
                fix="give shorter strings, such as `string{80}`",
            )


def _unindexed(field: Field, rule: Rule) -> str:
    """Why a rule cannot have this field; empty when it can."""
    if field.many:
        return "a list"
    if field.type in ("text", "json"):
        return f"a `{field.type}`, which has no index"
    return "private, and the refusal would name it" if field.private and rule.kind == "unique" else ""


def _missing_targets(resources: Sequence[Resource]) -> Iterator[Problem]:
    known = {resource.name for resource in resources}
    for resource in resources:
        for field in resource.fields:
            if field.type == "references" and field.target not in known:
                yield Problem(
                    code="reference-missing",
                    what=f"`{resource.name}.{field.name}` points to `{field.target}`, which is no resource",
                    why="the resources are " + ", ".join(f"`{name}`" for name in sorted(known)),
                    fix=f'add `--resource "{field.target} name:string!"`, or name another: '
                    f"`{field.name}:references{{{min(known)}}}`",
                )


def _same_rows(resources: Sequence[Resource], plurals: Mapping[str, str]) -> Iterator[Problem]:
    """A row has the rows that refer to it under the name of their resource: `tag.posts`."""
    by_name = {resource.name: resource for resource in resources}
    for resource in resources:
        seen: Counter[str] = Counter()
        for field in resource.fields:
            if field.type != "references" or field.target not in by_name:
                continue
            rows = f"{resource.plural}_as_{field.name}" if seen[field.target] else resource.plural
            seen[field.target] += 1
            yield from _taken(by_name[field.target], rows, f"{resource.name}.{field.name}", plurals)


def _taken(target: Resource, rows: str, reference: str, plurals: Mapping[str, str]) -> Iterator[Problem]:
    why = f"by `{reference}` a `{target.name}` has `{rows}`, the rows that refer to it"
    owner = reference.partition(".")[0]
    fix = f"another plural for `{owner}`: `{owner}({owner}_list)`"
    if reserved := reason_against_rows(rows):
        yield Problem(
            code="rows-reserved",
            what=f"`{reference}` cannot refer to `{target.name}`",
            why=f"{why}, and {reserved}",
            fix=f"choose {fix}",
        )
    for field in target.fields:
        # Why not a list of the same name: that both have one address is told already.
        if _sound(rows) in _words(field, plurals) and not (field.many and field.name == rows):
            yield Problem(
                code="rows-twice",
                what=f"`{target.name}` cannot have the field `{field.name}` beside the rows of `{reference}`",
                why=why,
                fix=f"rename the field `{field.name}` of `{target.name}`, or choose {fix}",
            )


def _same_lists(resources: Sequence[Resource]) -> Iterator[Problem]:
    """The paths `/api/posts/1/<list>`: one for each inverse, one for each list of references."""
    lists: dict[str, dict[str, str]] = defaultdict(dict)
    for resource in resources:
        seen: Counter[str] = Counter()
        for field in resource.fields:
            if field.type != "references":
                continue
            owner = f"{resource.name}.{field.name}"
            inverse = f"{names.kebab(resource.plural)}-as-{names.kebab(field.name)}"
            if not seen[field.target]:
                inverse = names.kebab(resource.plural)
            seen[field.target] += 1
            paths = [(field.target, inverse)]
            if field.many:
                paths.append((resource.name, names.kebab(field.name)))
            for where, path in paths:
                other = lists[where].setdefault(path, owner)
                if other != owner:
                    yield _list_twice(where, path, owner, other)
                elif len(paths) == 2 and paths[0] == paths[1]:
                    yield _list_twice(where, path, owner, owner)
                    break


def _list_twice(where: str, path: str, one: str, other: str) -> Problem:
    between = f"`{one}` and `{other}`" if one != other else f"both sides of `{one}`"
    return Problem(
        code="list-twice",
        what=f"{between} would have the same address",
        why=f"both would be `{path}` below one `{where}`",
        fix="rename one of the fields",
    )
