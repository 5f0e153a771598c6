"""What the concepts of accounts say, shown by the generated code."""

import pytest
from concepts.snippets import express, flask
from parity.projects import ACCOUNTS

pytestmark = pytest.mark.long


def test_how_a_password_is_compared() -> None:
    """What does not fit is raised, or an answer of a promise; meanwhile a thread, or a timer, goes on."""
    by_flask = flask(
        """
        import threading
        from app.accounts.passwords import HASHER

        text, ended, found = HASHER.hash("right"), threading.Event(), []

        def compare():
            for _ in range(10):
                try:
                    HASHER.verify(text, "wrong")
                except Exception as error:
                    found.append(type(error).__name__)
            ended.set()

        threading.Thread(target=compare).start()
        count = 0
        while not ended.wait(0.001):
            count += 1
        say([set(found) == {"VerifyMismatchError"}, count > 10])
    """,
        features=ACCOUNTS,
    )
    assert by_flask == [True, True]
    by_express = express(
        """
        import { hash, verify } from "@node-rs/argon2";

        const text = await hash("right");
        let count = 0;
        const timer = setInterval(() => { count += 1; }, 1);
        const first = verify(text, "wrong");
        const found = [await first];
        for (let time = 0; time < 9; time += 1) found.push(await verify(text, "wrong"));
        clearInterval(timer);
        say([first instanceof Promise, found.every((one) => one === false), count > 5]);
    """,
        features=ACCOUNTS,
    )
    assert by_express == [True, True, True]


def test_what_a_guard_is() -> None:
    """The first lets nobody in; the second is the same guard in another place, where it is never asked."""
    by_flask = flask(
        """
        from flask import Flask, g
        from app.accounts.guard import login_required

        app = Flask("guarded")

        @app.before_request
        def nobody():
            g.login = None

        @app.get("/below")
        @login_required
        def below():
            return "in"

        @login_required
        @app.get("/above")
        def above():
            return "in"

        client = app.test_client()
        say([client.get(path).status_code for path in ("/below", "/above")])
    """,
        features=ACCOUNTS,
    )
    by_express = express(
        """
        import app from "express";
        import { loginRequired } from "./src/accounts/guard.ts";

        const guarded = app();
        const show = (_req, res) => res.send("in");
        guarded.get("/before", loginRequired, show);
        guarded.get("/behind", show, loginRequired);
        const ask = await serve(guarded);
        const found = [];
        for (const path of ["/before", "/behind"]) {
          found.push((await ask(path, { redirect: "manual" })).status);
        }
        say(found);
    """,
        features=ACCOUNTS,
    )
    assert by_flask == by_express == [303, 200]


def test_what_makes_a_message() -> None:
    """A line end in a subject: the one refuses it, the other makes a space of it; no header comes of it."""
    by_flask = flask(
        """
        from email.message import EmailMessage
        from app import mail

        message = mail.EmailMessage()
        try:
            message["Subject"] = "Hello\\nBcc: all@example.com"
            refused = False
        except ValueError:
            refused = True
        say([mail.EmailMessage is EmailMessage, refused, message["Bcc"]])
    """,
        features=ACCOUNTS,
    )
    assert by_flask == [True, True, None]
    by_express = express(
        """
        import nodemailer from "nodemailer";

        const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
        const subject = "Hello\\nBcc: all@example.com";
        const { message, envelope } = await transport.sendMail({ to: "ada@example.com", subject, text: "" });
        say([/^Subject: Hello Bcc: all@example.com\\r$/m.test(String(message)), envelope.to]);
    """,
        features=ACCOUNTS,
    )
    assert by_express == [True, ["ada@example.com"]]


# A server that takes a connection, and says nothing.
SILENT = {
    "flask": """
        import socket, threading, time
        from app import mail

        silent = socket.create_server(("127.0.0.1", 0))
        url = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        with make(mail_url=url, mail_from="us@example.com").app_context():
            before, begun = threading.active_count(), time.monotonic()
            mail.send("ada@example.com", "Hello", "text")
            took, more = time.monotonic() - begun, threading.active_count() - before
        silent.accept()[0].close()
        say([took < 1, more])
    """,
    "express": """
        import { createServer } from "node:net";
        import { sendMail } from "./src/mail.ts";

        const silent = createServer((socket) => setTimeout(() => socket.destroy(), 100));
        silent.listen(0, "127.0.0.1");
        await once(silent, "listening");
        const lines = [];
        console.error = (line) => lines.push(line);
        const own = { ...config, MAIL_URL: `smtp://127.0.0.1:${silent.address().port}`, MAIL_FROM: "us@example.com" };
        const answer = sendMail(own, { to: "ada@example.com", subject: "Hello", text: "text" });
        const early = lines.length;
        while (lines.length === 0) await new Promise((done) => setTimeout(done, 50));
        say([answer === undefined, early, lines[0].startsWith("Mail: ")]);
    """,
}


def test_who_waits_for_a_mail() -> None:
    assert flask(SILENT["flask"], features=ACCOUNTS) == [True, 1]
    assert express(SILENT["express"], features=ACCOUNTS) == [True, 0, True]
