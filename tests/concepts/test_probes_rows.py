"""What the concepts of data say, shown by the generated code on a database in memory."""

from typing import Any

from concepts.snippets import express, flask

FLASK = """
from flask_migrate import upgrade
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from app.db import db
from app.features.posts.models import Post
from app.features.tags.models import Tag

app = make()
with app.app_context():
    upgrade()
client = app.test_client()
ran = []
event.listen(Engine, "before_cursor_execute", lambda _, __, sql, *___: ran.append(" ".join(sql.lower().split())))
for name in ("begin", "commit", "rollback"):
    event.listen(Engine, name, lambda _, name=name: ran.append(name))

def verbs():
    return [sql.split()[0] for sql in ran]

def post(path, value):
    return client.post(path, json=value).get_json()

"""

EXPRESS = """
import { DatabaseSync } from "node:sqlite";
import { EntityManager, RequestContext } from "@mikro-orm/core";
import { em } from "./src/db.ts";
import { Post } from "./src/features/posts/models.ts";
import { Tag } from "./src/features/tags/models.ts";

await db.migrator.up();
const ran = [];
for (const name of ["exec", "prepare"]) {
  const run = DatabaseSync.prototype[name];
  DatabaseSync.prototype[name] = function (sql, ...rest) {
    ran.push(sql.toLowerCase().replaceAll("`", ""));
    return run.call(this, sql, ...rest);
  };
}
const verbs = () => ran.map((sql) => sql.split(" ")[0]);
const ask = await serve(make());
const get = async (path) => (await ask(path)).json();
const post = async (path, value) => {
  const headers = { "Content-Type": "application/json" };
  const answer = await ask(path, { method: "POST", body: JSON.stringify(value), headers });
  return answer.json();
};
const inSession = (work) => RequestContext.create(db.em, work);

"""


def both(in_flask: str, in_express: str) -> list[Any]:
    return [flask(FLASK + in_flask), express(EXPRESS + in_express)]


def test_columns_that_may_be_null() -> None:
    assert both(
        """
columns = Post.__table__.columns
say([columns["title"].nullable, columns["published_at"].nullable])
""",
        """
const { title, publishedAt } = db.getMetadata(Post).properties;
say([title.nullable ?? false, publishedAt.nullable]);
""",
    ) == [[False, True], [False, True]]


def test_one_session_per_request() -> None:
    sessions = "db.session.registry"
    assert both(
        f"""
seen = []

def use():
    seen.append({sessions}.has())
    db.session.get(Tag, 1)
    seen.append({sessions}.has())
    return ""

app.add_url_rule("/use", view_func=use)
client.get("/healthz")
seen.append(len({sessions}.registry))
client.get("/use")
seen.append(len({sessions}.registry))
say(seen)
""",
        """
let forks = 0;
let cleared = 0;
const { clear, fork } = EntityManager.prototype;
EntityManager.prototype.fork = function (...options) {
  forks += 1;
  return fork.apply(this, options);
};
EntityManager.prototype.clear = function () {
  cleared += 1;
  return clear.call(this);
};
await ask("/healthz");
await get("/api/tags/1");
let outside = "";
try {
  em();
} catch (error) {
  outside = error.message;
}
say([forks, cleared, outside]);
""",
    ) == [[0, False, True, 0], [2, 0, "There is no request."]]


def test_one_row_is_one_object() -> None:
    assert both(
        """
post("/api/tags", {"name": "one"})
ran.clear()
with app.app_context():
    one = db.session.get(Tag, 1)
    same = db.session.get(Tag, 1) is one
with app.app_context():
    say([same, db.session.get(Tag, 1) is one, verbs().count("select")])
""",
        """
await post("/api/tags", { name: "one" });
ran.length = 0;
const find = () => em().findOne(Tag, { id: 1 });
const [one, same] = await inSession(async () => [await find(), await find()]);
const other = await inSession(find);
say([same === one, other === one, verbs().filter((verb) => verb === "select").length]);
""",
    ) == [[True, False, 2], [True, False, 2]]


def test_conditions() -> None:
    assert both(
        """
say([type(Tag.id == 1).__name__, str(Tag.id == 1)])
""",
        """
await inSession(() => em().nativeDelete(Tag, { id: 1 }));
say(ran);
""",
    ) == [["BinaryExpression", "tags.id = :id_1"], ["delete from tags where id = 1"]]


