"""https://flask.palletsprojects.com/en/stable/config/: own settings, from `.env` or the environment."""

from afternoon.harness import Case, Site

# Why so much of it: what a developer set for themselves must not fail the tests of the project.
CASE = Case(
    files={
        ".env": """\
SECRET_KEY=key-of-a-developer-0123
RATE_LIMIT=1
CORS_ORIGINS=https://developer.example
DATABASE_URL=sqlite:///of-a-developer.db
METRICS_TOKEN=short
FLASK_SHELVES__UPPER=7
FLASK_GREETING=hello
"""
    }
)
PROGRAM = "c = app.config; print('is', c['GREETING'], c['SHELVES'], c['SECRET_KEY'], c['RATE_LIMIT'])"


def beside(site: Site) -> None:
    # Why these are empty: the environment counts before the file.
    told = site.run("sh", "-c", 'echo "$0" | .venv/bin/flask shell', PROGRAM, SECRET_KEY="", RATE_LIMIT="")
    assert "is hello {'UPPER': 7} key-of-a-developer-0123 1" in told
    told = site.run("sh", "-c", 'echo "$0" | .venv/bin/flask shell', PROGRAM, FLASK_GREETING="hi", RATE_LIMIT="5")
    assert "is hi {'UPPER': 7} secret-of-the-tests-0123456789 5" in told
