"""The questions as they look: one that is chosen, several that are ticked, a line that is written.

Each draws what was answered before above itself and goes away when it is answered, so that one can go back.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prompt_toolkit import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.key_binding.bindings.basic import load_basic_bindings
from prompt_toolkit.key_binding.key_bindings import merge_key_bindings
from prompt_toolkit.layout import AnyContainer, BufferControl, FormattedTextControl, HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.processors import AfterInput, ConditionalProcessor
from prompt_toolkit.output import ColorDepth, create_output
from prompt_toolkit.styles import Style

from scaffold import console
from scaffold.core.names import shown

# Why these: each is one of the 256 colours, and has a contrast of 4.5 and more on white and on black.
STYLE = Style.from_dict(
    {
        "title": "bold",
        "quiet": "#767676",
        "focus": "#5f5fff bold",
        "ticked": "#00875f bold",
        "wrong": "#af5f5f",
    }
)
# Why: what is longer is cut, so that a question keeps its lines.
LINE = 76
# Seconds until an Esc is one, and not the beginning of an arrow.
ESCAPE = 0.05


class Back(Exception):
    """The person wants to go back."""


@dataclass(frozen=True)
class Row:
    """A line of a list: what it stands for, how it is shown, and what is told while it is in focus."""

    value: Any
    text: str
    about: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Page:
    """What stands around a question: its title, where one is, what was answered before; `back` is whether one can."""

    title: str
    step: str = ""
    before: Sequence[tuple[str, str]] = ()
    back: bool = True


@dataclass
class _List:
    """Rows with one in focus, and those that are ticked."""

    page: Page
    rows: Sequence[Row]
    at: int = 0
    ticked: set[int] | None = None
    moved: str = ""

    def move(self, by: int) -> None:
        self.at = (self.at + by) % len(self.rows)

    def tick(self) -> None:
        self.ticked = (self.ticked or set()) ^ {self.at}

    def chosen(self) -> Any:
        if self.ticked is None:
            return self.rows[self.at].value
        return [row.value for number, row in enumerate(self.rows) if number in self.ticked]

    def drawn(self) -> StyleAndTextTuples:
        lines: StyleAndTextTuples = []
        for number, row in enumerate(self.rows):
            if row.heading and (not number or row.heading != self.rows[number - 1].heading):
                lines.append(("class:quiet", f"{chr(10) * bool(number)}    {row.heading}\n"))
            focus = number == self.at
            if focus:
                lines.append(("[SetCursorPosition]", ""))
            style = "class:focus" if focus else ""
            lines.append((style, f"  {_symbol('▸', '>') if focus else ' '} "))
            if self.ticked is not None:
                on = number in self.ticked
                lines.append(("class:ticked" if on else style, f"{_symbol('●○', 'x.')[not on]} "))
            lines.append((style, shown(row.text, LINE - 4)))
            lines.append(("", "\n"))
        lines.pop()
        return lines

    def about(self) -> StyleAndTextTuples:
        return [("class:quiet", f"    {shown(self.rows[self.at].about, LINE)}")]


@dataclass
class _Field:
    """A line that is written; `usual` is what an empty one stands for."""

    usual: str
    valid: Callable[[str], str]
    hint: str
    refused: str | None = None
    buffer: Buffer = field(default_factory=lambda: Buffer(multiline=False))

    def value(self) -> str:
        return self.buffer.text or self.usual

    def problem(self) -> str:
        """What is wrong with what is written; nothing is while nothing is, until it is entered."""
        untouched = not self.buffer.text and self.refused != ""
        return "" if untouched else self.valid(self.value())

    def drawn(self) -> StyleAndTextTuples:
        if wrong := self.problem():
            return [("class:wrong", f"    {shown(wrong, LINE)}")]
        return [("class:quiet", f"    {shown(self.hint, LINE)}")]


def choose(
    page: Page, rows: Sequence[Row], usual: Any = None, keys: Mapping[str, Any] | None = None, told: str = ""
) -> Any:
    """The value of the row that is chosen. `keys` are letters that choose at once, or do something to the list.

    They are `told` after the others. Raises Back, and KeyboardInterrupt.
    """
    shown_rows = _List(page, rows, next((at for at, row in enumerate(rows) if row.value == usual), 0))
    return _listed(shown_rows, {}, keys or {}, " · ".join(filter(None, ["enter choose", told])))


def tick(page: Page, rows: Sequence[Row], usual: Sequence[Any]) -> list[Any]:
    """The values of the rows that are ticked in the end. Raises Back, and KeyboardInterrupt."""
    ticked = {at for at, row in enumerate(rows) if row.value in usual}
    chosen: list[Any] = _listed(_List(page, rows, 0, ticked), {" ": _List.tick}, {}, "space on or off · enter done")
    return chosen


def agree(page: Page, *, usual: bool) -> bool:
    """Yes or no. Raises Back, and KeyboardInterrupt."""
    rows = [Row(True, "Yes"), Row(False, "No")]
    return bool(choose(page, rows, usual, {"y": True, "n": False}, "y, n"))


def write(page: Page, valid: Callable[[str], str], *, usual: str = "", text: str = "", hint: str = "") -> str:
    """A line that is `valid`, which says what is wrong with one. `usual` is shown in its place until one types.

    Raises Back, and KeyboardInterrupt.
    """
    line = _Field(usual, valid, hint)
    line.buffer.document = Document(text)
    bindings = KeyBindings()

    @bindings.add("enter")
    def _(event: KeyPressEvent) -> None:
        line.refused = line.buffer.text
        if not valid(line.value()):
            event.app.exit(result=line.value())

    empty = Condition(lambda: not line.buffer.text)
    control = BufferControl(
        line.buffer, input_processors=[ConditionalProcessor(AfterInput([("class:quiet", usual)]), empty)]
    )
    entry = VSplit(
        [Window(FormattedTextControl([("class:focus", f"  {_symbol('▸', '>')} ")]), width=4), Window(control, height=1)]
    )
    return str(_asked(page, [entry, _text(line.drawn)], bindings, "enter go on", control))


def _listed(shown_rows: _List, acts: Mapping[str, Any], keys: Mapping[str, Any], told: str) -> Any:
    bindings = KeyBindings()
    for name, by in (("up", -1), ("down", 1), ("c-p", -1), ("c-n", 1), ("k", -1), ("j", 1)):
        bindings.add(name)(lambda event, by=by: shown_rows.move(by))
    bindings.add("home")(lambda event: setattr(shown_rows, "at", 0))
    bindings.add("end")(lambda event: setattr(shown_rows, "at", len(shown_rows.rows) - 1))
    bindings.add("enter")(lambda event: event.app.exit(result=shown_rows.chosen()))
    if shown_rows.page.back:
        bindings.add("b")(lambda event: event.app.exit(exception=Back()))
    for key, act in acts.items():
        bindings.add(key)(lambda event, act=act: act(shown_rows))
    for key, value in keys.items():
        if callable(value):
            bindings.add(key)(lambda event, value=value: value(shown_rows))
        else:
            bindings.add(key)(lambda event, value=value: event.app.exit(result=value))
    control = FormattedTextControl(shown_rows.drawn, focusable=True, show_cursor=False)
    several = [Window(control, dont_extend_height=True)]
    if any(row.about for row in shown_rows.rows):
        several += [_gap(), _text(shown_rows.about)]
    return _asked(shown_rows.page, several, bindings, f"{_symbol('↑↓', 'up down')} move · {told}", control, shown_rows)


def _asked(
    page: Page, body: Sequence[AnyContainer], bindings: KeyBindings, told: str, focus: Any, state: Any = None
) -> Any:
    bindings.add("c-c", eager=True)(lambda event: event.app.exit(exception=KeyboardInterrupt()))
    bindings.add("c-d", eager=True)(lambda event: event.app.exit(exception=KeyboardInterrupt()))
    if page.back:
        bindings.add("escape", eager=True)(lambda event: event.app.exit(exception=Back()))
        told += f" · {'esc' if state is None else 'b, esc'} back"
    wide = max((len(name) for name, _ in page.before), default=0)
    before = [_text(_answered(name, value, wide)) for name, value in page.before]

    def title() -> StyleAndTextTuples:
        step = [("class:quiet", f"  {page.step}")] if page.step else []
        return [("class:title", f"  {getattr(state, 'moved', '') or page.title}"), *step]

    keys: StyleAndTextTuples = [("class:quiet", f"  {told} · ctrl-c stop")]
    windows = [*before, *([_gap()] if before else []), _text(title), _gap(), *body, _gap(), _text(keys)]
    many = console.many_colours() and console.coloured(sys.stderr)
    application: Application[Any] = Application(
        layout=Layout(HSplit([*windows, Window()]), focused_element=focus),
        key_bindings=merge_key_bindings([load_basic_bindings(), bindings]),
        style=STYLE,
        # Why stderr: stdout carries data.
        output=create_output(stdout=sys.stderr),
        color_depth=ColorDepth.DEPTH_8_BIT if many else ColorDepth.DEPTH_1_BIT,
        erase_when_done=True,
    )
    application.ttimeoutlen = ESCAPE
    return application.run()


def _answered(name: str, value: str, wide: int) -> StyleAndTextTuples:
    return [("class:quiet", f"  {name:<{wide}}  "), ("", shown(value, LINE - wide - 4))]


def _text(text: Any) -> Window:
    return Window(FormattedTextControl(text), height=1)


def _gap() -> Window:
    return Window(height=1)


def _symbol(drawn: str, plain: str) -> str:
    """A sign, where the terminal has it."""
    try:
        drawn.encode(sys.stderr.encoding or "ascii")
    except UnicodeEncodeError:
        return plain
    return drawn
