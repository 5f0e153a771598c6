"""https://apscheduler.readthedocs.io: a job of every second, in the app's context."""

import time

from afternoon.harness import Case, Site, value
from afternoon.owner import extension, untyped

CASE = extension(
    "clock",
    '''\
"""Writes a tag now and then."""

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from app.db import db
from app.features.tags.models import Tag


def init_app(app: Flask) -> None:
    def tick() -> None:
        with app.app_context():
            number = db.session.scalar(db.select(db.func.count(Tag.id)))
            db.session.add(Tag(name=f"tick {number}"))
            db.session.commit()
            app.logger.info("ticked")

    scheduler = BackgroundScheduler(daemon=True)
    scheduler.add_job(tick, "interval", seconds=0.2)
    if app.config.get("CLOCK"):
        scheduler.start()
''',
    Case(packages=("apscheduler>=3.11,<4",), appended=untyped("apscheduler")),
)


def beside(site: Site) -> None:
    with site.serve(".venv/bin/gunicorn", FLASK_CLOCK="true") as served:
        end = time.monotonic() + 10
        while len(served.lines(msg="ticked")) < 2 and time.monotonic() < end:
            time.sleep(0.1)

        newest = value(served.get("/api/tags?sort=-id"))["items"]
        assert newest[0]["name"].startswith("tick ")
