"""Runs a few lines on both sides, each on a migrated database in memory whose statements are noted."""

from typing import Any

from concepts.snippets import express, flask

FLASK = """
from flask_migrate import upgrade
from sqlalchemy import event, select, text
from sqlalchemy.engine import Engine
from app.db import db
from app.features.comments.models import Comment
from app.features.posts import service as posts
from app.features.posts.models import Post
from app.features.posts.schemas import PostQuery, PostUpdate
from app.features.tags import service as tags
from app.features.tags.models import Tag
from app.features.tags.schemas import TagCreate

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

def failure(work):
    try:
        work()
    except Exception as error:
        return error
    return None

"""

EXPRESS = """
import { DatabaseSync } from "node:sqlite";
import { EntityManager, RequestContext } from "@mikro-orm/core";
import { Comment, Post, Tag } from "./src/features/models.ts";
import * as posts from "./src/features/posts/service.ts";
import * as tags from "./src/features/tags/service.ts";

const { em } = db;
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
const inSession = (work) => RequestContext.create(em, work);

async function failure(work) {
  try {
    await work();
  } catch (error) {
    return error;
  }
}

"""


def both(in_flask: str, in_express: str) -> list[Any]:
    """What each side says."""
    return [flask(FLASK + in_flask), express(EXPRESS + in_express)]
