"""Rules of fields, and of several, are added, changed and removed from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from conftest import Run

from scaffold.actions.catalogue import Catalogue
from scaffold.actions.change import checked, rendered
from scaffold.core.problem import Problem
from scaffold.outside import templates

LINES = ("account name:string", "vote account:references! poll:references! stars:integer note:string", "poll a:string")


@pytest.fixture(params=("flask", "express"))
def votes(request: pytest.FixtureRequest, here: Path, run: Run) -> Path:
    lines = [word for line in LINES for word in ("--resource", line)]
    assert run("new", "votes", "--framework", request.param, *lines, "--no-git", "--yes").code == 0
    return here / "votes"


@pytest.fixture
def express(here: Path, run: Run) -> Path:
    lines = [word for line in LINES for word in ("--resource", line)]
    assert run("new", "votes", "--framework", "express", *lines, "--no-git", "--yes").code == 0
    return here / "votes"


def line(project: Path, name: str = "vote") -> str:
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text())
    return next(str(one) for one in answers["resources"] if one.split()[0] == name)


def change(run: Run, *words: str) -> None:
    ended = run(*words, "-C", "votes")
    assert ended.code == 0, ended.err


def problem(run: Run, *words: str) -> Problem:
    ended = run(*words, "-C", "votes", "--json")
    assert ended.code == 2
    (found,) = ended.document["problems"]
    return Problem(*(found[key] for key in ("code", "what", "why", "fix")))


def test_a_rule_of_several_comes_and_goes(votes: Path, run: Run) -> None:
    before = line(votes)
    change(run, "add", "rule", "vote", "unique( account , poll )", "index(poll,stars)")
    assert line(votes) == f"{before} unique(account,poll) index(poll,stars)"

    change(run, "remove", "rule", "vote", "unique (account, poll)")
    assert line(votes) == f"{before} index(poll,stars)"
    change(run, "undo")
    assert line(votes) == f"{before} unique(account,poll) index(poll,stars)"


def test_a_rule_is_taken_in_several_words(express: Path, run: Run) -> None:
    change(run, "add", "rule", "vote", "unique", "(account,", "poll)")

    assert line(express).endswith(" unique(account,poll)")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "rule", "vote", "unique(account,pol)"), "rule-field", "did you mean `poll`?"),
        (("add", "rule", "vote", "unique(account)"), "resource-line", "one field takes `:uniq`"),
        (("add", "rule", "vote", "stars:integer{1..5}"), "no-rule", 'change field vote "stars:integer{1..5}"'),
        (("add", "rule", "vote", "unique"), "resource-line", "unique"),
        (("add", "rule", "voter", "unique(a,b)"), "unknown-resource", "did you mean `vote`?"),
        (("remove", "rule", "vote", "unique(account,poll)"), "unknown-rule", "it has none"),
        (("change", "field", "vote", "star:integer{1..5}"), "unknown-field", "did you mean `stars`?"),
        (("change", "field", "vote", "stars:bigint"), "field-type", 'add field vote "stars_2:bigint"'),
        (("change", "field", "vote", "stars:decimal!"), "field-type", 'add field vote "stars_2:decimal"'),
        (("change", "field", "vote", "poll:references{account}"), "field-type", "poll_2:references{account}"),
        (("change", "field", "vote", "poll:references{poll}[]"), "field-type", "remove field vote poll"),
        (("change", "field", "vote", "stars:integer", "note:text"), "field-type", 'add field vote "note_2:text"'),
        (("change", "field", "vote", "a:text", "unique(poll,account)"), "no-field", 'rule vote "unique(poll,account)"'),
        (("change", "field", "vote", "stars"), "resource-line", "a field is a name, a colon and a type"),
    ],
)
def test_what_cannot_be_is_told(words: tuple[str, ...], code: str, said: str, express: Path, run: Run) -> None:
    before = line(express)
    found = problem(run, *words)

    assert found.code == code
    assert said in f"{found.what} {found.why} {found.fix}"
    assert line(express) == before


def test_the_rules_that_there_are_are_told(express: Path, run: Run) -> None:
    change(run, "add", "rule", "vote", "unique(account,poll)", "index(poll,stars)")

    found = problem(run, "remove", "rule", "vote", "unique(account,stars)")

    assert found.why == "its rules are `unique(account,poll)` and `index(poll,stars)`"
    assert found.fix == "did you mean `unique(account,poll)`?"


@pytest.mark.parametrize(
    "field",
    [
        "stars:integer{1..5}!",
        "stars:integer:index=3",
        "stars:integer:private",
        "note:string{3..80}~kebab!:iuniq",
        "note:string:uniq",
        "poll:references{poll,cascade}!",
        "poll:references{poll,restrict}",
    ],
)
def test_a_field_gets_other_rules(field: str, express: Path, run: Run) -> None:
    change(run, "change", "field", "vote", field)

    assert field in line(express).split()
    assert len(line(express).split()) == 5


def test_several_fields_get_other_rules_at_once(express: Path, run: Run) -> None:
    change(run, "change", "field", "vote", "stars:integer{1..5}!", "note:string{80}")

    assert line(express) == "vote account:references! poll:references! stars:integer{1..5}! note:string{80}"


def test_a_field_comes_with_a_rule_that_names_it(express: Path, run: Run) -> None:
    change(run, "add", "field", "vote", "round:integer=1", "unique(account,poll,round)")

    assert line(express).endswith(" round:integer=1 unique(account,poll,round)")


def test_digits_stay(express: Path, run: Run) -> None:
    change(run, "add", "field", "vote", "fee:decimal{12,2}")
    assert problem(run, "change", "field", "vote", "fee:decimal{0..}").code == "field-type"
    change(run, "change", "field", "vote", "fee:decimal{12,2,0..}")

    assert line(express).endswith(" fee:decimal{12,2,0..}")


def test_a_field_that_goes_takes_its_rules_along_and_that_is_told(votes: Path, run: Run) -> None:
    change(run, "add", "rule", "vote", "unique(account,poll)", "index(poll,stars)", "index(account,stars)")

    ended = run("remove", "field", "vote", "poll", "-C", "votes", "--json")

    told = "`unique(account,poll)` of `vote` and `index(poll,stars)` of `vote` go with the field"
    assert ended.document["projects"][0]["warnings"] == [told]
    assert line(votes) == "vote account:references! stars:integer note:string index(account,stars)"
    assert run("remove", "field", "vote", "note", "-C", "votes", "--json").document["projects"][0]["warnings"] == []
    (warning,) = run("remove", "field", "vote", "stars", "-C", "votes", "--json").document["projects"][0]["warnings"]
    assert warning == "`index(account,stars)` of `vote` goes with the field"


def test_a_field_that_is_renamed_is_followed_by_its_rules(votes: Path, run: Run) -> None:
    change(run, "add", "rule", "vote", "unique(account,poll)", "index(poll,stars)")

    change(run, "rename", "field", "vote", "poll", "survey")

    assert line(votes).endswith(" unique(account,survey) index(survey,stars)")
    assert "survey:references{poll}!" in line(votes)


def test_a_rule_that_no_database_keeps_needs_no_migration(votes: Path, run: Run) -> None:
    steps = run("change", "field", "vote", "note:string{3..}~kebab", "-C", "votes", "--json").document["next"]

    assert not any("migrat" in step or "upgrade" in step for step in steps)
    steps = run("change", "field", "vote", "note:string{3..80}~kebab", "-C", "votes", "--json").document["next"]
    assert any("change_note_of_vote" in step for step in steps)


def test_the_migration_of_a_rule_is_called_after_it(votes: Path, run: Run) -> None:
    steps = run("add", "rule", "vote", "unique(account,poll)", "-C", "votes", "--json").document["next"]
    assert any("add_unique_account_poll_to_vote" in step for step in steps)
    steps = run("remove", "rule", "vote", "unique(account,poll)", "-C", "votes", "--json").document["next"]
    assert any("remove_unique_account_poll_from_vote" in step for step in steps)
    change(run, "add", "rule", "vote", "unique(account,poll)")
    steps = run("remove", "field", "vote", "poll", "-C", "votes", "--json").document["next"]
    assert any("remove_poll_from_vote" in step and "unique" not in step for step in steps)


def test_a_rule_that_is_there_is_up_to_date(express: Path, run: Run) -> None:
    ended = run("change", "field", "vote", "stars:integer", "-C", "votes")

    assert "votes is up to date" in ended.err


def test_a_moment_is_told_when_the_migration_is_left_to_a_person(express: Path, run: Run) -> None:
    ended = run("add", "field", "vote", "since:datetime=now", "-C", "votes", "--json")

    (warning,) = ended.document["projects"][0]["warnings"]
    assert warning.endswith("a value: `votes.since` = `now`")


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A project of the version before there were rules."""
    old = Catalogue("0.4.0", templates.version("0.4.0"))
    answers = {"framework": "flask", "project_name": "old", "database": "sqlite", "resources": ["note a:string b:date"]}
    for path, file in rendered(old, checked(old, answers)).items():
        (tmp_path / "old" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "old" / path).write_bytes(file.content)
    return tmp_path / "old"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "field", "note", "n:integer{1..5}"), "n:integer{1..5}"),
        (("add", "field", "note", "at:datetime=now"), "at:datetime=now"),
        (("add", "field", "note", "other:references{note,cascade}"), "other:references{note,cascade}"),
        (("change", "field", "note", "a:string:iuniq"), "a:string:iuniq"),
        (("change", "field", "note", "a:string~kebab"), "a:string~kebab"),
        (("change", "field", "note", "a:string:private"), "a:string:private"),
        (("add", "rule", "note", "unique(a,b)"), "unique(a,b)"),
    ],
)
def test_templates_that_are_older_than_a_word_are_told(
    words: tuple[str, ...], said: str, older: Path, run: Run
) -> None:
    ended = run(*words, "-C", str(older), "--json").document

    (problem,) = ended["problems"]
    assert (problem["code"], problem["what"]) == ("templates-older", f"`{said}` cannot be in `old` yet")
    assert "0.4.0" in problem["why"]
    assert "`scaffold update` first" in problem["fix"]


def test_older_templates_take_what_they_know(older: Path, run: Run) -> None:
    assert run("change", "field", "note", "a:string{40}!:uniq", "-C", str(older)).code == 0
