"""The prompts, driven through a pseudo terminal as a person would."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest
from conftest import command
from contrast import BLACK, READABLE, WHITE, contrast, rgb

from scaffold import console
from scaffold.cli import ask, prompts

ENTER, DOWN, UP, SPACE, ESC, CTRL_C = "\r", "\x1b[B", "\x1b[A", " ", "\x1b", "\x03"
Talk = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def talk(here: Path, tiny: Path) -> Iterator[Talk]:
    """Starts the program on a terminal of 80 columns."""
    started: list[pexpect.spawn[str]] = []

    def start(*words: str, **more: str) -> pexpect.spawn[str]:
        program, *arguments = command(tiny, *words)
        environment = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", **more}
        child: pexpect.spawn[str] = pexpect.spawn(
            program, arguments, cwd=str(here), env=environment, dimensions=(40, 80), encoding="utf-8", timeout=20
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def ended(child: pexpect.spawn[str]) -> tuple[int, str]:
    child.expect(pexpect.EOF)
    child.close()
    return int(child.exitstatus if child.exitstatus is not None else -1), plain(child)


def plain(child: pexpect.spawn[str]) -> str:
    """What was written since it was last asked, without what a terminal does with it."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", child.before or "").replace("\r", "")


def at(child: pexpect.spawn[str], title: str) -> None:
    """Waits for a question: what was answered before is drawn above each."""
    child.expect(rf"{title}(\x1b\[[\d;]*m)*  \d of \d")


def answered(child: pexpect.spawn[str], **keys: str) -> None:
    """Answers the questions of the small template; each key is what is typed for one, Enter when it is not named."""
    for question in ("Name", "Framework", "Start with", "Database", "Port"):
        at(child, question)
        child.send(keys.get(question.split()[0].lower(), "") + ENTER)
    at(child, "Create it\\?")


def test_everything_that_is_missing_is_asked_and_the_rest_stands_under_more(talk: Talk, here: Path) -> None:
    child = talk("new")
    answered(child, framework=DOWN, start=DOWN, database=DOWN, port="9000")
    child.send("n" + DOWN * 5 + ENTER)
    at(child, "Features")
    child.send(SPACE + ENTER)
    at(child, "Create it\\?")
    child.send("y")

    code, text = ended(child)

    assert code == 0
    assert "Created my-app (Express.js, " in text
    assert text.splitlines()[-1].strip() == (
        "scaffold new my-app --framework express --database postgresql --without docs --set port=9000 "
        "--recipe bare --yes"
    )
    answers = (here / "my-app/.copier-answers.yml").read_text()
    for line in ("framework: express", "database: postgresql", "port: 9000", "- seeds", "resources: []"):
        assert line in answers
    assert "- docs" not in answers


def test_each_question_tells_where_one_is_and_which_keys_there_are(talk: Talk, here: Path) -> None:
    child = talk("new")
    for number, question in enumerate(("Name", "Framework", "Start with", "Database", "Port", "Create it"), 1):
        child.expect(f"{question}.*{number} of 6")
        child.expect("ctrl-c stop")
        assert ("esc back" in plain(child)) == (number > 1)
        assert "enter" in plain(child)
        child.send(ENTER)


def test_what_is_typed_replaces_the_default(talk: Talk, here: Path) -> None:
    child = talk("new", "--framework", "flask", "--recipe", "bare", "--database", "sqlite", "--set", "port=1")
    at(child, "Name")
    child.expect("my-app")
    child.send("shop" + ENTER)
    at(child, "Create it\\?")
    child.send("y")

    assert ended(child)[0] == 0
    assert [path.name for path in here.iterdir()] == ["shop"]


def test_a_default_is_a_name_that_is_free(talk: Talk, here: Path) -> None:
    (here / "my-app").mkdir()
    (here / "my-app/file").write_text("")
    child = talk("new")
    at(child, "Name")
    child.expect("my-app-2")
    child.send(CTRL_C)


