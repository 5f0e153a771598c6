"""A query parameter of one's own: `GET /api/comments?q=word` finds a word in texts, beside the filters and pages."""

from afternoon.harness import Case, Change, Site, problem, value

COMMENTS = "src/features/comments"

CASE = Case(
    changes=(
        Change(
            f"{COMMENTS}/schemas.ts",
            "  author: CommentUpdate.shape.author,\n",
            "  author: CommentUpdate.shape.author,\n  q: text(80).min(1).optional(),\n",
        ),
        Change(
            f"{COMMENTS}/service.ts",
            "  return findPage(em, Comment, query, [of, asked]);\n",
            "  const found = query.q ? { body: { $like: `%${query.q}%` } } : {};\n"
            "  return findPage(em, Comment, query, [of, asked, found]);\n",
        ),
    )
)


def production(site: Site) -> None:
    post = value(site.post("/api/posts", {"title": "Sought", "body": "b"}))["id"]
    for body in ("a needle here", "hay", "more hay"):
        assert site.post("/api/comments", {"author": "Finder", "body": body, "postId": post}).status == 201
    for path in ("/api/comments", f"/api/posts/{post}/comments"):
        found = value(site.get(f"{path}?q=needle&author=Finder"))
        assert [row["body"] for row in found["items"]] == ["a needle here"]
        assert value(site.get(f"{path}?q=hay&perPage=1"))["total"] == 2
        assert value(site.get(f"{path}?q=none"))["total"] == 0
    refused = problem(site.get("/api/comments?q="))
    assert (refused["status"], refused["errors"][0]["pointer"]) == (422, "/q")
    assert problem(site.get("/api/comments?p=1"))["status"] == 422
    document = value(site.get("/openapi.json"))
    assert "q" in [one["name"] for one in document["paths"]["/api/comments"]["get"]["parameters"]]
