"""A model as SQL and back: what a first migration says is what its import says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scaffold.core import model, types
from scaffold.core.importing.lines import imported
from scaffold.core.resource import Field, Resource, Rule, parse
from scaffold.outside.schemas import dialects, sql

EXAMPLES = Path(__file__).parents[2] / "examples"
DIALECTS = ("postgresql", "mysql", "sqlite")
ID = {
    "postgresql": "serial primary key",
    "mysql": "int unsigned not null auto_increment primary key",
    "sqlite": "integer not null primary key autoincrement",
}
TYPES = {
    "postgresql": {"float": "double precision", "datetime": "timestamptz(3)"},
    "mysql": {"float": "double", "boolean": "tinyint(1)", "datetime": "datetime(3)", "uuid": "char(36)"},
    "sqlite": {"float": "double", "boolean": "boolean", "datetime": "datetime"},
}


def back(text: str, dialect: str) -> list[str]:
    return [str(one) for one in imported(sql.read(text, dialect)).resources]


def written(resources: list[Resource], dialect: str) -> str:
    """The tables of a model, as the first migration of an Express project makes them."""
    plurals = {one.name: one.plural for one in resources}
    made: list[str] = []
    keys: list[str] = []
    for one in resources:
        columns = [f'"id" {ID[dialect]}']
        for field in one.fields:
            if field.many:
                other = f"{'other_' * (field.target == one.name)}{field.target}_id"
                table = f"{one.plural}_{field.name}"
                made.append(
                    f'create table "{table}" ("{one.name}_id" int not null, "{other}" int not null, '
                    f'primary key ("{one.name}_id", "{other}"));'
                )
                for column, target in ((f"{one.name}_id", one.plural), (other, plurals[field.target])):
                    keys.append(reference(table, column, target, "on update cascade on delete cascade"))
                continue
            columns += _columns(one, field, dialect)
            if field.type == "references":
                rule = f"on delete {field.rule.replace('_', ' ')}"
                keys.append(reference(one.plural, field.column, plurals[field.target], rule))
        body = ",\n  ".join([*columns, '"created_at" timestamp not null', '"updated_at" timestamp not null'])
        end = " engine = InnoDB" if dialect == "mysql" else ""
        made.append(f'create table "{one.plural}" (\n  {body}\n){end};')
        made += _indexes(one, dialect)
    return "\n".join([*made, *keys]).replace('"', "`" if dialect == "mysql" else '"')


def reference(table: str, column: str, target: str, rule: str) -> str:
    return (
        f'alter table "{table}" add constraint "{table}_{column}_foreign"\n  foreign key ("{column}") '
        f'references "{target}" ("id") {rule};'
    )


def _columns(one: Resource, field: Field, dialect: str) -> list[str]:
    kind = {"references": "int", "integer": "int", "email": "varchar(254)"}.get(field.type, field.type)
    kind = TYPES[dialect].get(field.type, kind)
    if field.type == "string":
        kind = f"varchar({field.length[1]})"
    elif field.type == "decimal":
        kind = "numeric({},{})".format(*types.digits(field.arguments))
    least, most = types.bounds(field.arguments) if field.type in types.NUMBERS else (None, None)
    name = f'"{field.column}"'
    check = {
        (True, True): f"{name} between {least} and {most}",
        (True, False): f"{name} >= {least}",
        (False, True): f"{name} <= {most}",
    }.get((bool(least), bool(most)))
    column = f"{name} {kind} {'not null' if field.required else 'null'}"
    column += f' constraint "{one.plural}_{field.name}_check" check ({check})' if check else ""
    lower = f'"{field.column}_lower" {kind} generated always as (lcase({name})) virtual'
    return [column, *([lower] if field.index == "iuniq" and dialect == "mysql" else [])]


def _indexes(one: Resource, dialect: str) -> list[str]:
    found = []
    for field in one.fields:
        name = f'"{one.plural}_{field.column}_unique"'
        if field.index == "iuniq":
            over = f'"{field.column}_lower"' if dialect == "mysql" else f'lower("{field.column}")'
            found.append(f'create unique index {name} on "{one.plural}" ({over});')
        elif field.index == "uniq":
            found.append(f'alter table "{one.plural}" add constraint {name} unique ("{field.column}");')
        elif field.index or (field.type == "references" and not field.many):
            found.append(f'create index "{one.plural}_{field.column}_index" on "{one.plural}" ("{field.column}");')
    columns = {field.name: field.column for field in one.fields}
    for rule in one.rules:
        over = ", ".join(f'"{columns[name]}"' for name in rule.fields)
        name = "_".join([one.plural, *(columns[name] for name in rule.fields), rule.kind])
        kind = "unique index" if rule.kind == "unique" else "index"
        found.append(f'create {kind} "{name}" on "{one.plural}" ({over});')
    return found


NAMES = ("post", "comment", "category", "person", "order_line", "box", "film")
FIELDS = ("title", "amount", "born_on", "is_open", "email", "rate", "note", "place", "kind", "level_2")
WORDS = st.sampled_from(["", "!"])
RANGES = st.sampled_from(["", "{0..}", "{1..5}", "{..9}"])


@st.composite
def a_field(draw: st.DrawFn, name: str) -> str:
    if name == "email":
        return f"email:email{draw(WORDS)}{draw(st.sampled_from(['', ':uniq', ':iuniq']))}"
    kind = draw(
        st.sampled_from(
            ["string", "text", "integer", "bigint", "float", "boolean", "date", "datetime", "uuid", "json", "decimal"]
        )
    )
    index = ["", ":uniq", ":index"]
    if kind in ("text", "json"):
        index = [""]
    elif kind == "boolean":
        index = ["", ":index"]
    elif kind == "string":
        kind += draw(st.sampled_from(["", "{80}", "{768}", "{1}"]))
        index += [":iuniq"]
    elif kind == "decimal":
        kind += draw(st.sampled_from(["", "{12,3}", "{10,2,0..}", "{10,2,0.01..5}"]))
    elif kind in ("integer", "bigint", "float"):
        kind += draw(RANGES)
    return f"{name}:{kind}{draw(WORDS)}{draw(st.sampled_from(index))}"


@st.composite
def a_model(draw: st.DrawFn) -> list[str]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    found = []
    for number, name in enumerate(names):
        words = [
            draw(a_field(one)) for one in draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=5, unique=True))
        ]
        for target in draw(st.lists(st.sampled_from(names[: number + 1]), max_size=2, unique=True)):
            own = draw(st.sampled_from([target, f"first_{target}"])) if target != name else f"parent_{target}"
            rule = draw(st.sampled_from(["", ",cascade", ",restrict"]))
            need = draw(WORDS) if target != name else ""
            words.append(f"{own}:references{{{target}{rule}}}{need}{draw(st.sampled_from(['', ':uniq']))}")
        for target in draw(st.lists(st.sampled_from(names), max_size=1)):
            words.append(f"chosen:references{{{target}}}[]")
        ruled = [one.split(":")[0] for one in words if not re.search(r":(text|json|string\{768\})|\[\]", one)]
        if len(ruled) > 1 and draw(st.booleans()):
            words.append(f"{draw(st.sampled_from(['unique', 'index']))}({','.join(ruled[:2])})")
        found.append(f"{name} {' '.join(words)}")
    return found


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=60, deadline=None)
@given(lines=a_model())
def test_a_model_comes_back_from_its_tables(dialect: str, lines: list[str]) -> None:
    resources = [parse(line) for line in lines]
    assume(next(model.check(resources), None) is None)
    expected = [told(one, dialect) for one in resources]

    assert back(written(resources, dialect), dialect) == sorted(map(str, expected))


def told(one: Resource, dialect: str) -> Resource:
    """The resource as far as SQL can say it: lists stand at the end."""
    fields = sorted(one.fields, key=lambda field: field.many)
    fields = [
        replace(field, type="string", arguments=("36",)) if field.type == "uuid" and dialect == "mysql" else field
        for field in fields
    ]
    unique = [rule for rule in one.rules if rule.kind == "unique"]
    return replace(one, fields=tuple(fields), rules=(*unique, *(rule for rule in one.rules if rule.kind == "index")))


def test_the_first_migration_of_an_example_is_its_recipe() -> None:
    folder = EXAMPLES / "shop/express"
    wanted = re.findall(r"^- (\w.*:.*)$", (folder / ".copier-answers.yml").read_text(), re.MULTILINE)
    migration = (folder / "migrations/Migration00000000000001_initial.ts").read_text()
    text = "\n".join(re.findall(r"addSql\(\s*`([^`]*)`", migration.partition("down()")[0]))

    assert len(wanted) == 5
    assert dialects.detect(text) == "postgresql"
    assert back(text, "postgresql") == sorted(str(without(parse(line, stored=True))) for line in wanted)


def without(one: Resource) -> Resource:
    """What a first migration says of a resource: defaults, values and the least of a text are not in the database."""
    fields = []
    for field in sorted(one.fields, key=lambda field: field.many):
        required = field.required or field.default is not None
        kind, arguments = field.type, field.arguments
        if kind == "enum":
            kind, arguments = "string", ("30",)
        elif kind == "string" and arguments and ".." in arguments[0]:
            arguments = (arguments[0].rpartition("..")[2],)
        fields.append(replace(field, type=kind, arguments=arguments, required=required, default=None, pattern=""))
    return replace(one, fields=tuple(fields), rules=tuple(Rule(rule.kind, rule.fields) for rule in one.rules))
