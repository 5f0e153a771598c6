"""Values that claims are answered with: counted in the pair at hand, never typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scaffold.core import twins
from scaffold.core.comparison import Both, Joined, Live, Metric, Need, Package, Source
from scaffold.core.measured import Measurements, Series

_COMMENTS = re.compile(r'"""[\s\S]*?"""|/\*[\s\S]*?\*/|^\s*(?:#|//).*|\s(?:#|//) .*', re.MULTILINE)
_IMPORTS = Both(
    re.compile(r"^(?:from|import) .*", re.MULTILINE),
    re.compile(r"^(?:import|export (?:type )?[{*])[^;]*;|'[^'\n]*'|\"[^\"\n]*\"", re.MULTILINE),
)
_TRY = re.compile(r"\btry\b\s*[:{]")
_AWAIT = re.compile(r"\bawait\b")
# Why at most three: four parameters are those of an error handler.
_CALLBACK = re.compile(
    r"\.then\(|\((?:err|error)\b(?:,[^(),]*){0,2}\)\s*=>|function\s*\w*\((?:err|error)\b(?:,[^(),]*){0,2}\)"
)
_PASSED = Both(re.compile(r"(?<![.\w])(?:request|g|session|current_app)\."), re.compile(r"(?<![.\w])(?:req|res)\."))
_HOOKS = Both(
    re.compile(
        r"\b(?:before|after|teardown)_(?:request|appcontext)\b|\b(?:register_error_handler|errorhandler)\(|\bwsgi_app ="
    ),
    re.compile(r"\.use\("),
)
_LOOSE = Both(
    re.compile(r"\bAny\b|\bcast\("),
    re.compile(r"(?::|<|\|)\s*any\b|\bas\s+(?!const\b)[\w{(\[]"),
)
_THREADS = re.compile(r"^threads = (\d+)", re.MULTILINE)
_WORKER = re.compile(r"\bnew Worker\(")
_TOLD = re.compile(r"#\s*type:\s*ignore|@ts-(?:ignore|expect-error|nocheck)")
_SETTINGS = re.compile(
    r"pyproject\.toml|setup\.(cfg|py)|tox\.ini|mypy\.ini|pytest\.ini|\.?ruff\.toml|\.flake8|\.pylintrc|\.coveragerc"
    r"|package\.json|[tj]sconfig.*\.json|biome\.jsonc?|\.?(eslint|prettier|jest|vitest|mocha|babel|nodemon|swc)(rc|\.config)?.*"
)


@dataclass(frozen=True)
class Value:
    """One value as it is written in a sentence, for the pair or for each side."""

    text: str = ""
    flask: str = ""
    express: str = ""

    def __str__(self) -> str:
        return self.text


def counted(
    metrics: Sequence[Metric],
    needs: Sequence[Need],
    files: Sequence[Joined],
    live: Live | None,
    measured: Measurements | None,
) -> Mapping[str, Value]:
    """All values by name. What cannot be counted has none."""
    found: dict[str, Value] = {}
    for name, both in (*_measured(metrics), *_packages(needs), *_code(files)):
        if isinstance(both, Value):
            found[name] = both
        elif both.flask is not None and both.express is not None:
            found[name] = Value("", _number(both.flask), _number(both.express))
    if live:
        labels = [exchange.label for exchanges in live.exchanges.values() for exchange in exchanges]
        found["exchanges"] = Value(_number(len(labels)))
        found["same_answers"] = Value(_number(labels.count("same")))
        found["own_answers"] = Value(_number(len(labels) - labels.count("same")))
    for series in (series for one in (measured.measured if measured else ()) for series in one.series):
        sides = series.written(series.middle.flask), series.written(series.middle.express)
        found[series.key] = Value(_ratio(series), *sides)
    return found


def _ratio(series: Series) -> str:
    """Flask to Express, with the two numbers between which the true ratio lies 95 times in 100."""
    ratio = series.ratio
    return f"{ratio.middle:.1f} ({ratio.low:.1f} to {ratio.high:.1f})" if ratio else ""


Counted = Iterator[tuple[str, Value | Both[float | None]]]


def _measured(metrics: Sequence[Metric]) -> Counted:
    for metric in metrics:
        flask, express = metric.values.flask, metric.values.express
        if flask is not None and express is not None:
            yield metric.key, Value("", _written(flask, metric.unit), _written(express, metric.unit))


def _written(value: float, unit: str) -> str:
    if unit == "seconds":
        return f"{value:.2f} s"
    return f"{value / 1_000_000:,.1f} MB" if unit == "bytes" else _number(value)


def _number(value: float) -> str:
    return f"{value:,.0f}"


def _packages(needs: Sequence[Need]) -> Counted:
    def each(count: Callable[[Sequence[Need], str], float | None]) -> Both[float | None]:
        return Both(count(needs, "flask"), count(needs, "express"))

    if not needs:
        return
    known = [need for need in needs if need.why]
    yield "needs", Value(_number(len(known)))
    yield "packaged", each(lambda _, side: sum(bool(getattr(need.packages, side)) for need in known))
    yield "built_in", each(lambda _, side: sum(bool(getattr(need.built_in, side)) for need in known))
    yield "asked", each(lambda needs, side: len(_of(needs, side, "runtime")))
    yield "tools", each(lambda needs, side: len(_of(needs, side, "development")))
    yield "unlicensed", each(_unlicensed)


def _of(needs: Sequence[Need], side: str, group: str) -> list[Package]:
    return [one for need in needs for one in getattr(need.packages, side) if one.group == group]


def _unlicensed(needs: Sequence[Need], side: str) -> float | None:
    """None unless all that is asked for is installed."""
    asked = [one for group in ("runtime", "development") for one in _of(needs, side, group)]
    return sum(not one.licence for one in asked) if asked and all(one.version for one in asked) else None


def _code(files: Sequence[Joined]) -> Counted:
    if not files:
        return
    rows = [(_there(joined.files.flask), _there(joined.files.express)) for joined in files]
    sides = Both([flask for flask, _ in rows if flask], [express for _, express in rows if express])
    both = sum(bool(flask and express) for flask, express in rows)
    yield "twins", Value(_number(both))
    yield "alone", Both(len(sides.flask) - both, len(sides.express) - both)
    yield "settings", _each(sides, lambda sources: sum(bool(_SETTINGS.fullmatch(one.path)) for one in sources))
    yield "tests", _each(sides, lambda sources: len(_sentences(sources)))
    yield "same_tests", Value(_number(len(set(_sentences(sides.flask)) & set(_sentences(sides.express)))))
    yield "test_lines", _each(sides, lambda sources: sum(map(_lines, filter(_has_tests, sources))))
    apps = Both([one for one in sides.flask if _is_app(one)], [one for one in sides.express if _is_app(one)])
    yield "app_files", _each(apps, len)
    yield "routes", _each(apps, lambda sources: sum(kind == "route" for one in sources for kind, _, _ in one.outline))
    code = Both([_bare(one) for one in apps.flask], [_bare(one) for one in apps.express])
    yield "awaits", Both(_found(_AWAIT, code.flask), _found(_AWAIT, code.express))
    yield "callbacks", Both(_found(_CALLBACK, code.flask), _found(_CALLBACK, code.express))
    yield "hooks", Both(_found(_HOOKS.flask, code.flask), _found(_HOOKS.express, code.express))
    yield "passed", Both(_found(_PASSED.flask, code.flask), _found(_PASSED.express, code.express))
    yield "tries", _each(apps, lambda sources: _found(_TRY, [_bare(one) for one in sources if _has_routes(one)]))
    yield "threads", Both(_threads(apps.flask), 1 + _found(_WORKER, code.express))
    yield "loose", Both(_loose(apps.flask, "flask"), _loose(apps.express, "express"))


def _there(source: Source | None) -> Source | None:
    return None if source and source.state == "gone" else source


def _each(sides: Both[list[Source]], count: Callable[[list[Source]], int]) -> Both[float | None]:
    return Both(count(sides.flask), count(sides.express))


def _threads(sources: Sequence[Source]) -> float | None:
    """What `gunicorn.conf.py` says; None without it."""
    said = [_THREADS.search(one.text or "") for one in sources if one.path == "gunicorn.conf.py"]
    return next((int(found[1]) for found in said if found), None)


def _loose(sources: Sequence[Source], side: str) -> int:
    imports: re.Pattern[str] = getattr(_IMPORTS, side)
    typed = _found(getattr(_LOOSE, side), [imports.sub("", _bare(one)) for one in sources])
    return typed + _found(_TOLD, [one.text or "" for one in sources])


def _sentences(sources: Sequence[Source]) -> list[str]:
    """The words of all tests, with the file that they are in."""
    return [
        f"{twins.subject(one.path)}: {' '.join(re.findall(r'[a-z0-9]+', name.lower()))}"
        for one in sources
        for kind, name, _ in one.outline
        if kind == "test"
    ]


def _has_tests(source: Source) -> bool:
    return any(kind == "test" for kind, _, _ in source.outline)


def _has_routes(source: Source) -> bool:
    return any(kind == "route" for kind, _, _ in source.outline)


def _lines(source: Source) -> int:
    return sum(bool(line.strip()) for line in (source.text or "").split("\n"))


def _is_app(source: Source) -> bool:
    return twins.is_code(source.path) and twins.chapter(source.path) == twins.APPLICATION and source.text is not None


def _bare(source: Source) -> str:
    return _COMMENTS.sub("", source.text or "")


def _found(pattern: re.Pattern[str], texts: Sequence[str]) -> int:
    return sum(1 for text in texts for _ in pattern.finditer(text))
