"""`scaffold new` as a person or a program uses it, without a terminal."""

from __future__ import annotations

import json
import os
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Ran, Run, quiet

from scaffold import __version__
from scaffold.outside import commands, templates


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def answers(project: Path) -> str:
    return (project / ".copier-answers.yml").read_text()


@pytest.fixture
def refused(run: Run, here: Path, tiny: Path) -> Run:
    """Runs the program twice, for a person and for a program: refused both times, and nothing is written."""

    def ran(*words: str) -> Ran:
        before = entries(here)
        told, machine = run(*words), run(*words, "--json")
        assert told.code == machine.code == machine.document["exit"]
        assert told.out == ""
        assert machine.err == ""
        for problem in machine.document["problems"]:
            assert all(problem[part] for part in ("code", "what", "why", "fix"))
        assert told.err.count("Problem: ") == len(machine.codes)
        # What mends several that follow each other is told once.
        fixes = [problem["fix"] for problem in machine.document["problems"]]
        assert told.err.count("Fix: ") == sum(one != after for one, after in pairwise([*fixes, ""]))
        assert "Traceback" not in told.err
        assert entries(here) == before
        return machine

    return ran


def test_a_project_is_created_and_the_next_steps_are_told(run: Run, here: Path, tiny: Path) -> None:
    ran = run("new", "shop", "--framework", "flask")

    assert ran.code == 0
    assert ran.out == ""
    lines = ran.err.splitlines()
    assert lines[0].startswith("Created shop (Flask, 46 files) in ")
    assert "Next:" in lines
    assert "  cd shop" in lines
    assert lines[-2:] == ["Same again without questions:", "  scaffold new shop --framework flask --yes"]
    assert (here / "shop/README.md").read_text().startswith("# shop\n")
    assert (here / "shop/app/note.py").exists()
    assert entries(here) == ["shop"]


def test_no_directory_is_my_app(run: Run, here: Path, tiny: Path) -> None:
    assert run("new", "--framework", "express").code == 0
    assert entries(here) == ["my-app"]


def test_flags_become_answers(run: Run, here: Path, tiny: Path) -> None:
    ran = run(
        *("new", "a/shop", "--framework", "express", "--database", "postgresql", "--without", "docs"),
        *(
            "--resource",
            "person name:string",
            "--resource",
            "order by:references{person}",
            "--set",
            "port=9000",
            "--json",
        ),
    )

    assert ran.document["answers"] == {
        "framework": "express",
        "project_name": "shop",
        "database": "postgresql",
        "features": ["seeds"],
        "port": 9000,
        "resources": ["order by:references{person}", "person(people) name:string"],
    }
    assert "port: 9000" in answers(here / "a/shop")


@pytest.mark.parametrize(
    ("words", "database", "resources"),
    [
        (["--recipe", "blog"], "postgresql", 2),
        (["--recipe", "blog", "--database", "sqlite"], "sqlite", 2),
        (["--recipe", "blog", "--set", "database=sqlite"], "sqlite", 2),
        (["--recipe", "blog", "--resource", "tag name:string"], "postgresql", 3),
        (["--recipe", "bare"], "sqlite", 0),
        (["--recipe", "./own.yml"], "postgresql", 1),
        (["--answers", "own.yml"], "postgresql", 1),
        (["--answers", "own.yml", "--recipe", "blog", "--database", "sqlite"], "sqlite", 1),
        (["--set", "resources=[]"], "sqlite", 0),
        ([], "sqlite", 1),
    ],
)
def test_later_answers_win(run: Run, here: Path, tiny: Path, words: list[str], database: str, resources: int) -> None:
    (here / "own.yml").write_text("_commit: v1\ndatabase: postgresql\nresources: ['thing name:string']\n")

    found = run("new", "shop", "--framework", "flask", *words, "--json").document["answers"]

    assert found.get("database", "sqlite") == database
    assert len(found["resources"]) == resources


