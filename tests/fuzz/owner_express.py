"""An owner of an Express project: fifteen evenings on the first edition, and one to bring them to the second."""

from __future__ import annotations

from fuzz.owner_flask import PATHS
from fuzz.owners import Commit

LONGEST = """
/** The names of all tags, the longest first. */
export async function longest() {
  const names = (await em().find(Tag, {})).map((tag) => tag.name);
  return names.sort((one, other) => other.length - one.length);
}
"""

SECOND = """  await make("comments", {
    author: "Second author",
    body: "Second body",
    postId: post2,
  });
"""

COMMITS = (
    Commit(
        "README says who runs it",
        {
            "README.md": [
                ("# Shop\n", "# Shop\n\nOurs sells cakes.\n"),
                ("## Commands\n", "Ask Ada first.\n\n## Commands\n"),
            ]
        },
    ),
    Commit(
        "Tags, the longest first",
        {
            "src/features/tags/service.ts": [("\nexport function find(", f"{LONGEST}\nexport function find(")],
            "src/features/tags/routes.ts": [
                (
                    'router.post("/api/tags"',
                    'router.get("/api/tags/longest", async (_req, res) => {\n'
                    '  res.json({ names: await service.longest() });\n});\n\nrouter.post("/api/tags"',
                )
            ],
        },
    ),
    Commit(
        "Posts have a mood",
        {"src/features/posts/models.ts": [("    tagIds: ", "    mood: columns.string(30).nullable(),\n    tagIds: ")]},
        migrates=True,
    ),
    Commit(
        "Posts are found by mood",
        {
            "src/features/posts/models.ts": [
                (
                    '  tableName: "posts",\n',
                    '  tableName: "posts",\n  indexes: [{ name: "posts_by_mood", properties: ["status", "mood"] }],\n',
                )
            ]
        },
        migrates=True,
    ),
    Commit(
        "Every answer says whose it is",
        {
            "src/app.ts": [
                (
                    'import { serverTiming } from "./middleware/serverTiming.ts";\n',
                    'import { serverTiming } from "./middleware/serverTiming.ts";\n'
                    'import { stamp } from "./middleware/stamp.ts";\n',
                ),
                ("  app.use(serverTiming(config));\n", "  app.use(serverTiming(config));\n  app.use(stamp);\n"),
            ]
        },
        {
            "src/middleware/stamp.ts": "/** Says whose answer it is. */\n"
            'import type { RequestHandler } from "express";\n\n'
            'export const stamp: RequestHandler = (_req, res, next) => {\n  res.set("X-Shop", "ours");\n  next();\n};\n'
        },
    ),
    Commit(
        "A report of moods",
        {
            "src/features/index.ts": [
                (
                    'import * as posts from "./posts/routes.ts";\n',
                    'import * as posts from "./posts/routes.ts";\nimport * as reports from "./reports.ts";\n',
                ),
                ("  app.use(posts.routes);\n", "  app.use(posts.routes);\n  app.use(reports.routes);\n"),
            ]
        },
        {
            "src/features/reports.ts": '/** What we want to know. */\nimport { Router } from "express";\n'
            'import { em } from "../db.ts";\nimport { methodsOnly } from "../errors.ts";\n'
            'import { Post } from "./posts/models.ts";\n\n'
            "const router = Router({ caseSensitive: true, strict: true });\n\n"
            'router.get("/api/reports/moods", async (_req, res) => {\n'
            "  const counts: Record<string, number> = {};\n"
            "  for (const { mood } of await em().find(Post, {})) {\n"
            "    counts[String(mood)] = (counts[String(mood)] ?? 0) + 1;\n  }\n"
            "  res.json(counts);\n});\n\nexport const routes = methodsOnly(router);\n"
        },
    ),
    Commit(
        "The log says which shop",
        {
            "src/middleware/accessLog.ts": [
                ('      msg: "request",\n', '      msg: "request",\n      shop: "ours",\n')
            ],
            "tests/app.test.ts": [("level time msg requestId", "level time msg shop requestId")],
        },
    ),
    Commit(
        "How many posts there are",
        {
            "src/cli.ts": [
                (
                    'import { connect } from "./db.ts";\n',
                    'import { connect } from "./db.ts";\nimport { Post } from "./features/posts/models.ts";\n',
                ),
                ('    case "seed":\n', '    case "count-rows":\n      return count();\n    case "seed":\n'),
                (
                    "\nfunction report(",
                    "\nasync function count(): Promise<void> {\n"
                    "  console.log(`counted: ${await db.em.fork().count(Post)}`);\n}\n"
                    "\nfunction report(",
                ),
            ],
            "package.json": [
                (
                    '    "db:check": "node src/cli.ts check"\n',
                    '    "db:check": "node src/cli.ts check",\n    "count-rows": "node src/cli.ts count-rows"\n',
                )
            ],
        },
    ),
    Commit(
        "What is checked at the start has a better name",
        {
            "src/server.ts": [
                (
                    'import { checked } from "./checks.ts";\nimport { lead } from "./cluster.ts";\n'
                    'import { configFromEnv } from "./config.ts";\nimport { connect } from "./db.ts";\n'
                    'import { serve } from "./serve.ts";\n',
                    'import { lead } from "./cluster.ts";\nimport { configFromEnv } from "./config.ts";\n'
                    'import { connect } from "./db.ts";\nimport { serve } from "./serve.ts";\n'
                    'import { checked } from "./startup.ts";\n',
                )
            ],
            "src/serve.ts": [
                ('import { cannotListen } from "./checks.ts";\n', ""),
                (
                    'import { log } from "./logging.ts";\n',
                    'import { log } from "./logging.ts";\nimport { cannotListen } from "./startup.ts";\n',
                ),
            ],
            "tests/checks.test.ts": [
                ('import { checked } from "../src/checks.ts";\n', ""),
                (
                    'import type { Config } from "../src/config.ts";\n',
                    'import type { Config } from "../src/config.ts";\nimport { checked } from "../src/startup.ts";\n',
                ),
                # Why: it knew of one migration only.
                (
                    'assert.equal(said, "1 migration is pending: run npm run db:upgrade");',
                    "assert.match(said, /pending: run npm run db:upgrade/);",
                ),
            ],
        },
        moves={"src/checks.ts": "src/startup.ts"},
    ),
    Commit(
        "One thing a line",
        {
            "src/logging.ts": [
                (
                    '{ translateTime: "HH:MM:ss", singleLine: true }',
                    '{\n    translateTime: "HH:MM:ss",\n    singleLine: true,\n  }',
                )
            ]
        },
    ),
    Commit(
        "One example of a comment is enough",
        {
            "src/seeds.ts": [
                (SECOND, ""),
                ("  const post2 = await make", "  await make"),
            ],
            "tests/seeds.test.ts": [
                (
                    "  assert.ok(counts.every((rows) => rows === 2));\n",
                    "  assert.deepEqual([...new Set(counts)].sort(), [1, 2]);\n",
                )
            ],
        },
    ),
    Commit(
        "The shop has a name",
        {
            "src/config.ts": [
                ("    env: name,\n", '    env: name,\n    shopName: env.text(from, "SHOP_NAME", "Our shop"),\n'),
            ],
            ".env.example": [("APP_ENV", "SHOP_NAME=Our shop\nAPP_ENV")],
        },
    ),
    Commit(
        "A page that says who we are",
        {
            "src/features/index.ts": [
                (
                    'import * as comments from "./comments/routes.ts";\n',
                    'import * as about from "./about.ts";\nimport * as comments from "./comments/routes.ts";\n',
                ),
                ("  app.use(comments.routes);\n", "  app.use(about.routes);\n  app.use(comments.routes);\n"),
            ],
            "openapi.json": [('  "paths": {\n', f'  "paths": {{\n{PATHS}')],
        },
        {
            "src/features/about.ts": '/** Who we are. */\nimport { Router } from "express";\n'
            'import { methodsOnly } from "../errors.ts";\n\n'
            "const router = Router({ caseSensitive: true, strict: true });\n\n"
            'router.get("/about", (req, res) => {\n'
            '  res.send(`<h1>${req.app.get("config").shopName}</h1>`);\n});\n\n'
            "export const routes = methodsOnly(router);\n"
        },
    ),
    Commit(
        "A tag is the same with blanks around it",
        {
            "src/features/tags/service.ts": [
                (
                    "  const tag = em().create(Tag, data);\n",
                    "  const tag = em().create(Tag, { ...data, name: data.name.trim() });\n",
                )
            ]
        },
    ),
    Commit(
        "Our tests",
        files={
            "tests/ours.test.ts": '/** What is ours. */\nimport assert from "node:assert/strict";\n'
            'import { beforeEach, test } from "node:test";\nimport { client } from "./client.ts";\n'
            'import { Make } from "./factories.ts";\n\n'
            "let make: Make;\nbeforeEach(() => {\n  make = new Make();\n});\n\n"
            'test("the longest tag is first", async () => {\n'
            "  const names = [await make.tag(0), await make.tag(1)].map(({ name }) => String(name));\n"
            '  const answer = await client.get("/api/tags/longest");\n\n'
            "  names.sort((one, other) => other.length - one.length);\n"
            "  assert.deepEqual(answer.json.names, names);\n});\n\n"
            'test("blanks around a tag are none", async () => {\n'
            "  const body = await make.tagBody();\n"
            '  const answer = await client.post("/api/tags", { ...body, name: "  bread " });\n\n'
            '  assert.equal(answer.json.name, "bread");\n});\n\n'
            'test("every answer is ours", async () => {\n'
            '  const answer = await client.get("/about");\n\n'
            '  assert.deepEqual([answer.status, answer.headers.get("X-Shop")], [200, "ours"]);\n});\n'
        },
    ),
)

