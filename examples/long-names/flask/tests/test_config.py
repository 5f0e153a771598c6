"""What the application makes of the environment.

Twin: tests/config.test.ts
"""

import pytest

from app.config import Config

PRODUCTION = {
    "APP_ENV": "production",
    "DATABASE_URL": Config.database_url,
}


def refusal(variables: dict[str, str]) -> str:
    with pytest.raises(SystemExit) as exit_:
        Config.from_env(variables)
    return str(exit_.value)


def test_has_safe_defaults() -> None:
    config = Config.from_env({})

    assert (config.env, config.host) == ("development", "127.0.0.1")
    assert (config.trusted_hops, config.cors_origins) == (0, ())
    assert (config.rate_limit, config.body_limit) == (300, 102_400)
    assert config.log_format == "pretty"
    assert Config.from_env(PRODUCTION).log_format == "json"


def test_takes_an_empty_variable_for_one_that_is_not_set() -> None:
    variables = {"APP_ENV": "", "PORT": "", "CORS_ORIGINS": "", "DATABASE_URL": ""}

    assert Config.from_env(variables) == Config.from_env({})


def test_refuses_settings_that_make_no_sense() -> None:
    number = "must be a number from"
    origins = "must be * or origins like https://a.example:8443"
    for name, value, reason in (
        ("APP_ENV", "x", "must be one of development, test, production"),
        ("LOG_FORMAT", "xml", "must be one of json, pretty"),
        ("LOG_LEVEL", "loud", "must be one of debug, info, warning, error"),
        ("PENDING_MIGRATIONS", "x", "must be one of refuse, allow"),
        ("COMPRESSION", "yes", "must be one of on, off"),
        ("PORT", "http", f"{number} 1 to 65535"),
        ("PORT", "0", f"{number} 1 to 65535"),
        ("WEB_CONCURRENCY", "257", f"{number} 1 to 256"),
        ("GRACE_SECONDS", "0", f"{number} 1 to 600"),
        ("DATABASE_POOL", "0", f"{number} 1 to 1000"),
        ("DATABASE_WAIT_SECONDS", "-1", f"{number} 0 to 600"),
        ("TRUSTED_HOPS", "11", f"{number} 0 to 10"),
        ("HSTS_SECONDS", "1.5", f"{number} 0 to 2147483647"),
        ("BODY_LIMIT", "100kb", f"{number} 1 to 2147483647"),
        ("REQUEST_SECONDS", "3601", f"{number} 1 to 3600"),
        ("RATE_LIMIT", "2147483648", f"{number} 0 to 2147483647"),
        ("RATE_LIMIT_SECONDS", "0", f"{number} 1 to 86400"),
        ("CORS_ORIGINS", "https://a.example/", origins),
        ("CORS_ORIGINS", "ftp://a.example", origins),
    ):
        assert refusal({name: value}) == f"{name} {reason}, not '{value}'"
    assert refusal({"CORS_ORIGINS": "*,https://a.example"}).endswith("not '*'")
    scheme = "mysql://"
    for url in (
        "nonsense",
        "http://127.0.0.1/a",
        scheme + "a:b/c",
        scheme + "/%zz",
        f" {scheme}/a",
        scheme.upper() + "/a",
    ):
        reason = "DATABASE_URL must be a mysql:// URL"
        assert refusal({"DATABASE_URL": url}) == reason
    reason = "DATABASE_URL must have %40 for an @ in the password"
    assert refusal({"DATABASE_URL": scheme + "a:b@c@127.0.0.1/d"}) == reason


def test_needs_a_database_in_production() -> None:
    reason = "DATABASE_URL must be set in production"
    assert refusal({**PRODUCTION, "DATABASE_URL": ""}) == reason
