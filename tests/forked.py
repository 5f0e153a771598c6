"""The program as a process of its own that need not read its modules first: a server has them, and forks.

A third of the time of a process that begins at nothing. Only for tests in which the process is not the point.
"""

from __future__ import annotations

import array
import gc
import importlib
import marshal
import os
import resource
import runpy
import select
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import scaffold as package

# What most commands read.
LATE = (
    *(f"scaffold.cli.{name}" for name in ("app", "common", "resources", "set", "status", "undo", "update")),
    *(f"scaffold.actions.{name}" for name in ("new", "resources", "set", "status", "undo", "update")),
    "copier",
    "inflect",
)
# Why a program that imports so little: it is started for each command.
CLIENT = """\
#!{python} -ISE
import os, sys
if {alone!r} in os.environ:
    os.execv({python!r}, [{python!r}, "-Pc", {itself!r}, *sys.argv[1:]])
import _socket, marshal, resource
server = _socket.socket(_socket.AF_UNIX)
server.connect({socket!r})
os.umask(umask := os.umask(0))
size = resource.getrlimit(resource.RLIMIT_FSIZE)
asked = marshal.dumps(({script!r}, sys.argv, os.getcwd(), dict(os.environ), umask, size))
server.sendmsg([len(asked).to_bytes(4, "big") + asked], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, {streams!r})])
code = int(server.recv(9))
os.kill(os.getpid(), -code) if code < 0 else os._exit(code)
"""
# Why the source: a copy of this repository tests its own, and not the one that is installed.
SOURCE = str(Path(package.__file__).parents[1])
ITSELF = """\
import runpy, sys
sys.path.insert(0, {source!r})
sys.argv[0] = {program!r}
runpy.run_path({script!r}, run_name="__main__")
"""
STREAMS = array.array("i", [0, 1, 2])
RUNNING: list[tuple[subprocess.Popen[bytes], int]] = []


def client(script: Path, program: Path, *prefix: str, alone: str = "") -> None:
    """Writes a program that has `script` run by a forked process, or by itself where `alone` is in its environment.

    `prefix` starts the server: what forks from it may no more than it.
    """
    words = {"python": sys.executable, "script": str(script), "socket": str(server(*prefix)), "alone": alone}
    itself = ITSELF.format(source=SOURCE, program=str(program), script=str(script))
    program.write_text(CLIENT.format(**words, itself=itself, streams=STREAMS.tobytes()))
    program.chmod(0o755)


@cache
def server(*prefix: str) -> Path:
    """The socket of a server that ends with this process."""
    place = Path(tempfile.mkdtemp(prefix="scaffold-forked-")) / "socket"
    kept = {name: value for name, value in os.environ.items() if name in ("HOME", "LANG", "PATH", "TMPDIR")}
    # Why pipes of our own: the one is open as long as this process lives, and that is how the server knows.
    alive, held = os.pipe()
    told, ready = os.pipe()
    words = (*prefix, sys.executable, "-P", __file__, str(place))
    RUNNING.append((subprocess.Popen(words, env=kept | {"PYTHONPATH": SOURCE}, stdin=alive, stdout=ready), held))
    os.close(alive)
    os.close(ready)
    with os.fdopen(told) as said:
        assert said.read() == "ready", "the server did not start"
    return place


def serve(place: str) -> None:
    """Forks for each command and tells how it ended, until nobody holds the other end of stdin."""
    for name in LATE:
        importlib.import_module(name)
    gc.freeze()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(place)
    listening.listen(64)
    os.write(1, b"ready")
    os.dup2(2, 1)
    running: dict[int, tuple[int, socket.socket]] = {}
    while 0 not in (ready := select.select([0, listening.fileno(), *running], [], [])[0]):
        for ended in running.keys() & ready:
            process, connection = running.pop(ended)
            os.close(ended)
            connection.sendall(str(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])).encode())
            connection.close()
        if listening.fileno() in ready:
            connection, _ = listening.accept()
            if not (process := os.fork()):
                listening.close()
                command(connection)
            running[os.pidfd_open(process)] = process, connection


def command(connection: socket.socket) -> None:
    """Becomes the process of a command."""
    head, streams, _, _ = socket.recv_fds(connection, 4, 3)
    asked = b""
    while len(asked) < int.from_bytes(head, "big"):
        asked += connection.recv(1 << 16)
    connection.close()
    script, words, *place = marshal.loads(asked)
    begin(streams, *place)
    sys.argv, code = words, 1
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def begin(
    streams: Sequence[int], folder: str, environment: Mapping[str, str], umask: int, size: tuple[int, int]
) -> None:
    """Makes of this process what a new one would be."""
    os.chdir(folder)
    os.umask(umask)
    resource.setrlimit(resource.RLIMIT_FSIZE, size)
    os.environ.clear()
    os.environ.update(environment)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout = open(0), open(1, "w")  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace")  # noqa: SIM115


if __name__ == "__main__":
    serve(sys.argv[1])
