"""The entry point of `flask` and of gunicorn.

Twin: src/server.ts
"""

from app import create_app

app = create_app()
