"""What the concepts of rows that name others say, shown by the generated code."""

import pytest
from concepts.database import both
from concepts.snippets import express, flask

pytestmark = pytest.mark.long


def test_which_row_an_id_names() -> None:
    """What is given decides which row is looked for, and under which name it is told to be missing."""
    assert both(
        """
from app.features.comments import service
from app.features.comments.schemas import CommentCreate
from app.rows import Conflicting, save

data = CommentCreate(author="Ada", body="Hi", post_id=99)
with app.app_context():
    told = failure(lambda: save(Comment(), data, {"post_id": Comment.post}))
    untold = failure(lambda: save(Comment(), data, {}))
say([
    service.LINKS == {"post_id": Comment.post},
    Comment.post.property.entity.class_ is Post,
    [error["pointer"] for error in told.errors],
    isinstance(untold, Conflicting),
])
""",
        """
import { References } from "./src/rows.ts";

const told = new References(em.fork());
await told.one(Post, "anything", 99);
const error = await failure(() => told.check());
const untold = await failure(() => new References(em.fork()).check());
say([error.errors.map(({ pointer }) => pointer), untold ?? null]);
""",
    ) == [[True, True, ["/postId"], False], [["/anything"], None]]


def test_several_that_are_missing() -> None:
    """A line of an order names an order and a product, and neither is there."""
    by_flask = flask(
        """
        from flask_migrate import upgrade

        app = make()
        with app.app_context():
            upgrade()
        body = {"unitPrice": "1.00", "orderId": 98, "productId": 99}
        answer = app.test_client().post("/api/line-items", json=body)
        say([answer.status_code, sorted(error["pointer"] for error in answer.get_json()["errors"])])
        """,
        "shop",
    )
    by_express = express(
        """
        await db.migrator.up();
        const body = JSON.stringify({ unitPrice: "1.00", orderId: 98, productId: 99 });
        const headers = { "Content-Type": "application/json" };
        const answer = await (await serve(make()))("/api/line-items", { method: "POST", body, headers });
        const { errors } = await answer.json();
        say([answer.status, errors.map(({ pointer }) => pointer).sort()]);
        """,
        "shop",
    )

    assert by_flask == by_express == [409, ["/orderId", "/productId"]]


def test_who_makes_the_examples() -> None:
    """By a service, of what a POST is read into, with the id of another; or by the session, with the other itself."""
    assert both(
        """
from app.features.comments import service as comments

made = []
for service in (tags, posts, comments):
    def create(data, create=service.create):
        made.append(data)
        return create(data)
    service.create = create
app.test_cli_runner().invoke(args=["seed"])
with app.app_context():
    ids = set(db.session.scalars(select(Post.id)))
say([[type(data).__name__ for data in made[::2]], {data.post_id for data in made[-2:]} == ids])
""",
        """
import { seed } from "./src/seeds.ts";

const made = [];
const { create } = EntityManager.prototype;
EntityManager.prototype.create = function (model, data, ...rest) {
  made.push({ model, named: data.post, id: data.post?.id });
  return create.call(this, model, data, ...rest);
};
await seed(em.fork());
say([
  made.filter((_, place) => place % 2 === 0).map(({ model }) => model.className ?? model.name),
  made.slice(-2).map(({ named, id }) => [named.constructor.name, id ?? null]),
]);
""",
    ) == [
        [["TagCreate", "PostCreate", "CommentCreate"], True],
        [["Tag", "Post", "Comment"], [["Post", None], ["Post", None]]],
    ]
