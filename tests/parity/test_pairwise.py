"""Options do not get in each other's way: a covering array of all of them, each project through its own gates.

SCAFFOLD_SEED sets which projects; the seed is in the name of each test.
"""

import os
from pathlib import Path

import pytest
from parity.gates import passes
from parity.machine import SERVERS, require
from parity.pairs import Row, missed, rows, words
from parity.projects import project

SEED = int(os.environ.get("SCAFFOLD_SEED", "1"))
ROWS = rows(SEED)


def told(row: Row) -> str:
    on = "+".join(name for name, value in row.items() if value == "on") or "nothing"
    return f"seed{SEED}-{row['framework']}-{row['recipe']}-{row['database']}-{row['limiter']}-{on}"


@pytest.mark.parametrize(
    "row",
    [pytest.param(row, id=told(row), marks=[pytest.mark.server] * (row["database"] in SERVERS)) for row in ROWS],
)
def test_a_project_of_any_options_passes_its_own_gates(row: Row, tmp_path: Path) -> None:
    framework, database = row["framework"], row["database"]
    if database != "none":
        require(database)

    made = project(framework, row["recipe"], *words(row), database=database)

    passes(made, framework, database, tmp_path, label="pairs")


def test_every_pair_of_values_is_covered() -> None:
    assert not missed(ROWS)
    assert len(ROWS) <= 18
    assert missed(ROWS[1:])
