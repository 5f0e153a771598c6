"""How this program is called: the words that start it again where somebody types next."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

NAME, DISTRIBUTION = "scaffold", "scaffold-flask-express"


def words() -> str:
    """`scaffold` where that word starts this program, else what does: `uvx --from …`, or the path of the program.

    See docs/decisions/0068-how-it-is-called.md.
    """
    program = Path(sys.argv[0]).absolute()
    if program.stem != NAME or _same(shutil.which(NAME, path=_path(program.parent)), program):
        return NAME
    # Why these two: uv sets the first for all that it starts, and the second for `uv run` alone.
    if "UV" in os.environ and "UV_RUN_RECURSION_DEPTH" not in os.environ:
        return shlex.join(["uvx", "--from", _source(), NAME])
    return f'"{program}"' if os.name == "nt" else shlex.quote(str(program))


def _path(place: Path) -> str:
    """PATH as it is after this run: uv puts the folder of what it runs in front, for that one."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    return os.pathsep.join(folders["UV" in os.environ and Path(folders[0]) == place :])


def _same(found: str | None, program: Path) -> bool:
    # Why without its suffix: on Windows the one has `.exe`, and the other may not.
    return found is not None and Path(found).resolve().with_suffix("") == program.resolve().with_suffix("")


def _source() -> str:
    """What `uvx` is told to run: the distribution, or where this one came from (PEP 610)."""
    told = metadata.distribution(DISTRIBUTION).read_text("direct_url.json")
    if not told:
        return DISTRIBUTION
    origin = json.loads(told)
    if "vcs_info" in origin:
        wanted = origin["vcs_info"].get("requested_revision")
        return f"{origin['vcs_info']['vcs']}+{origin['url']}" + f"@{wanted}" * bool(wanted)
    if origin["url"].startswith("file:"):
        from urllib.request import url2pathname  # noqa: PLC0415

        return url2pathname(urlsplit(origin["url"]).path)
    return str(origin["url"])
