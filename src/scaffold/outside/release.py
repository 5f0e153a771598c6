"""For maintainers: `python -m scaffold.outside.release VERSION` puts `templates/` into the store."""

from __future__ import annotations

import sys

from scaffold.core.problem import Problem

from . import store, templates


def release(version: str) -> str:
    """Adds the working tree as a release and says so. Raises Problem when it exists already."""
    working = templates.checkout()
    if not working:
        raise Problem(
            code="no-checkout",
            what="there is no working tree of templates to release",
            why="this scaffold does not run from its own repository",
            fix="run it in a clone: `uv run python -m scaffold.outside.release VERSION`",
        )
    _, tree = templates.developed(working, version)
    store.append(templates.DATA, version, tree)
    return f"Released the templates {version} ({len(tree)} files)\n"


if __name__ == "__main__":
    try:
        sys.stdout.write(release(sys.argv[1]))
    except Problem as problem:
        sys.stderr.write(f"{problem.what}: {problem.why}\n{problem.fix}\n")
        sys.exit(problem.exit)
