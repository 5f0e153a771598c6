"""https://github.com/graphql/graphql-http#with-express: GraphQL over the project's rows."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, value

CASE = Case(
    packages=("graphql-http@^1.22.4", "graphql@^16.11.0"),
    files={
        "src/graph.ts": """\
/** Posts, for clients that ask in GraphQL. */
import type { EntityManager } from "@mikro-orm/sql";
import { buildSchema } from "graphql";
import { createHandler } from "graphql-http/lib/use/express";
import { Post } from "./features/posts/models.ts";

const schema = buildSchema(`
  type Post { id: Int! title: String! }
  type Query { posts(title: String!): [Post!]! }
`);

export function graph(em: EntityManager) {
  const posts = ({ title }: { title: string }) => em.find(Post, { title });
  return createHandler({ schema, rootValue: { posts } });
}
"""
    },
    imports={"src/app.ts": 'import { graph } from "./graph.ts";'},
    lines=(mount('app.use("/graphql", graph(em));'),),
)


def production(site: Site) -> None:
    site.post("/api/posts", {"title": "Graph", "body": "b"})
    asked = site.post("/graphql", {"query": '{ posts(title: "Graph") { title } }'}, Accept="application/json")
    assert value(asked) == {"data": {"posts": [{"title": "Graph"}]}}
    assert site.post("/graphql", {"query": "{ none }"}).status in {200, 400}
