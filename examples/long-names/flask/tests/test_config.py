import pytest

from app.config import Settings

URLS = ("MySQL://u@h/a", "mariadb://u@h/a?ssl_verify_cert=true")


def test_tells_all_settings_that_are_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", "short")
    monkeypatch.setenv("TRUSTED_HOPS", "-1")

    with pytest.raises(SystemExit, match=r"(?s)SECRET_KEY.*TRUSTED_HOPS"):
        Settings.from_env()


def test_knows_its_database_by_the_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "http://user:password@127.0.0.1/a")

    with pytest.raises(SystemExit, match="DATABASE_URL") as refused:
        Settings.from_env()
    assert "password" not in str(refused.value)

    for url in URLS:
        monkeypatch.setenv("DATABASE_URL", url)
        assert Settings.from_env().database_url == url


def test_wants_its_database_named_in_production(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Settings.from_env().database_url
    monkeypatch.setenv("APP_ENV", "production")

    with pytest.raises(SystemExit, match="DATABASE_URL"):
        Settings.from_env()
