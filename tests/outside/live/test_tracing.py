"""What writes down the requests of the page does not show in what a side says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scaffold.outside.live import tracing
from scaffold.outside.live.development import Side


@pytest.mark.parametrize("own", [None, "import os\nos.environ['OWN'] = 'kept'\n"])
def test_python_starts_without_a_word_with_a_sitecustomize_of_ones_own_or_none(
    tmp_path: Path, own: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if own:
        (tmp_path / "sitecustomize.py").write_text(own)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with tracing.begun() as place:
        side = tracing.traced(Side("flask", tmp_path, (), {}, 1), place)
        words = [sys.executable, "-c", "import os, sitecustomize; print(os.environ.get('OWN'))"]
        ended = subprocess.run(
            words, env={**os.environ, **side.settings}, capture_output=True, text=True, timeout=60, check=False
        )

    assert ended.stderr == ""
    assert ended.stdout == ("kept\n" if own else "None\n")
