"""Every command of the Dockerfile runs, in their order, in an empty folder; the image migrates, starts, is healthy and stops.

With the lock file that a first commit has when the registry answered, and without one.
"""

import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from parity import container, deployment
from parity.exchange import ask, get
from parity.machine import DATABASES, FRAMEWORKS, create, drop, require

from scaffold.outside.live.apps import free_port

pytestmark = pytest.mark.server

PENDING = {
    "flask": "Migrations are pending: run `flask db upgrade`",
    "express": "Migrations are pending: run `npm run migration:up`",
}
TOKEN = "token-of-the-tests-0123456789"


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_image_is_built_migrated_started_checked_and_stopped(framework: str, database: str, tmp_path: Path) -> None:
    require(database)
    container.require_overlay()
    made = deployment.copied if database == "mysql" else deployment.locked
    project = made(framework, database, "redis", tmp_path / "app")
    (project / ".env").write_text("PASSWORD=secret")
    name = f"scaffold_image_{framework}"
    compose = deployment.read(project / "compose.yaml")
    try:
        settings = production(compose, database, name, tmp_path)
        sent = container.context(project, tmp_path / "context")
        assert not [path for path in sent.rglob("*") if path.name in (".env", "tests", ".github", "k8s", ".git")]
        with container.built(project / "Dockerfile", sent) as image:
            refuse_to_start_early(image, settings, PENDING[framework], tmp_path)
            live(image, compose["services"]["migrate"]["command"], settings, tmp_path)
    finally:
        if database != "sqlite":
            drop(database, name)


def refuse_to_start_early(image: container.Stage, settings: dict[str, str], line: str, tmp_path: Path) -> None:
    """Before the database is migrated, the image's own command says so in its last line."""
    early = container.execute(image, image.command, settings, tmp_path / "volumes")
    assert (early.returncode, early.stderr.splitlines()[-1]) == (1, line), early.stdout + early.stderr


def live(image: container.Stage, migrate: list[str], settings: dict[str, str], tmp_path: Path) -> None:
    port = int(settings["PORT"])
    volumes, log = tmp_path / "volumes", tmp_path / "log"
    for _ in range(2):
        migrated = container.execute(image, migrate, settings, volumes)
        assert migrated.returncode == 0, migrated.stdout + migrated.stderr

    assert container.execute(image, image.health, settings, volumes).returncode == 1
    with container.started(image, settings, volumes, log) as running:
        end = time.monotonic() + 30
        while (
            health := container.execute(image, image.health, settings, volumes)
        ).returncode and time.monotonic() < end:
            time.sleep(0.2)
        assert health.returncode == 0, health.stderr + log.read_text()
        assert ask(port, get("/readyz")).status == 200
        assert ask(port, get("/api/posts")).status == 200
        assert ask(port, get("/docs/")).status == 200

        assert running.stop(15) == 0, log.read_text()
    assert container.execute(image, image.health, settings, volumes).returncode == 1


def production(compose: Any, database: str, name: str, tmp_path: Path) -> dict[str, str]:
    """What compose.yaml sets for the application, on the servers of this machine."""
    settings = {key: str(value) for key, value in compose["services"]["app"]["environment"].items()}
    there = urlsplit(settings["DATABASE_URL"])
    assert there.scheme == database
    if database != "sqlite":
        assert there.hostname in compose["services"]
        settings["DATABASE_URL"] = create(database, name, tmp_path)
    settings["REDIS_URL"] = "redis://127.0.0.1:6379/7"
    settings["METRICS_TOKEN"] = TOKEN
    settings |= {"PUBLIC_URL": "https://example.com", "MAIL_URL": "smtp://127.0.0.1:1", "MAIL_FROM": "app@example.com"}
    settings["PORT"] = str(free_port())
    return settings
