"""https://docs.sqlalchemy.org/en/20/core/constraints.html#indexes, `flask db migrate`: an index, nothing else."""

from afternoon.harness import Case, Site

CASE = Case(
    imports={"app/features/posts/models.py": "from sqlalchemy import Index"},
    appended={
        "app/features/posts/models.py": """

Index("posts_by_status", Post.status, Post.published_at)
"""
    },
    migrates=True,
)


def hands(site: Site) -> None:
    flask = ".venv/bin/flask"
    versions = site.folder / "migrations" / "versions"
    before = set(versions.glob("*.py"))
    site.run(flask, "db", "migrate", "-m", "posts by status")
    [made] = set(versions.glob("*.py")) - before
    text = made.read_text()
    # Why without blanks and one kind of quotes: the formatter may have been here.
    made_short = "".join(text.split()).replace("'", '"')
    assert 'create_index("posts_by_status",["status","published_at"]' in made_short
    assert not [word for word in ("drop_table", "add_column", "alter_column", "create_table") if word in text]
    site.run(flask, "db", "upgrade")
    site.run(flask, "db", "check")
    site.run(flask, "db", "downgrade")
    site.run(".venv/bin/ruff", "format", "migrations")
    site.run(".venv/bin/ruff", "check", "migrations")
