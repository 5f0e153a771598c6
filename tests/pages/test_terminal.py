"""What `scaffold compare` prints: as wide as the terminal, plain where asked, and never obeying what is in the code."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pages.pairs import GET, HANDLER, PAIR, region
from rich.cells import cell_len

from scaffold.core.comparison import Both, Comparison, Piece, Region, Shown
from scaffold.pages.terminal import overview, table

WIDTHS = (60, 80, 99, 100, 120, 200)
PAINT = re.compile(r"\x1b\[([0-9;]*)m")
# Why these: attributes, and the 16 colours that every terminal has; no 256 colours, no background.
ALLOWED = {"0", "1", "2", "3", "4", *(str(n) for n in range(30, 38)), *(str(n) for n in range(90, 98))}


def one(flask: Region | None, express: Region | None = None, **more: str) -> Comparison:
    """A comparison of one concept, called `it`."""
    shown = Shown("it", "Start", "It", "This.", (), Both(flask, express), **more)  # type: ignore[arg-type]
    return replace(PAIR, concepts=(shown,))


def printed(width: int, colour: bool) -> list[str]:
    return [overview(PAIR, width, colour), *(table(PAIR, shown.name, width, colour) for shown in PAIR.concepts)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal_or_ends_with_a_blank(width: int, colour: bool) -> None:
    for text in printed(width, colour):
        assert text.endswith("\n") and not text.endswith("\n\n")
        for line in PAINT.sub("", text).splitlines():
            assert cell_len(line) <= width
            assert line == line.rstrip()


@pytest.mark.parametrize("width", WIDTHS)
def test_plain_text_is_the_coloured_one_without_its_colours(width: int) -> None:
    for plain, coloured in zip(printed(width, False), printed(width, True), strict=True):
        assert "\x1b" not in plain
        assert PAINT.sub("", coloured) == plain
        assert "\x1b[" in coloured
        assert {code for codes in PAINT.findall(coloured) for code in codes.split(";")} <= ALLOWED


@pytest.mark.parametrize("name", ["NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "JUPYTER_COLUMNS"])
@pytest.mark.parametrize("value", ["1", "dumb"])
def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    before = printed(120, False), printed(120, True)
    monkeypatch.setenv(name, value)

    assert (printed(120, False), printed(120, True)) == before


@pytest.mark.parametrize("width", WIDTHS)
def test_two_columns_from_100_on(width: int) -> None:
    text = table(PAIR, "errors.handler", width, False)

    beside = re.search(r"^Flask +│ Express$", text, re.MULTILINE)
    assert bool(beside) == (width >= 100)
    assert text.index("app/errors.py:12-21") < text.index("src/errors.ts:98-103")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_line_of_code_is_there_with_its_number_and_its_point(width: int) -> None:
    text = table(PAIR, "errors.handler", width, False)

    for side in (HANDLER.sides.flask, HANDLER.sides.express):
        assert side is not None
        for number, line in enumerate(side.pieces[0].lines, side.pieces[0].start):
            mark = side.pieces[0].marks.get(number)
            point = rf"\({mark}\) +" if mark else ""
            assert re.search(rf"{point}\b{number} *{re.escape(line[:12].rstrip())}", text), line


def test_a_long_line_goes_on_below_its_own_indent() -> None:
    lines = table(PAIR, "errors.handler", 60, False).splitlines()

    first = next(n for n, line in enumerate(lines) if "return problem(error.code" in line)
    assert lines[first].index("return") == 15
    assert [line[:19] for line in lines[first + 1 : first + 3]] == [" " * 19] * 2
    assert "".join(line.strip() for line in lines[first + 1 : first + 4]).endswith("17")
    told = " ".join(line.strip() for line in lines[first : first + 4])
    assert 'detail=error.description or "none", headers=error.get_headers())' in told


def test_a_word_that_has_no_room_ends_after_its_punctuation() -> None:
    code = "    app.register_error_handler(AnExceptionWithALongName, from_http_to_our_own_document_of_problems(x))"
    lines = table(one(region("a.py", 1, code), region("a.ts", 1, "x()")), "it", 44, False).splitlines()

    start = lines.index("1     app.register_error_handler(")
    assert lines[start + 1 : start + 4] == [
        "          AnExceptionWithALongName,",
        "          from_http_to_our_own_document_of_p",
        "          roblems(x))",
    ]


def test_wide_characters_take_two_columns_and_none_is_lost() -> None:
    name = "価格を計算する関数" * 9
    for width in WIDTHS:
        text = table(one(region("app/x.py", 1, f"def {name}(): pass"), region("a.ts", 1, "x()")), "it", width, False)

        assert all(cell_len(line) <= width for line in text.splitlines())
        assert text.count("価") == 9


HOSTILE = "\x1b]0;owned\x07 \x1b[2J \x9b31m \r \x08 \x7f \u202e \u2066 \u2028 \udce9 \u200b end"


@pytest.mark.parametrize("colour", [False, True])
def test_nothing_in_a_project_reaches_the_terminal_as_an_order(colour: bool) -> None:
    request = replace(GET, path=HOSTILE, headers={HOSTILE: HOSTILE}, body=HOSTILE)
    exchange = HANDLER.exchanges[0]
    told = replace(exchange.answers.flask, reason=HOSTILE, headers=((HOSTILE, HOSTILE),), body=HOSTILE)
    exchange = replace(exchange, request=request, answers=Both(told, told), label=HOSTILE)
    moved = replace(region(HOSTILE, 1, HOSTILE), state="moved", original=(Piece(HOSTILE, 1, (HOSTILE,), {}),))
    point = replace(HANDLER.points[0], what=HOSTILE, flask=HOSTILE, express=HOSTILE)
    shown = replace(
        HANDLER,
        title=HOSTILE,
        notice=HOSTILE,
        label=HOSTILE,
        points=(point,),
        exchanges=(exchange,),
        order=Both((HOSTILE,), (HOSTILE,)),
        sides=Both(moved, None),
        why=HOSTILE,
    )
    pair = replace(PAIR, concepts=(shown, replace(shown, name="asked", exchanges=())), notes=(HOSTILE,))

    for width in WIDTHS:
        for text in (overview(pair, width, colour), *(table(pair, it.name, width, colour) for it in pair.concepts)):
            left = PAINT.sub("", text).replace("\n", "")
            assert left.isprintable(), ascii(left)
            assert r"\x1b" in left


def test_a_very_long_line_is_cut_and_says_how_long_it_is() -> None:
    text = table(one(region("a.min.js", 1, "x" * 100_000), region("a.ts", 1, "x()")), "it", 120, False)

    assert text.count("x") < 1100
    assert "(100000 characters)" in text


@pytest.mark.parametrize(
    ("flask", "told"),
    [
        (region("a.py", 1, "x = 1"), "Flask\n"),
        (region("a.py", 3, "x = 1", state="edited"), "Flask  edited\na.py:3\n"),
        (
            region("b.py", 3, "x = 1", state="moved", original=(Piece("a.py", 1, ("x", "y"), {}),)),
            "Flask  moved from a.py:1-2\nb.py:3\n",
        ),
        (Region("gone", (), (Piece("a.py", 1, ("x = 1",), {}),)), "Flask  gone; as it was made:\na.py:1\n1 x = 1\n"),
        (Region("same", ()), "Flask  no lines\n"),
        (Region("edited", (Piece("a.py", 1, (), {}),)), "Flask  edited; no lines\n"),
        (None, "Flask\nno code on this side\n"),
    ],
)
def test_what_people_did_to_it_is_told(flask: Region | None, told: str) -> None:
    assert f"\n{told}" in table(one(flask, region("a.ts", 1, "x()")), "it", 80, False)


def test_a_side_without_code_says_why() -> None:
    assert "\nExpress\nNode has one thread.\n" in table(one(None, None, why="Node has one thread."), "it", 80, False)


def test_pieces_are_shown_in_their_order() -> None:
    pieces = (Piece("a.py", 1, ("a = 1",), {1: 1}), Piece("b.py", 9, ("b = 1", ""), {}))
    text = table(one(Region("same", pieces), region("a.ts", 1, "x()")), "it", 80, False)

    assert "a.py:1\n(1)  1 a = 1\nb.py:9-10\n     9 b = 1\n    10\n" in text


def test_lines_of_an_answer_that_differ_are_marked_without_colour_as_well() -> None:
    text = table(PAIR, "errors.handler", 80, False)

    assert "≠ 405 Method Not Allowed\n  Content-Type: application/json\n≠ Allow: GET\n\n" in text
    assert "≠ Content-Type: application/json; charset=utf-8\n" in text


@pytest.mark.parametrize(
    ("status", "told"),
    [({"flask": 405, "express": 404}, "Flask 405, Express 404"), ({"flask": 200, "express": 200}, "both 200")],
)
def test_requests_that_nobody_sent_say_what_is_expected(status: dict[str, int], told: str) -> None:
    shown = replace(HANDLER, exchanges=(), requests=(replace(GET, status=status),))

    assert f"\nGET /api/nowhere  {told}\n  X-Request-Id: abc\n" in table(
        replace(PAIR, concepts=(shown,)), shown.name, 80, False
    )


def test_the_list_has_lines_states_and_labels_by_group() -> None:
    lines = overview(PAIR, 120, False).splitlines()

    assert [" ".join(line.split()) for line in lines] == [
        "Flask Express",
        "Request path",
        "errors.handler One shape for every error 10 6 405 against 404",
        "requests.id A name for a request 1 moved 1 edited",
        "Operations",
        "logging One line per request gone 0",
        "concurrency Workers gone none",
        "",
        "`big.bin` is not shown: 10 MB.",
    ]


def test_a_name_that_the_pair_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        table(PAIR, "nothing", 80, False)


def test_a_pair_without_concepts_has_its_notes() -> None:
    assert overview(replace(PAIR, concepts=()), 80, False) == "`big.bin` is not shown: 10 MB.\n"
