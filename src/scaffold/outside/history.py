"""The template releases as a git repository, for plain Copier, Renovate, or a company's own templates."""

from __future__ import annotations

from pathlib import Path

from . import store
from .merge import git
from .trees import File, Tree

BRANCH = "refs/heads/main"


def write(data: Path, folder: Path) -> tuple[str, ...]:
    """Makes a repository with one commit and one tag for each release, oldest first; returns the tags.

    The same releases give the same commits, whoever makes them and when. Raises Problem when git fails.
    """
    stream: list[bytes] = []
    before: Tree = {}
    tags = []
    for mark, version in enumerate(store.versions(data), 1):
        tree = store.tree(data, version)
        changes: dict[str, File | None] = {path: file for path, file in tree.items() if before.get(path) != file}
        changes |= {path: None for path in before if path not in tree}
        message = f"Templates {version}\n".encode()
        stream += git.commit(BRANCH, changes, mark=mark, parent=mark - 1, message=message)
        tags.append(f"v{version}")
        stream.append(f"reset refs/tags/{tags[-1]}\nfrom :{mark}\n\n".encode())
        before = tree
    git.run(folder, "init", "--quiet", "--initial-branch=main")
    git.run(folder, "fast-import", "--quiet", stdin=b"".join(stream))
    git.run(folder, "-c", "core.autocrlf=false", "reset", "--quiet", "--hard")
    return tuple(tags)
