"""https://nodejs.org/api/cli.html#--watch: a file that is saved is served, without a start by hand."""

import time
from http.client import HTTPException

from afternoon.app_ts import mount
from afternoon.harness import Case, Site

CASE = Case(
    files={
        "src/motto.ts": """\
/** What we say. */
export const motto = "One step";
"""
    },
    imports={"src/app.ts": 'import { motto } from "./motto.ts";'},
    lines=(mount('app.get("/motto", (_req, res) => {\n  res.json(motto);\n});'),),
)


def development(site: Site) -> None:
    assert site.get("/motto").body == b'"One step"'
    file = site.folder / "src" / "motto.ts"
    before = file.read_text()
    try:
        file.write_text(before.replace("One step", "Two steps"))
        assert _becomes(site, b'"Two steps"')
        # Why: Node does not see what is saved in the moment of a start.
        time.sleep(1)
    finally:
        file.write_text(before)
        assert _becomes(site, b'"One step"')


def _becomes(site: Site, body: bytes) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            if site.get("/motto").body == body:
                return True
        except (OSError, HTTPException):
            pass
        time.sleep(0.1)
    return False
