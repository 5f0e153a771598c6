"""Which resource shows a concept."""

from __future__ import annotations

from scaffold.actions.compare.concepts import chosen
from scaffold.core.comparison import Both, Piece
from scaffold.outside.marks import Marked


def marked(side: str, **lengths: dict[str, int]) -> Marked:
    """Concepts, and how many lines there are for each resource."""
    return Marked(
        {},
        {
            name: {
                resource: (Piece(f"{side}/{resource}", 1, ("x",) * count, {}),) for resource, count in several.items()
            }
            for name, several in lengths.items()
        },
    )


def shown(flask: Marked, express: Marked) -> dict[str, list[str]]:
    found = chosen(Both(flask, express))
    return {name: [piece.file for piece in (*both.flask, *both.express)] for name, both in found.items()}


def test_all_concepts_show_the_resource_that_most_can_show() -> None:
    flask = marked("f", model={"post": 9, "tag": 3, "log": 4}, query={"post": 5, "tag": 5}, link={"log": 3})
    express = marked("e", model={"post": 25, "tag": 3, "log": 4}, query={"post": 5, "tag": 5}, link={"log": 3})

    assert shown(flask, express) == {
        "link": ["f/log", "e/log"],
        "model": ["f/tag", "e/tag"],
        "query": ["f/tag", "e/tag"],
    }


def test_of_equals_the_longest_is_shown_and_then_the_first_by_name() -> None:
    flask = marked("f", model={"tag": 3, "post": 9, "page": 9})
    express = marked("e", model={"tag": 3, "post": 9, "page": 9})

    assert shown(flask, express) == {"model": ["f/page", "e/page"]}


def test_one_side_may_have_code_for_all_resources_at_once() -> None:
    flask = marked("f", routes={"": 4}, start={"": 2}, only={"": 1})
    express = marked("e", routes={"tag": 2, "": 3}, start={"": 2})

    assert shown(flask, express) == {"only": ["f/"], "routes": ["f/", "e/", "e/tag"], "start": ["f/", "e/"]}


def test_a_resource_that_is_too_long_everywhere_is_shown_all_the_same() -> None:
    assert shown(marked("f", model={"post": 30}), marked("e", model={"post": 2})) == {"model": ["f/post", "e/post"]}


def test_a_resource_is_there_on_both_sides_if_any_is() -> None:
    assert shown(marked("f", link={"log": 9, "tag": 1}), marked("e", link={"tag": 1})) == {"link": ["f/tag", "e/tag"]}
