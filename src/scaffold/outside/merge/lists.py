"""Lists of which git keeps the lines of both sides (`merge=union`), read line by line where git reads hunks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from difflib import SequenceMatcher

UNION = " merge=union"


def listed(attributes: bytes, paths: Collection[str]) -> set[str]:
    """Those of the paths that `.gitattributes` says are such lists."""
    lines = [line.split()[0] for line in attributes.decode("utf-8", "replace").splitlines() if line.endswith(UNION)]
    if not lines:
        return set()
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    return set(GitIgnoreSpec.from_lines(lines).match_files(paths))


def cleared(base: bytes, ours: bytes, theirs: bytes, found: bytes) -> bytes:
    """What git made of a list, without the lines that one side has changed or taken out, and none twice.

    Why: of a line that one side changed, right beside one that the other side adds, git keeps both versions.
    """
    was, here, there = (Counter(one.splitlines(keepends=True)) for one in (base, ours, theirs))
    kept: list[bytes] = []
    seen: Counter[bytes] = Counter()
    for line in found.splitlines(keepends=True):
        is_gone = was[line] == 1 and not (here[line] and there[line])
        is_twice = seen[line] and max(was[line], here[line], there[line]) == 1
        seen[line] += 1
        if not line.strip() or not (is_gone or is_twice):
            kept.append(line)
    return b"".join(kept)


def counted(before: bytes, after: bytes) -> tuple[int, int]:
    """How many lines came, and how many went."""
    old, new = before.splitlines(), after.splitlines()
    steps = [step for step in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if step[0] != "equal"]
    return sum(end - start for *_, start, end in steps), sum(end - start for _, start, end, *_ in steps)
