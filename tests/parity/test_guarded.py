"""Tests of a project empty their database, so they refuse one that is somebody's."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from parity.gates import TESTS
from parity.machine import FRAMEWORKS, create, drop, environment
from parity.projects import WHOLE, project

pytestmark = pytest.mark.server

CONFIG = {"flask": "app/config.py", "express": "src/config.ts"}
WORDS = "TEST_DATABASE_URL and DATABASE_URL name one database"


@pytest.mark.parametrize("said", ["", "?application_name=/other"])
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_database_of_an_application_is_not_emptied_by_its_tests(framework: str, said: str, tmp_path: Path) -> None:
    name = f"guarded_{os.getpid()}_{framework}"
    url = create("postgresql", name, tmp_path)
    try:
        done = run_tests(framework, DATABASE_URL=url, TEST_DATABASE_URL=url + said)

        assert done.returncode != 0
        assert WORDS in done.stdout + done.stderr
    finally:
        drop("postgresql", name)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_database_that_no_setting_names_is_guarded_as_well(framework: str) -> None:
    config = project(framework, "blog", *WHOLE, database="postgresql") / CONFIG[framework]
    found = re.search(r'postgresql://\S+(?=")', config.read_text())
    assert found
    done = run_tests(framework, TEST_DATABASE_URL=found.group())

    assert done.returncode != 0
    assert WORDS in done.stdout + done.stderr


def run_tests(framework: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs a project's tests as a developer does, and not as CI does."""
    env = {key: value for key, value in environment().items() if key != "CI"}
    folder = project(framework, "blog", *WHOLE, database="postgresql")
    return subprocess.run(
        TESTS[framework], cwd=folder, env=env | settings, capture_output=True, text=True, timeout=120, check=False
    )