# Where a change meets a line of ours: an example that went.
AGAIN = (
    ("src/seeds.ts", ((SECOND, ""), ('  await make("posts", {', '  const post2 = await make("posts", {'))),
    (
        "src/seeds.ts",
        (('  em.create(Comment, { author: "Second author", body: "Second body", post: article2 });\n', ""),),
    ),
    (
        "src/app.ts",
        (
            ("  app.use(logRequests(config));\n", "  app.use(logRequests(config));\n  app.use(stamp);\n"),
            (
                'import { logRequests } from "./logs.ts";\n',
                'import { logRequests } from "./logs.ts";\nimport { stamp } from "./middleware/stamp.ts";\n',
            ),
        ),
    ),
)

# What a person does once the update has come: what was in conflict is as the templates have it, and ours is written
# into it as one writes it there.
PORT = Commit(
    "With the second edition",
    {
        "README.md": [("# Shop\n", "# Shop\n\nOurs sells cakes.\n")],
        ".env.example": [("NODE_ENV", "SHOP_NAME=Our shop\nNODE_ENV")],
        "package.json": [
            (
                '    "migration:check": "node src/cli.ts check",\n',
                '    "migration:check": "node src/cli.ts check",\n    "count-rows": "node src/cli.ts count-rows",\n',
            )
        ],
        "src/app.ts": [
            (
                'import { apiRouter } from "./features/index.ts";\n',
                'import { aboutRouter } from "./features/about.ts";\nimport { apiRouter } from "./features/index.ts";\n'
                'import { reportsRouter } from "./features/reports.ts";\n'
                'import { stamp } from "./middleware/stamp.ts";\n',
            ),
            ("  app.use(logRequests(config));\n", "  app.use(logRequests(config));\n  app.use(stamp);\n"),
            (
                '  app.use("/api", apiRouter(em));\n',
                '  app.use("/api", apiRouter(em));\n  app.use(reportsRouter(em));\n  app.use(aboutRouter(config));\n',
            ),
        ],
        "src/cli.ts": [
            (
                'import { connect } from "./db.ts";\n',
                'import { connect } from "./db.ts";\nimport { Post } from "./features/posts/models.ts";\n',
            ),
            (
                "    default:\n",
                '    case "count-rows":\n      return `counted: ${await db.em.fork().count(Post)}`;\n    default:\n',
            ),
        ],
        "src/config.ts": [("  HOST: z.string()", '  SHOP_NAME: z.string().default("Our shop"),\n  HOST: z.string()')],
        "src/logs.ts": [("  return { method: req.method,", '  return { shop: "ours", method: req.method,')],
        "src/seeds.ts": [
            ('  em.create(Comment, { author: "Second author", body: "Second body", post: post2 });\n', ""),
        ],
        "src/server.ts": [('from "./checks.ts"', 'from "./startup.ts"')],
        "src/features/posts/docs.ts": [
            ("export const paths = crud(", "export const paths = {\n  ...crud("),
            ("\n});\n", '\n}),\n  "/api/reports/moods": { get: { summary: "Count posts by mood" } },\n};\n'),
        ],
        "src/features/posts/models.ts": [
            ("    tags: () =>", "    mood: p.string().length(30).nullable(),\n    tags: () =>")
        ],
        "src/features/tags/docs.ts": [
            ("export const paths = crud(", "export const paths = {\n  ...crud("),
            ("\n});\n", '\n}),\n  "/api/tags/longest": { get: { summary: "List names of tags" } },\n};\n'),
        ],
        "src/features/tags/routes.ts": [
            (
                '  router\n    .route("/:id")\n',
                '  router\n    .route("/longest")\n    .get(async (_req, res) => {\n'
                "      res.json({ names: await service.longest(em) });\n    })\n    .all(noteMethods);\n\n"
                '  router\n    .route("/:id")\n',
            )
        ],
        "src/features/tags/service.ts": [
            (
                "\nexport const find =",
                "\n/** The names of all tags, the longest first. */\n"
                "export async function longest(em: EntityManager) {\n"
                "  const names = (await em.find(Tag, {})).map((tag) => tag.name);\n"
                "  return names.sort((one, other) => other.length - one.length);\n}\n"
                "\nexport const find =",
            ),
            ("em.create(Tag, data)", "em.create(Tag, { ...data, name: data.name.trim() })"),
        ],
        "tests/checks.test.ts": [('from "../src/checks.ts"', 'from "../src/startup.ts"')],
        "tests/logs.test.ts": [('    level: "info",\n', '    level: "info",\n    shop: "ours",\n')],
    },
    {
        "src/features/about.ts": '/** Who we are. */\nimport { Router } from "express";\n'
        'import type { Config } from "../config.ts";\nimport { noteMethods } from "../errors.ts";\n\n'
        "export function aboutRouter(config: Config) {\n  const router = Router();\n"
        '  router\n    .route("/about")\n    .get((_req, res) => {\n'
        "      res.send(`<h1>${config.SHOP_NAME}</h1>`);\n    })\n    .all(noteMethods);\n  return router;\n}\n",
        "src/features/reports.ts": "/** What we want to know. */\n"
        'import type { EntityManager } from "@mikro-orm/sql";\n'
        'import { Router } from "express";\nimport { noteMethods } from "../errors.ts";\n'
        'import { Post } from "./posts/models.ts";\n\n'
        "export function reportsRouter(em: EntityManager) {\n  const router = Router();\n"
        '  router\n    .route("/api/reports/moods")\n    .get(async (_req, res) => {\n'
        "      const counts: Record<string, number> = {};\n"
        "      for (const { mood } of await em.find(Post, {})) {\n"
        "        counts[String(mood)] = (counts[String(mood)] ?? 0) + 1;\n      }\n"
        "      res.json(counts);\n    })\n    .all(noteMethods);\n  return router;\n}\n",
        "tests/ours.test.ts": '/** What is ours. */\nimport assert from "node:assert/strict";\n'
        'import { test } from "node:test";\nimport { makeTag, tagBody } from "./factories.ts";\n'
        'import { client } from "./helpers.ts";\n\n'
        'test("the longest tag is first", async () => {\n'
        "  const names = [await makeTag(0), await makeTag(1)].map(({ name }) => String(name));\n"
        '  const answer = await client.get("/api/tags/longest");\n\n'
        "  names.sort((one, other) => other.length - one.length);\n"
        "  assert.deepEqual(answer.json.names, names);\n});\n\n"
        'test("blanks around a tag are none", async () => {\n'
        "  const body = await tagBody();\n"
        '  const answer = await client.post("/api/tags", { ...body, name: "  bread " });\n\n'
        '  assert.equal(answer.json.name, "bread");\n});\n\n'
        'test("every answer is ours", async () => {\n'
        '  const answer = await client.get("/about");\n\n'
        '  assert.deepEqual([answer.status, answer.headers.get("X-Shop")], [200, "ours"]);\n});\n',
    },
    gone=("openapi.json", "src/logging.ts", "src/middleware/accessLog.ts", "src/serve.ts"),
)
