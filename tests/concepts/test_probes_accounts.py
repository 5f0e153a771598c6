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
