"""How gunicorn serves the application in production."""

import os

from app.config import Config

settings = Config.from_env()

wsgi_app = "wsgi:app"
bind = f"{settings.host}:{settings.port}"
# Why as many as cores: more only takes turns, and a proxy in front keeps slow clients.
workers = os.cpu_count()
limit_request_line = 8190
# Why not: all applications of a user would share one socket in the home directory.
control_socket_disable = True
# Why not gunicorn's: the application writes one line per request itself.
accesslog = None