@pytest.mark.parametrize(("pair", "flag"), [("docs=off", "--without"), ("docs=on", "--with")])
def test_a_feature_is_set_as_scaffold_set_does_it(run: Run, here: Path, tiny: Path, pair: str, flag: str) -> None:
    words = ("new", "shop", "--framework", "flask", "--json", "--dry-run")

    assert run(*words, "--set", pair).document["answers"] == run(*words, flag, "docs").document["answers"]
    assert run(*words, "--set", "docs=maybe").document["problems"][0]["code"] == "set-switch"


def test_both_frameworks_are_created_together(run: Run, here: Path, tiny: Path) -> None:
    ran = run("new", "shop", "--framework", "both", "--recipe", "blog")

    assert "Created shop (Flask and Express.js, " in ran.err
    assert entries(here / "shop") == ["express", "flask"]
    for framework in ("flask", "express"):
        assert f"framework: {framework}" in answers(here / "shop" / framework)
        assert "project_name: shop" in answers(here / "shop" / framework)
        assert (here / "shop" / framework / ".git").is_dir()


@pytest.mark.parametrize(
    ("database", "commands"),
    [
        ("sqlite", {"flask": [], "express": []}),
        (
            "postgresql",
            {name: [f"createdb -h 127.0.0.1 -U postgres my_shop_{name}"] for name in ("flask", "express")},
        ),
        (
            "mysql",
            {
                name: [f'mysql -h 127.0.0.1 -u root -e "create database my_shop_{name}"']
                for name in ("flask", "express")
            },
        ),
    ],
)
def test_the_database_is_created_before_it_is_migrated(
    run: Run, here: Path, database: str, commands: dict[str, list[str]]
) -> None:
    words = ("--framework", "both", "--database", database, "--no-git", "--json")
    steps = run("new", "my-shop", *words).document["next"]

    flask = ["cd my-shop/flask", *commands["flask"], "uv run flask db upgrade", "uv run flask seed"]
    express = ["cd ../express", "npm install", *commands["express"], "npm run migration:up", "npm run seed"]
    assert steps == [*flask, *express, "cd ..", "scaffold start"]


@pytest.mark.parametrize("place", ["shop", "a/shop", "absolute"])
def test_the_next_steps_of_a_pair_can_be_pasted_in_order(run: Run, here: Path, tiny: Path, place: str) -> None:
    folder = str(here / "shop") if place == "absolute" else place
    steps = run("new", folder, "--framework", "both", "--no-git", "--json").document["next"]

    assert [step for step in steps if step.startswith("cd ")] == [f"cd {folder}/flask", "cd ../express", "cd .."]
    assert steps[-1] == "scaffold start"
    assert not any("#" in step or not step for step in steps)


def test_where_it_answers_and_how_it_is_filled_are_told(run: Run, here: Path) -> None:
    document = run("new", "shop", "--framework", "flask", "--no-git", "--json").document

    assert document["open"] == ["http://127.0.0.1:5000"]
    assert document["next"] == ["cd shop", "uv run flask db upgrade", "uv run flask seed", "uv run flask run"]


@pytest.mark.parametrize("framework", ["flask", "both"])
def test_the_folder_that_one_is_in_becomes_the_project(run: Run, here: Path, tiny: Path, framework: str) -> None:
    before = here.stat().st_ino

    document = run("new", ".", "--framework", framework, "--no-git", "--json").document

    assert document["answers"]["project_name"] == "here"
    assert here.stat().st_ino == before
    assert entries(here) == (["express", "flask"] if framework == "both" else sorted(entries(here)))
    assert sorted(path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file()) == document["files"]
    assert "cd ." not in document["next"]
    assert document["again"].startswith("scaffold new . --framework")


def test_a_folder_with_something_in_it_is_no_place_for_a_project(run: Run, here: Path, tiny: Path) -> None:
    (here / "letter").write_text("dear")

    problem = run("new", ".", "--framework", "flask", "--json").document["problems"][0]

    assert problem["why"] == "it holds letter"
    assert entries(here) == ["letter"]


