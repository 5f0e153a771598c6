"""The files that a workshop adds to both apps: its README, and the page of the step that somebody is at."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from scaffold.core.workshop import Step, Workshop

WIDTH = 78
IGNORED = ".venv\nnode_modules\nuv.lock\npackage-lock.json\n.vscode/\n.idea/\n"
HELP = (
    ("scaffold workshop where", "the step, what it turned on, and its exercise"),
    ("scaffold workshop check", "runs the tests: what is done, and what is not"),
    ("scaffold workshop hint", "the first hint, and then the next"),
    ("scaffold workshop solution --peek", "how it can be done, without doing it"),
    ("scaffold workshop next", "the next step; what you have is kept"),
    ("scaffold workshop catch-up 4", "straight to a step; what you have is kept"),
    ("scaffold workshop saved", "what was kept, and how to get it back"),
)


def of(workshop: Workshop, number: int) -> Mapping[str, str]:
    """The files of a step by their path."""
    return {
        ".gitignore": IGNORED,
        "README.md": "\n".join(_readme(workshop)),
        "STEP.md": "\n".join(_step(workshop, number)),
    }


def wrapped(text: str, head: str = "", width: int = WIDTH) -> list[str]:
    """A text in lines that a terminal shows, each under the first one's text."""
    return textwrap.wrap(
        head + text, width, subsequent_indent=" " * len(head), break_long_words=False, break_on_hyphens=False
    )


def _readme(workshop: Workshop) -> Iterator[str]:
    yield from (f"# {workshop.title}", "")
    yield from wrapped(
        "The same application twice: `flask/` and `express/`. Follow one side, or both. The files are the same "
        "folder from the first step to the last; `STEP.md` tells what this step is about."
    )
    yield from ("", "```")
    wide = max(len(command) for command, _ in HELP)
    yield from (f"{command:<{wide}}  # {told}" for command, told in HELP)
    yield from ("```", "")
    yield from (f"{number}. {step.title} ({step.minutes} min)" for number, step in enumerate(workshop.steps, 1))
    yield ""


def _step(workshop: Workshop, number: int) -> Iterator[str]:
    step = workshop.steps[number - 1]
    yield f"# Step {number} of {len(workshop.steps)}: {step.title}"
    if step.exercise:
        yield from ("", "## Exercise", "")
        yield from wrapped(step.exercise)
    if step.start:
        yield from ("", "It begins in:", "")
        yield from (f"- `{path}`" for path in places(step))
    if step.tests:
        yield from ("", "These tests fail until it is done, on each side:", "")
        yield from (f"- {test}" for test in step.tests)
    if step.requests:
        yield from ("", "## Predict, then ask both", "")
        for one in step.requests:
            yield f"- `{one.ask}`"
            yield from wrapped(one.predict, "  ")
    if step.concepts:
        yield from ("", "## Read on", "")
        yield from (f"- `scaffold concepts {name}`" for name in step.concepts)
    yield ""


def places(step: Step) -> list[str]:
    """The files in which the exercise begins."""
    return list(dict.fromkeys(f"{side}/{edit.file}" for side, edits in step.start.items() for edit in edits))