def test_the_count_and_the_rows() -> None:
    assert both(
        """
client.get("/api/tags")
say([sql.split(" from ")[0] for sql in ran][:2] + verbs()[2:])
""",
        """
const order = [];
for (const name of ["find", "count"]) {
  const run = EntityManager.prototype[name];
  EntityManager.prototype[name] = async function (...words) {
    order.push(`${name} begins`);
    const found = await run.apply(this, words);
    order.push(`${name} ends`);
    return found;
  };
}
await get("/api/tags");
say([order.slice(0, 2), verbs()]);
""",
    ) == [
        ["begin", "select count(*) as count_1", "select", "rollback"],
        [["find begins", "count begins"], ["select", "select"]],
    ]


def test_equal_rows_are_sorted_by_id() -> None:
    assert both(
        """
for _ in range(3):
    post("/api/posts", {"title": "same", "body": "x"})
page = client.get("/api/posts?sort=-title").get_json()
say([row["id"] for row in page["items"]])
""",
        """
for (let made = 0; made < 3; made++) await post("/api/posts", { title: "same", body: "x" });
const page = await get("/api/posts?sort=-title");
say(page.items.map(({ id }) => id));
""",
    ) == [[1, 2, 3], [1, 2, 3]]


def test_new_rows() -> None:
    assert both(
        """
with app.app_context():
    row = Tag(name="new")
    before = row in db.session
    db.session.add(row)
    say([before, row in db.session])
""",
        """
say(await inSession(() => {
  const row = em().create(Tag, { name: "new" });
  return [em().getUnitOfWork().getPersistStack().has(row)];
}));
""",
    ) == [[False, True], [True]]


def test_transactions() -> None:
    assert both(
        """
post("/api/tags", {"name": "one"})
ran.clear()
post("/api/posts", {"title": "x", "body": "x", "tagIds": [1]})
asked = verbs()
with app.app_context():
    connection = db.session.connection().connection.driver_connection
    begun = []
    for work in (lambda: db.session.get(Tag, 1), lambda: db.session.add(Tag(name="two")) or db.session.flush()):
        work()
        begun.append(connection.in_transaction)
say([asked, begun])
""",
        """
await post("/api/tags", { name: "one" });
ran.length = 0;
await post("/api/posts", { title: "x", body: "x", tagIds: [1] });
say(verbs());
""",
    ) == [
        [["begin", "select", "insert", "insert", "commit"], [False, True]],
        ["select", "begin", "insert", "insert", "commit"],
    ]


def test_a_value_that_is_taken() -> None:
    assert both(
        """
from sqlalchemy.exc import DBAPIError

def failure(work):
    try:
        work()
        return ""
    except Exception as error:
        return type(error).__name__ + (" is a DBAPIError" if isinstance(error, DBAPIError) else "")

post("/api/tags", {"name": "one"})
ran.clear()
with app.app_context():
    db.session.add(Tag(name="one"))
    first = failure(db.session.commit)
    asked = verbs()
    again = failure(lambda: db.session.scalar(select(1)))
    db.session.rollback()
    say([first, asked, again, failure(lambda: db.session.scalar(select(1)))])
""",
        """
import { ConstraintViolationException } from "@mikro-orm/core";

await post("/api/tags", { name: "one" });
ran.length = 0;
say(await inSession(async () => {
  em().create(Tag, { name: "one" });
  let told = false;
  try {
    await em().flush();
  } catch (error) {
    told = error instanceof ConstraintViolationException;
  }
  return [told, verbs(), await em().count(Tag)];
}));
""",
    ) == [
        ["IntegrityError is a DBAPIError", ["begin", "insert", "rollback"], "PendingRollbackError", ""],
        [True, ["begin", "insert", "rollback"], 1],
    ]


def test_links_go_with_their_rows() -> None:
    read = "posts_tags"
    assert both(
        f"""
post("/api/tags", {{"name": "one"}})
post("/api/posts", {{"title": "x", "body": "x", "tagIds": [1]}})
ran.clear()
before = client.get("/api/posts/1").get_json()["tagIds"]
tables = [sql.split(" from ")[1].split()[0] for sql in ran if sql.startswith("select")]
ran.clear()
client.delete("/api/tags/1")
deleted = verbs()
say([before, tables == ["posts", "{read}"], deleted, client.get("/api/posts/1").get_json()["tagIds"]])
""",
        f"""
await post("/api/tags", {{ name: "one" }});
await post("/api/posts", {{ title: "x", body: "x", tagIds: [1] }});
ran.length = 0;
const before = (await get("/api/posts/1")).tagIds;
const tables = ran.map((sql) => sql.split(" from ")[1].split(" ")[0]);
ran.length = 0;
await ask("/api/tags/1", {{ method: "DELETE" }});
const deleted = verbs();
say([before, tables.join(" ") === "posts {read}", deleted, (await get("/api/posts/1")).tagIds]);
""",
    ) == [[[1], True, ["begin", "delete", "commit"], []], [[1], True, ["delete"], []]]
