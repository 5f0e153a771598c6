"""What the concepts of input, output, data and quality say, shown by the generated code."""

from concepts.snippets import express, flask


def test_unknown_keys_and_other_types() -> None:
    assert flask("""
from pydantic import BaseModel, ValidationError
from app.http.schema import Input

class Plain(BaseModel):
    number: int

class Ours(Input):
    number: int

def codes(value):
    try:
        return Ours.model_validate(value).number
    except ValidationError as error:
        return [details["type"] for details in error.errors()]

say([Plain.model_validate({"number": "1", "x": 2}).model_dump(), codes({"number": "1", "x": 2})])
""") == [{"number": 1}, ["int_type", "extra_forbidden"]]
    assert express("""
import * as z from "zod";

const codes = (schema, value) => (schema.safeParse(value).error?.issues ?? []).map(({ code }) => code);
const number = z.number();
say([
  z.object({ number }).parse({ number: 1, x: 2 }),
  codes(z.object({ number }), { number: "1" }),
  codes(z.strictObject({ number }), { number: "1", x: 2 }),
]);
""") == [{"number": 1}, ["invalid_type"], ["invalid_type", "unrecognized_keys"]]


def test_a_name_that_comes_twice() -> None:
    assert flask("""
from flask import request

with make().test_request_context("/?page=1&page=2"):
    say([request.args["page"]])
""") == ["1"]
    assert express("""
import querystring from "node:querystring";
import express from "express";

const bare = express();
say([
  bare.get("query parser"),
  bare.get("query parser fn") === querystring.parse,
  make().get("query parser fn")("page=1&page=2"),
]);
""") == ["simple", True, {"page": ["1", "2"]}]


def test_what_the_parsers_take() -> None:
    assert flask("""
from app.http.json import loads

def taken(read, text):
    try:
        read(text)
        return True
    except ValueError as error:
        return type(error).__name__

texts = ["9007199254740993", "NaN", "[" * 65 + "]" * 65]
say([
    json.loads(texts[0]) == 9007199254740993,
    [taken(json.loads, text) for text in texts],
    [taken(loads, text.encode()) for text in texts],
    taken(loads, b'["\\xff"]'),
])
""") == [True, [True, True, True], ["ValueError"] * 3, "UnicodeDecodeError"]
    assert express("""
const ask = await serve(make());
const post = async (body) => {
  const answer = await ask("/api/tags", { method: "POST", body, headers: { "Content-Type": "application/json" } });
  return answer.status;
};
const taken = (text) => {
  try {
    return JSON.parse(text) !== undefined;
  } catch (error) {
    return error.name;
  }
};
const texts = ["9007199254740993", "NaN", "[".repeat(65) + "]".repeat(65)];
say([
  JSON.parse(texts[0]) === 9007199254740992,
  texts.map(taken),
  await Promise.all(texts.map(post)),
  new TextDecoder().decode(Buffer.from([255])),
  await post(Buffer.from('["\\xff"]', "latin1")),
]);
""") == [True, [True, "SyntaxError", True], [400] * 3, "\ufffd", 400]


def test_what_goes_out() -> None:
    assert flask("""
from types import SimpleNamespace
from pydantic import ValidationError
from app.features.tags.schemas import Row
from app.db import now

def dumped(**values):
    row = SimpleNamespace(id=1, created_at=now(), updated_at=now(), secret="x", **values)
    try:
        return sorted(Row.dump(row))
    except ValidationError as error:
        return [details["type"] for details in error.errors()]

say([dumped(name="n"), dumped(name=5)])
""") == [["createdAt", "id", "name", "updatedAt"], ["string_type"]]
    assert express("""
import { row } from "./src/features/tags/schemas.ts";

say([Object.keys(row({ id: 1, name: "n", secret: "x" })).sort(), row({ name: 5 }).name]);
""") == [["createdAt", "id", "name", "updatedAt"], 5]


def test_instants_on_the_wire() -> None:
    assert flask("""
import datetime as dt
from flask import Flask
from app.http.fields import write_instant

instant = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
say([write_instant(instant), json.loads(Flask("bare").json.dumps(instant))])
""") == ["2026-11-21T12:00:00.000Z", "Sat, 21 Nov 2026 12:00:00 GMT"]
    assert express("""
const instant = new Date("2026-11-21T12:00:00Z");
say([JSON.parse(JSON.stringify(instant)), instant.toJSON()]);
""") == ["2026-11-21T12:00:00.000Z", "2026-11-21T12:00:00.000Z"]


def test_instants_that_are_read() -> None:
    february, late = "2026-02-30T00:00:00Z", "2026-01-31T12:00:00.123456+02:00"
    assert flask(f"""
import datetime as dt
from app.http.fields import read_instant

def read(text):
    try:
        return read_instant(text).isoformat()
    except ValueError as error:
        return type(error).__name__

say([read("{february}"), dt.datetime.fromisoformat("{late}").isoformat(), read("{late}")])
""") == ["ValueError", "2026-01-31T12:00:00.123456+02:00", "2026-01-31T10:00:00.123000+00:00"]
    assert express(f"""
import {{ datetime }} from "./src/http/spelling.ts";

const date = new Date("{february}");
say([date.toJSON(), datetime().safeParse("{february}").success, datetime().parse("{late}").toJSON()]);
""") == ["2026-03-02T00:00:00.000Z", False, "2026-01-31T10:00:00.123Z"]
