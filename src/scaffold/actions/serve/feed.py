"""What happens while both sides run, in order: every page that listens gets all of it."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from typing import Any

# Events that a page gets which comes later, and seconds after which a page that hears nothing is told so.
KEPT, QUIET = 1000, 15.0


class Feed:
    """Numbered events; those that are too old are forgotten."""

    def __init__(self) -> None:
        self._events: deque[tuple[int, str]] = deque(maxlen=KEPT)
        self._count = 0
        self._new = threading.Condition()
        self._is_over = False

    def add(self, kind: str, side: str, **values: Any) -> None:
        """Adds an event, with the time at which it is heard."""
        at = datetime.now().strftime("%H:%M:%S.%f")[:-3]
        with self._new:
            self._count += 1
            said = json.dumps({"kind": kind, "side": side, "at": at, **values})
            self._events.append((self._count, said))
            self._new.notify_all()

    def since(self, number: int) -> Iterator[list[tuple[int, str]]]:
        """What came after an event, and whatever comes then; an empty list when nothing came for a while."""
        while True:
            with self._new:
                if self._count <= number and not self._is_over:
                    self._new.wait(QUIET)
                if self._is_over:
                    return
                found = [event for event in self._events if event[0] > number]
            number = found[-1][0] if found else number
            yield found

    def end(self) -> None:
        """Lets go of everybody who listens."""
        with self._new:
            self._is_over = True
            self._new.notify_all()
