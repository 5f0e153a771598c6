"""Each line of docs/security.md names a test that is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_each_threat_names_its_tests() -> None:
    page = (ROOT / "docs" / "security.md").read_text()
    held = {threat: re.findall(r"`(?:tests/parity/)?(test_\w+\.py)`", by) for threat, by in rows(page)}
    there = {path.name for path in (ROOT / "tests" / "parity").glob("test_*.py")}

    assert len(held) > 15
    assert [threat for threat, tests in held.items() if not tests] == []
    assert {test for tests in held.values() for test in tests} - there == set()


def rows(page: str) -> list[tuple[str, str]]:
    """The first and the last cell of each line of the table."""
    lines = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return [(cells[0], cells[-1]) for cells in lines[1:]]
