"""Servers of a test's own: on free ports, in temporary folders, to be stopped and started again as the test likes."""

import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import Self

import psycopg
import pymysql
import pytest

from scaffold.outside.live.apps import free_port

# What must never be seen in a log or in a line on stderr.
PASSWORD = "hunter2-of-the-database"
# Behind the URL of PostgreSQL: a statement may wait for a lock longer than the 5 seconds of a project.
PATIENT = {"flask": "?options=-c%20lock_timeout%3D60s", "express": "?lock_timeout=60000"}


class Server:
    program = ""
    user = ""
    fast, immediate = signal.SIGTERM, signal.SIGKILL

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(mkdtemp(prefix=f"scaffold-{self.program}-"))
        # Why: nginx's workers and the databases are other users than a root who tests.
        self.folder.chmod(0o755)
        self.process: subprocess.Popen[bytes] | None = None
        if self._as_user():
            shutil.chown(self.folder, self.user)
        self.prepare()
        self.start()

    def prepare(self) -> None:
        """Makes what the server needs before its first start."""

    def command(self) -> list[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def start(self) -> None:
        """Returns when the server answers."""
        with self._log().open("ab") as log:
            self.process = subprocess.Popen(
                [find(self.program), *self.command()],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **self._as_user(),  # type: ignore[call-overload]
            )
        end = time.monotonic() + 60
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                pytest.fail(f"{self.program} did not start:\n{self._log().read_text()[-2000:]}", pytrace=False)
            time.sleep(0.05)

    def stop(self, how: signal.Signals | None = None) -> None:
        if self.process is None:
            return
        self.process.send_signal(how or self.fast)
        self.process.wait(timeout=60)
        self.process = None

    @contextmanager
    def silent(self) -> Iterator[None]:
        """The server takes connections as before, but says nothing; nor do its processes."""
        assert self.process
        stopped = [self.process.pid]
        os.kill(self.process.pid, signal.SIGSTOP)
        try:
            # Why after the first one, which starts no others now.
            stopped += children(self.process.pid)
            for pid in stopped[1:]:
                os.kill(pid, signal.SIGSTOP)
            yield
        finally:
            for pid in reversed(stopped):
                os.kill(pid, signal.SIGCONT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop(self.immediate)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _log(self) -> Path:
        return self.folder / "log"

    def _run(self, *command: str) -> None:
        done = subprocess.run(
            [find(command[0]), *command[1:]],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            **self._as_user(),  # type: ignore[call-overload]
        )
        assert done.returncode == 0, f"{command[0]}:\n{done.stdout}\n{done.stderr}"

    def _as_user(self) -> dict[str, object]:
        """Why: the databases refuse to run as root, and nobody else may become another user."""
        if os.geteuid() or not self.user:
            return {}
        return {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}


class Database(Server):
    def execute(self, sql: str, database: str = "") -> list[tuple[object, ...]]:
        raise NotImplementedError

    def lock(self, table: str, database: str) -> AbstractContextManager[object]:
        """Nobody else reads or writes the table."""
        raise NotImplementedError

    def create(self, name: str) -> str:
        """Make an empty database and return its URL, which has a password in it."""
        raise NotImplementedError


class PostgreSQL(Database):
    program, user = "postgres", "postgres"
    fast, immediate = signal.SIGINT, signal.SIGQUIT

    def prepare(self) -> None:
        self._run("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    def command(self) -> list[str]:
        return ["-D", "data", "-p", str(self.port), "-k", str(self.folder), "-c", "listen_addresses=127.0.0.1"]

    def answers(self) -> bool:
        try:
            return bool(self.execute("select 1"))
        except psycopg.OperationalError:
            return False

    def execute(self, sql: str, database: str = "postgres") -> list[tuple[object, ...]]:
        with psycopg.connect(self.address(database), autocommit=True, connect_timeout=3) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def lock(self, table: str, database: str) -> Iterator[None]:
        with closing(psycopg.connect(self.address(database))) as connection:
            connection.execute(f"lock table {table}".encode())
            yield

    def address(self, database: str) -> str:
        return f"postgresql://postgres:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def create(self, name: str) -> str:
        self.execute(f"create database {name}")
        return self.address(name)


class MariaDB(Database):
    program, user = "mariadbd", "mysql"

    def prepare(self) -> None:
        self._run(
            *("mariadb-install-db", "--no-defaults", f"--datadir={self.folder}/data", "--skip-test-db"),
            "--auth-root-authentication-method=normal",
        )

    def command(self) -> list[str]:
        return [
            *("--no-defaults", f"--datadir={self.folder}/data", f"--socket={self.folder}/socket"),
            *("--bind-address=127.0.0.1", f"--port={self.port}", "--innodb-log-file-size=16M"),
        ]

    def answers(self) -> bool:
        # Why first: where nobody listens, PyMySQL leaves its socket open.
        with socket.socket(socket.AF_UNIX) as probe:
            if probe.connect_ex(f"{self.folder}/socket"):
                return False
        try:
            return bool(self.execute("select 1"))
        except pymysql.OperationalError:
            return False

    def execute(self, sql: str, database: str = "mysql") -> list[tuple[object, ...]]:
        with self._connection(database) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            connection.commit()
            return list(cursor.fetchall())

    @contextmanager
    def lock(self, table: str, database: str) -> Iterator[None]:
        with self._connection(database) as connection:
            connection.query(f"lock tables {table} write")
            yield

    def _connection(self, database: str) -> "pymysql.Connection[pymysql.cursors.Cursor]":
        return pymysql.connect(unix_socket=f"{self.folder}/socket", user="root", database=database)

    def create(self, name: str) -> str:
        self.execute(f"create database {name}")
        self.execute(f"create or replace user app@'127.0.0.1' identified by '{PASSWORD}'")
        self.execute("grant all on *.* to app@'127.0.0.1'")
        return f"mysql://app:{PASSWORD}@127.0.0.1:{self.port}/{name}"


class Redis(Server):
    program = "redis-server"

    def command(self) -> list[str]:
        return ["--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--dir", str(self.folder)]

    def answers(self) -> bool:
        try:
            return self._tell(b"PING") == b"+PONG\r\n"
        except OSError:
            return False

    def forget(self) -> None:
        assert self._tell(b"FLUSHALL") == b"+OK\r\n"

    def names(self) -> list[str]:
        """What it holds (RESP2: a line with the length goes before each name)."""
        return self._tell(b"KEYS *").decode().splitlines()[2::2]

    def _tell(self, command: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
            connection.sendall(command + b"\r\n")
            return connection.recv(4096)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"


class Nginx(Server):
    """nginx with the file of a generated project; its log has a line of JSON for each request."""

    program = "nginx"
    # Why not killed: its workers would go on.
    immediate = signal.SIGTERM

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()

    @classmethod
    def before(cls, port: int, project: Path) -> Self:
        """In front of the app that listens there, and not in a container of that name."""
        return cls(re.sub(r"\$app app:\d+;", f"$app 127.0.0.1:{port};", (project / "nginx.conf").read_text()))

    def prepare(self) -> None:
        self.configure(self.text)

    def configure(self, text: str) -> None:
        """Changes where it listens, writes and logs, and nothing else."""
        places = {
            "listen 8080;": f"listen 127.0.0.1:{self.port};",
            " /tmp/": f" {self.folder}/",
            "access_log off;": LOG,
        }
        for place, own in places.items():
            assert place in text, place
            text = text.replace(place, own)
        (self.folder / "nginx.conf").write_text(text)

    def reload(self, text: str) -> None:
        """Take another file without losing a request."""
        assert self.process
        self.configure(text)
        self.process.send_signal(signal.SIGHUP)

    def command(self) -> list[str]:
        return ["-p", str(self.folder), "-e", "log", "-c", "nginx.conf"]

    def answers(self) -> bool:
        with socket.socket() as connection:
            return connection.connect_ex(("127.0.0.1", self.port)) == 0

    def lines(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in (self.folder / "access").read_text().splitlines()]


LOG = """log_format json escape=json '{"id":"$http_x_request_id","ended":"$msec","upstreams":"$upstream_addr"}';
    access_log access json;"""


def find(program: str) -> str:
    """The path of a server's program; Debian keeps some of them off PATH."""
    places = [os.environ.get("PATH", ""), "/usr/sbin", *map(str, Path("/usr/lib/postgresql").glob("*/bin"))]
    path = shutil.which(program, path=os.pathsep.join(places))
    if path:
        return path
    if os.environ.get("CI"):
        pytest.fail(f"{program} is not installed", pytrace=False)
    pytest.skip(f"{program} is not installed")


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
