"""Makes valid rows over HTTP."""

from typing import Any

from flask.testing import FlaskClient

Row = dict[str, Any]

COMMENTS: tuple[Row, Row] = (
    {
        "author": "First author",
        "body": "First body",
    },
    {
        "author": "Second author",
        "body": "Second body",
    },
)

POSTS: tuple[Row, Row] = (
    {
        "title": "First title",
        "body": "First body",
        "status": "draft",
        "publishedAt": "2026-01-28T12:00:00.000Z",
    },
    {
        "title": "Second title",
        "body": "Second body",
        "status": "live",
        "publishedAt": "2026-02-28T12:00:00.000Z",
    },
)

TAGS: tuple[Row, Row] = (
    {
        "name": "First name",
    },
    {
        "name": "Second name",
    },
)


class Make:
    """Makes rows 0 and 1 of everything, and first the rows that they need."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.made: dict[tuple[str, int], Row] = {}

    def comment(self, number: int = 0) -> Row:
        body = self.comment_body(number)
        return self.row("/api/comments", number, body)

    def comment_body(self, number: int = 0) -> Row:
        body = COMMENTS[number].copy()
        body["postId"] = self.post(number)["id"]
        return body

    def post(self, number: int = 0) -> Row:
        body = self.post_body(number)
        return self.row("/api/posts", number, body)

    def post_body(self, number: int = 0) -> Row:
        body = POSTS[number].copy()
        return body

    def tag(self, number: int = 0) -> Row:
        body = self.tag_body(number)
        return self.row("/api/tags", number, body)

    def tag_body(self, number: int = 0) -> Row:
        body = TAGS[number].copy()
        return body

    def row(self, path: str, number: int, body: Row) -> Row:
        if (path, number) not in self.made:
            answer = self.client.post(path, json=body)
            assert answer.status_code == 201, answer.text
            self.made[path, number] = answer.get_json()
        return self.made[path, number]
