"""A project grows from the minimum, one thing at a time, and back: by `set`, merged and undone like every change."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run, quiet

FEATURES = ("docs", "cors", "seeds")
QUESTIONS = """\
features:
  type: str
  help: Features
  multiselect: true
  choices: [docs, cors, seeds]
  default: [docs, seeds]
limiter:
  type: str
  help: Rate limit
  choices: {None: "off", Memory: memory, Redis: redis}
  default: "off"
resources:
  type: yaml
  help: Resources
  default: "[]"
"""
SETTINGS = """\
name = "[[ project_name ]]"

first = 1

second = 2
[% if 'cors' in features %]

cors = true
[% endif %]
[% if limiter != 'off' %]

limiter = "[[ limiter ]]"
[% endif %]
[% if database != 'none' %]

database = "[[ database ]]"
[% endif %]
"""


@pytest.fixture
def ladder(tiny: Path) -> Path:
    """Templates in which everything but the minimum can be on or off."""
    project = tiny / "questions/10-project.yml"
    project.write_text(project.read_text().replace("{SQLite", "{None: none, SQLite"))
    (tiny / "questions/20-features.yml").write_text(QUESTIONS)
    (tiny / "recipes/hello.yml").write_text("database: none\nfeatures: []\nresources: []\n")
    for path in (tiny / "flask").rglob("*.*"):
        path.unlink()
    for name in FEATURES:
        (tiny / f"flask/[% if '{name}' in features %]{name}.py[% endif %]").write_text(f"{name} = True\n")
    (tiny / "flask/[% if limiter != 'off' %]limits.py[% endif %].jinja").write_text("limits = '[[ limiter ]]'\n")
    (tiny / "flask/settings.py.jinja").write_text(SETTINGS)
    return tiny


@pytest.fixture
def hello(ladder: Path, here: Path, run: Run) -> Path:
    assert run("new", "app", "--framework", "flask", "--recipe", "hello").code == 0
    return here / "app"


def answers(project: Path) -> str:
    return (project / ".copier-answers.yml").read_text()


def files(project: Path) -> dict[str, bytes]:
    found = (path for path in project.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in found}


STEPS = (
    ("database=sqlite", "database=none"),
    ("docs=on", "docs=off"),
    ("cors=on", "cors=off"),
    ("seeds=on", "seeds=off"),
    ("limiter=memory", "limiter=off"),
    ("limiter=redis", "limiter=memory"),
    ("database=postgresql", "database=sqlite"),
)


def test_every_step_up_leads_back_down(hello: Path, run: Run) -> None:
    """From the minimum to everything one at a time, and back: each step down is what was there before its step up."""
    before = []
    for up, _ in STEPS:
        before.append(files(hello))
        ended = run("set", up, "-C", "app", "--json")
        assert ended.code == 0, up
        assert ended.document["projects"][0]["changed"], up
    assert sorted(path.stem for path in hello.glob("*.py")) == sorted([*FEATURES, "limits", "settings"])
    for (_, down), then in zip(reversed(STEPS), reversed(before), strict=True):
        assert run("set", down, "-C", "app").code == 0
        assert files(hello) == then, down


def test_several_are_set_together_and_undone_together(hello: Path, run: Run) -> None:
    before = files(hello)

    assert run("set", "cors=on", "docs=on", "limiter=memory", "database=sqlite", "-C", "app").code == 0
    assert {"cors.py", "docs.py", "limits.py"} <= files(hello).keys()
    assert run("undo", "-C", "app").code == 0

    assert files(hello) == before


def test_a_step_is_merged_into_what_somebody_wrote(hello: Path, run: Run) -> None:
    settings = hello / "settings.py"
    settings.write_text(settings.read_text().replace("first = 1", "first = 100  # Ours."))
    quiet("git", "commit", "-qam", "Ours", cwd=hello)

    ended = run("set", "cors=on", "-C", "app", "--json").document

    steps = {step["path"]: step["what"] for step in ended["projects"][0]["steps"]}
    assert (steps["settings.py"], steps["cors.py"]) == ("merged", "new")
    assert "first = 100  # Ours." in settings.read_text()
    assert "cors = true" in settings.read_text()


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (["--with", "cors"], ["--set", "cors=on"]),
        (["--without", "docs"], ["--set", "docs=off"]),
        (["--limiter", "memory"], ["--set", "limiter=memory"]),
        (["--limiter", "off"], []),
        (["--database", "none"], ["--set", "database=none"]),
        (["--recipe", "hello", "--with", "cors"], ["--database", "none", "--set", "features=cors"]),
    ],
)
def test_new_takes_every_option_as_a_flag(
    ladder: Path, here: Path, run: Run, words: list[str], same: list[str]
) -> None:
    made = run("new", "one", "--framework", "flask", *words, "--no-git", "--json").document
    other = run("new", "two", "--framework", "flask", *same, "--no-git", "--json").document

    for document in (made, other):
        document["answers"].pop("project_name")
        document["answers"] = {"limiter": "off", "features": ["docs", "seeds"], **document["answers"]}
    assert made["answers"] == other["answers"]
    assert made["files"] == other["files"]


@pytest.mark.parametrize("words", [["off"], ["'off'"], ["no"], ["false"]])
def test_a_choice_that_yaml_takes_for_false_is_meant(ladder: Path, here: Path, run: Run, words: list[str]) -> None:
    (here / "own.yml").write_text(f"limiter: {words[0]}\n")

    made = run("new", "app", "--framework", "flask", "--answers", "own.yml", "--json")

    assert made.code == 0
    assert made.document["answers"]["limiter"] == "off"
    assert "limiter: 'off'" in answers(here / "app")


def test_the_answers_of_a_project_may_say_off_without_quotes(hello: Path, run: Run) -> None:
    file = hello / ".copier-answers.yml"
    file.write_text(answers(hello).replace("limiter: 'off'", "limiter: off"))
    assert "limiter: off\n" in answers(hello)

    assert run("status", "-C", "app").code == 0
    assert run("set", "limiter=off", "-C", "app", "--json").document["projects"][0]["changed"] is False
    assert run("set", "cors=on", "-C", "app").code == 0
    assert run("set", "limiter=memory", "-C", "app").code == 0

    assert "limiter: memory" in answers(hello)
    assert (hello / "limits.py").read_text() == "limits = 'memory'\n"


@pytest.mark.parametrize(
    ("pair", "code"),
    [
        ("limiter=on", "unknown-limiter"),
        ("cors=redis", "set-switch"),
        ("limiter", "set-pair"),
        ("none=on", "unknown-key"),
    ],
)
def test_what_is_no_choice_is_told(hello: Path, run: Run, pair: str, code: str) -> None:
    assert run("set", pair, "-C", "app", "--json").codes == [code]


def test_a_question_is_no_feature(ladder: Path, here: Path, run: Run) -> None:
    problem = run("new", "app", "--framework", "flask", "--with", "limiter", "--json").document["problems"][0]

    assert problem["code"] == "unknown-feature"
    assert problem["why"] == "it is `off`, `memory` or `redis`"
    assert "--set limiter=redis" in problem["fix"]


def test_resources_need_a_database(ladder: Path, here: Path, run: Run) -> None:
    words = ("--resource", "tag name:string!", "--resource", "post title:string! tag:references")
    assert run("new", "app", "--framework", "flask", *words, "--no-git").code == 0
    before = files(here / "app")

    ended = run("set", "database=none", "-C", "app")

    assert ended.code == 2
    assert files(here / "app") == before
    assert ended.err.splitlines()[:2] == [
        "Problem: `database` cannot be `none`.",
        "Why: the resources `post` and `tag` are kept in a database.",
    ]
    assert (
        "Fix: choose `sqlite` or `postgresql`, or leave the resources out: `scaffold remove resource post`, one by one"
        in ended.err
    )
    assert "Nothing was changed." in ended.err
    assert run("remove", "resource", "post", "-C", "app").code == 0
    assert run("remove", "resource", "tag", "-C", "app").code == 0
    assert run("set", "database=none", "-C", "app").code == 0
    assert run("add", "resource", "tag name:string!", "-C", "app", "--json").codes == ["database-needed"]
    assert run("new", "b", "--framework", "flask", "--recipe", "blog", "--database", "none", "--json").codes == [
        "database-needed"
    ]


def test_the_command_again_says_no_more_than_the_recipe_does_not(ladder: Path, here: Path, run: Run) -> None:
    words = ("new", "app", "--framework", "flask")
    again = {
        ("--recipe", "hello"): "--recipe hello",
        ("--recipe", "hello", "--with", "docs"): "--with docs --recipe hello",
        ("--recipe", "hello", "--database", "sqlite"): "--database sqlite --recipe hello",
        ("--database", "none"): "--database none",
    }
    for given, told in again.items():
        made = run(*words, *given, "--no-git", "--json").document
        assert made["again"] == f"scaffold new app --framework flask {told} --no-git --yes"
        (here / "app").rename(here / f"app-{len(list(here.iterdir()))}")
