"""Asks rows, before a migration alters anything, whether they keep to the rules that it adds."""

from __future__ import annotations

from collections.abc import Callable

from scaffold.core.alterations import FOLDED, REQUIRED, SHORTER, Question
from scaffold.core.tables import CHECK

from .alembic import call, plain, text

OPPOSITE = {">=": "<", "<=": ">"}

FLASK = '''

def refuse(table: str, rule: str, broken: str) -> None:
    """Stops before anything is altered when rows break a rule."""
    rows = sa.table(table, sa.column("id", sa.Integer))
    query = sa.select(rows.c.id, sa.func.count().over()).where(sa.text(broken))
    found = op.get_bind().execute(query.order_by(rows.c.id).limit(10)).all()
    if found:
        ids, total = ", ".join(str(id) for id, _ in found), found[0][1]
        more = f" and {total - 10} more" if total > 10 else ""
        raise RuntimeError(
            f"{table}: rows break {rule}, ids {ids}{more}. Nothing was altered."
        )
'''
EXPRESS = """
  /** Stops before anything is altered when rows break a rule. */
  async refuse(table: string, rule: string, broken: string) {
    const [first, ...others] = await this.execute(
      `select id, count(*) over () as total from QUOTE${table}QUOTE where ${broken} order by id limit 10`,
    );
    if (!first) return;
    const ids = [first, ...others].map(({ id }) => id).join(", ");
    const more = first.total > 10 ? ` and ${first.total - 10} more` : "";
    throw new Error(
      `${table}: rows break ${rule}, ids ${ids}${more}. Nothing was altered.`,
    );
  }
"""


def quoted(database: str) -> Callable[[str], str]:
    """How SQL in a template literal of TypeScript has names."""
    quote = '"' if database == "postgresql" else "\\`"
    return lambda name: f"{quote}{name}{quote}"


def flask(table: str, one: Question, database: str) -> list[str]:
    """The call of `refuse` in a migration of Alembic."""
    sql = broken(table, one, database, plain(database))
    return list(call("refuse", f'"{table}"', f'"{one.said}"', text(sql)))


def express(table: str, one: Question, database: str) -> str:
    """The call of `refuse` in a migration of MikroORM."""
    sql = broken(table, one, database, quoted(database)).lower()
    return f'    await this.refuse("{table}", "{one.said}", `{sql}`);\n'


def method(database: str) -> str:
    """What a migration of MikroORM asks with."""
    return EXPRESS.replace("QUOTE${table}QUOTE", quoted(database)("${table}"))


def broken(table: str, one: Question, database: str, names: Callable[[str], str]) -> str:
    """What is true of a row that breaks the rule; no value breaks none but that there is one."""
    columns = [names(column) for column in one.columns]
    (column, *others) = columns
    if one.kind == CHECK:
        ends = (end.partition(" ") for end in one.ends)
        return " OR ".join(f"{column} {OPPOSITE[sign]} {number}" for sign, _, number in ends)
    if one.kind == REQUIRED:
        return f"{column} IS NULL"
    if one.kind == SHORTER:
        return f"{'char_length' if database == 'mysql' else 'length'}({column}) > {one.most}"
    listed = f"lower({column})" if one.kind == FOLDED else ", ".join(columns)
    row = f"({listed})" if others else listed
    return f"{row} IN (SELECT {listed} FROM {names(table)} GROUP BY {listed} HAVING count(*) > 1)"  # noqa: S608
