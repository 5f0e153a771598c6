"""What people and formatters do to code: each edit knows which lines are still the region's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Line(NamedTuple):
    """A line of a file; `own` when it belongs to the region."""

    text: str
    own: bool = False

    def says(self, text: str) -> Line:
        return self._replace(text=text)


Lines = list[Line]
Files = dict[str, Lines]
Edit = Callable[[Files], Files]

KEYWORDS = frozenset("const function return export import from async await class self this None True False".split())


def _each(change: Callable[[Lines], Lines]) -> Edit:
    """An edit of each file that has lines of the region."""
    return lambda files: {path: change(lines) if _has(lines) else lines for path, lines in files.items()}


def _text(change: Callable[[str], str]) -> Edit:
    """An edit of each line of these files."""
    return _each(lambda lines: [line.says(change(line.text)) for line in lines])


def _has(lines: Lines) -> bool:
    return any(line.own for line in lines)


def _runs(lines: Lines) -> list[tuple[int, int]]:
    """Where the region is in a file: from, to before."""
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        if line.own and found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        elif line.own:
            found.append((number, number + 1))
    return found


def _at_runs(change: Callable[[Lines, Lines, Lines], Lines]) -> Edit:
    """An edit at each run: of what is above it, itself, and what is below."""

    def changed(lines: Lines) -> Lines:
        for start, end in reversed(_runs(lines)):
            lines = change(lines[:start], lines[start:end], lines[end:])
        return lines

    return _each(changed)


def _indent(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _new(like: Line, *texts: str, own: bool = False) -> Lines:
    return [Line(_indent(like.text) + text, own) for text in texts]


OTHER = ("total = compute(first, second)", "if total > limit:", "    report(total, limit)", "log.info(total)")


def _rename(files: Files) -> Files:
    words = [
        word
        for lines in files.values()
        for line in lines
        if line.own
        for word in re.findall(r"\b[a-z]\w{3,}\b", line.text)
    ]
    known = Counter(word for word in words if word not in KEYWORDS)
    if not known:
        return files
    word = max(sorted(known), key=lambda one: known[one])
    return _text(lambda text: re.sub(rf"\b{word}\b", "renamed_thing", text))(files)


def _insert_within(above: Lines, own: Lines, below: Lines) -> Lines:
    middle = len(own) // 2
    return above + own[:middle] + _new(own[middle], *OTHER, own=True) * (middle > 0) + own[middle:] + below


def _delete_line(above: Lines, own: Lines, below: Lines) -> Lines:
    filled = [number for number, line in enumerate(own) if line.text.strip()]
    if len(filled) < 3:
        return above + own + below
    gone = filled[len(filled) // 2]
    return above + own[:gone] + own[gone + 1 :] + below


def _to_the_end(above: Lines, own: Lines, below: Lines) -> Lines:
    return above + below + [Line(""), *own]


def _to_the_start(lines: Lines) -> Lines:
    return [*[line for line in lines if line.own], Line(""), *[line for line in lines if not line.own]]


def _reindent(text: str) -> str:
    depth = len(_indent(text))
    return " " * (depth // 2 if depth % 4 == 0 else depth * 2) + text.lstrip()


def _tabs(text: str) -> str:
    depth = len(_indent(text))
    return "\t" * (depth // 2) + text.lstrip()


def _quotes(text: str) -> str:
    return text.replace('"', "'")


def _wrap(lines: Lines) -> Lines:
    """Breaks calls as a formatter with a narrow page does."""
    found: Lines = []
    for line in lines:
        match = re.fullmatch(r"(\s*)(.{8,}?[(\[{])([^()\[\]{}]{6,})([)\]}].*)", line.text)
        if not match:
            found.append(line)
            continue
        depth, head, inner, tail = match.groups()
        arguments = [one.strip() + "," for one in inner.split(",") if one.strip()]
        found += [line.says(text) for text in (depth + head, *(f"{depth}    {one}" for one in arguments), depth + tail)]
    return found


def _join(lines: Lines) -> Lines:
    """Puts calls that were broken on one line again."""
    found: Lines = []
    for line in lines:
        before = found[-1] if found else None
        opened = before and before.own == line.own and before.text.endswith(("(", "["))
        if before and opened and line.text.strip() and len(before.text) + len(line.text.strip()) < 100:
            found[-1] = before.says(before.text + line.text.strip())
        else:
            found.append(line)
    return found


def _comments(lines: Lines) -> Lines:
    found: Lines = []
    for number, line in enumerate(lines):
        if number % 4 == 3 and line.text.strip():
            inside = line.own and number > 0 and lines[number - 1].own
            found += _new(line, "# Noted by somebody: this was not clear to me.", own=inside)
        found.append(line.says(line.text + "  # see above") if number % 7 == 5 and line.text.strip() else line)
    return found


def _without_comments(lines: Lines) -> Lines:
    return [line for line in lines if not re.match(r'\s*(#|//|\*|/\*|""")', line.text)]


