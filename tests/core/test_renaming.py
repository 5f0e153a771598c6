"""What a rename does to paths and to code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scaffold.core import renaming
from scaffold.core.renaming import Names, Words
from scaffold.core.resource import parse

POST, TAG = parse("post title:string tags:references{tag}[]"), parse("tag name:string")
BASE = """\
from app.features.tags import service as tags
from app.features.tags.models import Tag

API = "/api/tags"


def find(tag_id: int) -> Tag:
    return tags.find(Tag, tag_id)
"""
THEIRS = """\
from app.features.labels import service as labels
from app.features.labels.models import Label

API = "/api/labels"


def find(label_id: int) -> Label:
    return labels.find(Label, label_id)
"""


def names(line: str = "label name:string") -> Names:
    found = renaming.of_resources([POST, TAG], [POST, parse(line)])
    assert found
    return found


def words() -> Words:
    return names().words([BASE, "class Post:\n    tags: list[Tag]\n"], [THEIRS, "class Post:\n    tags: list[Label]\n"])


def test_a_path_that_has_the_name_goes_to_the_one_that_has_the_new_one() -> None:
    base = ["app/features/tags/tags.py", "app/features/tags/routes.py", "tests/test_tags.py", "app/stages.py", "x"]
    theirs = ["app/features/labels/tags.py", "app/features/labels/routes.py", "tests/test_labels.py", "x"]

    assert names().paths(base, theirs) == {
        "app/features/tags/tags.py": "app/features/labels/tags.py",
        "app/features/tags/routes.py": "app/features/labels/routes.py",
        "tests/test_tags.py": "tests/test_labels.py",
    }


def test_a_name_of_two_words_is_found_in_each_spelling() -> None:
    found = names("blog_label name:string").paths(
        ["src/tags/a.ts", "src/TagList.ts", "app/tags/a.py"],
        ["src/blog-labels/a.ts", "src/BlogLabelList.ts", "app/blog_labels/a.py"],
    )

    assert list(found.values()) == ["app/blog_labels/a.py", "src/BlogLabelList.ts", "src/blog-labels/a.ts"]


def test_a_path_with_two_ways_to_go_is_left_alone() -> None:
    assert names("blog_label name:string").paths(["tags.py"], ["blog_labels.py", "blog-labels.py"]) == {}


def test_words_that_are_gone_follow_and_words_that_are_still_there_do_not() -> None:
    ours = BASE + "\n\ndef popular(post: Post) -> list[Tag]:\n    # Our tag.\n    return [*post.tags, tags.first()]\n"
    local = replace(words(), local=names().local(BASE, THEIRS))

    put = local.put(ours, local.own(BASE, ours))

    assert put.startswith(THEIRS)
    assert put.endswith(
        "def popular(post: Post) -> list[Label]:\n    # Our tag.\n    return [*post.tags, labels.first()]\n"
    )


def test_a_new_name_that_a_person_has_already_is_not_given_again() -> None:
    ours = BASE + "\n\ndef both(tag_id: int, label_id: int) -> None: ...\n"

    assert "def both(tag_id: int, label_id: int)" in words().put(ours, words().own(BASE, ours))


def test_a_person_who_called_it_otherwise_decides() -> None:
    found = Words(gone={"notes": "memos"})
    base, ours = 'TABLE = "notes"\nx = notes\n', 'TABLE = "our_notes"\nx = notes\n'
    own = found.own(base, ours)

    assert found.put(base, own) == 'TABLE = "notes"\nx = memos\n'
    assert found.put(ours, own) == 'TABLE = "our_notes"\nx = memos\n'


def test_a_file_of_a_person_follows_when_it_says_where_the_resource_is() -> None:
    found = words().with_path("app/features/tags", "app/features/labels")

    assert not found.names("class Tag:\n    pass\n")
    for text, put in {
        "from app.features.tags.models import Tag\n": "from app.features.labels.models import Label\n",
        'import "../features/tags/models.ts";\n': 'import "../features/labels/models.ts";\n',
        'x = ForeignKey("tags.id")\n': 'x = ForeignKey("labels.id")\n',
    }.items():
        assert found.names(text)
        assert found.elsewhere.put(text) == put


def test_a_field_follows_behind_its_row() -> None:
    found = renaming.of_resources([POST], [parse("post headline:string tags:references{tag}[]")])
    assert found
    text = "post.title, Post.title, page.title, title"

    assert found.words(["title"], ["title headline"]).put(text) == "post.headline, Post.headline, page.title, title"


def test_a_projects_name_is_in_paths_only() -> None:
    found = renaming.of_project("shop", "store")

    assert found
    assert found.paths(["shop/a.py"], ["store/a.py"]) == {"shop/a.py": "store/a.py"}
    assert found.words(["shop"], ["store"]) == Words()
    assert renaming.of_project("shop", "shop") is None


@pytest.mark.parametrize("sign", ["#", "//", "/*", " *", "    #"])
def test_a_comment_keeps_its_words(sign: str) -> None:
    found = Words(gone={"Tag": "Label"})

    assert found.put(f"{sign} Tag that was\nTag()  # Tag\n") == f"{sign} Tag that was\nLabel()  # Label\n"
