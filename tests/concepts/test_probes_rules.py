"""What the concepts of ranges, of fields that are unique together and of delete rules say, shown by generated code."""

from typing import Any

import pytest
from concepts.snippets import express, flask

pytestmark = pytest.mark.long

FLASK = """
from flask_migrate import upgrade
from sqlalchemy import ForeignKey, UniqueConstraint, create_engine, event, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from app.db import db
from app.features.ballots.models import Ballot
from app.features.polls.models import Poll

app = make()
with app.app_context():
    upgrade()
client = app.test_client()
ran = []
event.listen(Engine, "before_cursor_execute", lambda _, __, sql, *___: ran.append(sql.split()[0].lower()))

def post(path, value):
    return client.post(path, json=value).get_json()

def failure(work):
    try:
        work()
    except Exception as error:
        return error
    return None

"""

EXPRESS = """
import { DatabaseSync } from "node:sqlite";
import { RequestContext } from "@mikro-orm/core";
import { Ballot, Poll } from "./src/features/models.ts";

const { em } = db;
await db.migrator.up();
const ran = [];
const run = DatabaseSync.prototype.prepare;
DatabaseSync.prototype.prepare = function (sql, ...rest) {
  ran.push(sql.split(" ")[0].toLowerCase());
  return run.call(this, sql, ...rest);
};
const ask = await serve(make());
const post = async (path, value) => {
  const headers = { "Content-Type": "application/json" };
  const answer = await ask(path, { method: "POST", body: JSON.stringify(value), headers });
  return answer.json();
};
const inSession = (work) => RequestContext.create(em, work);

async function failure(work) {
  try {
    await work();
  } catch (error) {
    return error;
  }
}

"""

POLL = '{ "title": "One", "body": "1234567890" }'
ACCOUNT = '{ "email": "ada@example.com", "handle": "ada", "nickname": "" }'


def both(in_flask: str, in_express: str) -> list[Any]:
    """What each side says, in projects that use every word of a line."""
    return [flask(FLASK + in_flask, "every-rule"), express(EXPRESS + in_express, "every-rule")]


def test_a_number_that_is_out_of_range() -> None:
    assert both(
        """
with app.app_context():
    [table] = db.session.scalars(text("select sql from sqlite_master where name = 'polls'"))
    db.session.add(Poll(title="One", body="1234567890", grade=3))
    error = failure(db.session.flush)
say([type(error).__name__, "CONSTRAINT polls_grade_check CHECK (" in table])
""",
        """
const [{ sql }] = await db.driver.execute("select sql from sqlite_master where name = 'polls'");
const error = await inSession(async () => {
  em.create(Poll, { title: "One", body: "1234567890", grade: 3 });
  return failure(() => em.flush());
});
say([error.constructor.name, /constraint .polls_grade_check. check \\(/.test(sql)]);
""",
    ) == [["IntegrityError", True], ["CheckConstraintViolationException", True]]


def test_fields_that_are_unique_together() -> None:
    """Also: of two rows in which one of the fields is null, neither is refused."""
    assert (
        both(
            f"""
[unique] = [one for one in Ballot.__table__.constraints if isinstance(one, UniqueConstraint)]
ballot = {{"accountId": post("/api/accounts", {ACCOUNT})["id"], "pollId": post("/api/polls", {POLL})["id"], "score": 1}}
told = [post("/api/ballots", ballot) for _ in "12"][1]
link = {{"url": "https://example.com/", "clientId": post("/api/clients", {{"name": "One"}})["id"]}}
twice = [client.post("/api/links", json=link).status_code for _ in "12"]
say([unique.name, [one.name for one in unique.columns], [one["pointer"] for one in told["errors"]], twice])
""",
            f"""
const {{ uniques, properties }} = em.getMetadata(Ballot);
const columns = uniques[0].properties.flatMap((name) => properties[name].fieldNames);
const ballot = {{
  accountId: (await post("/api/accounts", {ACCOUNT})).id,
  pollId: (await post("/api/polls", {POLL})).id,
  score: 1,
}};
await post("/api/ballots", ballot);
const told = await post("/api/ballots", ballot);
const link = {{ url: "https://example.com/", clientId: (await post("/api/clients", {{ name: "One" }})).id }};
const twice = [];
for (const _ of "12") twice.push("id" in (await post("/api/links", link)) ? 201 : 409);
const [{{ name }}] = await db.driver.execute(
  "select name from sqlite_master where type = 'index' and name = 'ballots_account_id_poll_id_unique'",
);
say([name, columns, told.errors.map((one) => one.pointer), twice]);
""",
        )
        == [["ballots_account_id_poll_id_unique", ["account_id", "poll_id"], ["/accountId", "/pollId"], [201, 201]]] * 2
    )


def test_rows_that_refer_to_a_deleted_row() -> None:
    """Also: what SQLAlchemy does by itself, where nothing says that the database sees to it."""
    assert both(
        f"""
ballot = {{"accountId": post("/api/accounts", {ACCOUNT})["id"], "pollId": post("/api/polls", {POLL})["id"], "score": 1}}
post("/api/ballots", ballot)
ran.clear()
client.delete("/api/polls/1")
sent = [verb for verb in ran if verb in ("delete", "update")]
with app.app_context():
    left = len(db.session.scalars(select(Ballot)).all())

class Plain(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)

class One(Plain):
    __tablename__ = "ones"
    others: Mapped[list["Other"]] = relationship()

class Other(Plain):
    __tablename__ = "others"
    one_id: Mapped[int | None] = mapped_column(ForeignKey("ones.id", ondelete="CASCADE"))

engine = create_engine("sqlite://")
Plain.metadata.create_all(engine)
with Session(engine) as session:
    session.add(One(others=[Other()]))
    session.commit()
    one = session.get(One, 1)
    ran.clear()
    session.delete(one)
    session.flush()
say([sent, left, ran])
""",
        f"""
const ballot = {{
  accountId: (await post("/api/accounts", {ACCOUNT})).id,
  pollId: (await post("/api/polls", {POLL})).id,
  score: 1,
}};
await post("/api/ballots", ballot);
ran.length = 0;
await ask("/api/polls/1", {{ method: "DELETE" }});
const sent = ran.filter((verb) => ["delete", "update"].includes(verb));
const left = await inSession(() => em.count(Ballot));
say([sent, left]);
""",
    ) == [[["delete"], 0, ["select", "update", "delete"]], [["delete"], 0]]
