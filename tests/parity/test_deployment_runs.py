"""Every command of the generated workflow runs, in their order, on a clone of the project in an empty folder.

With the lock file that a first commit has when the registry answered, and without one. Known and not carried out: the audits, whose advisory services may not answer here and then prove nothing, and the build of
the image, which is test_image.py's.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from parity import deployment
from parity.machine import FRAMEWORKS, create, drop, environment, node, require, run

pytestmark = pytest.mark.long

WORKFLOW = ".github/workflows/ci.yml"
ELSEWHERE = {
    "audit": {
        "flask": "pip-audit --strict --disable-pip --requirement requirements.txt",
        "express": "npm audit",
    },
    "image": dict.fromkeys(FRAMEWORKS, "docker build --pull ."),
}
CHECKS = {
    "flask": ("ruff check .", "ruff format --check .", "mypy .", "db upgrade", "db check", "pytest"),
    "express": ("run lint", "run types", "migration:up", "migration:check", "npm test"),
}
CASES = {
    "locked": ("sqlite", "memory", deployment.locked),
    "without a lock file": ("postgresql", "redis", deployment.copied),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_job_of_the_workflow_passes(framework: str, case: str, tmp_path: Path) -> None:
    database, limiter, made = CASES[case]
    require(database)
    project = committed(made(framework, database, limiter, tmp_path / "app"))
    jobs = deployment.read(project / WORKFLOW)["jobs"]
    ran: list[str] = []
    try:
        for name, job in jobs.items():
            runner = Runner(project, tmp_path / name, job_env(job, database, f"scaffold_ci_{framework}", tmp_path))
            for step in job["steps"]:
                ran += runner.carry_out(step, ELSEWHERE.get(name, {}).get(framework))
    finally:
        drop(database, f"scaffold_ci_{framework}")

    assert jobs.keys() == {"check", "audit", "image"}
    assert {name: jobs[name]["steps"][-1]["run"] for name in ELSEWHERE} == {
        name: commands[framework] for name, commands in ELSEWHERE.items()
    }
    for check in CHECKS[framework]:
        assert any(line.endswith(check) for line in ran), (check, ran)


def committed(project: Path) -> Path:
    """The project as a repository, so that a clone has what its .gitignore lets through."""
    for command in (("init", "-q"), ("add", "--all"), ("commit", "-q", "-m", "All")):
        run("git", *command, cwd=project)
    return project


def job_env(job: Any, database: str, name: str, tmp_path: Path) -> dict[str, str]:
    """The job's settings, with a database of this machine in the place of its service."""
    given: dict[str, str] = job.get("env", {})
    services = job.get("services", {})
    ports = {str(port) for service in services.values() for port in service["ports"]}
    url = create(database, name, tmp_path) if "DATABASE_URL" in given else ""
    for setting, value in given.items():
        there = urlsplit(value)
        assert f"127.0.0.1:{there.port}:{there.port}" in ports, f"{setting} names no service"
        if there.scheme != "redis":
            assert there.path[1:] in services["database"]["env"].values(), setting
    return {setting: url if "DATABASE" in setting else value for setting, value in given.items()}


class Runner:
    """Carries out the steps of one job in an empty folder, with nothing on PATH but the system and what a step sets up."""

    def __init__(self, project: Path, folder: Path, env: dict[str, str]) -> None:
        self.project = project
        self.folder = folder
        self.env = environment() | {"CI": "true", "PATH": "/usr/local/bin:/usr/bin:/bin"} | env
        self.actions: dict[str, Callable[[dict[str, str]], None]] = {
            "actions/checkout": self.checkout,
            "actions/setup-python": self.set_up_python,
            "actions/setup-node": self.set_up_node,
        }

    def carry_out(self, step: dict[str, Any], elsewhere: str | None) -> list[str]:
        """Returns the command of the step when it has one that ran here."""
        if "uses" in step:
            assert step.keys() <= {"uses", "with"}
            self.actions[step["uses"].split("@")[0]](step.get("with", {}))
            return []
        assert step.keys() == {"run"}
        if step["run"] == elsewhere:
            return []
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{step['run']}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return [step["run"]]

    def checkout(self, given: dict[str, str]) -> None:
        run("git", "clone", "-q", self.project, self.folder, cwd=self.project)

    def set_up_python(self, given: dict[str, str]) -> None:
        """Why any version: that its packages exist for the one that is named is a test of its own."""
        made = self.folder.with_name(f"{self.folder.name}-python")
        run(sys.executable, "-m", "venv", made, cwd=self.project)
        self.env["PATH"] = f"{made}/bin:{self.env['PATH']}"

    def set_up_node(self, given: dict[str, str]) -> None:
        said = subprocess.check_output([node() / "node", "--version"], text=True)
        assert said.startswith(f"v{given['node-version']}."), said
        self.env["PATH"] = f"{node()}{os.pathsep}{self.env['PATH']}"


def test_every_package_of_the_lock_has_a_wheel_for_the_python_that_is_named(tmp_path: Path) -> None:
    """Why PostgreSQL: its driver is the one that is not written in Python."""
    project = deployment.locked("flask", "postgresql", "redis", tmp_path / "app")
    [version] = set(re.findall(r"^FROM python:([\d.]+)-slim", (project / "Dockerfile").read_text(), re.MULTILINE))
    workflow = (project / WORKFLOW).read_text()
    run("uv", "export", "--locked", "--quiet", "--output-file", "requirements.txt", cwd=project)

    assert set(re.findall(r'python-version: "(.*)"', workflow)) == {version}
    for machine in ("x86_64", "aarch64"):
        run(
            *("uv", "pip", "compile", "--quiet", "--only-binary", ":all:", "--python-version", version),
            *("--python-platform", f"{machine}-manylinux_2_40", "requirements.txt"),
            cwd=project,
        )
