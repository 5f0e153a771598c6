"""Reads the tables of a file of SQL, one statement after another."""

from __future__ import annotations

import re
from dataclasses import replace

from scaffold.core.importing.schema import Column, Schema, Table

from . import alter, columns, constraints, keys, words
from .state import State
from .statements import Part, body, statements

_P = words.PATH
_TABLE = re.compile(
    r"CREATE\s+(?:OR\s+REPLACE\s+)?(?P<kinds>(?:\w+\s+)*?)TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?"
    rf"(?P<path>{_P})\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DROP = re.compile(rf"DROP\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?P<paths>{_P}(?:\s*,\s*{_P})*)", re.IGNORECASE)
_INDEX = re.compile(
    r"CREATE\s+(?:(?P<kind>UNIQUE|FULLTEXT|SPATIAL)\s+)?INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?"
    rf"(?:(?!ON\b)(?P<name>{_P})\s+)?(?:USING\s+\w+\s+)?ON\s+(?:ONLY\s+)?(?P<path>{_P})\s*"
    r"(?:USING\s+(?P<method>\w+)\s*)?(?=\()",
    re.IGNORECASE,
)
_ENUM = re.compile(rf"CREATE\s+TYPE\s+(?P<path>{_P})\s+AS\s+ENUM\s*(?P<values>\(.*\))", re.IGNORECASE | re.DOTALL)
_DOMAIN = re.compile(rf"CREATE\s+DOMAIN\s+(?P<path>{_P})\s+(?:AS\s+)?(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_INHERITS = re.compile(rf"\bINHERITS\s*\(\s*(?P<paths>{_P}(?:\s*,\s*{_P})*)", re.IGNORECASE)
_LIKE = re.compile(rf"LIKE\s+(?P<path>{_P})", re.IGNORECASE)
_WHERE = re.compile(r"\bWHERE\b", re.IGNORECASE)
_NOT_DISTINCT = re.compile(r"\bNULLS\s+NOT\s+DISTINCT\b", re.IGNORECASE)
_PLAIN = ("btree", "hash", "")


def read(text: str, language: str) -> Schema:
    """All that a file of SQL says about its tables. What cannot be read is told by its line, and the rest is read."""
    state = State(language)
    for statement in statements(text, language):
        word = statement.text[:6].upper()
        if word.startswith("ALTER"):
            alter.read(state, statement)
        elif word.startswith("DROP"):
            if match := _DROP.match(statement.text):
                for path in match["paths"].split(","):
                    state.drop(path)
        elif match := _INDEX.match(statement.text):
            _index(state, statement, match)
        elif match := _TABLE.match(statement.text):
            _table(state, statement, match)
        elif match := _ENUM.match(statement.text):
            name = words.names(match["path"])[-1]
            state.types[name.lower()] = Column(name, words.kind(f"enum{match['values']}"), statement.line)
        elif match := _DOMAIN.match(statement.text):
            _domain(state, statement, match)
    _resolve(state)
    return state.schema


def _table(state: State, statement: Part, match: re.Match[str]) -> None:
    kinds, rest, name = match["kinds"].lower().split(), match["rest"], words.names(match["path"])[-1]
    if "virtual" in kinds:
        state.tell("table", statement.line, name, f"VIRTUAL TABLE {name}", "a module of SQLite has its rows")
        return
    if re.match(r"PARTITION\s+OF\b", rest, re.IGNORECASE):
        state.tell("partition", statement.line, name, name)
        return
    like = _LIKE.match(rest.lstrip("( "))
    if not rest.startswith("(") and not like:
        why = "its columns are those of a query" if re.match(r"AS\b", rest, re.IGNORECASE) else "it cannot be read"
        state.tell("table", statement.line, name, f"TABLE {name}", why)
        return
    table = state.add(match["path"], statement.line)
    if table is None:
        state.tell("table", statement.line, name, f"TABLE {name}", "it is there twice; the first one is taken")
        return
    parts, after = body(statement, match.start("rest"), state.language) if rest.startswith("(") else ([], rest)
    if parents := _INHERITS.search(after):
        for path in parents["paths"].split(","):
            _copy(state, table, path, statement.line)
    before = set(table.columns)
    for one in parts if rest.startswith("(") else [Part(rest, statement.line)]:
        if like := _LIKE.match(one.text):
            _copy(state, table, like["path"], one.line)
        elif not constraints.read(state, table, one):
            columns.read(state, table, one)
    if parents and before == set(table.columns):
        # Why: a child with no column of its own only has some of the rows of its parent.
        state.drop(match["path"])
        state.tell("partition", statement.line, name, name)


def _copy(state: State, table: Table, path: str, line: int) -> None:
    """The columns of another table, as `INHERITS` and `LIKE` take them."""
    other = state.table(path)
    if other is None:
        state.tell("table", line, table.name, path.strip(), "its columns are not known here")
        return
    for name, column in other.columns.items():
        table.columns[name] = replace(column, limits=list(column.limits))


def _index(state: State, statement: Part, match: re.Match[str]) -> None:
    table = state.table(match["path"])
    if table is None:
        return
    inside, after = body(statement, match.end(), state.language)
    kind, method = (match["kind"] or "").lower(), (match["method"] or "").lower()
    shown = f"{kind} index ({', '.join(' '.join(one.text.split()) for one in inside)})".strip()
    if method not in _PLAIN or kind in ("fulltext", "spatial"):
        state.tell("index", statement.line, table.name, shown, f"it is {method or kind}")
        return
    over, outside, unique = keys.over(inside, state.dialect), words.masked(after), kind == "unique"
    if unique and _NOT_DISTINCT.search(outside):
        state.tell("null", statement.line, table.name, shown, "nulls are not compared here")
    where = _WHERE.search(outside)
    condition = after[where.end() :].strip() if where else ""
    if condition and not over.broken and not _of_itself(condition, over.columns):
        if unique:
            why = f"only for rows with {condition}; an ordinary index here"
            state.tell("index", statement.line, table.name, shown, why)
        over, unique = replace(over, lost="" if unique else "for some rows only"), False
    key = constraints.put(state, table, over, Part(shown, statement.line), unique=unique)
    if key and match["name"]:
        state.indexes[words.names(match["name"])[-1].lower()] = key


def _of_itself(condition: str, columns: tuple[str, ...]) -> bool:
    """Whether an index leaves out nulls of its own columns only, which are not compared anyway."""
    asked = re.fullmatch(rf"\s*\(*\s*({words.NAME})\s+IS\s+NOT\s+NULL\s*\)*\s*", condition, re.IGNORECASE)
    return asked is not None and words.plain(asked[1]).lower() in columns


def _domain(state: State, statement: Part, match: re.Match[str]) -> None:
    typed, rest = words.split(match["rest"])
    column = Column(words.names(match["path"])[-1], words.kind(typed), statement.line)
    columns.say(state, Table(column.name, statement.line), column, rest)
    state.types[column.name.lower()] = column


def _resolve(state: State) -> None:
    """Gives columns what the types say that were made for them, and relations the tables that are meant."""
    for table in state.schema.tables.values():
        for column in table.columns.values():
            seen: set[str] = set()
            while (own := state.types.get(column.kind.word)) and own.name not in seen:
                seen.add(own.name)
                _put_type(column, own)
        table.relations = [replace(one, table=state.key(one.table)) for one in table.relations]


def _put_type(column: Column, own: Column) -> None:
    column.kind = replace(own.kind, many=own.kind.many or column.kind.many, text=column.kind.text)
    column.required = column.required or own.required
    column.default = column.default or own.default
    column.limits += [replace(one, column=column.name.lower()) for one in own.limits]