def test_a_folder_that_cannot_be_written_is_told_before_anything_else_is_asked(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why not with a folder of that kind: to root all can be written."""
    (here / "shelf").mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: path != here / "shelf")

    assert ask._misplaced("shop") is None
    for name in ("shelf/shop", "shelf/deeper/shop", "shelf"):
        problem = ask._misplaced(name)
        assert problem and problem.why == "you may not write in `shelf`"
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    problem = ask._misplaced("shop")
    assert problem and problem.why == "you may not write in this folder"


def test_one_can_go_back_from_everywhere(talk: Talk, here: Path) -> None:
    child = talk("new")
    answered(child, name="shop")
    for question, key in (("Port", "b"), ("Database", ESC), ("Start with", "b"), ("Framework", ESC), ("Name", "b")):
        child.send(key)
        at(child, question)
    child.expect("shop")
    child.send("2" + ENTER)
    for question in ("Framework", "Start with", "Database", "Port"):
        at(child, question)
        child.send(ENTER)
    at(child, "Create it\\?")
    child.send("y")

    assert ended(child)[0] == 0
    assert [path.name for path in here.iterdir()] == ["shop2"]


def test_no_asks_what_is_to_be_changed_and_loses_nothing(talk: Talk, here: Path) -> None:
    child = talk("new")
    answered(child, name="shop", port="9000")
    child.send("n")
    child.expect(r"ged\?")  # Why not all of it: letters that stand there already are not written again.
    child.send(DOWN + ENTER)
    at(child, "Framework")
    child.send(DOWN + ENTER)
    at(child, "Create it\\?")
    child.send(ENTER)

    code, text = ended(child)

    assert code == 0
    assert text.splitlines()[-1].strip() == "scaffold new shop --framework express --set port=9000 --yes"


def test_another_recipe_takes_the_answers_of_the_first_along(talk: Talk, here: Path, tiny: Path) -> None:
    """What a recipe answered is not kept when another one is chosen instead."""
    child = talk("new", "--framework", "flask", "--recipe", "blog", "--set", "port=1")
    at(child, "Name")
    child.send("shop" + ENTER)
    at(child, "Create it\\?")
    child.send("n" + DOWN * 2 + ENTER)
    at(child, "Start with")
    child.send(UP + ENTER)
    at(child, "Database")
    child.send(ENTER)
    at(child, "Create it\\?")
    child.send("y")

    text = ended(child)[1]

    assert "--recipe bare" in text.splitlines()[-1]
    assert "postgresql" not in (here / "shop/.copier-answers.yml").read_text()


def test_a_recipe_answers_what_it_knows(talk: Talk, here: Path, tiny: Path) -> None:
    (tiny / "recipes/hello.yml").write_text("database: sqlite\nfeatures: []\nport: 1\nresources: []\n")
    child = talk("new", "shop", "--framework", "flask")
    at(child, "Start with")
    child.send(DOWN * 3 + ENTER)
    child.expect("Create it.*2 of 2")
    child.send(ENTER)

    code, text = ended(child)

    assert code == 0
    assert text.splitlines()[-1].strip() == "scaffold new shop --framework flask --recipe hello --yes"


def with_more(tiny: Path) -> None:
    """A database that can be none, and two questions that only some people have an answer to."""
    project, features = tiny / "questions/10-project.yml", tiny / "questions/20-features.yml"
    project.write_text(project.read_text().replace("{SQLite", "{None: none, SQLite"))
    features.write_text(
        features.read_text().replace("  help: Port\n", "  help: Port\n  more: true\n")
        + "limiter:\n  type: str\n  help: Rate limit\n  more: true\n  choices: ['off', redis]\n  default: 'off'\n"
    )


def test_four_questions_are_asked_and_the_rest_when_more_is_wanted(talk: Talk, here: Path, tiny: Path) -> None:
    with_more(tiny)
    child = talk("new")
    for question in ("Name", "Framework", "Start with", "Database"):
        at(child, question)
        child.send(ENTER)
    child.expect("Create it.*5 of 5")
    child.expect("More.*Features.*Port.*Rate limit")
    child.send(UP + ENTER)
    at(child, "Rate limit")
    child.send(DOWN + ENTER)
    at(child, "Create it\\?")
    child.send(ENTER)

    code, text = ended(child)

    assert code == 0
    assert "--limiter redis" in text


def test_without_a_database_there_are_no_resources_to_ask_for(talk: Talk, here: Path, tiny: Path) -> None:
    with_more(tiny)
    child = talk("new", "--framework", "flask", "--database", "none")
    at(child, "Name")
    child.send("shop" + ENTER)
    child.expect("Create it.*2 of 2")
    child.send(ENTER)

    code, text = ended(child)

    assert (code, "Start with" in text) == (0, False)
    assert text.splitlines()[-1].strip() == "scaffold new shop --framework flask --database none --yes"


def test_no_database_is_not_offered_to_resources(talk: Talk, here: Path, tiny: Path) -> None:
    with_more(tiny)
    child = talk("new", "shop", "--framework", "flask")
    at(child, "Start with")
    child.send(ENTER)
    at(child, "Database")
    child.expect("PostgreSQL")
    assert "None" not in plain(child)
    child.send(CTRL_C)


def test_only_the_row_in_focus_looks_like_it(talk: Talk, here: Path) -> None:
    child = talk("new", "shop", "--framework", "flask", TERM="xterm-256color")
    for question in ("Start with", "Database", "Port"):
        at(child, question)
        child.send(ENTER)
    at(child, "Create it\\?")
    child.send(UP + ENTER)
    at(child, "Features")
    child.expect("ctrl-c stop")
    drawn = child.before or ""
    child.send(CTRL_C)

    assert drawn.count("\u25b8") == 1
    assert drawn.count("\u25cf") == 2
    assert not re.search(r"\x1b\[(\d+;)*7[;m]", drawn)


def test_every_colour_can_be_read_on_white_and_on_black() -> None:
    """On a terminal nobody knows the background."""
    used = {rule.split()[0] for _, rule in prompts.STYLE.style_rules if rule.startswith("#")}
    painted = {code.rpartition(";")[2] for code in (console.RED, console.GREEN, *console.SIDES.values())}
    colours = [rgb(one) for one in used] + [cube(int(one)) for one in painted]

    assert len(colours) >= 8
    for colour in colours:
        assert min(contrast(colour, WHITE), contrast(colour, BLACK)) >= READABLE, colour


def cube(number: int) -> tuple[int, ...]:
    """The red, green and blue of one of the 256 colours."""
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    levels = (0, 95, 135, 175, 215, 255)
    return tuple(levels[(number - 16) // step % 6] for step in (36, 6, 1))


def test_what_was_given_is_not_asked(talk: Talk, here: Path) -> None:
    child = talk(
        *("new", "shop", "--framework", "flask", "--database", "sqlite", "--recipe", "bare"),
        *("--set", "features=docs", "--set", "port=1"),
    )

    code, text = ended(child)

    assert code == 0
    assert "?" not in text
    assert "Created shop" in text


def test_resources_of_ones_own_are_checked_while_they_are_typed(talk: Talk, here: Path) -> None:
    child = talk(
        "new", "shop", "--framework", "flask", "--database", "sqlite", "--set", "features=docs", "--set", "port=1"
    )
    at(child, "Start with")
    child.send(UP + ENTER)
    at(child, "Resources")
    child.send("note title:strin")
    child.expect("is no type")
    child.send(ENTER + "g" + ENTER)
    child.expect("an empty line goes on")
    child.send("tag note:references!" + ENTER)
    child.expect("note title:string")
    child.expect("an empty line goes on")
    child.send(ESC)
    child.expect("tag note:references!")
    child.send(ENTER)
    child.expect("an empty line goes on")
    child.send(ENTER)
    at(child, "Create it\\?")
    child.send(ENTER)

    code, text = ended(child)

    assert code == 0
    assert "--resource" in text
    assert "- note title:string\n" in (here / "shop/.copier-answers.yml").read_text()


def test_a_name_that_cannot_be_is_told_while_it_is_typed(talk: Talk, here: Path) -> None:
    child = talk("new", "--framework", "flask")
    at(child, "Name")
    child.send("a b")
    child.expect("only letters, digits")
    child.send(ENTER + CTRL_C)

    assert ended(child)[0] == 130


@pytest.mark.parametrize("last", ["Name", "Framework", "Start with", "Database", "Port", "Create it\\?"])
def test_ctrl_c_at_any_question_leaves_nothing(talk: Talk, here: Path, last: str) -> None:
    child = talk("new")
    for question in ("Name", "Framework", "Start with", "Database", "Port", "Create it\\?"):
        at(child, question)
        if question == last:
            break
        child.send(ENTER)
    child.send(CTRL_C)

    code, text = ended(child)

    assert code == 130
    assert "Nothing was created." in text
    assert "Traceback" not in text
    assert list(here.iterdir()) == []


def test_a_folder_with_many_files_is_told_on_one_line(talk: Talk, here: Path) -> None:
    (here / "taken").mkdir()
    for number in range(9):
        (here / f"taken/a-rather-long-name-{number}").write_text("")
    child = talk("new", "--framework", "flask")
    at(child, "Name")
    child.send("taken")
    child.expect("the folder is there already, and not empty")
    child.send(CTRL_C)
    assert ended(child)[0] == 130

    text = " ".join(ended(talk("new", "taken"))[1].split())

    assert "a-rather-long-name-4 and 4 more." in text


def test_a_bad_resource_is_told_before_any_question(talk: Talk, here: Path) -> None:
    code, text = ended(talk("new", "--resource", "note title:strng"))

    assert code == 2
    assert "did you mean `string`?" in text


def test_problems_are_broken_between_words(talk: Talk, here: Path) -> None:
    text = ended(talk("new", "shop", "--framework", "flask", "--recipe", "nothing-like-that"))[1]

    lines = text.replace("\r", "").splitlines()

    assert "Why: the recipes are" in text
    assert all(len(line) <= 80 for line in lines)


@pytest.mark.parametrize("words", [["--yes"], ["--json"]])
def test_nothing_is_asked_when_told_so(talk: Talk, here: Path, words: list[str]) -> None:
    child = talk("new", "shop", "--framework", "flask", *words)

    assert ended(child)[0] == 0
    assert (here / "shop").is_dir()


def test_a_folder_that_is_taken_is_told_before_any_question(talk: Talk, here: Path) -> None:
    (here / "shop").mkdir()
    (here / "shop/file").write_text("")

    code, text = ended(talk("new", "shop"))

    assert code == 2
    assert "it holds file" in text


def test_a_condition_decides_what_is_asked(talk: Talk, tiny: Path) -> None:
    with (tiny / "questions/20-features.yml").open("a") as questions:
        questions.write(
            "pages:\n  type: int\n  help: Pages\n  default: '[[ port + 1 ]]'\n  when: \"[[ 'docs' in features ]]\"\n"
        )
    for features, asked in (("docs", True), ("seeds", False)):
        child = talk(
            *("new", "shop", "--framework", "flask", "--database", "sqlite", "--recipe", "bare"),
            *("--set", f"features={features}", "--set", "port=1", "--dry-run"),
        )
        if asked:
            at(child, "Pages")
            child.expect("2")
            child.send(ENTER)
            at(child, "Create it\\?")
            child.send(ENTER)
        code, text = ended(child)
        assert code == 0, text
        assert ("Pages" in text) <= asked


def test_colours_and_progress_end_where_a_pipe_begins(talk: Talk, here: Path) -> None:
    coloured, plain = (
        talk("new", "a", "--yes", "--framework", "flask", TERM="xterm-256color"),
        talk("new", "b", "--yes", "--framework", "flask", NO_COLOR="1"),
    )
    coloured.expect(pexpect.EOF)
    plain.expect(pexpect.EOF)

    assert "\x1b[38;5;29mCreated a" in (coloured.before or "")
    assert "\x1b[38" not in (plain.before or "")