def _without_types(text: str) -> str:
    text = re.sub(
        r"(\w): (?:[A-Z]\w*|str|int|bool|string|number|boolean|unknown)(?:<[^<>]*>|\[[^\[\]]*\])?(?=[,)= ])",
        r"\1",
        text,
    )
    return re.sub(r" -> [^:]+:$", ":", text)


def _no_semicolons(text: str) -> str:
    return re.sub(r"[;,]$", "", text)


def _semicolons(text: str) -> str:
    return text + "," if re.search(r"[\w\"')\]]$", text) else text


def _rename_function(files: Files) -> Files:
    found = [
        match[1]
        for lines in files.values()
        for line in lines
        if line.own and (match := re.search(r"\b(?:def|function|class|const)\s+(\w+)", line.text))
    ]
    if not found:
        return files
    return _text(lambda text: re.sub(rf"\b{found[0]}\b", f"{found[0]}_of_ours", text))(files)


def _wrapped_in(before: tuple[str, ...], after: tuple[str, ...]) -> Callable[[Lines, Lines, Lines], Lines]:
    def changed(above: Lines, own: Lines, below: Lines) -> Lines:
        inner = [line.says("    " + line.text if line.text.strip() else line.text) for line in own]
        return above + _new(own[0], *before) + inner + _new(own[0], *after) + below

    return changed


def _cut(files: Files) -> tuple[Files, Lines, str]:
    own = [line for lines in files.values() for line in lines if line.own]
    place = next(path for path, lines in files.items() if _has(lines))
    return {path: [line for line in lines if not line.own] for path, lines in files.items()}, own, place


def _to_a_new_file(files: Files) -> Files:
    rest, own, place = _cut(files)
    head = [Line(text) for text in ("// What was in the way elsewhere.", "import everything", "")]
    return {**rest, f"moved/{place.rsplit('/', 1)[-1]}": [*head, *own, Line(""), *map(Line, OTHER)]}


def _to_another_file(files: Files) -> Files:
    rest, own, place = _cut(files)
    suffix = place.rsplit(".", 1)[-1]
    other = next((path for path in sorted(rest) if path.endswith(suffix) and not _has(files[path])), None)
    return {**rest, other: [*rest[other], Line(""), *own]} if other else files


def _renamed_file(files: Files) -> Files:
    return {("other/" + path.replace(".", "_new.", 1) if _has(lines) else path): lines for path, lines in files.items()}


def _renamed_and_edited(files: Files) -> Files:
    return _renamed_file(_at_runs(_insert_within)(_rename(files)))


def _split(files: Files) -> Files:
    found: Files = {}
    for path, lines in files.items():
        if _has(lines):
            start = _runs(lines)[0][0]
            found[path], found["part_two/" + path] = lines[:start], lines[start:]
        else:
            found[path] = lines
    return found


