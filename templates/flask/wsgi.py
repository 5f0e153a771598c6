"""The entry point of `flask` and of gunicorn.

Twin: src/server.ts
"""

[# concept start.entry #]
from app import create_app

[# (3) #]
app = create_app()
[# /concept #]
