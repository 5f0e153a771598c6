"""Reads the plan of a workshop: `workshop.yml`, whose steps are written in it or are those of the templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from scaffold.core.concepts import FRAMEWORKS
from scaffold.core.names import project_problem, shown
from scaffold.core.problem import BUG, USAGE, Problem, nearest, refuse
from scaffold.core.workshop import PLAN_FILE, Edit, Predicted, Step, Workshop, dedented
from scaffold.outside.trees import Tree

DAYS, STEPS = "workshops/", "workshops/steps/"
NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
ASKED = re.compile(r"[A-Z]+ /\S*( .+)?")
KEYS = {
    "plan": ("title", "project", "steps"),
    "step": (
        *("name", "title", "minutes", "turns_on", "resources", "concepts", "exercise", "tests", "hints"),
        *("requests", "mistake", "note", "questions", "start"),
    ),
    "request": ("ask", "predict"),
    "edit": ("file", "old", "new"),
}

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def days(tree: Tree) -> tuple[str, ...]:
    """The names of the workshops that are ready."""
    return tuple(sorted(path[len(DAYS) : -4] for path in tree if path.startswith(DAYS) and path.count("/") == 1))


def chosen(tree: Tree, name: str) -> Workshop:
    """The workshop of a name, or of a file. Raises Problem or Problems for what cannot be read, with all that is wrong.

    Its steps may be names of those that the templates have.
    """
    if name in days(tree):
        return read(tree[f"{DAYS}{name}.yml"].content, f"templates/{DAYS}{name}.yml", tree)
    if Path(name).suffix in (".yml", ".yaml") or "/" in name or "\\" in name:
        try:
            return read(Path(name).read_bytes(), name, tree)
        except OSError as error:
            raise Problem(
                code="no-workshop",
                what=f"cannot read `{shown(name)}`",
                why=str(error.strerror or error).lower(),
                fix=f"give the path of a `{PLAN_FILE}`, or one of {_listed(days(tree))}. Nothing was created.",
            ) from error
    raise Problem(
        code="no-workshop",
        what=f"there is no workshop `{shown(name)}`",
        why=f"those that are ready are {_listed(days(tree))}",
        fix=f"{nearest(name, days(tree))} Or give the path of a `{PLAN_FILE}`. Nothing was created.".strip(),
    )


def read(content: bytes, path: str, tree: Tree | None = None) -> Workshop:
    """A plan. Raises Problem or Problems with all that is wrong in it; `path` is how its file is told."""
    reader = _Reader(path, tree or {})
    try:
        found = yaml.load(content, Loader=_Loader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        fix = "mend it there; a text with `: ` or ` #` in it stands in quotes"
        raise reader.problem("it is no YAML", f"line {line}: {error.problem}", fix) from error
    except (yaml.YAMLError, UnicodeError, ValueError, RecursionError) as error:
        raise reader.problem("it is no YAML", " ".join(str(error).split())) from error
    made = reader.plan(found)
    refuse(reader.problems)
    return made


def written(workshop: Workshop) -> bytes:
    """A plan as a file that can be read again, whatever templates there are then."""
    steps = [_written(step) for step in workshop.steps]
    plan = {"title": workshop.title, "project": workshop.project, "steps": steps}
    return yaml.dump(plan, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=88).encode()


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they are."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def _written(step: Step) -> dict[str, Any]:
    edits = {
        side: [{"file": one.file, "old": "\n".join(one.old), "new": "\n".join(one.new)} for one in several]
        for side, several in step.start.items()
    }
    told = {
        key: list(value) if isinstance(value := getattr(step, key), tuple) else value
        for key in KEYS["step"]
        if key not in ("requests", "start")
    }
    requests = [{"ask": one.ask, "predict": one.predict} for one in step.requests]
    return {key: value for key, value in (told | {"requests": requests, "start": edits}).items() if value}


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


class _Reader:
    """Reads one plan, and collects what is wrong with it."""

    def __init__(self, path: str, tree: Tree) -> None:
        self.path, self.tree = path, tree
        self.problems: list[Problem] = []

    def problem(self, what: str, why: str, fix: str = "mend it there") -> Problem:
        """What is wrong at one place."""
        own = self.path.startswith("templates/")
        told = f"`{shown(self.path)}`: {what}"
        return Problem("workshop-broken", told, why, f"{fix}. Nothing was created.", BUG if own else USAGE)

    def plan(self, found: Any) -> Workshop:
        """The whole plan, as far as it can be read."""
        given = self.keys(found, "plan", "the plan")
        project = self.text(given, "project", "the plan", "workshop")
        if wrong := project_problem(project):
            self.problems.append(self.problem(wrong.what, wrong.why, wrong.fix))
        several = self.list(given, "steps", "the plan")
        if not several:
            self.problems.append(self.problem("the plan has no steps", "`steps` is a list of them, and it is empty"))
        steps = tuple(self.step(one, number) for number, one in enumerate(several, 1))
        names = [step.name for step in steps]
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.problems.append(self.problem(f"`{name}` is there twice", "a step is known by its name", "rename one"))
        return Workshop(self.text(given, "title", "the plan"), project, steps)

    def step(self, found: Any, number: int) -> Step:
        """One step; a name stands for one of the templates."""
        where = f"step {number}"
        if isinstance(found, str):
            found, where = self.known(found, where), f"step {number} (`{shown(found)}`)"
        given = self.keys(found, "step", where)
        name = self.text(given, "name", where)
        if name and not NAME.fullmatch(name):
            why = "it becomes a part of a tag, and is like `first-table`"
            self.problems.append(self.problem(f"{where} is called `{shown(name)}`", why))
        minutes = given.get("minutes")
        if not isinstance(minutes, int) or isinstance(minutes, bool) or not 1 <= minutes <= 600:
            why = f"`minutes` is `{shown(str(minutes))}`, and should be a whole number from 1 to 600"
            self.problems.append(self.problem(f"{where} has no time", why, "write for example `minutes: 10`"))
            minutes = 1
        starts = given.get("start") or {}
        edits = self.keys(starts, FRAMEWORKS, f"`start` of {where}") if starts else {}
        start = {side: tuple(self.edits(edits, side, where)) for side in FRAMEWORKS if edits.get(side)}
        tests = self.texts(given, "tests", where)
        if bool(start) != bool(tests):
            why = "what is taken out is told by `tests` that fail until it is back, and these by `start`"
            self.problems.append(self.problem(f"{where} has one of `start` and `tests`", why, "write both, or none"))
        return Step(
            name=name,
            title=self.text(given, "title", where),
            minutes=minutes,
            turns_on=self.texts(given, "turns_on", where),
            resources=self.texts(given, "resources", where),
            concepts=self.texts(given, "concepts", where),
            exercise=self.text(given, "exercise", where, "" if not tests else None),
            tests=tests,
            hints=self.texts(given, "hints", where),
            requests=tuple(self.requests(given, where)),
            start=start,
            mistake=self.text(given, "mistake", where, ""),
            note=self.text(given, "note", where, ""),
            questions=self.texts(given, "questions", where),
        )

    def known(self, name: str, where: str) -> Any:
        """A step of the templates."""
        file = self.tree.get(f"{STEPS}{name}.yml")
        if file:
            return {"name": name, **(yaml.load(file.content, Loader=_Loader) or {})}  # noqa: S506
        several = sorted(path[len(STEPS) : -4] for path in self.tree if path.startswith(STEPS))
        why = f"there are {_listed(tuple(several))}" if several else "this plan has to hold its steps"
        fix = nearest(name, several).rstrip("?") or "name one of them, or write the step there"
        self.problems.append(self.problem(f"{where}: there is no step `{shown(name)}`", why, fix))
        return {"name": "unknown", "title": name, "minutes": 1}

    def requests(self, given: Mapping[str, Any], where: str) -> Any:
        """What is to be predicted."""
        for one in self.list(given, "requests", where):
            told = self.keys(one, "request", f"a request of {where}")
            ask = self.text(told, "ask", f"a request of {where}")
            if ask and not ASKED.fullmatch(ask):
                why = f"`{shown(ask)}` has no method and path"
                self.problems.append(self.problem(f"{where} has a request that is none", why, "write `GET /healthz`"))
            yield Predicted(ask, self.text(told, "predict", f"a request of {where}"))

    def edits(self, given: Mapping[str, Any], side: str, where: str) -> Any:
        """What is taken out of one side."""
        for one in self.list(given, side, where):
            told = self.keys(one, "edit", f"`start` of {where}, {side}")
            old, new = (dedented(str(told.get(key) or "")) for key in ("old", "new"))
            if not any(old) or old == new:
                why = "`old` are lines of the solution, and `new` those that are there at the beginning"
                self.problems.append(self.problem(f"{where} takes nothing out of {side}", why))
            yield Edit(self.text(told, "file", f"`start` of {where}"), old, new)

    def keys(self, found: Any, kind: str | tuple[str, ...], where: str) -> Mapping[str, Any]:
        """A mapping with known keys."""
        known = KEYS[kind] if isinstance(kind, str) else kind
        if not isinstance(found, Mapping):
            self.problems.append(self.problem(f"{where} cannot be read", "it has no `key: value` lines"))
            return {}
        for key in map(str, found):
            if key not in known:
                fix = nearest(key, known).rstrip("?") or f"it may have {_listed(known)}"
                self.problems.append(self.problem(f"{where} has `{shown(key)}`", "nothing is known by that name", fix))
        return found

    def list(self, given: Mapping[str, Any], key: str, where: str) -> list[Any]:
        """A list, or nothing."""
        return list(self.checked(given.get(key) or [], key, where, list, "a list"))

    def texts(self, given: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        """A list of texts."""
        several = self.list(given, key, where)
        return tuple(" ".join(self.checked(one, key, where, str, "a list of texts").split()) for one in several)

    def text(self, given: Mapping[str, Any], key: str, where: str, usual: str | None = None) -> str:
        """A text, which has to be there unless there is a usual one."""
        value = given.get(key, usual)
        if value is None or (usual is None and value == ""):
            if given:
                why = f"everybody reads it; write `{key}: …`"
                self.problems.append(self.problem(f"{where} has no `{key}`", why, "write it there"))
            return ""
        return " ".join(self.checked(value, key, where, str, "a text").split())

    def checked(self, value: Any, key: str, where: str, kind: Callable[[], Any], told: str) -> Any:
        """A value of one kind, or an empty one."""
        if isinstance(value, kind):  # type: ignore[arg-type]
            return value
        fix = f"write {told}; what has a `:` or a `#` in it stands in quotes"
        self.problems.append(self.problem(f"`{key}` of {where} is not {told}", f"it is `{shown(str(value))}`", fix))
        return kind()
