"""The server of the page: it listens on this machine alone, and hears nothing but its own page."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

from scaffold.core.problem import Problem
from scaffold.core.resource import Resource
from scaffold.outside.live import apps
from scaffold.outside.live.development import HOST
from scaffold.pages import cockpit

from . import fire, recorded, requests, room
from .answering import Answering, Quiet
from .bare import Frameworks
from .bridges import Bridges, Place
from .experiments import Experiments
from .feed import Feed
from .mistakes import Mistakes
from .recorded import Kept
from .room import Room
from .sides import Sides

# Bytes of what the page sends, and seconds that it has for them.
LARGEST, SECONDS = 4_000_000, 30
# Answers of which the page may say that they are to be recorded.
REMEMBERED = 40


class Server(Quiet):
    """One page for one pair. Its address holds a word that only who was told it knows."""

    mistakes: Mistakes
    experiments: Experiments
    frameworks: Frameworks
    room: Room | None = None

    def __init__(
        self,
        title: str,
        sides: Sides,
        feed: Feed,
        resources: Sequence[Resource],
        place: Path,
        bridges: Bridges,
        files: Path,
    ) -> None:
        super().__init__((HOST, apps.free_port()), Handler)
        self.title, self.sides, self.feed, self.resources, self.place = title, sides, feed, resources, place
        self.bridges, self.file = bridges, files / recorded.FILE
        self.asked: dict[str, Kept] = {}
        self.ports = {name: one.port for name, one in sides.sides.items()}
        self.host = f"{HOST}:{self.server_address[1]}"
        self.base = f"/{secrets.token_urlsafe(9)}/"
        self.url = f"http://{self.host}{self.base}"


class Handler(Answering):
    """Answers one request of the page."""

    server: Server
    timeout = SECONDS
    headers_of_all = cockpit.HEADERS
    largest = LARGEST

    def read(self) -> None:
        """Answers with a file of the page, the list of requests, or everything that happens."""
        if (name := self._name()) is None:
            return
        if name == "events":
            return self._events()
        told = {
            "mistakes": self.server.mistakes.listed,
            "planted": self.server.mistakes.planted,
            "experiments": self.server.experiments.listed,
            "requests": self._requests,
        }
        if name in told:
            return self.json(told[name]())
        if found := self._file(name):
            return self.send(HTTPStatus.OK, *found)
        return self.refuse(HTTPStatus.NOT_FOUND)

    def take(self) -> None:
        """Asks both sides, or restarts one."""
        if (name := self._name()) is None:
            return None
        # Why the type, too: no form of another site can send it.
        is_own = self.headers.get("Origin") == f"http://{self.server.host}"
        if not is_own or self.headers.get("Content-Type") != requests.JSON:
            return self.refuse(HTTPStatus.FORBIDDEN)
        acts: dict[str, Callable[[dict[str, Any]], Any]] = {
            **{"fire": self._fire, "restart": self._restart, "code": self._code, "open": self._open},
            **{"record": self._record, "mistake": self.server.mistakes.act, "room": self._room},
            "experiment": self.server.experiments.act,
        }
        if name not in acts or (given := self.given()) is None or (found := acts[name](given)) is None:
            return self.refuse(HTTPStatus.BAD_REQUEST)
        return self.json(found)

    def _name(self) -> str | None:
        """What is asked for. Why the host is looked at: another site can make its name lead to this machine."""
        if self.headers.get_all("Host") != [self.server.host]:
            self.refuse(HTTPStatus.FORBIDDEN)
        elif not self.path.startswith(self.server.base):
            self.refuse(HTTPStatus.NOT_FOUND)
        else:
            return self.path.removeprefix(self.server.base)
        return None

    def _file(self, name: str) -> tuple[str, bytes] | None:
        if name == "room.svg" and self.server.room:
            return cockpit.SVG, room.code(self.server.room.url)
        return cockpit.file(name)

    def _requests(self) -> dict[str, Any]:
        document = fire.document(self.server.ports)
        found = requests.offered(document, self.server.resources, secrets.randbelow(900) + 100)
        with contextlib.suppress(Problem):
            found += [_offered(one) for one in recorded.read(self.server.file)]
        return {
            "title": self.server.title,
            "ports": self.server.ports,
            "documented": bool(document),
            "room": self.server.room.url if self.server.room else "",
            "requests": list(map(asdict, found)),
        }

    def _fire(self, given: dict[str, Any]) -> dict[str, Any] | None:
        if not (request := fire.asked(given)):
            return None
        found, answers = fire.fired(self.server.ports, request, self.server.place)
        found["alone"] = self.server.frameworks.told(request)
        if self.server.room and found["label"]:
            truth = {name: found[name]["status"] for name in self.server.ports} | {"same": found["label"] == "same"}
            found["room"] = self.server.room.reveal(given.get("key"), truth)
        if answers:
            self.server.asked[found["id"]] = Kept("", request, answers)
            while len(self.server.asked) > REMEMBERED:
                del self.server.asked[next(iter(self.server.asked))]
        return found

    def _room(self, given: dict[str, Any]) -> dict[str, Any] | None:
        return self.server.room.ask(given) if self.server.room else None

    def _record(self, given: dict[str, Any]) -> dict[str, Any] | None:
        found, title = self.server.asked.get(str(given.get("id"))), given.get("title")
        if not found or not isinstance(title, str):
            return None
        try:
            recorded.keep(self.server.file, replace(found, title=title[:200]))
        except Problem as problem:
            return {"told": f"Nothing was kept: {problem.why}"}
        return {"told": f"Kept in {self.server.file.parent.name}/{self.server.file.name}"}

    def _restart(self, given: dict[str, Any]) -> dict[str, Any] | None:
        if (side := given.get("side")) not in self.server.ports:
            return None
        self.server.sides.restart(side)
        return {}

    def _code(self, given: dict[str, Any]) -> dict[str, Any] | None:
        concept, path = given.get("concept"), given.get("path")
        if concept and (found := self.server.bridges.concept(str(concept), str(path))):
            return found
        at = _place(given.get("at"))
        name, side = str(given.get("name", "")), str(given.get("side"))
        return self.server.bridges.lines(side, at, _place(given.get("other")), name) if at else None

    def _open(self, given: dict[str, Any]) -> dict[str, Any] | None:
        at = _place(given.get("at"))
        told = self.server.bridges.open(str(given.get("side")), at) if at else None
        return {"told": told} if told else None

    def _events(self) -> None:
        """Server-sent events. A page that was away goes on where it was."""
        self.head(HTTPStatus.OK, "text/event-stream")
        last = self.headers.get("Last-Event-ID", "")
        for events in self.server.feed.since(int(last) if last.isdigit() else 0):
            self._write("".join(f"id: {number}\ndata: {said}\n\n" for number, said in events) or ": quiet\n\n")

    def _write(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()


def _offered(one: Kept) -> requests.Offered:
    sent, kind = one.request, one.request.headers.get("content-type", requests.JSON)
    return requests.Offered("Recorded", one.title, sent.method, sent.path, sent.body, kind)


def _place(at: Any) -> Place | None:
    """A file and a line, as a page names them."""
    if not isinstance(at, list) or len(at) != 2 or not isinstance(at[0], str) or type(at[1]) is not int:
        return None
    return at[0], at[1]
