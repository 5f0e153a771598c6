"""Nothing is generated that nothing uses, and a feature that is off leaves no trace."""

from pathlib import Path

import pytest
from parity.machine import DATABASES, FRAMEWORKS
from parity.projects import ACCOUNTS, ALL, FEATURES, LIMITERS, NONE, RECIPES, WHOLE, project, rendered
from parity.traces import WORDS, traces
from parity.unused import faults

WITHOUT = {name: (*ALL, "--limiter", "memory", "--without", name) for name in FEATURES}
ONLY = {name: (*NONE, "--with", name) for name in FEATURES}
# What a feature is nothing without.
NEEDS = {"accounts": "pages"}


def others(words: tuple[str, ...], feature: str) -> tuple[str, ...]:
    """`words` without the flag that says the opposite: the command refuses both."""
    pairs = [words[at : at + 2] for at in range(0, len(words), 2)]
    needed = [("--with", NEEDS[feature])] if feature in NEEDS else []
    kept = [pair for pair in pairs[:-1] if pair[1] not in (feature, NEEDS.get(feature))]
    return tuple(word for pair in [*kept, *needed, pairs[-1]] for word in pair)


CASES: dict[str, tuple[str, ...]] = (
    {f"blog without {name}": ("blog", *others(words, name)) for name, words in WITHOUT.items()}
    | {f"blog with {name} only": ("blog", *others(words, name)) for name, words in ONLY.items()}
    | {f"bare with {name} only": ("bare", *others(words, name)) for name, words in ONLY.items()}
    | {f"blog and limiter {name}": ("blog", "--limiter", name) for name in LIMITERS}
    | {recipe: (recipe,) for recipe in RECIPES}
    | {
        "bare, no feature": ("bare", *NONE),
        "everything": ("blog", *WHOLE),
        "everything and accounts": ("blog", *ACCOUNTS),
        "everything, nothing to show": ("bare", *WHOLE),
    }
)


# Why those without one feature before a commit: most faults are in what two features share.
@pytest.mark.parametrize(
    "case", [name if "without" in name else pytest.param(name, marks=pytest.mark.long) for name in CASES]
)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_nothing_is_unused(framework: str, case: str) -> None:
    # Why with its packages: knip asks them which commands they bring.
    recipe, *words = CASES[case]

    assert not faults(framework, project(framework, recipe, *words))


@pytest.mark.parametrize("feature", FEATURES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_feature_that_is_off_leaves_no_trace(framework: str, feature: str) -> None:
    for recipe in ("blog", "bare"):
        found = traces(rendered(framework, recipe, *others(WITHOUT[feature], feature)), feature)
        assert not found, f"{recipe}\n" + "\n".join(found[:30])
    assert traces(rendered(framework, "blog", *ACCOUNTS, "--with", feature), feature)


@pytest.mark.parametrize("feature", FEATURES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_feature_alone_has_no_word_of_another(framework: str, feature: str) -> None:
    project = rendered(framework, "blog", *others(ONLY[feature], feature))
    found = [
        trace
        for other in (*FEATURES, "limiter", "redis", "twin")
        # Why: what counts attempts is the limiter's package.
        if other not in (feature, NEEDS.get(feature)) and (feature, other) != ("accounts", "limiter")
        for trace in traces(project, other)
    ]

    assert not found, "\n".join(found[:30])


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_no_limiter_no_redis_and_no_database_leave_no_trace(framework: str) -> None:
    projects = {
        "limiter": rendered(framework, "blog", *ALL, "--limiter", "off"),
        "redis": rendered(framework, "blog", *WHOLE),
        "database": rendered(framework, "hello"),
        "twin": rendered(framework, "blog", *WHOLE),
    }
    found = [f"{name}: {trace}" for name, project in projects.items() for trace in traces(project, name)]

    assert not found, "\n".join(found[:30])


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_no_other_database_is_named(framework: str, database: str) -> None:
    """But for the settings: they say which addresses are understood."""
    drivers = {
        "sqlite": "better-sqlite3|mikro-orm/sqlite",
        "postgresql": "psycopg|mikro-orm/postgresql",
        "mysql": "pymysql|mikro-orm/m",
    }
    project = rendered(framework, "blog", *WHOLE, database=database)
    declared = (project / ("pyproject.toml" if framework == "flask" else "package.json")).read_text()

    for other, names in drivers.items():
        assert other == database or not [
            name for name in names.split("|") if name in declared and name != "mikro-orm/m"
        ]


PLANTED = {
    "flask": {"app/more.py": '"""More."""\n\nimport nowhere\n\n\ndef unwanted() -> object:\n    return nowhere\n'},
    "express": {
        "src/more.ts": 'import x from "nowhere";\nexport function unwanted() {\n  return x;\n}\n',
        "src/other.ts": "",
    },
}
FOUND = {
    "flask": [
        "nothing imports app/more.py",
        "nothing uses unwanted",
        "not declare nowhere",
        "not use the package idle-one",
    ],
    "express": ["src/other.ts", "unwanted", "nowhere", "idle-one"],
}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_is_unused_is_found(framework: str, tmp_path: Path) -> None:
    texts = {
        "pyproject.toml": '[project]\ndependencies = ["idle-one"]\n[dependency-groups]\ndev = []\n',
        "package.json": '{"scripts":{"start":"node src/server.ts"},"dependencies":{"idle-one":"1"}}',
        "app/__init__.py": "",
        "src/server.ts": 'import "./more.ts";\n',
    }
    for path, text in (texts | PLANTED[framework]).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)

    found = "\n".join(faults(framework, tmp_path))

    assert not [words for words in FOUND[framework] if words not in found], found


def test_a_trace_is_found(tmp_path: Path) -> None:
    words = "/docs/ pino-http helmet CORS gzip METRICS_TOKEN nunjucks argon2 test_jobs STREAM_LIMIT seed Dockerfile .github k8s 429 redis readyz twin"
    (tmp_path / "notes.md").write_text(words.replace(" ", "\n"))

    assert [len(traces(tmp_path, feature)) for feature in WORDS] == [1] * len(WORDS)
