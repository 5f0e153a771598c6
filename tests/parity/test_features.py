"""A feature that runs leaves no trace where it is off: no file, no package, no setting, no word."""

import re

import pytest
from parity.deployment import rendered
from parity.machine import DATABASES, FRAMEWORKS

# What a README offers to turn on is not there yet.
OFFER = re.compile(r"^scaffold set \w+=on$", re.MULTILINE)
WORDS = re.compile(r"\bdocs\b|\bseed|(?<!sym)metric|prom[-_]|prometheus|redis", re.IGNORECASE)


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_feature_that_is_off_leaves_no_trace(framework: str, database: str) -> None:
    on, off = (rendered(framework, database, *given) for given in (("redis", "docs", "seeds", "metrics"), ("memory",)))
    traces = {
        folder: {
            f"{path.relative_to(folder)}: {word[0]}"
            for path in folder.rglob("*")
            if path.is_file() and path.name != ".copier-answers.yml"
            for word in WORDS.finditer(f"{path.relative_to(folder)}\n{OFFER.sub('', path.read_text())}")
        }
        for folder in (on, off)
    }

    assert len(traces[on]) > 20
    assert not traces[off]
