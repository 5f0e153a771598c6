"""The faults can still be planted: where they go is there, and so is what should find them."""

from dataclasses import replace
from pathlib import Path

import pytest
from mutations import plant
from mutations.faults import FAULTS, Fault


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_can_be_planted(fault: Fault) -> None:
    text = (plant.ROOT / fault.file).read_text("utf-8")

    assert text.count(fault.old) == 1, f"{fault.file} has changed: find the place anew"
    for test in fault.tests:
        file, _, function = test.partition("::")
        place = plant.ROOT / file
        assert place.exists() and (not function or f"def {function.split('[')[0]}(" in place.read_text("utf-8")), test


def test_there_are_forty() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) == 40


def test_a_copy_is_afterwards_as_it_was(tmp_path: Path) -> None:
    fault = Fault("x", "x", "a.py", "one", "other", ())
    (tmp_path / "a.py").write_text("one two")

    with pytest.raises(ZeroDivisionError), plant.planted(tmp_path, fault):
        assert (tmp_path / "a.py").read_text() == "other two"
        raise ZeroDivisionError

    assert (tmp_path / "a.py").read_text() == "one two"
    with pytest.raises(RuntimeError, match="stands 2 times"), plant.planted(tmp_path, replace(fault, old="o")):
        raise AssertionError
