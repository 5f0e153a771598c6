"""What has a table: resources, and what the features `jobs` and `accounts` keep, as the templates say it."""

from __future__ import annotations

import re

from parity.projects import TEMPLATES

from scaffold.core.tables import ACCOUNTS, QUEUED_JOB, lines


def test_jobs_have_a_table_where_there_are_resources() -> None:
    assert lines({"resources": ["a b:text"], "features": ["docs", "jobs"]}) == ["a b:text", QUEUED_JOB]
    assert lines({"resources": ["a b:text"], "features": ["docs"]}) == ["a b:text"]
    both = {"resources": ["a b:text"], "features": ["accounts", "jobs"]}
    assert lines(both) == ["a b:text", QUEUED_JOB, *ACCOUNTS]
    assert lines({"resources": [], "features": ["jobs"]}) == lines({}) == []


def test_the_templates_have_the_same_line() -> None:
    text = (TEMPLATES / "partials/resources.jinja").read_text("utf-8")

    assert re.findall(r'QUEUED_JOB = "([^"]+)"', text) == [QUEUED_JOB]
    assert re.findall(r'^  "(account.*)",$', text, re.MULTILINE) == [*ACCOUNTS]
