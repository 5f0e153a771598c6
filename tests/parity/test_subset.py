"""The templates of pages are in the language that Jinja and Nunjucks share, and are the same files on both sides."""

import pytest
from parity.projects import rendered
from parity.subset import faults

RECIPES = ("hello", "blog", "shop", "every-type", "every-rule", "pages", "long-names")


@pytest.mark.parametrize("recipe", RECIPES)
def test_templates_are_in_the_common_language_and_the_same(recipe: str) -> None:
    projects = [rendered(framework, recipe, "--with", "pages") for framework in ("flask", "express")]
    texts = [
        {
            path.relative_to(made).as_posix(): path.read_text()
            for name in ("templates", "static")
            for path in (made / name).rglob("*.*")
        }
        for made in projects
    ]

    assert texts[0] == texts[1]
    assert len(texts[0]) >= 5
    found = {path: wrong for path, text in texts[0].items() if path.endswith(".html") and (wrong := faults(text))}
    assert not found


@pytest.mark.parametrize(
    "bad",
    [
        "{{ a | safe }}",
        "{{ a | tojson }}",
        "{{ a.items }}",
        "{% if page.rows %}x{% endif %}",
        "{% for a, b in c %}x{% endfor %}",
        "{% for a in b if a %}x{% endfor %}",
        "{% for a in b %}{% set c = a %}{% endfor %}",
        "{{ a[1:2] }}",
        "{{ a > b }}",
        "{{ a + b }}",
        "{%- if a %}x{% endif %}",
        "<a href={{ a }}>x</a>",
        '<a onclick="{{ a }}">x</a>',
        "<script>{{ a }}</script>",
        "{% set a %}x{% endset %}",
        "{{ a is defined }}",
    ],
)
def test_each_fault_is_seen(bad: str) -> None:
    assert faults(bad)


def test_what_is_right_is_taken() -> None:
    assert not faults(
        '{% for a in rows %}<a href="{{ a.id }}">{{ a["items"] or "-" }}{% if not loop.last %}, {% endif %}</a>{% endfor %}'
    )
