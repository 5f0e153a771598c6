"""How gunicorn serves the application in production."""

import os
import signal
import subprocess
import sys

wsgi_app = "app:create_app()"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '5000')}"
worker_class = "gthread"
threads = 8
graceful_timeout = 10
control_socket_disable = True
# Why: TRUSTED_HOPS says whether a proxy is believed.
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
# Why: a proxy that keeps connections for 60 s must not use one that we close.
keepalive = 75

# Why: the first process of a container ignores a signal that nothing handles.
if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())


def on_starting(_: object) -> None:
    # Why in a process of its own: code that is loaded here would outlive a reload.
    code = "from app import checks, create_app; checks.run(create_app())"
    if subprocess.run([sys.executable, "-c", code]).returncode:  # noqa: S603
        sys.exit(1)
