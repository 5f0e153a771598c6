"""Makes valid rows over HTTP."""

from typing import Any

from flask.testing import FlaskClient

Row = dict[str, Any]

NOTES: tuple[Row, Row] = (
    {
        "title": "First title",
        "body": "First body",
        "pinned": True,
    },
    {
        "title": "Second title",
        "body": "Second body",
        "pinned": False,
    },
)


class Make:
    """Makes rows 0 and 1 of everything, and first the rows that they need."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.made: dict[tuple[str, int], Row] = {}

    def note(self, number: int = 0) -> Row:
        body = self.note_body(number)
        return self.row("/api/notes", number, body)

    def note_body(self, number: int = 0) -> Row:
        body = NOTES[number].copy()
        return body

    def row(self, path: str, number: int, body: Row) -> Row:
        if (path, number) not in self.made:
            answer = self.client.post(path, json=body)
            assert answer.status_code == 201, answer.text
            self.made[path, number] = answer.get_json()
        return self.made[path, number]
