"""Runs a few lines inside generated, installed projects: what they show is true of the code that people get."""

import json
from collections.abc import Sequence
from tempfile import mkdtemp
from textwrap import dedent
from typing import Any

from parity.machine import run
from parity.projects import WHOLE, project

from scaffold.outside.live.apps import free_port

FLASK = """
import json
from app import create_app

def make(**settings):
    given = {"APP_ENV": "test", "DATABASE_URL": "sqlite://", "RATE_LIMIT": 1_000_000}
    return create_app(given | {name.upper(): value for name, value in settings.items()})

def say(value):
    print(json.dumps(value))

"""

EXPRESS = """
import { once } from "node:events";
import { createApp } from "./src/app.ts";
import { configFromEnv } from "./src/config.ts";
import { connect } from "./src/db.ts";

const given = { NODE_ENV: "test", DATABASE_URL: "sqlite://", RATE_LIMIT: "1000000", LOG_LEVEL: "silent" };
const config = configFromEnv(given);
const db = await connect(config);
const make = (settings = {}) => createApp({ ...config, ...settings }, db.em);

/** Serves an app; returns how to ask it. */
async function serve(app) {
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (path, request) => fetch(`http://127.0.0.1:${server.address().port}${path}`, request);
}

function say(value) {
  process.stdout.write(`${JSON.stringify(value)}\\n`);
  process.exit(0);
}

"""


def flask(code: str, recipe: str = "blog", features: Sequence[str] = WHOLE) -> Any:
    """Run Python in the Flask project: `make(**settings)` makes its app, `say(value)` is what this returns."""
    words = (".venv/bin/python", "-c", FLASK + dedent(code))
    return said(run(*words, cwd=project("flask", recipe, *features), env=settings()).stdout)


def express(code: str, recipe: str = "blog", features: Sequence[str] = WHOLE) -> Any:
    """Run JavaScript in the Express project: `make(settings)` makes its app, `serve(app)` serves it and returns
    a `fetch` of its paths, `say(value)` ends the run and is what this returns."""
    words = ("node", "--input-type=module", "-e", EXPRESS + dedent(code))
    return said(run(*words, cwd=project("express", recipe, *features), env=settings()).stdout)


def settings() -> dict[str, str]:
    """An environment in which nothing is written into the projects, and no port is taken."""
    return {
        "DATABASE_URL": "sqlite://",
        "PORT": str(free_port()),
        "PROMETHEUS_MULTIPROC_DIR": mkdtemp(prefix="scaffold-metrics-"),
    }


def said(out: str) -> Any:
    """The last line; the lines before are the log of the app."""
    return json.loads(out.splitlines()[-1])
