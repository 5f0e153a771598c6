"""What other rules do to tables that are there."""

from __future__ import annotations

import pytest

from scaffold.core import alterations
from scaffold.core.alterations import FOLDED, REQUIRED, SHORTER, Altered, Constraint, Question
from scaffold.core.resource import parse
from scaffold.core.tables import CHECK, INDEX, UNIQUE

USER = "user name:string"


def between(old: str, new: str) -> list[Altered]:
    lines = [[parse(line, stored=True) for line in (text, USER)] for text in (old, new)]
    return alterations.between(*lines)


def only(old: str, new: str) -> Altered:
    (found,) = between(f"post {old}", f"post {new}")
    assert found.table == "posts"
    return found


def check(column: str, *ends: str) -> Constraint:
    return Constraint(CHECK, f"posts_{column}_check", (column,), ends)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a:string", "a:string"),
        ("a:string", "a:string{2..}"),
        ("a:string", "a:string~kebab"),
        ("a:text", "a:text{..500}"),
        ("a:string", "a:string:private"),
        ("a:enum{x,y}", "a:enum{x,y,z}"),
        ("a:integer=1", "a:integer!"),
        ("a:integer=1", "a:integer=2"),
    ],
)
def test_rules_of_requests_are_none_of_a_database(old: str, new: str) -> None:
    lines = [[parse(f"post {text}", stored=True)] for text in (old, new)]

    assert between(f"post {old}", f"post {new}") == []
    assert alterations.same(*lines)


@pytest.mark.parametrize(
    "new",
    [
        "a:string{80}",
        "a:string!",
        "a:string=x",
        "a:string:uniq",
        "a:string:iuniq",
        "a:string:index",
        "a:integer",
        "a:string b:string",
    ],
)
def test_a_database_keeps_another_column(new: str) -> None:
    assert not alterations.same([parse("post a:string")], [parse(f"post {new}", stored=True)])


@pytest.mark.parametrize(("old", "new"), [("{5,1}", "{5,2}"), ("{0..}", "{..0}"), ("{0..}", "{1..}")])
def test_digits_and_ends_are_of_the_database(old: str, new: str) -> None:
    assert not alterations.same([parse(f"post a:decimal{old}")], [parse(f"post a:decimal{new}")])


def test_a_rule_that_refers_is_of_the_database() -> None:
    users = parse(USER)
    one, other = parse("post user:references!"), parse("post user:references{user,cascade}!")

    assert not alterations.same([users, one], [users, other])
    assert alterations.between([users, one], [users, other]) == []


def test_a_new_table_is_not_altered() -> None:
    assert alterations.between([], [parse("post a:integer{1..}:uniq")]) == []
    assert alterations.between([parse("post a:integer{1..}:uniq")], []) == []


def test_of_a_new_table_only_what_tools_leave_out_is_told() -> None:
    (found,) = alterations.between([], [parse("post a:integer{1..}:uniq b:string:iuniq")])

    assert [one.name for one in found.added] == ["posts_b_unique"]
    assert not (found.dropped or found.questions)


@pytest.mark.parametrize(
    ("new", "ends", "said"),
    [
        ("{1..5}", (">= 1", "<= 5"), "a{1..5}"),
        ("{0..}", (">= 0",), "a{0..}"),
        ("{..9}", ("<= 9",), "a{..9}"),
    ],
)
def test_a_check_comes_and_rows_are_asked(new: str, ends: tuple[str, ...], said: str) -> None:
    found = only("a:integer", f"a:integer{new}")

    assert found.added == (check("a", *ends),)
    assert found.dropped == ()
    assert found.questions == (Question(CHECK, ("a",), said, ends),)
    back = only(f"a:integer{new}", "a:integer")
    assert (back.added, back.dropped, back.questions) == ((), (check("a", *ends),), ())


@pytest.mark.parametrize(
    ("old", "new", "asks"),
    [
        ("{1..5}", "{1..6}", False),
        ("{1..5}", "{0..5}", False),
        ("{1..5}", "{1..}", False),
        ("{1..5}", "{..5}", False),
        ("{1..5}", "{1..4}", True),
        ("{1..5}", "{2..5}", True),
        ("{1..}", "{1..5}", True),
        ("{..5}", "{1..5}", True),
        ("{1..10}", "{2..9}", True),
        ("{9..}", "{10..}", True),
        ("{10..}", "{9..}", False),
    ],
)
def test_a_check_that_changes_asks_only_what_is_not_known(old: str, new: str, asks: bool) -> None:
    found = only(f"a:integer{old}", f"a:integer{new}")

    assert [one.name for one in found.changed] == ["posts_a_check"]
    assert len(found.added) == len(found.dropped) == 1
    assert bool(found.questions) == asks


@pytest.mark.parametrize(("rule", "kind"), [("uniq", UNIQUE), ("iuniq", FOLDED)])
def test_one_that_becomes_unique_asks(rule: str, kind: str) -> None:
    found = only("a:string", f"a:string:{rule}")

    assert found.added == (Constraint(kind, "posts_a_unique", ("a",)),)
    assert [(one.kind, one.columns, one.said) for one in found.questions] == [(kind, ("a",), f"a:{rule}")]


def test_without_case_is_more_than_with_it() -> None:
    assert [one.kind for one in only("a:string:uniq", "a:string:iuniq").questions] == [FOLDED]
    assert only("a:string:iuniq", "a:string:uniq").questions == ()
    assert only("a:string:iuniq", "a:string:uniq").changed == (Constraint(UNIQUE, "posts_a_unique", ("a",)),)


def test_an_index_asks_nothing() -> None:
    found = only("a:string b:string", "a:string:index b:string index(a,b)")

    assert [one.name for one in found.added] == ["posts_a_index", "posts_a_b_index"]
    assert found.added[1] == Constraint(INDEX, "posts_a_b_index", ("a", "b"))
    assert found.questions == ()


def test_several_are_unique_by_their_columns() -> None:
    found = only("a:string user:references", "a:string user:references unique(a,user)")

    assert found.added == (Constraint(UNIQUE, "posts_a_user_id_unique", ("a", "user_id")),)
    assert found.questions == (Question(UNIQUE, ("a", "user_id"), "unique(a,user_id)"),)


def test_a_new_column_is_asked_nothing() -> None:
    assert only("a:string", "a:string b:integer{1..}=1 c:string:uniq unique(a,b)").questions == ()


def test_what_may_be_missing_is_asked_when_it_may_not_any_more() -> None:
    assert only("a:string", "a:string!").questions == (Question(REQUIRED, ("a",), "a!"),)
    assert between("post user:references", "post user:references!")[0].questions == (
        Question(REQUIRED, ("user_id",), "user_id!"),
    )
    assert between("post a:string", "post a:string=x") == []
    assert between("post a:string!", "post a:string") == []


def test_a_shorter_length_is_asked_a_longer_one_is_not() -> None:
    assert only("a:string", "a:string{40}").questions == (Question(SHORTER, ("a",), "a{40}", most=40),)
    assert between("post a:string{40}", "post a:string{41}") == []
