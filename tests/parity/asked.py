"""Asks both apps and tells what is not as promised."""

from parity.answers import difference
from parity.exchange import Request
from parity.projects import Pair

Asked = tuple[int, Request]


def wrong(apps: Pair, asked: list[Asked]) -> list[str]:
    """What the two apps answer otherwise, or not as promised."""
    found: list[str] = []
    for status, request in asked:
        flask, express = apps.ask(request)
        unlike = difference(request, flask, express)
        if unlike:
            found.append(unlike)
        elif flask.status != status:
            found.append(f"{request}: both answer {flask.status}, and not {status}: {flask.body[:300]!r}")
    return found


def told(found: list[str]) -> str:
    return f"{len(found)} answers are wrong\n" + "\n".join(found[:20])
