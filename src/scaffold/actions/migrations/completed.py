"""Adds to a migration what the framework's tool leaves out: questions to the rows, values, checks, folded indexes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scaffold.core import alterations
from scaffold.core.alterations import FOLDED, Altered, Constraint
from scaffold.core.resource import Resource, stored
from scaffold.core.tables import CHECK, UNIQUE, tables

from . import filled, questions
from .alembic import IF_THERE, WIDTH, call, check_text, lowered, plain, text
from .filled import Filled
from .mikro_orm import FOLDED_IN_SQLITE

WAYS = {
    "flask": (r"def upgrade\(.*?:\n", r"def downgrade\(.*?:\n"),
    "express": (r"  override (?:async )?up\(.*?\{\n", r"  override (?:async )?down\(.*?\{\n"),
}
UNREAD = """\
# Why here: an earlier migration has an index in lower case that nothing else names.
{names}
    warnings.filterwarnings("ignore", message=f".* expression-based index '?{{name}}\\\\b")


"""
IMPORT = "import sqlalchemy as sa"
ENDS = {"flask": r"(?=^\S|\Z)", "express": r"(?=^  \}\n)"}


@dataclass(frozen=True)
class Way:
    """What one way of a migration does to tables that are there.

    `unfolded` has the names of indexes without case that are gone, `folded` those that are there: table, name, column.
    """

    altered: Sequence[Altered]
    filled: Sequence[Filled]
    unfolded: Sequence[str] = ()
    folded: Sequence[tuple[str, str, str]] = ()

    def unseen(self, framework: str) -> bool:
        """Whether there may be something that the tool does not see by itself."""
        if framework == "flask":
            return any(one.kind in (CHECK, FOLDED) for table in self.altered for one in (*table.dropped, *table.added))
        return any(one.kind in (CHECK, FOLDED, UNIQUE) for table in self.altered for one in table.changed)


def ways(before: Iterable[str] | None, after: Iterable[str] | None) -> tuple[Way, Way]:
    """The way up and the way back."""
    old, new = list(before or ()), list(after or ())
    models = stored(old), stored(new)
    had, has = (tuple(_folded(model)) for model in models)
    gone = [name for table, name, column in had if (table, name, column) not in has]
    up = Way(alterations.between(*models), filled.added(old, new), gone, has)
    return up, Way(alterations.between(*models[::-1]), filled.added(new, old), folded=had)


def _folded(model: Sequence[Resource]) -> Iterator[tuple[str, str, str]]:
    for table in tables(model):
        for column in table.columns:
            if column.folded:
                yield table.name, table.named(UNIQUE, column.name), column.name


def completed(framework: str, database: str, made: str, both: tuple[Way, Way]) -> str:
    """The text of a migration that does all that it has to."""
    asks = False
    for head, way in zip(WAYS[framework], both, strict=True):
        match = re.search(rf"^{head}", made, re.MULTILINE)
        end = match and re.compile(ENDS[framework], re.MULTILINE).search(made, match.end())
        if match and end:
            written = _flask if framework == "flask" else _express
            body = written(made[match.end() : end.start()], way, database)
            asks = asks or _asks(way)
            called = match[0] if framework == "flask" or not _asks(way) else _async(match[0])
            made = made[: match.start()] + called + body + made[end.start() :]
    # Why: a hook of the project takes away what its own migration does not use.
    if framework == "flask" and (asks or "sa." in made) and IMPORT not in made:
        made = re.sub(
            r"^from alembic import op", lambda line: f"{IMPORT}\n{line[0]}", made, count=1, flags=re.MULTILINE
        )
    if (framework, database) == ("flask", "sqlite") and both[0].unfolded:
        made = silent(made, both[0].unfolded)
    if not asks:
        return made
    if framework == "flask":
        return made.rstrip("\n") + "\n" + questions.FLASK
    return re.sub(r"^}\s*\Z", lambda end: questions.method(database) + end[0], made, flags=re.MULTILINE)


def silent(made: str, names: Sequence[str]) -> str:
    """A migration of Alembic that says nothing of indexes of expressions that SQLite had by these names."""
    # Why a function: the text has a backslash.
    made = re.sub(r"^(?=def upgrade)", lambda _: _unread(names), made, count=1, flags=re.MULTILINE)
    return re.sub(r"^(?=import |from )", "import warnings\n\n", made, count=1, flags=re.MULTILINE)


def _unread(names: Sequence[str]) -> str:
    line = ", ".join(f'"{name}"' for name in names) + "," * (len(names) == 1)
    each = "".join(f'    "{name}",\n' for name in names)
    return UNREAD.format(names=line if len(line := f"for name in ({line}):") <= WIDTH else f"for name in (\n{each}):")


def _asks(way: Way) -> bool:
    return any(table.questions for table in way.altered)


def _async(head: str) -> str:
    """The head of a method that waits. Why without its type: MikroORM writes the one of a method that does not."""
    return re.sub(r"override (?:async )?(\w+)\(.*", r"override async \1() {", head)


def _flask(body: str, way: Way, database: str) -> str:
    names = plain(database)
    first = [
        line for table in way.altered for one in table.questions for line in questions.flask(table.table, one, database)
    ]
    last: list[str] = []
    for one in way.filled:
        if one.there or one.now:
            sql = filled.update(one, "flask", database, names).replace(":", "\\\\:")
            (first if one.there else last).extend(call("op.execute", text(sql)))
    for table in way.altered:
        dropped = [one for one in table.dropped if _unseen(one, body, _dropped(one), database)]
        added = [one for one in table.added if _unseen(one, body, _added(one), database)]
        gone = [one for one in dropped if one.name not in {other.name for other in added}]
        first += _written(table.table, gone, [], database)
        last += _written(table.table, [one for one in dropped if one not in gone], added, database)
    kept = "" if (first or last) and body.strip() == "pass" else body.strip("\n") + "\n"
    more = ["".join(f"{line}\n" for line in lines) for lines in (first, last)]
    return f"{more[0]}{kept}{more[1]}" + body[len(body.rstrip("\n")) + 1 :]


def _dropped(one: Constraint) -> str:
    return "drop_constraint" if one.kind == CHECK else "drop_index"


def _added(one: Constraint) -> str:
    return "create_check_constraint" if one.kind == CHECK else "create_index"


def _unseen(one: Constraint, body: str, verb: str, database: str) -> bool:
    """Whether the tool left out what has to be done. MySQL has a column for a folded index, which the tool sees."""
    if one.kind not in (CHECK, FOLDED) or (one.kind == FOLDED and database == "mysql"):
        return False
    return not re.search(rf"\b{verb}\(\s*(?:\w+\.f\()?[\"']{one.name}[\"']", body)


def _written(table: str, dropped: Sequence[Constraint], added: Sequence[Constraint], database: str) -> Iterator[str]:
    """The statements that drop and add; SQLite makes a table anew for checks, once."""
    for one in dropped:
        if one.kind == FOLDED:
            there = IF_THERE * (database == "sqlite")
            yield from call("op.drop_index", f'"{one.name}"', f'table_name="{table}"', *there)
    checks = [one for one in dropped if one.kind == CHECK], [one for one in added if one.kind == CHECK]
    if database == "sqlite" and any(checks):
        kept = 'table_kwargs={"sqlite_autoincrement": True}'
        yield from call("with op.batch_alter_table", f'"{table}"', kept, tail=" as batch_op:")
    on, indent = ("batch_op", 8) if database == "sqlite" else ("op", 4)
    named = () if database == "sqlite" else (f'"{table}"',)
    for one in checks[0]:
        yield from call(f"{on}.drop_constraint", f'"{one.name}"', *named, 'type_="check"', indent=indent)
    for one in checks[1]:
        said = check_text(one.columns[0], one.ends, database)
        yield from call(f"{on}.create_check_constraint", f'"{one.name}"', *named, said, indent=indent)
    for one in added:
        if one.kind == FOLDED:
            columns = lowered(one.columns[0], database)
            yield from call("op.create_index", f'"{one.name}"', f'"{table}"', columns, "unique=True")


def _express(body: str, way: Way, database: str) -> str:
    names = questions.quoted(database)
    first = [questions.express(table.table, one, database) for table in way.altered for one in table.questions]
    last: list[str] = []
    for one in way.filled:
        if one.there or one.now:
            sql = f"    this.addSql(`{filled.update(one, 'express', database, names)};`);\n"
            (first if one.there else last).append(sql)
    for table in way.altered:
        if database == "sqlite":
            for check in (one for one in table.added if one.kind == CHECK):
                body = _checked(body, table.table, check)
        for gone in (one for one in table.dropped if one.kind == FOLDED):
            # Why: MikroORM takes it for a constraint.
            constraint = f'alter table "{table.table}" drop constraint "{gone.name}"'
            body = body.replace(constraint, f'drop index "{gone.name}"')
        last += [f"    this.addSql(`{sql};`);\n" for sql in _instead(table, body, database)]
    for name, index, column in way.folded if database == "sqlite" else ():
        plain_one = f"create unique index \\`{index}\\` on \\`{name}\\` (\\`{column}\\`)"
        body = body.replace(plain_one, f"{plain_one[:-1]}{FOLDED_IN_SQLITE})")
    return "".join(first) + body + "".join(last)


def _instead(table: Altered, body: str, database: str) -> Iterator[str]:
    """What MikroORM takes for the same: indexes of expressions by their names, and numbers whatever is before a dot."""
    quote = questions.quoted(database)
    for new in table.changed:
        old = next(one for one in table.dropped if one.name == new.name)
        named, on = quote(new.name), quote(table.table)
        if re.search(rf"\b{new.name}\b", body) or (database == "sqlite" and f"{table.table}__temp_alter" in body):
            continue
        if new.kind == CHECK and database != "sqlite":
            yield f"alter table {on} drop constraint {named}"
            yield f"alter table {on} add constraint {named} check ({within(new, quote)})"
        elif new.kind in (UNIQUE, FOLDED) and database == "sqlite":
            yield f"drop index if exists {named}"
            folded = FOLDED_IN_SQLITE * (new.kind == FOLDED)
            yield f"create unique index {named} on {on} ({quote(new.columns[0])}{folded})"
        elif new.kind in (UNIQUE, FOLDED) and database == "postgresql":
            index = f"create unique index {named} on {on} (lower({quote(new.columns[0])}))"
            unique = f"alter table {on} add constraint {named} unique ({quote(new.columns[0])})"
            yield f"drop index {named}" if old.kind == FOLDED else f"alter table {on} drop constraint {named}"
            yield index if new.kind == FOLDED else unique


def within(check: Constraint, quote: Callable[[str], str]) -> str:
    """What a check says, as the models of an Express project have it: numbers without an exponent."""
    ends = (end.partition(" ") for end in check.ends)
    return " and ".join(f"{quote(check.columns[0])} {sign} {Decimal(number):f}" for sign, _, number in ends)


def _checked(body: str, table: str, check: Constraint) -> str:
    """The statements with a check. Why: MikroORM forgets that of a new column where it makes a table anew."""
    column = check.columns[0]
    anew = re.escape(f"create table \\`{table}__temp_alter\\` (")
    typed = rf"({anew}[^;]*?\\`{column}\\` \w+(?:\([\d,]+\))?)( (?:not )?null\b)"
    return re.sub(typed, rf"\1 check ({within(check, str)})\2", body, count=1)
