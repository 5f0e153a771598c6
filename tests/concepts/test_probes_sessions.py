"""What the concepts of data say of sessions and transactions, shown by the generated code."""

import pytest
from concepts.database import both

pytestmark = pytest.mark.long


def test_where_a_session_is_kept() -> None:
    assert both(
        """
outside = failure(lambda: db.session.get(Tag, 1))
with app.app_context():
    one = db.session()
    same = db.session() is one
    with app.app_context():
        other = db.session() is one
say([str(outside).splitlines()[0], same, other])
""",
        """
const outside = await failure(() => tags.find(em, 1));
const [one, same] = await inSession(async () => [em.getContext(), em.getContext()]);
const other = await inSession(async () => em.getContext());
say([outside.message.split(" instance ")[0], one === same, one === other]);
""",
    ) == [
        ["Working outside of application context.", True, False],
        ["Using global EntityManager", True, False],
    ]


def test_one_session_per_request() -> None:
    sessions = "db.session.registry"
    assert both(
        f"""
seen = []

def use():
    seen.append({sessions}.has())
    tags.create(TagCreate(name="not committed"))
    seen.append({sessions}.has())
    return ""

app.add_url_rule("/use", view_func=use)
client.get("/healthz")
seen.append(len({sessions}.registry))
client.get("/use")
seen.append(len({sessions}.registry))
say([seen, verbs()[-1], client.get("/api/tags").get_json()["total"]])
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
const first = forks;
await get("/api/tags/1");
say([first, forks, cleared]);
""",
    ) == [[[0, False, True, 0], "rollback", 0], [1, 2, 0]]


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
await inSession(() => {
  const row = em.create(Tag, { name: "new" });
  say([em.getUnitOfWork().getPersistStack().has(row)]);
});
""",
    ) == [[False, True], [True]]


def test_transactions() -> None:
    assert both(
        """
post("/api/tags", {"name": "one"})
ran.clear()
with app.app_context():
    tags.create(TagCreate(name="two"))
    sent = verbs()
ran.clear()
post("/api/comments", {"author": "x", "body": "x", "postId": post("/api/posts", {"title": "x", "body": "x"})["id"]})
say([sent, verbs()[-4:]])
""",
        """
await inSession(() => tags.create(em, { name: "two" }));
const sent = verbs();
const { id } = await post("/api/posts", { title: "x", body: "x" });
ran.length = 0;
await post("/api/comments", { author: "x", body: "x", postId: id });
say([sent, verbs()]);
""",
    ) == [
        [["begin", "insert"], ["begin", "select", "insert", "commit"]],
        [["begin", "insert", "commit"], ["select", "begin", "insert", "commit"]],
    ]


def test_two_services_are_one_transaction() -> None:
    assert both(
        """
def written(*names):
    ran.clear()
    with app.app_context():
        error = failure(lambda: [tags.create(TagCreate(name=name)) for name in names] and db.session.commit())
    return [type(error).__name__, verbs()]

say([written("one", "two"), written("three", "three"), client.get("/api/tags").get_json()["total"]])
""",
        """
const written = async (...names) => {
  ran.length = 0;
  const work = async (em) => {
    for (const name of names) await tags.create(em, { name });
  };
  const error = await inSession(() => failure(() => em.transactional(work)));
  return [error?.constructor.name, verbs()];
};
say([await written("one", "two"), await written("three", "three"), (await get("/api/tags")).total]);
""",
    ) == [
        [
            ["NoneType", ["begin", "insert", "insert", "commit"]],
            ["IntegrityError", ["begin", "insert", "insert", "rollback"]],
            2,
        ],
        [
            [None, ["begin", "insert", "insert", "commit"]],
            ["UniqueConstraintViolationException", ["begin", "insert", "insert", "rollback"]],
            2,
        ],
    ]


def test_nothing_is_read_after_a_commit() -> None:
    assert both(
        """
from sqlalchemy.orm import Session

def read(session):
    row = Tag(name=str(id(session)))
    session.add(row)
    session.commit()
    ran.clear()
    row.name
    return verbs()

with app.app_context(), Session(db.engine) as plain:
    say([read(db.session()), read(plain)])
""",
        """
await inSession(async () => {
  const row = await tags.create(em, { name: "one" });
  ran.length = 0;
  say([row.name, verbs()]);
});
""",
    ) == [[[], ["begin", "select"]], ["one", []]]


def test_a_value_that_is_taken() -> None:
    assert both(
        """
post("/api/tags", {"name": "one"})
ran.clear()
with app.app_context():
    first = failure(lambda: tags.create(TagCreate(name="one")))
    asked = verbs()
    again = failure(lambda: db.session.scalar(select(1)))
    db.session.rollback()
    then = failure(lambda: db.session.scalar(select(1)))
post("/api/tags", {"name": "one"})
say([type(first).__name__, asked, type(again).__name__, then, client.get("/api/tags").status_code])
""",
        """
await post("/api/tags", { name: "one" });
ran.length = 0;
await inSession(async () => {
  const error = await failure(() => tags.create(em, { name: "one" }));
  say([error.constructor.name, verbs(), await em.count(Tag)]);
});
""",
    ) == [
        ["IntegrityError", ["begin", "insert", "rollback"], "PendingRollbackError", None, 200],
        ["UniqueConstraintViolationException", ["begin", "insert", "rollback"], 1],
    ]


def test_a_session_without_a_request() -> None:
    assert both(
        """
from app.seeds import seed

outside = failure(seed)
say([str(outside).splitlines()[0], app.test_cli_runner().invoke(args=["seed"]).output.strip()])
""",
        """
import { seed } from "./src/seeds.ts";

const outside = await failure(() => seed(em));
say([outside.message.split(" instance ")[0], await seed(em.fork())]);
""",
    ) == [
        ["Working outside of application context.", "Filled the database with examples."],
        ["Using global EntityManager", True],
    ]


def test_examples_are_one_transaction() -> None:
    assert both(
        """
app.test_cli_runner().invoke(args=["seed"])
made = [verb for verb in verbs() if verb != "select"]
say([made[0], {*made[1:-1]} == {"insert"}, made[-1]])
""",
        """
import { seed } from "./src/seeds.ts";

await seed(em.fork());
const made = verbs().filter((verb) => verb !== "select");
say([made[0], made.slice(1, -1).every((verb) => verb === "insert"), made.at(-1)]);
""",
    ) == [["begin", True, "commit"], ["begin", True, "commit"]]
