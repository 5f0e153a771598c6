"""The prompts, driven through a pseudo terminal as a person would."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest
from conftest import command

ENTER, DOWN, SPACE, CTRL_C = "\r", "\x1b[B", " ", "\x03"
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


def test_everything_that_is_missing_is_asked(talk: Talk, here: Path) -> None:
    child = talk("new")
    child.expect("Name")
    child.send(ENTER)
    child.expect("Framework")
    child.send(DOWN + ENTER)
    child.expect("Start with")
    child.send(DOWN + ENTER)
    child.expect("Database")
    child.send(DOWN + ENTER)
    child.expect("Features")
    child.send(SPACE + ENTER)
    child.expect("Port")
    child.send("\x7f" * 4 + "9000" + ENTER)
    child.expect("Create it")
    child.send(ENTER)

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


def test_a_recipe_answers_what_it_knows(talk: Talk, here: Path, tiny: Path) -> None:
    (tiny / "recipes/hello.yml").write_text("database: sqlite\nfeatures: []\nport: 1\nresources: []\n")
    child = talk("new", "shop", "--framework", "flask")
    child.expect("Start with")
    child.send(DOWN * 3 + ENTER)
    child.expect("Create it")
    assert "Database" not in plain(child)
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


@pytest.mark.parametrize("more", [True, False])
def test_five_questions_are_asked_and_the_rest_when_more_is_wanted(
    talk: Talk, here: Path, tiny: Path, more: bool
) -> None:
    with_more(tiny)
    child = talk("new")
    for question in ("Name", "Framework", "Start with", "Database", "Features"):
        child.expect(question)
        child.send(ENTER)
    child.expect(re.escape("More questions (Port, Rate limit)?"))
    child.send("y" if more else ENTER)
    if more:
        child.expect("Port")
        child.send(ENTER)
        child.expect("Rate limit")
        child.send(DOWN + ENTER)
    child.expect("Create it")
    child.send(ENTER)

    code, text = ended(child)

    assert code == 0
    assert ("--limiter redis" in text) == more


def test_without_a_database_there_are_no_resources_to_ask_for(talk: Talk, here: Path, tiny: Path) -> None:
    with_more(tiny)
    child = talk("new", "shop", "--framework", "flask", "--database", "none")
    child.expect("Features")
    child.send(ENTER)
    child.expect("More")
    child.send(ENTER)
    child.expect("Create it")
    child.send(ENTER)

    code, text = ended(child)

    assert (code, "Start with" in text) == (0, False)
    assert text.splitlines()[-1].strip() == "scaffold new shop --framework flask --database none --yes"


def test_no_database_is_not_offered_to_resources(talk: Talk, here: Path, tiny: Path) -> None:
    with_more(tiny)
    child = talk("new", "shop", "--framework", "flask")
    child.expect("Start with")
    child.send(ENTER)
    child.expect("Database")
    child.expect("PostgreSQL")
    assert "None" not in plain(child)
    child.send(CTRL_C)


def test_several_choices_are_explained_on_one_line_and_named_afterwards(talk: Talk, here: Path) -> None:
    child = talk("new", "shop", "--framework", "flask", "--database", "sqlite", "--set", "port=1", "--recipe", "bare")
    child.expect(re.escape("(space: on or off, enter: done)"))
    child.send(ENTER)
    child.expect("Create it")
    assert "? Features docs, seeds\n" in plain(child)
    child.send("n")
    ended(child)

    child = talk("new", "shop", "--framework", "flask", "--database", "sqlite", "--set", "port=1", "--recipe", "bare")
    child.expect("Features")
    child.send(SPACE + DOWN + SPACE + ENTER)
    child.expect("Create it")
    assert "? Features none\n" in plain(child)


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
    child.expect("Start with")
    child.send(DOWN * 3 + ENTER)
    child.expect("Resource")
    child.send("note title:strin" + ENTER)
    child.expect("is no typ")
    child.send("g" + ENTER)
    child.expect("empty to go on")
    child.send("tag note:references!" + ENTER)
    child.expect("empty to go on")
    child.send(ENTER)
    child.expect("Create it")
    child.send(ENTER)

    code, text = ended(child)

    assert code == 0
    assert "--resource" in text
    assert "- note title:string\n" in (here / "shop/.copier-answers.yml").read_text()


def test_a_name_that_cannot_be_is_told_at_once(talk: Talk, here: Path) -> None:
    child = talk("new", "--framework", "flask")
    child.expect("Name")
    child.send("\x7f" * 6 + "a b" + ENTER)
    child.expect("only letters, digits")
    child.send(CTRL_C)

    assert ended(child)[0] == 130


@pytest.mark.parametrize("at", ["Name", "Framework", "Start with", "Database", "Features", "Port", "Create it"])
def test_ctrl_c_at_any_question_leaves_nothing(talk: Talk, here: Path, at: str) -> None:
    child = talk("new")
    for question in ("Name", "Framework", "Start with", "Database", "Features", "Port", "Create it"):
        child.expect(question)
        if question == at:
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
    child.expect("Name")
    child.send("\x7f" * 6 + "taken" + ENTER)
    child.expect("the folder is there already, and not empty")
    child.send(CTRL_C)
    assert ended(child)[0] == 130

    text = " ".join(ended(talk("new", "taken"))[1].split())

    assert "a-rather-long-name-4 and 4 more." in text


def test_no_to_the_summary_leaves_nothing(talk: Talk, here: Path) -> None:
    child = talk("new", "shop", "--framework", "flask")
    for question in ("Start with", "Database", "Features", "Port"):
        child.expect(question)
        child.send(ENTER)
    child.expect("Create it")
    child.send("n")

    code, text = ended(child)

    assert code == 130
    assert "the answer was no" in text
    assert list(here.iterdir()) == []


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
            child.expect("Pages")
            child.expect("2")
            child.send(ENTER)
            child.expect("Create it")
            child.send(ENTER)
        code, text = ended(child)
        assert code == 0, text
        assert ("Pages" in text) <= asked


def test_colours_and_progress_end_where_a_pipe_begins(talk: Talk, here: Path) -> None:
    coloured, plain = (
        talk("new", "a", "--yes", "--framework", "flask"),
        talk("new", "b", "--yes", "--framework", "flask", NO_COLOR="1"),
    )
    coloured.expect(pexpect.EOF)
    plain.expect(pexpect.EOF)

    assert "\x1b[32mCreated a" in (coloured.before or "")
    assert "\x1b[32m" not in (plain.before or "")