def _swapped(lines: Lines) -> Lines:
    """The last run changes places with as many lines below, or above, that are not the region's."""
    start, end = _runs(lines)[-1]
    size = end - start
    if len(lines) >= end + size:
        return lines[:start] + lines[end : end + size] + lines[start:end] + lines[end + size :]
    above = lines[max(0, start - size) : start]
    return lines if _has(above) else lines[: start - len(above)] + lines[start:end] + above + lines[end:]


def _duplicated(lines: Lines) -> Lines:
    """Copies the first run below itself, as somebody does who needs another one like it."""
    start, end = _runs(lines)[0]
    return [*lines[:end], Line(""), *(line._replace(own=False) for line in lines[start:end]), *lines[end:]]


def _rewritten_around(lines: Lines) -> Lines:
    """All is rewritten but the region, two lines above each run of it and one below."""
    kept = {number for start, end in _runs(lines) for number in range(start - 2, end + 1)}
    found: Lines = []
    for number, line in enumerate(lines):
        if number in kept:
            found.append(line)
        elif number - 1 in kept or not found:
            found += map(Line, OTHER)
    return found


def _last_line(above: Lines, own: Lines, below: Lines) -> Lines:
    return (
        above + own[:-1] + [own[-1].says(_indent(own[-1].text) + "entirely(different)")] + below
        if len(own) > 3
        else above + own + below
    )


def _first_line(above: Lines, own: Lines, below: Lines) -> Lines:
    return (
        [*above, own[0].says(_indent(own[0].text) + "entirely(different)"), *own[1:], *below]
        if len(own) > 3
        else above + own + below
    )


def _lines_swapped(above: Lines, own: Lines, below: Lines) -> Lines:
    return [*above, *own[:-2], own[-1], own[-2], *below] if len(own) > 3 else above + own + below


def _twice(text: str) -> str:
    return _quotes(_tabs(_no_semicolons(text)))


EDITS: Mapping[str, Edit] = {
    "a variable renamed": _rename,
    "a function renamed": _rename_function,
    "lines put in": _at_runs(_insert_within),
    "lines put in above": _at_runs(lambda above, own, below: above + _new(own[0], *OTHER) + own + below),
    "lines put in below": _at_runs(lambda above, own, below: above + own + _new(own[-1], *OTHER) + below),
    "a line deleted": _at_runs(_delete_line),
    "the first line rewritten": _at_runs(_first_line),
    "the last line rewritten": _at_runs(_last_line),
    "two lines swapped": _at_runs(_lines_swapped),
    "moved to the end of the file": _at_runs(_to_the_end),
    "moved to the start of the file": _each(_to_the_start),
    "indented otherwise": _text(_reindent),
    "tabs": _text(_tabs),
    "other quotes": _text(_quotes),
    "calls broken": _each(_wrap),
    "calls joined": _each(_join),
    "comments added": _each(_comments),
    "comments removed": _each(_without_comments),
    "types removed": _text(_without_types),
    "semicolons and commas removed": _text(_no_semicolons),
    "commas added": _text(_semicolons),
    "another formatter": _each(lambda lines: _wrap([line.says(_twice(line.text)) for line in lines])),
    "wrapped in try": _at_runs(_wrapped_in(("try:",), ("except Exception:", "    pass"))),
    "wrapped in if": _at_runs(_wrapped_in(("if (enabled) {",), ("}",))),
    "moved to a new file": _to_a_new_file,
    "moved to another file": _to_another_file,
    "file renamed": _renamed_file,
    "file renamed and edited": _renamed_and_edited,
    "file split": _split,
    "swapped with its neighbour": _each(_swapped),
    "duplicated": _each(_duplicated),
    "all else rewritten": _each(_rewritten_around),
    "deleted": _at_runs(lambda above, _, below: above + below),
    "file deleted": lambda files: {path: lines for path, lines in files.items() if not _has(lines)},
    "lines put in at the start of the file": _each(lambda lines: [*map(Line, OTHER), *lines]),
}
# What is only about how a file is stored: (before the text, the end of a line).
STORED = {"CRLF": ("", "\r\n"), "a byte order mark": ("\ufeff", "\n"), "old Mac": ("", "\r"), "untouched": ("", "\n")}
