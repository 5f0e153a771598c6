"""Random states of a work tree, as people bring them about, and what can be told of one."""

from __future__ import annotations

import os
import random
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scaffold.outside.workshop import saves, worktree

NAMES = (
    "notes.txt",
    "ü.txt",
    "a b.py",
    ".env",
    "data.db",
    "x\ny",
    "'q\".md",
    "flask/app/extra.py",
    "express/new/deep/b.ts",
)
BYTES = (b"", b"one\n", b"two\r\nlines\r\n", bytes(range(256)), b"a\n" * 3000, "é\n".encode("latin-1"))


def git(top: Path, *words: str, **options: Any) -> str:
    """What git says; it has no name of anybody unless the environment gives it one."""
    ended = subprocess.run(
        ["git", *words], cwd=top, capture_output=True, text=True, errors="replace", check=False, **options
    )
    return f"{ended.stdout}{ended.stderr}"


class States:
    """Does some random things to a work tree."""

    def __init__(self, top: Path, seed: int) -> None:
        self.top, self.random = top, random.Random(seed)

    def run(self) -> list[str]:
        """One to seven of them; what was done."""
        done = []
        for _ in range(self.random.randint(1, 7)):
            do = self.random.choice(DO)
            do(self)
            done.append(do.__name__)
        return done

    def file(self) -> Path | None:
        """One of the files that are there."""
        several = [self.top / path for path in sorted(worktree.found(self.top).files)]
        return self.random.choice(several) if several else None

    def edit(self) -> None:
        if (file := self.file()) and not file.is_symlink():
            with file.open("ab") as opened:
                opened.write(self.random.choice(BYTES))

    def replace(self) -> None:
        if (file := self.file()) and not file.is_symlink():
            file.write_bytes(self.random.choice(BYTES))

    def delete(self) -> None:
        if file := self.file():
            file.unlink()

    def delete_folder(self) -> None:
        folders = sorted(path for path in self.top.glob("**/*/") if not path.is_symlink() and ".git" not in path.parts)
        if folders:
            subprocess.run(["rm", "-rf", self.random.choice(folders)], check=True)

    def add(self) -> None:
        place = self.top / self.random.choice(NAMES)
        if all(not one.exists() or (one.is_dir() and not one.is_symlink()) for one in place.parents):
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.is_dir():
                place.write_bytes(self.random.choice(BYTES))

    def move(self) -> None:
        if file := self.file():
            file.rename(file.with_name(f"moved-{self.random.randint(0, 9)}"))

    def link(self) -> None:
        place = self.top / f"link-{self.random.randint(0, 9)}"
        if not os.path.lexists(place):
            place.symlink_to(self.random.choice(["README.md", "nowhere", "flask", "/etc"]))

    def folder_for_file(self) -> None:
        if file := self.file():
            file.unlink()
            file.mkdir()
            if self.random.random() < 0.5:
                (file / "inside").write_bytes(b"in")

    def link_for_folder(self) -> None:
        if (self.top / "flask").is_dir() and not (self.top / "flask").is_symlink():
            (self.top / "flask").rename(self.top / "elsewhere") if not os.path.lexists(self.top / "elsewhere") else None
            if not os.path.lexists(self.top / "flask"):
                (self.top / "flask").symlink_to("elsewhere")

    def empty_folder(self) -> None:
        place = self.top / "hollow" / "inside"
        if not os.path.lexists(self.top / "hollow"):
            place.mkdir(parents=True)

    def inner_repository(self) -> None:
        inner = self.top / "inner"
        if not os.path.lexists(inner):
            inner.mkdir()
            git(inner, "init", "-q")
            (inner / "own.txt").write_bytes(self.random.choice(BYTES))
            git(inner, "add", "-A")
            git(inner, "commit", "-q", "-m", "inner")

    def pipe(self) -> None:
        if not os.path.lexists(self.top / "pipe"):
            os.mkfifo(self.top / "pipe")

    def executable(self) -> None:
        if (file := self.file()) and not file.is_symlink():
            file.chmod(self.random.choice([0o755, 0o600, 0o444, 0o700]))

    def stage(self) -> None:
        git(self.top, "add", *self.random.choice([["-A"], ["-N", "."], ["README.md"], ["-f", "-A"]]))

    def stage_and_edit(self) -> None:
        self.stage()
        self.edit()

    def unstage(self) -> None:
        git(self.top, "rm", "-q", "--cached", "-r", self.random.choice(["README.md", "flask", "STEP.md"]))

    def commit(self) -> None:
        git(self.top, "commit", "-q", "-a", "-m", "mine")

    def branch(self) -> None:
        git(self.top, "switch", "-q", "-c", f"own-{self.random.randint(0, 3)}")

    def detach(self) -> None:
        git(self.top, "switch", "-q", "--detach", self.random.choice(["HEAD", "HEAD~1", "02-b"]))

    def other_branch(self) -> None:
        git(self.top, "switch", "-q", self.random.choice(["main", "work", "own-0", "own-1"]))

    def orphan(self) -> None:
        git(self.top, "switch", "-q", "--orphan", f"orphan-{self.random.randint(0, 3)}")

    def conflict(self) -> None:
        self._apart()
        git(self.top, *self.random.choice([["merge", "-q", "theirs"], ["cherry-pick", "theirs"], ["revert", "theirs"]]))

    def rebase(self) -> None:
        self._apart()
        git(self.top, "rebase", "-q", *self.random.choice([[], ["--apply"]]), "theirs")

    def bisect(self) -> None:
        git(self.top, "bisect", "start", "HEAD", "01-a")

    def stash(self) -> None:
        git(self.top, "stash", *self.random.choice([[], ["pop"]]))

    def _apart(self) -> None:
        """Two branches that changed the same line."""
        git(self.top, "add", "-A")
        git(self.top, "commit", "-q", "-m", "before")
        git(self.top, "branch", "-f", "theirs")
        if (self.top / "STEP.md").is_dir():
            return
        (self.top / "STEP.md").unlink(missing_ok=True)
        for text, back in (("theirs\n", True), ("ours\n", False)):
            (self.top / "STEP.md").write_text(text)
            git(self.top, "add", "STEP.md")
            git(self.top, "commit", "-q", "-m", text)
            if back:
                git(self.top, "branch", "-f", "theirs")
                git(self.top, "reset", "-q", "--hard", "HEAD~1")


