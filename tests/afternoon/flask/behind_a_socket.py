"""https://flask.palletsprojects.com/en/stable/deploying/nginx/: a Unix socket behind nginx, `TRUSTED_HOPS=1`."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from afternoon.harness import Site, value
from afternoon.owner import blueprint

from scaffold.outside.live.apps import free_port

CASE = blueprint(
    "seen",
    '''\
"""What the application knows of its client."""

from flask import Blueprint, request, url_for

bp = Blueprint("seen", __name__)


@bp.get("/seen")
def seen() -> dict[str, str | None]:
    return {
        "client": request.remote_addr,
        "url": url_for(".seen", _external=True),
        "host": request.host,
    }
''',
)
NGINX = """
daemon off;
pid nginx.pid;
error_log error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://unix:{socket};
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto https;
        }}
    }}
}}
"""


def beside(site: Site) -> None:
    parent = Path(mkdtemp(prefix="scaffold-socket-"))
    # Why: nginx's workers are another user.
    parent.chmod(0o755)
    socket = parent / "app.sock"
    serve = (".venv/bin/gunicorn", "--bind", f"unix:{socket}", "--umask", "0")
    with nginx(parent, socket) as port, site.serve(*serve, port=port, TRUSTED_HOPS="1") as served:
        seen = served.get("/seen", Host="books.example")

        assert value(seen) == {"client": "127.0.0.1", "url": "https://books.example/seen", "host": "books.example"}
        assert served.post("/api/tags", {"name": "socket"}).status == 201
        assert value(served.get("/api/tags?name=socket"))["total"] == 1


@contextmanager
def nginx(folder: Path, socket: Path) -> Iterator[int]:
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(port=port, socket=socket))
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    process = subprocess.Popen([program, "-p", str(folder), "-e", "error.log", "-c", "nginx.conf"])
    try:
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)
