"""A field that is computed for each answer: how many words a post has."""

from afternoon.harness import Case, Change, Site, value

POSTS = "src/features/posts"

CASE = Case(
    changes=(
        Change(f"{POSTS}/schemas.ts", "PostOut = rowOf({\n", "PostOut = rowOf({\n  words: z.int(),\n"),
        Change(
            f"{POSTS}/schemas.ts",
            "  body: row.body,\n",
            "  body: row.body,\n  words: row.body.split(/\\s+/).length,\n",
        ),
    ),
)


def production(site: Site) -> None:
    post = site.post("/api/posts", {"title": "Words", "body": "one two\nthree"})
    assert value(post)["words"] == 3
    assert value(site.get("/api/posts?sort=-id&perPage=1"))["items"][0]["words"] == 3
    schemas = value(site.get("/openapi.json"))["components"]["schemas"]
    assert schemas["PostOut"]["properties"]["words"]["type"] == "integer"
    assert problem_of_writing(site) == 422


def problem_of_writing(site: Site) -> int:
    return site.post("/api/posts", {"title": "a", "body": "b", "words": 1}).status