DO: tuple[Callable[[States], None], ...] = (
    *(States.edit, States.replace, States.delete, States.delete_folder, States.add, States.add, States.move),
    *(
        States.link,
        States.folder_for_file,
        States.link_for_folder,
        States.empty_folder,
        States.inner_repository,
        States.pipe,
        States.executable,
    ),
    *(States.stage, States.stage, States.stage_and_edit, States.unstage, States.commit, States.branch),
    *(States.detach, States.other_branch, States.orphan, States.conflict, States.rebase, States.bisect, States.stash),
)


def told(top: Path) -> dict[str, Any]:
    """All that a person could miss: each file with its mode, the index, the branches, and what git had begun."""
    files: dict[str, tuple[str, str | bytes]] = {}
    for path in sorted(top.rglob("*")):
        name = path.relative_to(top).as_posix()
        if name.startswith((".git/", "saved")) or name == ".git" or path.is_fifo():
            continue
        if path.is_symlink():
            files[name] = ("link", os.readlink(path))  # noqa: PTH115
        elif path.is_dir():
            files[name] = ("folder", "") if not any(path.iterdir()) else ("", "")
        else:
            files[name] = (oct(stat.S_IMODE(path.stat().st_mode)), path.read_bytes())
    return {
        "files": {name: facts for name, facts in files.items() if facts != ("", "")},
        "index": git(top, "ls-files", "--stage", "-z"),
        "head": (top / ".git/HEAD").read_text(),
        "commit": git(top, "rev-parse", "HEAD"),
        "work": git(top, "rev-parse", "work"),
        "begun": dict(saves.begun(top / ".git")),
        "status": git(top, "status", "--porcelain=v2", "-z"),
    }
