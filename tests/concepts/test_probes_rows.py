"""What the concepts of data say of rows, shown by the generated code on a database in memory."""

import shutil
import subprocess
from pathlib import Path

import pytest
from concepts.database import both
from parity.machine import environment
from parity.projects import WHOLE, project

pytestmark = pytest.mark.long


def test_columns_that_may_be_null() -> None:
    assert both(
        """
columns = Post.__table__.columns
say([columns["title"].nullable, columns["published_at"].nullable])
""",
        """
const { title, publishedAt } = em.getMetadata(Post).properties;
say([title.nullable ?? false, publishedAt.nullable]);
""",
    ) == [[False, True], [False, True]]


def test_the_name_of_the_table() -> None:
    assert both(
        """
say([Post.__tablename__, Post.__table__.name])
""",
        """
const { tableName } = em.getMetadata(Post);
say([tableName, tableName]);
""",
    ) == [["posts", "posts"], ["posts", "posts"]]


def test_what_every_table_has() -> None:
    assert both(
        """
named = [{"id", "created_at", "updated_at"} <= {*model.__table__.columns.keys()} for model in (Post, Comment)]
say([*named, *("created_at" in model.__annotations__ for model in (Post.__base__, Post))])
""",
        """
const named = [Post, Comment].map((model) => {
  const { properties } = em.getMetadata(model);
  return ["id", "createdAt", "updatedAt"].every((name) => name in properties);
});
say(named);
""",
    ) == [[True, True, True, False], [True, True]]


def test_ids_in_an_answer() -> None:
    assert both(
        """
ids = [post("/api/tags", {"name": name})["id"] for name in ("one", "two", "three")]
say(post("/api/posts", {"title": "x", "body": "x", "tagIds": ids[::-1]})["tagIds"] == sorted(ids))
""",
        """
const ids = [];
for (const name of ["one", "two", "three"]) ids.push((await post("/api/tags", { name })).id);
const { tagIds } = await post("/api/posts", { title: "x", body: "x", tagIds: ids.toReversed() });
say(tagIds.join() === ids.toSorted((one, other) => one - other).join());
""",
    ) == [True, True]


def test_a_reference_is_a_column_and_a_row() -> None:
    assert both(
        """
key = post("/api/posts", {"title": "x", "body": "x"})["id"]
post("/api/comments", {"author": "x", "body": "x", "postId": key})
with app.app_context():
    row = db.session.get(Comment, 1)
    say(["post_id" in Comment.__table__.columns, row.post_id == key, type(row.post).__name__])
""",
        """
const { id } = await post("/api/posts", { title: "x", body: "x" });
await post("/api/comments", { author: "x", body: "x", postId: id });
const row = await inSession(() => em.findOne(Comment, 1));
const { fieldNames } = em.getMetadata(Comment).properties.post;
say([fieldNames.includes("post_id"), row.post.id === id, row.post.constructor.name]);
""",
    ) == [[True, True, "Post"], [True, True, "Post"]]


def test_one_row_is_one_object() -> None:
    assert both(
        """
post("/api/tags", {"name": "one"})
ran.clear()
with app.app_context():
    one = tags.find(1)
    same = tags.find(1) is one
with app.app_context():
    say([same, tags.find(1) is one, verbs().count("select")])
""",
        """
await post("/api/tags", { name: "one" });
ran.length = 0;
const find = () => tags.find(em, 1);
const [one, same] = await inSession(async () => [await find(), await find()]);
const other = await inSession(find);
say([same === one, other === one, verbs().filter((verb) => verb === "select").length]);
""",
    ) == [[True, False, 2], [True, False, 2]]


def test_a_row_that_is_not_there() -> None:
    assert both(
        """
with app.app_context():
    error = failure(lambda: tags.find(9))
say([type(error).__name__, getattr(error, "code", 0), client.get("/api/tags/9").status_code])
""",
        """
const error = await inSession(() => failure(() => tags.find(em, 9)));
say([error.constructor.name, error.status ?? 0, (await ask("/api/tags/9")).status]);
""",
    ) == [["NotFound", 404, 404], ["NotFoundError", 0, 404]]


def test_deleting() -> None:
    assert both(
        """
post("/api/tags", {"name": "one"})
with app.app_context():
    row = tags.find(1)
    ran.clear()
    db.session.delete(row)
    noted = verbs()
    db.session.flush()
    sent = verbs()
ran.clear()
client.delete("/api/tags/1")
say([noted, sent, verbs()])
""",
        """
await post("/api/tags", { name: "one" });
const [noted, sent] = await inSession(async () => {
  const row = await tags.find(em, 1);
  ran.length = 0;
  em.remove(row);
  const noted = verbs();
  await em.flush();
  return [noted, verbs()];
});
await post("/api/tags", { name: "one" });
ran.length = 0;
await ask("/api/tags/2", { method: "DELETE" });
say([noted, sent, verbs()]);
""",
    ) == [
        # Why begun twice: SQLAlchemy says so before it does, and `lock` does.
        [[], ["delete"], ["begin", "begin", "select", "delete", "commit"]],
        [[], ["begin", "delete", "commit"], ["begin", "select", "delete", "commit"]],
    ]


def test_the_rows_and_the_count() -> None:
    assert both(
        """
client.get("/api/tags")
asked = ["count(" in sql for sql in ran if sql.startswith("select")]
with app.app_context():
    error = failure(lambda: db.paginate(select(Tag), page=9))
say([asked, type(error).__name__, client.get("/api/tags?page=9").get_json()["items"]])
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
say([order.slice(0, 2), verbs(), (await get("/api/tags?page=9")).items]);
""",
    ) == [
        [[False, True], "NotFound", []],
        [["find begins", "count begins"], ["select", "select"], []],
    ]