def test_same_again_names_the_answers_file(run: Run, here: Path, tiny: Path) -> None:
    import shlex

    (here / "own.yml").write_text("database: postgresql\nresources: ['thing name:string', 'note title:text']\n")
    words = ("new", "shop", "--framework", "flask", "--answers", "own.yml", "--without", "docs", "--no-git", "--json")

    again = run(*words, "--resource", "tag name:string").document["again"]

    assert again == (
        "scaffold new shop --framework flask --answers own.yml --without docs "
        '--resource "tag name:string" --no-git --yes'
    )
    (here / "shop").rename(here / "first")
    assert run(*shlex.split(again)[1:]).code == 0
    assert subprocess.run(["diff", "-r", "first", "shop"], check=False).returncode == 0


@pytest.mark.parametrize(
    ("mask", "folder", "file"), [("002", 0o775, 0o664), ("022", 0o755, 0o644), ("077", 0o700, 0o600)]
)
def test_files_have_the_modes_that_the_umask_says(
    run: Run, here: Path, tiny: Path, mask: str, folder: int, file: int
) -> None:
    before = os.umask(int(mask, 8))
    try:
        assert run("new", "shop", "--framework", "flask", "--no-git").code == 0
    finally:
        os.umask(before)

    for path in [here / "shop", *(here / "shop").rglob("*")]:
        assert path.stat().st_mode & 0o777 == (folder if path.is_dir() else file), path


def test_features_are_split_at_commas(run: Run, here: Path, tiny: Path) -> None:
    words = ("new", "shop", "--framework", "flask", "--json", "--dry-run")

    assert run(*words, "--without", "docs,seeds").document["answers"]["features"] == []
    assert run(*words, "--without", "docs", "--with", "seeds,docs").document["problems"][0]["code"] == "feature-both"


def test_the_nearest_feature_is_told(run: Run, here: Path, tiny: Path) -> None:
    problem = run("new", "shop", "--framework", "flask", "--set", "doc=on", "--json").document["problems"][0]

    assert problem["fix"] == "did you mean `docs`?"


def test_when_one_framework_fails_there_is_neither(run: Run, here: Path, tiny: Path) -> None:
    (tiny / "express/broken.ts.jinja").write_text("[[ nothing ]]")

    assert run("new", "a/shop", "--framework", "both").code == 70
    assert entries(here) == []


@pytest.mark.parametrize("framework", ["flask", "both"])
def test_a_dry_run_lists_every_file_and_writes_none(run: Run, here: Path, tiny: Path, framework: str) -> None:
    dry = run("new", "shop", "--framework", framework, "--dry-run")
    document = run("new", "shop", "--framework", framework, "--dry-run", "--json").document
    assert entries(here) == []
    run("new", "shop", "--framework", framework, "--no-git")

    written = sorted(path.relative_to(here / "shop").as_posix() for path in here.rglob("*") if path.is_file())
    assert dry.out.splitlines() == document["files"] == written
    assert document["dryRun"]
    assert "Nothing was written." in dry.err


def test_an_unknown_question_is_answered_with_those_that_can_be_asked(run: Run, here: Path, tiny: Path) -> None:
    with (tiny / "questions/20-features.yml").open("a") as questions:
        questions.write("twin:\n  type: str\n  default: ''\n  ask: false\n")

    problem = run("new", "shop", "--framework", "flask", "--set", "twn=x", "--json").document["problems"][0]

    listed = [f"`{option['key']}`" for option in run("options", "--json").document["options"]]
    assert problem["why"] == f"the questions are {', '.join(listed)}"
    assert problem["fix"] == "run `scaffold options` to see what each takes"


def test_the_same_command_again_gives_the_same_project(run: Run, here: Path, tiny: Path) -> None:
    import shlex

    first = run(
        *("new", "shop", "--framework", "flask", "--without", "docs", "--set", "port=9000", "--no-git", "--json"),
        *("--resource", "note title:string{80}!:uniq body:text=it-is"),
    ).document
    (here / "shop").rename(here / "first")
    assert run(*shlex.split(first["again"])[1:]).code == 0

    assert subprocess.run(["diff", "-r", "first", "shop"], check=False).returncode == 0


