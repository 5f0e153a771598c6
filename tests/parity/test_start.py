"""A start in production that cannot work says why in one line, the same on both sides, and exits with 1."""

import pytest
from parity.machine import FRAMEWORKS
from parity.processes import Served, start, wait_until
from parity.servers import PASSWORD

NOWHERE = f"postgresql://postgres:{PASSWORD}@127.0.0.1:1/app"

# One of each kind; the generated projects test every setting.
REFUSED = {
    "unknown word": ({"APP_ENV": "staging"}, "APP_ENV must be one of development, test, production, not 'staging'"),
    "no number": ({"PORT": "http"}, "PORT must be a number from 1 to 65535, not 'http'"),
    "number beyond": ({"TRUSTED_HOPS": "11"}, "TRUSTED_HOPS must be a number from 0 to 10, not '11'"),
    "bad origin": (
        {"CORS_ORIGINS": "https://a.example,https://b.example/path"},
        "CORS_ORIGINS must be * or origins like https://a.example:8443, not 'https://b.example/path'",
    ),
    "no database": ({"DATABASE_URL": ""}, "DATABASE_URL must be set in production"),
    "other database": ({"DATABASE_URL": f"mysql://a:{PASSWORD}@b/c"}, "DATABASE_URL must be a postgresql:// URL"),
    "no url": ({"DATABASE_URL": f"postgresql//a:{PASSWORD}@b/c"}, "DATABASE_URL must be a postgresql:// URL"),
    "no redis": ({"REDIS_URL": ""}, "REDIS_URL must be set in production"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_setting_is_refused(case: str) -> None:
    settings, line = REFUSED[case]
    assert refusals(dict.fromkeys(FRAMEWORKS, NOWHERE), **settings) == dict.fromkeys(FRAMEWORKS, line)


def refusals(databases: dict[str, str], **settings: str) -> dict[str, str]:
    """The line of each app, both started at once."""
    apps = [start(name, "postgresql", {"DATABASE_URL": url} | settings) for name, url in databases.items()]
    return {app.framework: refused(app) for app in apps}


def refused(app: Served) -> str:
    """The one line that the app says before it exits with 1."""
    try:
        assert wait_until(lambda: app.process.poll() is not None, 30), f"{app.framework} runs\n{app.tail()}"
        said = app.err.read_text()
        assert PASSWORD not in said + app.out.read_text()
        assert (app.process.returncode, said.count("\n"), said[-1:]) == (1, 1, "\n"), app.tail()
        assert not app.family()
        return said.rstrip("\n")
    finally:
        app.kill()
