"""Whether a text speaks of a resource."""

from __future__ import annotations

import pytest

from scaffold.core import mentions
from scaffold.core.resource import stored

RESOURCES = stored(["blog_tag title:string!", "tag name:string!", "news(news) a1:string!"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("from app.features.tags.routes import bp as tags_bp", {"tag"}),
        ('router.use("/blog-tags", blogTagsRouter(em));', {"blog_tag"}),
        ("export { BlogTag }\nmakeTag()", {"blog_tag", "tag"}),
        ("NEWS: list[Row]", {"news"}),
        ("stage, tagged, newsletter, blog, tag1", {"tag"}),
        ("    # tags\n  // tags\n * tags", set()),
        ("", set()),
    ],
)
def test_a_resource_is_named_in_each_spelling_and_not_in_comments(text: str, named: set[str]) -> None:
    assert mentions.of(text, RESOURCES) == named
