"""What only shows when resources are looked at together."""

from __future__ import annotations

import pytest

from scaffold.core import model
from scaffold.core.problem import Problem, Problems


def codes(*lines: str) -> list[str]:
    try:
        model.read(lines)
    except Problem as problem:
        assert problem.exit == 2
        assert problem.what
        assert problem.why
        assert problem.fix
        return [problem.code]
    except Problems as several:
        return [problem.code for problem in several.problems]
    return []


def test_lines_are_stored_sorted() -> None:
    assert model.read(["post a_b:text", "comment post:references"]) == ("comment post:references", "post a_b:text")


LONG = "abcdefghijklmnopqrstuvwx"
# A post and its comments go with their user, and a comment keeps its post.
BOTH_GO = [
    "user t:text",
    "post user:references{user,cascade}",
    "comment user:references{user,cascade} post:references!",
]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["post t:text", "post t:text"], "resource-twice"),
        (["person t:text", "people(peoples) t:text"], "resource-twice"),
        (["blog_post t:text", "blogpost t:text"], "resource-twice"),
        (["post t:text", "entry(posts) t:text"], "resource-twice"),
        (["post tag:references[]", "tag t:text", "x1(posts_tag) t:text"], "table-twice"),
        (["post t:text t:text"], "field-twice"),
        (["post a_1:text a1:text"], "field-twice"),
        (["post tag:references tag_id:integer", "tag t:text"], "field-twice"),
        (["post tags:references{tag}[] tag_ids:integer", "tag t:text"], "field-twice"),
        (["post tags:references{tag}[] tag_links:integer", "tag t:text"], "field-twice"),
        (["user email:email:iuniq email_lower:string"], "field-twice"),
        (["comment post:references"], "reference-missing"),
        (["comment by:references{user}[]"], "reference-missing"),
        (["note parent:references{note}!"], "reference-circle"),
        (["ax b1:references!", "b1 ax:references!"], "reference-circle"),
        (["ax b1:references!", "b1 c1:references!", "c1 ax:references!", "d1 ax:references!"], "reference-circle"),
        (["comment post:references", "post comments:references{comment}[]"], "list-twice"),
        (["post posts:references{post}[]"], "list-twice"),
        (["post tags:references{tag}[]", "tag posts:integer"], "rows-twice"),
        (["post tag:references!", "tag posts:string"], "rows-twice"),
        (["comment post:references", "post comments:references{tag}", "tag t:text"], "rows-twice"),
        (["note parent:references{note} notes:integer"], "rows-twice"),
        (["post author:references{user} editor:references{user}", "user posts_as_editor:text"], "rows-twice"),
        (["post tag:references", "tag posts:references{note}", "note t:text"], "rows-twice"),
        (["datum(metadata) post:references", "post t:text"], "rows-reserved"),
        ([f"{LONG} {LONG[::-1]}:text", f"{LONG[1:]} {LONG[::-1]}:references{{{LONG}}}[]"], "name-too-long"),
        (["post " + " ".join(f"f{n}:string{{768}}" for n in range(22))], "row-too-wide"),
        (["post " + " ".join(f"f{n}:integer:index" for n in range(61))], "too-many-indexes"),
        (
            ["post a:date b:date " + " ".join(f"f{n}:integer:index" for n in range(60)) + " index(a,b)"],
            "too-many-indexes",
        ),
        (["vote a:date unique(a,b)"], "rule-field"),
        (["vote a:date user:references{vote} index(a,user_id)"], "rule-field"),
        (["vote a:date b:text unique(a,b)"], "rule-field"),
        (["vote a:date b:json index(a,b)"], "rule-field"),
        (["vote a:date b:references{vote}[] index(a,b)"], "rule-field"),
        (["vote a:date b:string:private unique(a,b)"], "rule-field"),
        (["vote a:date b:date unique(a,b) unique(a,b)"], "rule-twice"),
        (["vote a_b:date c:date a:date b_c:date index(a_b,c) index(a,b_c)"], "rule-twice"),
        ([f"vote {LONG}:date {LONG[::-1]}:date f123456:date unique({LONG},{LONG[::-1]},f123456)"], "name-too-long"),
        (["vote a:string{700} b:string{60} c:string{8} unique(a,b,c)"], "index-too-wide"),
        (BOTH_GO, "delete-order"),
        (["user t:text", "post a:references{user,cascade} b:references{user}!"], "delete-order"),
        (["node up:references{node,cascade} root:references{node,restrict}"], "delete-order"),
    ],
)
def test_a_collision_is_refused(lines: list[str], found: str) -> None:
    assert codes(*lines) == [found]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["note parent:references{note}"],
        ["vote a:date b:string:private index(a,b)"],
        ["vote a:date b:date unique(a,b) unique(b,a) index(a,b)"],
        ["vote a:string{700} b:string{60} c:string{5} unique(a,b,c)"],
        [*BOTH_GO[:2], BOTH_GO[2].replace("post:references!", "post:references{post,cascade}!")],
        [*BOTH_GO[:2], BOTH_GO[2].replace("post:references!", "post:references")],
        [BOTH_GO[0], BOTH_GO[1].replace("{user,cascade}", ""), BOTH_GO[2]],
        ["node up:references{node,cascade} root:references{node}"],
        ["ax b1:references", "b1 ax:references!"],
        ["post related:references{post}[]"],
        ["post author:references{user} editor:references{user}", "user name:string"],
        ["post tags:references{tag}[]", "tag name:string"],
        ["post tags:references{tag}[] hidden_tags:references{tag}[]", "tag name:string"],
        ["paper authors:references{user}[] editors:references{user}[]", "user name:string"],
        ["ax b1:references! c1:references!", "b1 d1:references!", "c1 d1:references!", "d1 t:text"],
        [f"{LONG} {LONG}:text", f"b{LONG[1:]} {LONG[:20]}:references{{{LONG}}}!:uniq"],
        ["post tag:references", "tag name:string posts_count:integer post:integer"],
        ["post author:references{user}", "user posts_as_author:text"],
        ["datum(metadata) t:text"],
        ["post " + " ".join(f"f{n}:string{{255}}" for n in range(63))],
    ],
)
def test_what_only_looks_like_a_collision_is_accepted(lines: list[str]) -> None:
    assert codes(*lines) == []


def test_all_problems_of_all_lines_are_told_at_once() -> None:
    assert codes("post t:strin", "class t:text", "") == ["resource-line", "resource-reserved", "resource-line"]
    assert codes("post u:references t:text t:text") == ["field-twice", "reference-missing"]


def test_the_rows_of_another_are_told_by_name() -> None:
    with pytest.raises(Problem) as refused:
        model.read(["post title:string tags:references{tag}[]", "tag posts:integer"])

    problem = refused.value
    assert problem.what == "`tag` cannot have the field `posts` beside the rows of `post.tags`"
    assert problem.why == "by `post.tags` a `tag` has `posts`, the rows that refer to it"
    assert problem.fix == "rename the field `posts` of `tag`, or choose another plural for `post`: `post(post_list)`"


def test_a_rule_says_which_field_was_meant() -> None:
    with pytest.raises(Problem) as refused:
        model.read(["vote user:references{vote} on_day:date unique(user_id,on_day)"])

    assert refused.value.fix == "did you mean `user`?"


def test_two_ways_to_be_deleted_are_told_with_both_rows() -> None:
    with pytest.raises(Problem) as refused:
        model.read(BOTH_GO)

    assert refused.value.what == "`comment.post` cannot keep a `post` from being deleted"
    assert "deleting a `user` deletes both" in refused.value.why
    assert "`post:references{post,cascade}`" in refused.value.fix