# --- problems that a person can fix ---


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ([], ["missing-framework"]),
        (["--framework", "flsk"], ["unknown-framework"]),
        (["--framework", "flask", "--database", "oracle"], ["unknown-database"]),
        (["--framework", "flask", "--recipe", "blgo"], ["unknown-recipe"]),
        (["--framework", "flask", "--recipe", "none.yml"], ["answers-file"]),
        (["--framework", "flask", "--answers", "none.yml"], ["answers-file"]),
        (["--framework", "flask", "--set", "colour=red"], ["unknown-key"]),
        (["--framework", "flask", "--set", "names=[]"], ["unknown-key"]),
        (["--framework", "flask", "--set", "database"], ["set-pair"]),
        (["--framework", "flask", "--set", "port=many"], ["answer-type"]),
        (["--framework", "flask", "--set", "port=true"], ["answer-type"]),
        (["--framework", "flask", "--set", "port=70000"], ["answer-refused"]),
        (["--framework", "flask", "--set", "features=docs,x"], ["unknown-features"]),
        (["--framework", "flask", "--set", "resources=note"], ["answer-type"]),
        (["--framework", "flask", "--set", "resources={a: b}"], ["answer-type"]),
        (["--framework", "flask", "--set", "project_name=a b"], ["project-name"]),
        (["--framework", "flask", "--with", "x"], ["unknown-feature"]),
        (["--framework", "flask", "--with", "docs", "--without", "docs"], ["feature-both"]),
        (["--framework", "flask", "--resource", "note title:strin"], ["resource-line"]),
        (["--framework", "flask", "--resource", "a1 t:text", "--resource", "a1 t:text"], ["resource-twice"]),
        (["--framework", "flask", "--frame"], ["command-line"]),
        (["--framework", "flask", "b", "c"], ["command-line"]),
        (
            ["--framework", "flsk", "--database", "x", "--resource", "class t:text"],
            ["unknown-framework", "unknown-database", "resource-reserved"],
        ),
    ],
)
def test_bad_input_is_refused(refused: Run, words: list[str], codes: list[str]) -> None:
    ran = refused("new", "shop", *words)

    assert sorted(ran.codes) == sorted(codes)
    assert ran.code == 2


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../shop",
            "a/../../shop",
            "..",
            "/",
            "",
            " ",
            "a b",
            "1shop",
            "-",
            "_shop",
            "shop.",
            "shop-",
            "shop_",
            "schön",
            "con",
            "NUL",
        ),
        *(
            "[[shop]]",
            "{{shop}}",
            "[% x %]",
            '"shop"',
            "'shop'",
            "shop\n",
            "sh\u202eop",
            "sh\u200bop",
            "s" * 51,
            "s" * 300,
        ),
        *("$(id)", "`id`", "shop;ls", "a\\b", "shop|x", "~", "shop\x1b[31m"),
    ],
)
def test_a_bad_folder_is_refused(refused: Run, name: str) -> None:
    ran = refused("new", "--framework", "flask", name)

    assert ran.code == 2
    assert ran.codes in (["project-name"], ["project-folder"])


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_called_empty(refused: Run, name: str) -> None:
    problem = refused("new", name, "--framework", "flask").document["problems"][0]

    assert (problem["what"], problem["why"]) == ("the new project has no name", "the name is empty")


@pytest.mark.parametrize(
    "text", ["[1]", "a: [", "just text", "\x00", "1: 2", "? [a]: b", "&a [*a]", "!!python/object:os.x {}"]
)
def test_a_file_without_answers_is_refused(refused: Run, here: Path, text: str) -> None:
    (here / "own.yml").write_text(text)

    assert refused("new", "shop", "--framework", "flask", "--answers", "own.yml").codes == ["answers-file"]


