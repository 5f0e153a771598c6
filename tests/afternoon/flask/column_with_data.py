"""https://alembic.sqlalchemy.org/en/latest/cookbook.html: a column is added by `flask db migrate`, and filled in."""

import re

from afternoon.harness import Case, Site, after, value

CASE = Case(
    imports={"app/features/posts/models.py": "from sqlalchemy import String"},
    lines=(
        after(
            "app/features/posts/models.py",
            '__tablename__ = "posts"',
            '\nlanguage: Mapped[str] = mapped_column(String(5), server_default="en")',
        ),
        after("app/features/posts/schemas.py", "class PostOut(Output):", "    language: str"),
    ),
    migrates=True,
)
ROWS = """\
insert into posts (title, body, status, created_at, updated_at)
values ('Hallo', 'x', 'live', '2026-01-01 00:00:00', '2026-01-01 00:00:00'),
       ('Hello', 'x', 'live', '2026-01-01 00:00:00', '2026-01-01 00:00:00')"""


def hands(site: Site) -> None:
    flask = ".venv/bin/flask"
    versions = site.folder / "migrations" / "versions"
    before = set(versions.glob("*.py"))
    statement(site, ROWS)
    statement(site, "delete from posts where title = 'Hello'")
    site.run(flask, "db", "migrate", "-m", "language of posts")
    [made] = set(versions.glob("*.py")) - before
    fill = "    op.execute(\"UPDATE posts SET language = 'de' WHERE title = 'Hallo'\")\n"
    made.write_text(re.sub(r"(def upgrade\(\).*?)(\n\n\ndef )", rf"\1\n{fill}\2", made.read_text(), flags=re.DOTALL))
    site.run(flask, "db", "upgrade")
    site.run(flask, "db", "check")
    with site.serve(".venv/bin/gunicorn") as served:
        assert value(served.get("/api/posts/1"))["language"] == "de"
        made_now = value(served.post("/api/posts", {"title": "Again", "body": "x"}))
        assert (made_now["id"], made_now["language"]) == (3, "en")
    site.run(flask, "db", "downgrade")


def statement(site: Site, sql: str) -> None:
    program = f"db.session.connection().exec_driver_sql({' '.join(sql.split())!r}); db.session.commit()"
    said = site.run("sh", "-c", 'echo "from app.db import db; $0" | .venv/bin/flask shell', program)
    assert "Traceback" not in said, said
