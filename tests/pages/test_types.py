"""The scripts of the pages are checked by `tsc`: types stand in JSDoc, and those of what they are told in a file."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from parity.machine import environment
from parity.projects import installed

from scaffold import pages

pytestmark = pytest.mark.long
HERE = Path(pages.__file__).parent
# Why together: the page of `serve` has scripts of the comparison, and what they define; the room's page imports the
# list of statuses as if it lay beside it, which is how it is served.
PARTS = ("compare/script", "cockpit", "room")
OPTIONS = {
    "allowJs": True,
    "checkJs": True,
    "noEmit": True,
    "strict": True,
    "useUnknownInCatchVariables": False,
    "target": "esnext",
    "module": "esnext",
    "moduleResolution": "bundler",
    "moduleDetection": "legacy",
    "lib": ["esnext", "dom", "dom.iterable"],
    "types": [],
}
# What has no type yet is `any`: 7000 and on are the errors about that, and these scripts have so many at most.
UNTYPED = re.compile(r"^TS7\d{3}$")
LEFT = {"compare/script": 122, "cockpit": 98, "room": 2}
SAID = re.compile(r"^(?P<file>\S+?)\(\d+,\d+\): error (?P<code>TS\d+): (?P<text>.*)$", re.MULTILINE)


def checked(folder: Path) -> list[re.Match[str]]:
    """What `tsc` says about the scripts in a folder that has the parts."""
    scripts = [path for part in PARTS for path in sorted((folder / part).glob("*.[jt]s"))]
    roots = [str(folder / part) for part in PARTS[1:]]
    settings = {"compilerOptions": OPTIONS | {"rootDirs": roots}, "files": list(map(str, scripts))}
    (folder / "tsconfig.json").write_text(json.dumps(settings))
    tsc = installed("express") / "node_modules/.bin/tsc"
    done = subprocess.run(
        [str(tsc), "--project", str(folder), "--pretty", "false"],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert not done.stderr, done.stderr
    return list(SAID.finditer(done.stdout))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in PARTS:
        shutil.copytree(HERE / part, tmp_path / part)
    return tmp_path


def test_no_script_has_a_wrong_type_and_fewer_have_none(folder: Path) -> None:
    found = checked(folder)

    assert [one[0] for one in found if not UNTYPED.match(one["code"])] == []
    untyped = Counter(next(part for part in PARTS if one["file"].startswith(part)) for one in found)
    assert {part: untyped[part] for part in PARTS} == LEFT, "with fewer, say so here; with more, give them types"


@pytest.mark.parametrize(
    ("name", "right", "wrong", "code"),
    [
        ("cockpit/cards.js", "item.scored", "item.score", "TS2551"),
        ("cockpit/chain.js", "trace.sqlMs", "trace.sqlms", "TS2551"),
        ("cockpit/cockpit.js", 'aim = "both";\n  show', 'aim = "flusk";\n  show', "TS2820"),
        ("room/room.js", "found.truth ? verdict(found.truth)", "found.truth ? verdict(found)", "TS2739"),
        ("compare/script/keys.js", "present(true)", "presnt(true)", "TS2552"),
    ],
)
def test_a_slip_is_found(folder: Path, name: str, right: str, wrong: str, code: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert right in text
    (folder / name).write_text(text.replace(right, wrong, 1), "utf-8")

    assert code in {one["code"] for one in checked(folder) if one["file"] == name}
