"""https://flask-mail.readthedocs.io: mail is sent, and recorded in tests; its settings come as FLASK_MAIL_…"""

from afternoon.harness import Case, Site, value
from afternoon.owner import extension

CASE = extension(
    "letters",
    '''\
"""Writes letters."""

from flask import Flask, current_app
from flask.typing import ResponseReturnValue
from flask_mail import Mail, Message

mail = Mail()


def init_app(app: Flask) -> None:
    mail.init_app(app)

    @app.post("/letters")
    def send() -> ResponseReturnValue:
        mail.send(Message("Hello", recipients=["ada@example.org"], body="Dear Ada"))
        return {"sender": current_app.config["MAIL_DEFAULT_SENDER"]}
''',
    Case(
        packages=("flask-mail>=0.10",),
        settings={
            "FLASK_MAIL_DEFAULT_SENDER": "attic@example.org",
            "FLASK_MAIL_SUPPRESS_SEND": "true",
        },
        files={
            "tests/test_letters.py": """\
from app.letters import mail
from tests.conftest import Start


def test_sends_a_letter(start: Start) -> None:
    client = start(MAIL_DEFAULT_SENDER="test@example.org")
    with client.application.app_context(), mail.record_messages() as outbox:
        client.post("/letters")

    assert [letter.subject for letter in outbox] == ["Hello"]
    assert outbox[0].sender == "test@example.org"
"""
        },
    ),
)


def production(site: Site) -> None:
    assert value(site.post("/letters", {})) == {"sender": "attic@example.org"}
