"""Odd request lines without end, for both apps: the same ones for the same seed."""

from collections.abc import Iterator
from random import Random

METHODS = ["GET"] * 12 + [
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "BREW",
    "get",
    "G@T",
    "",
    "GET\t",
    "GET ",
]
# fmt: off
PARTS = [
    "/", "/", "/", "//", "///", "\\", "/\\", "\\/", "/./", "/../", "..", ".", "%2e", "%2E%2e", "%2f", "%2F", "%5c", "%00", "%0a", "%0d%0a", "%20", "%25", "%78n--", "%ff", "%c0%ae", "%", "%zz", "%u0041",
    "api", "api/tags", "/api/tags", "/api/tags/1", "/api/posts", "tags", "1", "healthz", "docs", "docs/", "openapi.json", "metrics", "API", "%70osts", "__proto__", "constructor", "xn--", "//a@", "//a@%78n--/",
    "@", ":", "::", ":80", ":99999", "?", "??", "#", "#/", "?page=1", "&sort=id", "=", "&", ";", ",", "[", "]", "[]", "[::1]", "[::1", "{", "}", "|", "^", "`", "<", ">", '"', "'", "$", "!", "(", ")", "*", "+", "~",
    "http://", "http:", "https://a", "HTTP://", "file:///", "javascript:", "ws://", "evil.example", "a@b:c@d", "localhost", "\xe9", "\xff", "\x7f", "\x80", "\x01", "\t", " ", "a" * 300, "%41" * 100,
]
# fmt: on
VERSIONS = ["HTTP/1.1"] * 20 + [
    "HTTP/1.0",
    "HTTP/2.0",
    "HTTP/1.9",
    "HTTP/9.9",
    "http/1.1",
    "HTTP/1.1 ",
    "HTTP/1.1x",
    "HTP/1.1",
    "",
    "HTTP/",
]
TAIL = b"\r\nHost: parity.test\r\nConnection: close\r\n\r\n"


def lines(seed: int) -> Iterator[bytes]:
    """Whole heads of requests, whose first line is odd."""
    random = Random(seed)
    while True:
        target = "".join(random.choices(PARTS, k=random.choice([1, 2, 2, 3, 3, 4, 5, 8])))
        if random.random() < 0.5 and not target.startswith("/"):
            target = f"/{target}"
        words = [random.choice(METHODS), target, random.choice(VERSIONS)]
        line = " ".join(word for word in words if word).encode("latin-1")
        yield (mutated(line, random) if random.random() < 0.1 else line) + TAIL


def mutated(line: bytes, random: Random) -> bytes:
    """With one byte changed, gone or repeated. Why no line ends: they would begin a header."""
    at = random.randrange(len(line))
    change = random.choice(
        [bytes([random.choice([byte for byte in range(1, 256) if byte not in b"\r\n"])]), b"", line[at : at + 1] * 2]
    )
    return line[:at] + change + line[at + 1 :]
