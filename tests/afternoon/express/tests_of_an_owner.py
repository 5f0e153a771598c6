"""https://github.com/ladjs/supertest and https://nodejs.org/api/test.html#mocking: an owner's tests."""

from afternoon.harness import Case

CASE = Case(
    packages=("supertest@^7.1.4", "@types/supertest@^7.2.0"),
    files={
        "src/greeting.ts": """\
/** What is said at this hour. */
export const clock = { hour: () => new Date().getHours() };

export const greeting = () => (clock.hour() < 12 ? "Good morning" : "Good day");
""",
        "tests/greeting.test.ts": """\
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, greeting } from "../src/greeting.ts";

test("greets by the hour", (t) => {
  const hour = t.mock.method(clock, "hour", () => 9);

  assert.equal(greeting(), "Good morning");
  assert.equal(hour.mock.callCount(), 1);
});

test("greets by the clock", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: new Date(2026, 0, 1, 15) });

  assert.equal(greeting(), "Good day");
});
""",
        "tests/supertest.test.ts": """\
import assert from "node:assert/strict";
import { test } from "node:test";
import request from "supertest";
import { createApp } from "../src/app.ts";
import { configFromEnv } from "../src/config.ts";
import { connect } from "../src/db.ts";
import { Post } from "../src/features/posts/models.ts";

test("answers supertest", async () => {
  const config = configFromEnv({ NODE_ENV: "test", DATABASE_URL: "sqlite://" });
  const db = await connect(config);
  await db.migrator.up();
  const app = createApp(config, db.em);

  await request(app).get("/healthz").expect(200, { status: "ok" });
  const post = await request(app).post("/api/posts").send({ title: "a", body: "b" });
  assert.equal(post.status, 201);
  await request(app).get(String(post.headers.location)).expect(200).expect("Content-Type", /json/);
  assert.equal(await db.em.fork().count(Post), 1);
  await db.close();
});
""",
    },
)