def test_a_folder_that_is_not_empty_is_refused_with_every_collision(refused: Run, here: Path) -> None:
    (here / "shop/app").mkdir(parents=True)
    for name in ("README.md", "app/note.py", "mine.txt"):
        (here / "shop" / name).write_text("mine")

    ran = refused("new", "shop", "--framework", "flask")

    problem = ran.document["problems"][0]
    assert ran.codes == ["folder-not-empty"]
    assert problem["what"] == "`shop` already has 2 files that new would write"
    assert problem["why"] == "README.md and app/note.py exist"
    assert problem["files"] == ["README.md", "app/note.py"]
    assert (here / "shop/README.md").read_text() == "mine"


def test_many_collisions_are_counted_and_named_for_a_program_and_a_dry_run(refused: Run, run: Run, here: Path) -> None:
    words = ("new", "shop", "--framework", "flask", "--no-git")
    assert run(*words).code == 0
    (here / "shop/.copier-answers.yml").unlink()
    written = run(*words[:4], "--json").document["problems"][0]["files"]

    told, dry, machine = run(*words), run(*words, "--dry-run"), refused(*words).document["problems"][0]

    assert len(written) > 40
    assert f"Why: {', '.join(written[:5])} and {len(written) - 5} more exist.\n" in told.err
    assert all(path in dry.err for path in written)
    assert machine["files"] == written


