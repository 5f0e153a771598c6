"""Renders every example again: `uv run python examples/refresh.py`.

An example is a folder with `answers.yml`; beside it stand `flask/` and `express/`. The version in them is fixed, so that a
template change shows only what it changes.
"""

import shutil
from pathlib import Path

from scaffold.actions import catalogue, gather, new

HERE = Path(__file__).parent
VERSION = "0.0.0"


def render(example: Path, into: Path) -> None:
    """Render both projects of `example` (a folder with `answers.yml`) into the folder `into`."""
    newest = catalogue.newest(VERSION)
    given = gather.Given(
        directory=str(into / example.name),
        flags={"framework": gather.BOTH},
        file=example / "answers.yml",
    )
    order = gather.order(newest, given, gather.gather(newest, given))
    new.render(newest, order, into)


def main() -> None:
    for answers in sorted(HERE.glob("*/answers.yml")):
        example = answers.parent
        for old in ("flask", "express"):
            shutil.rmtree(example / old, ignore_errors=True)
        render(example, example)
        print(f"Rendered {example.name}")


if __name__ == "__main__":
    main()
