"""A server of SMTP that keeps what it is sent."""

import socketserver
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import Any

ANSWERS = {"EHLO": "250 mailbox", "HELO": "250 mailbox", "DATA": "354 go on", "QUIT": "221 bye"}


class Mailbox(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.messages: list[EmailMessage] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def wait(self, number: int) -> list[EmailMessage]:
        end = time.monotonic() + 10
        while len(self.messages) < number and time.monotonic() < end:
            time.sleep(0.02)
        return self.messages


class Conversation(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self.say("220 mailbox")
        while line := self.rfile.readline():
            word = line.decode().split()[0].upper()
            self.say(ANSWERS.get(word, "250 ok"))
            if word == "DATA":
                lines = iter(self.rfile.readline, b".\r\n")
                message: Any = message_from_bytes(b"".join(lines), policy=policy.default)
                self.server.messages.append(message)
                self.say("250 kept")
            if word == "QUIT":
                return

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as box:
        thread = Thread(target=box.serve_forever, daemon=True)
        thread.start()
        yield box
        box.shutdown()
