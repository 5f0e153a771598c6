import pytest
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings

CONFIG: dict[str, object] = {"APP_ENV": "test", "TESTING": True}


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Why: what a developer has in .env or in the shell decides about no test."""
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def client() -> FlaskClient:
    return create_app(CONFIG).test_client()
