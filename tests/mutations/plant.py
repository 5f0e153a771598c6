"""Plants faults in a copy of this repository, one at a time, and tells which tests find them:
`uv run python tests/mutations/plant.py [NAME ...] [--all] [--jobs 2]`.

Each fault names the tests that should find it. They run as before a commit first, and whole when that finds nothing.
`--all` runs all tests instead, which takes hours. A name is the whole name of a fault or its beginning. Exit 1:
something was not found.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue

sys.path.insert(0, str(Path(__file__).parents[1]))

from mutations.faults import FAULTS, Fault

ROOT = Path(__file__).parents[2]
NAMED = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
FAILED = r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$"
QUICK, WHOLE, MISSED = "before a commit", "whole", "not found"
# Why none of the examples' tests: they see every change of a template.
BLIND = ("--ignore=tests/test_examples.py", "--deselect=tests/actions/test_versions.py")

# The tests that are known to pass without a fault.
SOUND: set[str] = set()


def copied(folder: Path) -> Path:
    """The repository as it is now, with the packages that are installed already."""
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in subprocess.check_output(listed, cwd=ROOT, text=True).split("\0"):
        source, target = ROOT / name, folder / name
        if name and source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    (folder / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    for words in (("init", "-q"), ("add", "--all"), ("commit", "-q", "-m", "All")):
        subprocess.run(("git", *NAMED, *words), cwd=folder, check=True)
    return folder


def failing(copy: Path, *words: str) -> list[str]:
    """The tests that fail. Raises RuntimeError when pytest itself does not work."""
    words = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--tb=no", "-rfE", *words, *BLIND)
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        words,
        cwd=copy,
        env={**environment, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    # Why 5: it is what pytest says where no test is left, and 2 where none could be read.
    if done.returncode in (0, 5):
        return []
    if done.returncode in (1, 2) and (failed := re.findall(FAILED, done.stdout, re.MULTILINE)):
        return failed
    raise RuntimeError(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def found(copy: Path, fault: Fault, tests: Sequence[str]) -> tuple[str, str]:
    """What finds the fault, and the test that did; the copy is afterwards as it was."""
    words = [*tests]
    for how, run in ((QUICK, "--quick"), (WHOLE, "--whole")):
        while True:
            with planted(copy, fault):
                failed = failing(copy, "-x", run, *words)
            if not failed:
                break
            # Why once more: a test that fails without the fault, too, has not found it.
            if failed[0] in SOUND or not failing(copy, "--whole", failed[0]):
                SOUND.add(failed[0])
                return how, failed[0]
            words.append(f"--deselect={failed[0]}")
    return MISSED, ""


@contextmanager
def planted(copy: Path, fault: Fault) -> Iterator[None]:
    file = copy / fault.file
    text = file.read_text("utf-8")
    if text.count(fault.old) != 1:
        raise RuntimeError(f"{fault.name}: {fault.old!r} stands {text.count(fault.old)} times in {fault.file}")
    file.write_text(text.replace(fault.old, fault.new), "utf-8")
    try:
        yield
    finally:
        file.write_text(text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--jobs", type=int, default=1, help="copies that are tested side by side")
    given = parser.parse_args()
    chosen = [one for one in FAULTS if not given.names or one.name.startswith(tuple(given.names))]
    seen: Counter[str] = Counter()
    with ExitStack() as stack, ThreadPoolExecutor(given.jobs) as threads:
        free: SimpleQueue[Path] = SimpleQueue()
        for _ in range(given.jobs):
            free.put(copied(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scaffold-faults-")))))

        def tried(fault: Fault) -> None:
            copy, began = free.get(), time.monotonic()
            try:
                how, test = found(copy, fault, () if given.all else fault.tests)
            finally:
                free.put(copy)
            seen[how] += 1
            print(f"{how:16}{fault.kind:12}{fault.name:52}{time.monotonic() - began:5.0f} s  {test}", flush=True)

        list(threads.map(tried, chosen))
    print(", ".join(f"{count} {how}" for how, count in seen.items()))
    sys.exit(seen[MISSED] > 0)


if __name__ == "__main__":
    main()