def test_a_project_that_is_there_is_told_before_anything_is_rendered(
    run: Run, here: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("new", "shop", "--framework", "both", "--no-git").code == 0
    monkeypatch.setattr("scaffold.outside.engine.render", lambda *_: pytest.fail("rendered"))

    (here / "shop/flask").rename(here / "one")
    for folder, framework in (("shop", "both"), ("one", "express")):
        ended = run("new", folder, "--framework", framework)

        assert ended.code == 2
        assert f"Problem: `{folder}` is a project already.\n" in ended.err
        assert "choose another folder, or run `scaffold update` inside this one. Nothing was changed." in ended.err


def test_a_folder_without_a_collision_is_refused_as_well(refused: Run, here: Path) -> None:
    (here / "shop").mkdir()
    (here / "shop/mine.txt").write_text("mine")

    assert refused("new", "shop", "--framework", "flask").document["problems"][0]["why"] == "it holds mine.txt"


def test_a_file_in_the_way_is_refused(refused: Run, here: Path) -> None:
    (here / "shop").write_text("mine")

    assert refused("new", "shop", "--framework", "flask").codes == ["not-a-folder"]


def test_an_unknown_command_is_refused(refused: Run) -> None:
    assert refused("nwe").codes == ["command-line"]


# --- problems that a person cannot fix ---


def test_a_broken_template_is_told_and_nothing_is_left(refused: Run, tiny: Path) -> None:
    (tiny / "flask/broken.py.jinja").write_text("\n[[ nothing ]]\n")

    ran = refused("new", "a/shop", "--framework", "flask")

    assert (ran.code, ran.codes) == (70, ["template-broken"])
    assert "`broken.py.jinja`, line 2" in ran.document["problems"][0]["what"]


def test_broken_questions_are_told(refused: Run, tiny: Path) -> None:
    (tiny / "questions/10-project.yml").write_text("a: [")

    assert refused("new", "shop", "--framework", "flask").codes == ["template-broken"]


def test_a_bug_is_logged_and_told_in_one_line(
    refused: Run, run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("scaffold.outside.engine.render", fail)

    ran = refused("new", "shop", "--framework", "flask")

    assert (ran.code, ran.codes) == (70, ["bug"])
    logs = list((tmp_path / "cache/logs").iterdir())
    assert "KeyError: 'surprise'" in logs[0].read_text()
    assert str(logs[0].parent) in ran.document["problems"][0]["why"]
    assert "Traceback" in run("new", "shop", "--framework", "flask", "--debug").err


def test_ctrl_c_is_told_and_leaves_nothing(refused: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("scaffold.outside.engine.render", stop)

    assert refused("new", "a/shop", "--framework", "flask").code == 130


# --- the steps afterwards ---


def test_a_repository_with_a_first_commit_is_made(run: Run, here: Path, tiny: Path) -> None:
    ran = run("new", "shop", "--framework", "flask", "--json")

    assert ran.document["git"]
    assert quiet("git", "log", "--format=%s %an", cwd=here / "shop") == "Start from scaffold Ada\n"
    assert quiet("git", "status", "--porcelain", cwd=here / "shop") == ""
    assert quiet("git", "branch", "--show-current", cwd=here / "shop") == "main\n"


def test_no_repository_is_made_inside_one_unless_asked_for(run: Run, here: Path, tiny: Path) -> None:
    quiet("git", "init", "-q", cwd=here)

    assert not run("new", "one", "--framework", "flask", "--json").document["git"]
    assert not (here / "one/.git").exists()
    assert run("new", "two", "--framework", "flask", "--git", "--json").document["git"]
    assert not run("new", "three", "--framework", "flask", "--no-git", "--json").document["git"]


def test_git_without_a_name_becomes_next_steps(
    run: Run, here: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("EMAIL", "")
    monkeypatch.setattr(
        "scaffold.outside.commands.environment",
        lambda before=commands.environment: {
            **before(),
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "user.useConfigOnly",
            "GIT_CONFIG_VALUE_0": "true",
        },
    )

    ran = run("new", "shop", "--framework", "both")

    assert ran.code == 0
    assert ran.err.count("user.name") == 1
    assert [line.strip() for line in ran.err.splitlines()][-5:] == [
        "Git does not know your name yet; the first commit:",
        'git config --global user.name "Your Name"',
        "git config --global user.email you@example.org",
        *(f"git -C {here / 'shop' / name} commit -q -m 'Start from scaffold'" for name in ("flask", "express")),
    ]
    assert "failed" not in ran.err
    assert (here / "shop/flask/README.md").exists()


def test_no_git_at_all_becomes_next_steps(run: Run, here: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scaffold.outside.commands.find", lambda _: None)

    ran = run("new", "shop", "--framework", "both")

    assert ran.code == 0
    for once in ("`git init` failed: `git` is not installed", "`scaffold doctor` tells how to get what is missing"):
        assert ran.err.count(once) == 1
    assert f"git -C {here / 'shop/flask'} init -q -b main" in ran.err


def test_an_install_that_fails_becomes_a_next_step(
    run: Run, here: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "npm").write_text("#!/bin/sh\necho first\necho no network\nexit 1\n")
    (here / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(here), prepend=":")

    ran = run("new", "shop", "--framework", "express", "--install")

    assert ran.code == 0
    assert "`npm install` failed: no network" in ran.err
    assert "  npm install" in ran.err.splitlines()


def test_an_install_that_works_is_in_the_first_commit(
    run: Run, here: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "npm").write_text("#!/bin/sh\ntouch package-lock.json\n")
    (here / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(here), prepend=":")

    ran = run("new", "shop", "--framework", "express", "--install")

    assert "  npm install" not in ran.err.splitlines()
    assert "package-lock.json" in quiet("git", "ls-files", cwd=here / "shop")


def test_ctrl_c_in_a_step_afterwards_keeps_the_project(
    run: Run, here: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> commands.Outcome:
        raise KeyboardInterrupt

    monkeypatch.setattr("scaffold.outside.commands.run", stop)

    ran = run("new", "shop", "--framework", "flask", "--install", "--git")

    assert ran.code == 130
    assert "The project is there" in ran.err
    assert (here / "shop/README.md").exists()


# --- what programs read ---


def test_the_document_has_one_shape(run: Run, here: Path, tiny: Path) -> None:
    document = run("new", "shop", "--framework", "flask", "--json").document

    assert list(document) == [
        *("version", "command", "ok", "project", "templates", "answers", "files"),
        *("seconds", "git", "installed", "locked", "warnings", "next", "open", "again"),
    ]
    assert document["version"] == 1
    assert document["ok"] is True
    assert document["project"] == str(here / "shop")


def test_a_new_question_is_a_flag_an_option_and_an_answer_without_any_python(run: Run, here: Path, tiny: Path) -> None:
    with (tiny / "questions/20-features.yml").open("a") as questions:
        questions.write("log_level:\n  type: str\n  help: Log level\n  choices: [info, debug]\n  default: info\n")

    assert "--log-level info|debug" in run("new", "--help").out
    assert "log_level (--log-level)" in run("options").out
    assert run("new", "a", "--framework", "flask", "--log-level", "debg", "--json").codes == ["unknown-log-level"]
    made = run("new", "a", "--framework", "flask", "--log-level", "debug", "--json").document
    assert made["answers"]["log_level"] == "debug"
    assert "log_level: debug" in answers(here / "a")
    assert "--log-level debug" in made["again"]


def test_options_and_recipes_are_listed_on_stdout(run: Run, tiny: Path) -> None:
    options, recipes = run("options"), run("recipes")

    assert (options.code, options.err, recipes.code, recipes.err) == (0, "", 0, "")
    assert "framework (--framework)" in options.out
    assert "names" not in options.out
    assert recipes.out.startswith("starter (default): One note\n  note title:string!\n")


def test_options_and_recipes_are_documents(run: Run, tiny: Path) -> None:
    options = run("options", "--json").document["options"]
    recipes = run("recipes", "--json").document["recipes"]

    assert [option["key"] for option in options] == [
        "project_name",
        "framework",
        "database",
        "features",
        "port",
        "resources",
    ]
    assert options[1]["choices"][-1]["value"] == "both"
    assert [recipe["name"] for recipe in recipes] == ["starter", "bare", "blog"]
    assert recipes[2]["answers"]["database"] == "postgresql"


@pytest.mark.parametrize("words", ["recipes", "options --json", "--help"])
def test_a_reader_that_has_enough_is_no_error(words: str) -> None:
    ended = subprocess.run(
        f"python -m scaffold {words} | true; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=True,
    )

    assert ended.stderr == ""
    assert ended.stdout == "0\n"


@pytest.mark.parametrize("words", ["recipes", "options --json"])
def test_output_that_finds_no_room_is_told(words: str) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            ["python", "-m", "scaffold", *words.split()], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr


def test_a_stream_without_a_letter_does_not_stop_the_program(here: Path) -> None:
    ended = subprocess.run(
        ["python", "-m", "scaffold", "new", "schön", "--framework", "flask"],
        env={"PYTHONIOENCODING": "ascii", "PATH": __import__("os").environ["PATH"]},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 2
    assert "`sch\\xf6n`" in ended.stderr


@pytest.mark.parametrize(
    ("newest", "told"), [("0.4.0", __version__), ("0.4.0.post1.dev0+f9db", f"{__version__}, with changes")]
)
def test_the_version_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, newest: str, told: str) -> None:
    monkeypatch.setattr(templates, "newest", lambda: (newest, {}))

    assert run("--version").out == f"scaffold {told}\n"


def test_a_version_of_a_checkout_is_told_in_words(run: Run, here: Path, tiny: Path) -> None:
    assert run("new", "shop", "--framework", "flask", "--no-git").code == 0
    said = run("status", "-C", "shop").out
    made = answers(here / "shop")
    (tiny / "shared/LICENSE").write_text("freer\n")
    changed = run("update", "shop", "--check")

    assert "with changes, the newest" in said
    assert "templates 0.4.0, with changes to 0.4.0, with other changes" in changed.err
    assert "dev0" not in said + changed.err
    assert ".post1.dev0+" in made


def test_json_is_one_document_even_for_a_wrong_flag(run: Run, tiny: Path) -> None:
    assert json.loads(run("new", "--json", "--nonsense").out)["ok"] is False
