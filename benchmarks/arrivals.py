"""Requests that arrive when they arrive: an open schedule, whatever the server is doing.

A latency counts from the instant at which the request was to be sent, so a server that stalls is charged for everybody
who came meanwhile. Little's law tells whether to believe it: the mean number of requests in the system, which a
thread of its own looks at, is their rate times their mean time. If it is not, something was measured wrongly; if
requests were sent late, the client was too slow itself.
"""

import asyncio
import random
import threading
import time
from bisect import bisect_right
from dataclasses import dataclass

from parity.exchange import Request

TRUSTED = 0.15


@dataclass(frozen=True)
class Open:
    """Milliseconds, requests per second, and the mean number of requests in the system."""

    p50: float
    p99: float
    mean: float
    rate: float
    inside: float
    late: float
    count: int
    failed: int

    @property
    def expected(self) -> float:
        """λW, what Little's law says of `inside`."""
        return self.rate * self.mean / 1000

    @property
    def trusted(self) -> bool:
        apart = abs(self.inside - self.expected)
        # Why at least so much: few looks see so few requests, and no clock wakes up in time.
        agrees = apart <= max(TRUSTED * max(self.inside, self.expected), 0.1)
        return agrees and self.late <= max(TRUSTED * self.mean, 2) and not self.failed


def arrive(port: int, request: Request, rate: float, seconds: float) -> Open:
    """Sends requests at random instants (Poisson, the same ones each time), `rate` per second."""
    dice = random.Random(1)
    offsets = [dice.expovariate(rate)]
    while offsets[-1] < seconds:
        offsets.append(offsets[-1] + dice.expovariate(rate))
    return asyncio.run(_Client(port, request, offsets[:-1]).run())


class _Client:
    def __init__(self, port: int, request: Request, offsets: list[float]) -> None:
        self.port = port
        self.bytes = written(request)
        self.offsets = offsets
        self.idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self.took: list[float] = []
        self.late: list[float] = []
        self.failed = 0
        self.seen: list[int] = []

    async def run(self) -> Open:
        start = time.monotonic() + 0.2
        self.due = [start + offset for offset in self.offsets]
        over = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(over,))
        watcher.start()
        sent = []
        for due in self.due:
            await asyncio.sleep(max(due - time.monotonic(), 0))
            sent.append(asyncio.create_task(self._one(due)))
        await asyncio.gather(*sent)
        end = time.monotonic()
        over.set()
        watcher.join()
        for _, writer in self.idle:
            writer.close()
        took = sorted(self.took) or [0.0]
        return Open(
            p50=took[len(took) // 2],
            p99=took[int(len(took) * 0.99)],
            mean=sum(took) / len(took),
            rate=len(self.took) / (end - start),
            inside=sum(self.seen) / max(len(self.seen), 1),
            late=sum(self.late) / max(len(self.late), 1),
            count=len(self.took),
            failed=self.failed,
        )

    def _watch(self, over: threading.Event) -> None:
        """How many requests are due and not answered, every few milliseconds at random."""
        dice = random.Random(2)
        while not over.wait(dice.uniform(0.001, 0.005)):
            now = time.monotonic()
            if now >= self.due[0]:
                self.seen.append(bisect_right(self.due, now) - len(self.took) - self.failed)

    async def _one(self, due: float) -> None:
        self.late.append((time.monotonic() - due) * 1000)
        try:
            # Why a new one: nobody waits for a connection, as no two clients share one.
            pair = self.idle.pop() if self.idle else await asyncio.open_connection("127.0.0.1", self.port)
            reader, writer = pair
            writer.write(self.bytes)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(length(head))
            if not head.startswith(b"HTTP/1.1 2"):
                raise ConnectionError(head)
        except (OSError, asyncio.IncompleteReadError):
            self.failed += 1
            return
        self.took.append((time.monotonic() - due) * 1000)
        self.idle.append(pair)


def written(request: Request) -> bytes:
    body = request.body or b""
    head = f"{request.method} {request.path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def length(head: bytes) -> int:
    lines = head.lower().split(b"\r\n")
    return next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:"))
