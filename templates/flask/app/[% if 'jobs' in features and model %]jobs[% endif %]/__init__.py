"""All jobs, by their names."""

from typing import Any

from app.jobs.forget import forget
from app.jobs.queue import Job

JOBS: dict[str, Job[Any]] = {job.name: job for job in (forget,)}
