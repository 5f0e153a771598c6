"""Every night, jobs that were given up long ago are deleted."""

import datetime as dt

from sqlalchemy import delete

from app.db import db, now
from app.jobs.queue import Job, Payload, QueuedJob


class Forget(Payload):
    days: int = 30


def run(given: Forget) -> None:
    long_ago = now() - dt.timedelta(days=given.days)
    is_old = QueuedJob.run_at.is_(None) & (QueuedJob.updated_at < long_ago)
    db.session.execute(delete(QueuedJob).where(is_old))


forget = Job("forget", Forget, run, daily=dt.time(3))
