"""How gunicorn serves the application in production.

Twin: src/cluster.ts
"""

# Why first: what is imported later then waits without stopping other requests.
from gevent import monkey, sleep

monkey.patch_all()

import signal
import sys
from typing import Any

# Why here: what is the first process of a container hears only what it handles, and
# what follows takes half a second. Why asked: at a reload gunicorn handles them.
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
    if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
        signal.signal(number, lambda *_: sys.exit(0))

from dotenv import load_dotenv

from app import checks, deadline
from app.config import Config
from app.db import db
from app.logging import configure, log
from app.worker import MARGIN

load_dotenv(".env")
settings = Config.from_env()

wsgi_app = "wsgi:app"
host = f"[{settings.host}]" if ":" in settings.host else settings.host
bind = f"{host}:{settings.port}"
workers = settings.web_concurrency
# Why: a client that is slow to send costs a few kilobytes, not a process or thread.
worker_class = "app.worker.Worker"
# Why: so long a new connection has for the head of its first request.
keepalive = settings.request_seconds
# Why so many: those that are silent or slow must not keep all others out.
worker_connections = 10_000
# Why longer: each worker watches its own time.
graceful_timeout = settings.grace_seconds + MARGIN
limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 8190
# Why nobody: TRUSTED_HOPS says whom the application believes.
forwarded_allow_ips = ""
# Why not: all applications of a user would share one socket in the home directory.
control_socket_disable = True
# Why neither: the application writes one line per request itself, and what gunicorn
# says in the form of its own lines.
accesslog = errorlog = None
loglevel = "error"


def on_starting(server: Any) -> None:
    if settings.env == "production":
        checks.run(settings)


def when_ready(server: Any) -> None:
    configure(settings)
    log.info("listening", url=f"http://{bind}")
    # Why: gunicorn would drop requests under way at Ctrl-C, but not at SIGTERM.
    signal.signal(signal.SIGINT, lambda *_: server.signal(signal.SIGTERM, None))


def post_worker_init(worker: Any) -> None:
    # Why: Ctrl-C reaches all processes; the first one then stops the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def pre_request(worker: Any, request: Any) -> None:
    # Why: a client that asks again at once would be served before all others.
    sleep(0)
    request.body = deadline.Body(request.body, settings.request_seconds)


def worker_exit(server: Any, worker: Any) -> None:
    # Why asked: a worker that could not start has none, nor does the first process.
    if app := getattr(worker, "wsgi", None):
        with app.app_context():
            db.engine.dispose()
