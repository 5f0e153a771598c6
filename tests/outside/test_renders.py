"""What a release makes of answers is rendered once; what can change is rendered each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scaffold.outside import cache, engine, renders, store, templates, trees

ANSWERS: dict[str, Any] = {"project_name": "shop", "framework": "flask", "resources": ["note title:string!"]}
FROM = ("templates", "1.0.0")


@pytest.fixture
def rendered(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """A store with one release of the small template; the answers of each time that something was rendered."""
    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(templates, "DATA", tmp_path / "data")
    store.append(tmp_path / "data", "1.0.0", templates.newest("1.0.0")[1])
    times: list[dict[str, Any]] = []
    real = engine.render

    def counted(tree: Path, project: Path, answers: dict[str, Any], made_from: tuple[str, str]) -> None:
        times.append(answers)
        real(tree, project, answers, made_from)

    monkeypatch.setattr(engine, "render", counted)
    return times


def release() -> trees.Tree:
    return templates.version("1.0.0")


def test_the_same_answers_are_rendered_once(rendered: list[dict[str, Any]]) -> None:
    first = renders.rendered(release(), ANSWERS, FROM)
    again = renders.rendered(release(), dict(reversed(ANSWERS.items())), FROM)

    assert first == again
    assert first["README.md"].content.startswith(b"# shop")
    assert len(rendered) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"project_name": "other"},
        {"port": 9000},
        {"resources": ["post title:string!"]},
        {"features": ["docs"]},
    ],
)
def test_other_answers_are_rendered_anew(rendered: list[dict[str, Any]], other: dict[str, Any]) -> None:
    first = renders.rendered(release(), ANSWERS, FROM)

    assert renders.rendered(release(), {**ANSWERS, **other}, FROM) != first
    assert len(rendered) == 2


def test_another_source_engine_or_cache_is_rendered_anew(
    rendered: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    renders.rendered(release(), ANSWERS, FROM)
    other = renders.rendered(release(), ANSWERS, ("elsewhere", "1.0.0"))
    monkeypatch.setattr(engine, "fingerprint", lambda: ("another",))
    renders.rendered(release(), ANSWERS, FROM)
    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(tmp_path / "other"))
    renders.rendered(release(), ANSWERS, FROM)

    assert b"_src_path: elsewhere" in other[".copier-answers.yml"].content
    assert len(rendered) == 4


def test_templates_that_somebody_works_on_are_rendered_each_time(tiny: Path, rendered: list[dict[str, Any]]) -> None:
    (tiny / "shared/LICENSE").write_text("changed")
    templates._read.cache_clear()
    _, tree = templates.newest("1.0.0")

    assert [renders.rendered(tree, ANSWERS, FROM)["LICENSE"].content for _ in range(2)] == [b"changed", b"changed"]
    assert len(rendered) == 2


def test_a_damaged_render_is_made_again(rendered: list[dict[str, Any]], tmp_path: Path) -> None:
    first = renders.rendered(release(), ANSWERS, FROM)
    for path in (tmp_path / "cache/kept").iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"x")

    assert renders.rendered(release(), ANSWERS, FROM) == first
    assert len(rendered) == 2


def test_a_release_that_somebody_put_into_the_cache_is_not_taken(rendered: list[dict[str, Any]]) -> None:
    digest = store.locked(templates.DATA)["1.0.0"]
    cache.keep(cache.key("release", digest), {"copier.yml": trees.File(b"")})
    templates._released.cache_clear()

    assert trees.digest(templates._released(templates.DATA, "1.0.0", digest)) == digest


def test_what_it_is_rendered_with_is_named() -> None:
    found = engine.fingerprint()

    for name in ("copier-", "jinja2-", "pyyaml-"):
        assert any(word.lower().startswith(name) for word in found), found


def test_strings_are_compiled_once_for_all_runs(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(tmp_path / "cache"))
    trees.write(templates.newest("1.0.0")[1], tmp_path / "tree")
    program = (
        "import sys, pathlib, jinja2; from scaffold.outside import engine\n"
        "real, times = jinja2.Environment._parse, []\n"
        "jinja2.Environment._parse = lambda *a, **o: (times.append(a[1]), real(*a, **o))[1]\n"
        f"engine.render(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), {ANSWERS!r}, {FROM!r})\n"
        "print(len(times))"
    )

    def compiled(name: str) -> int:
        words = [sys.executable, "-c", program, str(tmp_path / "tree"), str(tmp_path / name)]
        return int(subprocess.run(words, check=True, capture_output=True).stdout)

    first, second = compiled("one"), compiled("two")
    for path in tmp_path.glob("cache/jinja-*/strings-*"):
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    third, fourth = compiled("three"), compiled("four")

    assert first > 20
    assert (second, fourth) == (0, 0)
    assert 0 < third < first
    assert trees.read(tmp_path / "one") == trees.read(tmp_path / "two") == trees.read(tmp_path / "three")