def test_equal_rows_are_sorted_by_id() -> None:
    assert both(
        """
for _ in range(3):
    post("/api/posts", {"title": "same", "body": "x"})
ran.clear()
page = client.get("/api/posts?sort=-title").get_json()
say([[row["id"] for row in page["items"]], any("order by posts.title desc, posts.id " in sql for sql in ran)])
""",
        """
for (let made = 0; made < 3; made++) await post("/api/posts", { title: "same", body: "x" });
ran.length = 0;
const page = await get("/api/posts?sort=-title");
const isSorted = ran.some((sql) => sql.includes("order by p0.title desc, p0.id asc"));
say([page.items.map(({ id }) => id), isSorted]);
""",
    ) == [[[1, 2, 3], True], [[1, 2, 3], True]]


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    """Why in copies: the projects are those of other tests as well."""
    commands = {
        "flask": ("app/features/tags/schemas.py", "Tag.name", (".venv/bin/mypy", ".")),
        "express": ("src/features/tags/schemas.ts", '<Tag>("name"', ("node_modules/.bin/tsc",)),
    }
    said = {}
    for framework, (path, name, command) in commands.items():
        folder = tmp_path / framework
        shutil.copytree(project(framework, "blog", *WHOLE), folder, symlinks=True)
        schemas = folder / path
        assert name in schemas.read_text()
        schemas.write_text(schemas.read_text().replace(name, name.replace("name", "nothing")))
        done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
        said[framework] = done.stdout

    assert 'error: "type[Tag]" has no attribute "nothing"' in said["flask"]
    assert "'\"nothing\"' is not assignable to parameter of type" in said["express"]


def test_links_go_with_their_rows() -> None:
    """By the database alone: no model has a part in it."""
    assert both(
        """
for name in ("one", "two"):
    post("/api/tags", {"name": name})
for _ in "12":
    post("/api/posts", {"title": "x", "body": "x", "tagIds": [1, 2]})
table = db.metadata.tables["posts_tags"]
with app.app_context():
    links = []
    for sql in ("select 1", "delete from tags where id = 1", "delete from posts where id = 1"):
        db.session.execute(text(sql))
        links.append(len(db.session.execute(select(table)).all()))
say([[column.name for column in table.primary_key], *links])
""",
        """
for (const name of ["one", "two"]) await post("/api/tags", { name });
for (const _ of "12") await post("/api/posts", { title: "x", body: "x", tagIds: [1, 2] });
const { pivotEntity } = em.getMetadata(Post).properties.tags;
const { primaryKeys, properties } = em.getMetadata(pivotEntity);
const links = [];
for (const sql of ["select 1", "delete from tags where id = 1", "delete from posts where id = 1"]) {
  await db.driver.execute(sql);
  links.push((await db.driver.execute("select * from posts_tags")).length);
}
say([primaryKeys.flatMap((name) => properties[name].fieldNames), ...links]);
""",
    ) == [[["post_id", "tag_id"], 4, 2, 1], [["post_id", "tag_id"], 4, 2, 1]]


def test_a_list_that_changes() -> None:
    assert both(
        """
post("/api/tags", {"name": "one"})
for _ in "12":
    post("/api/posts", {"title": "x", "body": "x", "tagIds": [1]})
with app.app_context():
    row = posts.find(1)
    row.tags = []
    ran.clear()
    db.session.flush()
    plain = verbs()
    db.session.rollback()
    ran.clear()
    posts.update(2, PostUpdate(tag_ids=[]))
    say([plain, [verb for verb in verbs() if verb != "select"]])
""",
        """
await post("/api/tags", { name: "one" });
for (const _ of "12") await post("/api/posts", { title: "x", body: "x", tagIds: [1] });
await inSession(async () => {
  const row = await posts.find(em, 1);
  row.tags.set([]);
  ran.length = 0;
  await em.flush();
  const plain = verbs();
  ran.length = 0;
  await posts.update(em, 2, { tagIds: [] });
  say([plain, verbs().filter((verb) => verb !== "select")]);
});
""",
    ) == [
        [["delete"], ["begin", "begin", "update", "delete"]],
        [["begin", "delete", "commit"], ["begin", "update", "delete", "commit"]],
    ]


def test_rows_that_are_tied() -> None:
    assert both(
        """
post("/api/tags", {"name": "one"})
for _ in "12":
    post("/api/posts", {"title": "x", "body": "x", "tagIds": [1]})
with app.app_context():
    ran.clear()
    row, _ = posts.find_all(PostQuery()).items
    asked = [sql for sql in ran if "posts_tags" in sql]
    ran.clear()
    say([len(asked), "tags.name" in asked[0], row.tags[0].id, len(ran), row.tags[0].name, len(ran)])
""",
        """
await post("/api/tags", { name: "one" });
for (const _ of "12") await post("/api/posts", { title: "x", body: "x", tagIds: [1] });
await inSession(async () => {
  ran.length = 0;
  const { items } = await posts.findAll(em, { page: 1, perPage: 20, sort: "id" });
  const asked = ran.filter((sql) => sql.includes("posts_tags"));
  const [tag] = items[0].tags.getItems(false);
  say([asked.length, asked[0].includes("tags as"), tag.id, tag.name === undefined]);
});
""",
    ) == [[1, False, 1, 0, "one", 1], [1, True, 1, True]]
