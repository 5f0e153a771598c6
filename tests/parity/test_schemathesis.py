"""Schemathesis, unmodified and with all its checks, finds nothing in either app.

SCAFFOLD_SEED sets which requests it makes; without it they are the same in every run.
"""

import os
import sys
from pathlib import Path

import pytest
from parity.apps import app
from parity.machine import DATABASES, FRAMEWORKS, require, run


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_schemathesis_finds_nothing(framework: str, database: str, tmp_path: Path) -> None:
    require(database)
    with app(framework, database, "blog") as started:
        said = run(
            *(Path(sys.executable).with_name("schemathesis"), "run", "--checks", "all"),
            *("--seed", os.environ.get("SCAFFOLD_SEED", "1")),
            f"http://127.0.0.1:{started.port}/openapi.json",
            cwd=tmp_path,
            timeout=900,
        )
    assert "No issues found" in said.stdout, said.stdout
