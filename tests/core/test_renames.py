"""What has another name in a database when a resource or a field has."""

from __future__ import annotations

from scaffold.core import renames
from scaffold.core.renames import Check, Index, Key, Renamed
from scaffold.core.resource import parse
from scaffold.core.tables import Column, Several, tables

OLD = ("post a:integer{1..5} b:string:iuniq user:references{user,cascade} unique(a,user) index(a,b)", "user t:text")


def between(*new: str) -> list[Renamed]:
    return renames.between(*([parse(line, stored=True) for line in lines] for lines in (OLD, new)))


def test_a_field_takes_its_check_and_the_rules_that_name_it_along() -> None:
    (found,) = between(
        "post c:integer{1..5} b:string:iuniq user:references{user,cascade} unique(c,user) index(c,b)", OLD[1]
    )

    assert found.columns == [("a", "c")]
    assert found.checks == [Check("posts_a_check", "posts_c_check", "c", (">= 1", "<= 5"))]
    assert found.indexes == [
        Index("posts_a_user_id_unique", "posts_c_user_id_unique", ("c", "user_id"), True),
        Index("posts_a_b_index", "posts_c_b_index", ("c", "b"), False),
    ]
    assert found.keys == []
    assert found.lowered == []
    assert found.constraints == [("posts_a_check", "posts_c_check")]


def test_one_without_case_has_a_column_of_its_own_in_mysql() -> None:
    (found,) = between(
        "post a:integer{1..5} c:string:iuniq user:references{user,cascade} unique(a,user) index(a,c)", OLD[1]
    )

    assert found.indexes[0] == Index("posts_b_unique", "posts_c_unique", ("c",), True, folded=True)
    assert found.lowered == [("b_lower", "c_lower")]


def test_a_resource_takes_all_along() -> None:
    (found,) = between("note" + OLD[0].removeprefix("post"), OLD[1])

    assert (found.old, found.new) == ("posts", "notes")
    assert [index.new for index in found.indexes] == [
        "notes_b_unique", "notes_user_id_index", "notes_a_user_id_unique", "notes_a_b_index",
    ]  # fmt: skip
    assert found.keys == [Key("posts_user_id_foreign", "notes_user_id_foreign", ("user_id",), "users", "cascade")]
    assert found.constraints == [
        ("posts_user_id_foreign", "notes_user_id_foreign"), ("posts_a_check", "notes_a_check"),
    ]  # fmt: skip


def test_nothing_else_is_renamed() -> None:
    assert between(*OLD) == []


def test_tables_have_what_a_database_keeps() -> None:
    line = "post a:integer{..5}! b:string{3..80}=abcd c:decimal{5,1} user:references unique(a,b) tags:references{tag}[]"
    post, join, _, _ = tables([parse(line), parse("tag t:text"), parse("user t:text")])

    assert post.columns == (
        Column("a", type="integer", most="5"),
        Column("b", type="string(80)"),
        Column("c", type="decimal(5, 1)", null=True),
        Column("user_id", "index", "users", "set null", null=True),
    )
    assert post.columns[0].check == ("<= 5",)
    assert [column.filled for column in post.columns] == [False, True, False, False]
    assert post.rules == (Several("unique", ("a", "b")),)
    assert join.name == "posts_tags"
    assert join.rules == ()
