"""Scanners that nobody here wrote find nothing: the HTTP Observatory in the answers, Spectral in the API document.

What OpenAPI's validator and Schemathesis say is in test_documents.py.
"""

import hashlib
import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from parity.machine import CACHE, FRAMEWORKS, environment, run
from parity.projects import WHOLE, Pair, pair, rendered
from parity.servers import Nginx, find
from parity.test_documents import RECIPES, printed

pytestmark = pytest.mark.server

TOOLS = {"@mdn/mdn-http-observatory": "1.4.8", "@stoplight/spectral-cli": "6.16.3"}

HTTPS = """ ssl;
        ssl_certificate %(certificate)s;
        ssl_certificate_key %(certificate)s;
        # Who speaks plain HTTP is sent to https.
        error_page 497 =301 https://$http_host$request_uri;
        location = / { proxy_pass http://127.0.0.1:%(port)s/docs/; proxy_set_header Host $http_host; }
"""


class Secure(Nginx):
    def __init__(self, text: str, https: str) -> None:
        self.https = https
        super().__init__(text)

    def configure(self, text: str) -> None:
        super().configure(text)
        file, plain = self.folder / "nginx.conf", f"listen 127.0.0.1:{self.port}"
        file.write_text(file.read_text().replace(f"{plain};", f"{plain}{self.https}"))


@cache
def tools() -> Path:
    """The folder of the scanners' packages, installed once."""
    folder = CACHE / f"tools-{hashlib.sha256(json.dumps(TOOLS).encode()).hexdigest()[:12]}"
    if not (folder / "ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": TOOLS}))
        # Why no scripts: the Observatory's would download the browsers' list of domains that are always https.
        run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", cwd=folder)
        listed = folder / "node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json"
        # Why empty: this host is in no such list.
        listed.write_text("{}")
        (folder / "ready").touch()
    return folder / "node_modules"


def test_the_http_observatory_gives_its_best_grade(tmp_path: Path) -> None:
    """The scanner wants https and a page at `/`: nginx in front has a certificate, and shows /docs/ there."""
    certificate = make_certificate(tmp_path)
    with pair("blog", *WHOLE) as apps:
        scans = {name: observe(apps, name, certificate) for name in FRAMEWORKS}

    for name, found in scans.items():
        failed = {test: result["result"] for test, result in found["tests"].items() if not result["pass"]}
        assert (found["scan"]["grade"], failed) == ("A+", {}), name
        assert found["scan"]["statusCode"] == 200
        assert found["scan"]["score"] >= 120
    results = [{test: result["result"] for test, result in found["tests"].items()} for found in scans.values()]
    assert results[0] == results[1]
    assert len(results[0]) == 10


def observe(apps: Pair, name: str, certificate: Path) -> dict[str, Any]:
    app = apps.flask if name == "flask" else apps.express
    https = HTTPS % {"certificate": certificate, "port": app.port}
    with Secure((rendered(name, "blog", *WHOLE) / "nginx.conf").read_text(), https) as proxy:
        done = subprocess.run(
            ["node", tools() / "@mdn/mdn-http-observatory/src/scan.js", f"localhost:{proxy.port}"],
            env=environment() | {"NODE_EXTRA_CA_CERTS": str(certificate)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def make_certificate(folder: Path) -> Path:
    """A certificate of localhost that signed itself, with its key, in one file."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    run(
        *(find("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
        *("-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate),
        cwd=folder,
    )
    certificate.write_text(certificate.read_text() + key.read_text())
    return certificate


def test_spectral_finds_no_error_in_the_documents(tmp_path: Path) -> None:
    (tmp_path / ".spectral.yaml").write_text('extends: ["spectral:oas"]\n')
    for recipe in RECIPES:
        (tmp_path / f"{recipe}.json").write_text(json.dumps(printed("flask", recipe, *WHOLE)))

    said = run(
        *(tools() / ".bin" / "spectral", "lint", "--fail-severity", "error"),
        *sorted(tmp_path.glob("*.json")),
        cwd=tmp_path,
        env={"PATH": environment()["PATH"], "HOME": os.environ["HOME"]},
    )

    assert "(0 errors" in said.stdout
