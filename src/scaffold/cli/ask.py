"""Asks on the terminal for what is missing, one question after the other and back again, and for a last yes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from scaffold import console
from scaffold.actions import asking, gather
from scaffold.actions.catalogue import Catalogue
from scaffold.actions.gather import Given, Order
from scaffold.core import answers, model
from scaffold.core.answers import DATABASE, NAME, NO_DATABASE, RESOURCES
from scaffold.core.problem import Problem, Problems
from scaffold.core.questions import Question, check

from .prompts import Back, Page, Row, agree, choose, tick, write

CREATE, OWN = object(), object()
TITLES = {NAME: "Name", RESOURCES: "Start with"}


def order(catalogue: Catalogue, given: Given, found: dict[str, Any]) -> Order:
    """The order, once everything that was missing is answered and the summary is agreed to.

    Raises KeyboardInterrupt when the person stops, and Problem as `gather.order` does.
    """
    found = answers.check(gather.questions_of(catalogue), found)
    if given.directory is not None and (problem := _misplaced(given.directory)):
        raise problem
    talk = Talk(catalogue, given, found)
    if given.recipe and not given.resources:
        # Why apart: another one may be chosen, and then its answers are not there.
        talk.given = gather.gather(catalogue, replace(given, recipe=None))
        talk.asked[RESOURCES] = given.recipe
    if given.directory is not None:
        talk.asked[NAME] = given.directory
    if talk.next():
        while not talk.agreed:
            talk.go_on()
        for name, value in talk.told():
            console.say(f"  {name:<12} {value}")
    start = talk.asked.get(RESOURCES, given.recipe)
    recipe = start if isinstance(start, str) else None
    return gather.order(catalogue, replace(given, directory=talk.asked.get(NAME), recipe=recipe), talk.found)


def twin_too(path: str) -> bool:
    """Whether a change is for the twin as well. Raises KeyboardInterrupt when the person stops."""
    return agree(Page(f"Make the same change in its twin, {path}?", back=False), usual=True)


def take_back(name: str, path: str) -> bool:
    """Whether a mistake that is planted is taken back. Raises KeyboardInterrupt when the person stops."""
    return agree(Page(f"Take `{name}` out of {path} again?", back=False), usual=True)


@dataclass
class Talk:
    """One conversation: what came with the command, what was asked in which order, and what was said before that."""

    catalogue: Catalogue
    command: Given
    given: dict[str, Any]
    asked: dict[str, Any] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    agreed: bool = False

    @property
    def found(self) -> dict[str, Any]:
        """All answers so far."""
        return asking.answers(self.catalogue, self.given, self.asked)

    def next(self) -> str | None:
        """What is to be asked next; None when everything that everybody is asked has an answer."""
        if NAME not in self.asked:
            return NAME
        return next((one.key for one in asking.left(self.catalogue, self.found)), None)

    def go_on(self) -> None:
        """Asks what is next, or for a yes; a step back takes the last answer away."""
        key = self.next()
        try:
            if key:
                self.ask(key)
                self.path.append(key)
            else:
                self.review()
        except Back:
            if self.path:
                self.asked.pop(self.path.pop(), None)

    def ask(self, key: str) -> None:
        """Asks one question, and keeps what is said."""
        if key == NAME:
            answer: Any = self._directory()
        elif key == RESOURCES:
            answer = self._resources()
            known = gather.recipe(self.catalogue, answer) if isinstance(answer, str) else {}
            self.asked = {one: value for one, value in self.asked.items() if one not in known}
        else:
            answer = self._answer(self._question(key))
        self.asked[key] = self.said[key] = answer

    def review(self) -> None:
        """Shows all answers, asks for a yes, and asks again what is to be another way."""
        rows = [Row(CREATE, f"Create {self.asked[NAME]}"), *self._rows()]

        def no(shown: Any) -> None:
            shown.at, shown.moved = 1, "What is to be changed?"

        page = self._page("Create it?")
        chosen = choose(page, rows, CREATE, {"y": CREATE, "n": no}, "y create · n change")
        if chosen is CREATE:
            self.agreed = True
            return
        try:
            self.ask(chosen)
        except Back:
            return

    def told(self) -> list[tuple[str, str]]:
        """The answers, each with what it is an answer to."""
        found = self.found
        named = [(self._title(one), self._shown(one, found)) for one in asking.applying(self.catalogue, found)]
        return [("Name", self.asked[NAME]), *named]

    def _rows(self) -> list[Row]:
        found = self.found
        wide = max(len(name) for name, _ in self.told())
        rows = [Row(NAME, f"{'Name':<{wide}}  {self.asked[NAME]}", heading="Answers")]
        for one in asking.applying(self.catalogue, found):
            text = f"{self._title(one):<{wide}}  {self._shown(one, found)}"
            rows.append(Row(one.key, text, heading="More" if asking.is_more(one) else "Answers"))
        return rows

    def _shown(self, question: Question, found: dict[str, Any]) -> str:
        value = found.get(question.key, question.default)
        if question.key == RESOURCES:
            start = self.asked.get(RESOURCES)
            lines = value if isinstance(value, list) else []
            return start if isinstance(start, str) else ", ".join(line.split()[0] for line in lines) or "none"
        return ", ".join(map(str, value)) or "none" if question.multiple else question.label(value)

    def _title(self, question: Question) -> str:
        return TITLES.get(question.key, question.help)

    def _question(self, key: str) -> Question:
        return next(one for one in asking.applying(self.catalogue, self.found) if one.key == key)

    def _page(self, title: str) -> Page:
        found = self.found
        before = [("Name", str(self.asked[NAME]))] if NAME in self.path else []
        for one in asking.applying(self.catalogue, found):
            if one.key in self.path:
                before.append((self._title(one), self._shown(one, found)))
        # Why not beside the summary, and what is changed from there: it has them all, and a list of features is long.
        if not self.next():
            before = []
        number = len(self.path) + 1
        left = len(asking.left(self.catalogue, found)) + (NAME not in self.asked)
        return Page(title, f"{number} of {len(self.path) + left + 1}", before, back=bool(self.path) or not self.next())

    def _directory(self) -> str:
        usual = str(self.given.get(NAME) or gather.DIRECTORY)
        free = (usual if number == 1 else f"{usual}-{number}" for number in count(1))
        usual = next(name for name in free if not gather.occupied(Path(name)))

        def valid(text: str) -> str:
            problem = _misplaced(text)
            return problem.why if problem else ""

        hint = "the folder to be made; `.` is this one"
        return write(self._page("Name"), valid, usual=usual, text=self.said.get(NAME, ""), hint=hint)

    def _answer(self, question: Question) -> Any:
        page = self._page(question.help)
        usual = self.found.get(question.key, self.said.get(question.key, question.default))
        if question.choices:
            rows = [_row(question, one.value, one.label, one.about, one.group) for one in question.choices]
            if question.multiple:
                headings = list(dict.fromkeys(row.heading for row in rows))
                rows.sort(key=lambda row: headings.index(row.heading))
                return tick(page, rows, usual if isinstance(usual, list) else [])
            return choose(page, rows, usual)
        if question.type == "bool":
            return agree(page, usual=str(usual).lower() == "true")
        casts: dict[str, Callable[[str], Any]] = {"int": int, "float": float}
        cast = casts.get(question.type, str)

        def valid(text: str) -> str:
            try:
                problem = check(question, cast(text))
            except ValueError:
                return "write a number"
            return problem.why if problem else ""

        return cast(write(page, valid, usual="" if usual is None else str(usual)))

    def _resources(self) -> Any:
        given = self.given.get(DATABASE, self.asked.get(DATABASE))
        recipes = [
            Row(name, f"{name:<10} {answers.get('description', '')}")
            for name, answers in sorted(self.catalogue.recipes.items(), key=lambda pair: pair[0] != gather.RECIPE)
            if not (given is not None and answers.get(DATABASE) == NO_DATABASE != given)
        ]
        while True:
            before = self.said.get(RESOURCES, self.asked.get(RESOURCES, self.given.get(RESOURCES)))
            own = Row(OWN, f"{'own':<10} Resources of your own, one a line")
            chosen = choose(self._page("Start with"), [*recipes, own], OWN if isinstance(before, list) else before)
            if chosen is not OWN:
                return chosen
            try:
                return self._lines(before if isinstance(before, list) else [])
            except Back:
                continue

    def _lines(self, usual: list[str]) -> list[str]:
        """Resources, line by line; a step back takes the last one up again. Raises Back from the first."""
        lines: list[str] = []
        text = ""
        later = list(usual)
        while True:
            text = text or (later.pop(0) if later else "")
            page = self._page("Resources")
            page = replace(page, back=True, before=[*page.before, *((f"{n}", line) for n, line in enumerate(lines, 1))])
            hint = "an empty line goes on" if lines else "such as: note title:string! pinned:boolean=false"
            try:
                line = write(page, lambda text: _wrong(text, lines), text=text, hint=hint).strip()
                text = ""
            except Back:
                if not lines:
                    raise
                text = lines.pop()
                continue
            if not line:
                return lines
            lines.append(line)


def _row(question: Question, value: Any, label: str, about: str, group: str) -> Row:
    """A choice: in a list of features its value, with the rest told while it is in focus."""
    return Row(value, str(value), about, group) if question.multiple else Row(value, label)


def _misplaced(text: str) -> Problem | None:
    try:
        gather.place(text)
    except Problem as problem:
        return problem
    return gather.occupied(Path(text)) or gather.closed(Path(text))


def _wrong(text: str, before: list[str]) -> str:
    try:
        model.read([*before, text] if text.strip() else before)
    except (Problem, Problems) as error:
        several = error.problems if isinstance(error, Problems) else (error,)
        # Why: the resource that a line points to may be typed next.
        told = [one for one in several if not (text.strip() and one.code == "reference-missing")]
        return told[0].why if told else ""
    return ""
