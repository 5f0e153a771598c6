"""Projects stay small: what an owner has to own, in files and non-blank lines outside tests and migrations."""

from pathlib import Path

import pytest
from parity.budgets import counted
from parity.machine import DATABASES, FRAMEWORKS
from parity.projects import FEATURES, NONE, WHOLE, rendered

# Everything but what is an application of its own.
LARGE = ("pages", "accounts", "jobs", "realtime")
WITHOUT = tuple(word for feature in FEATURES if feature not in LARGE for word in ("--with", feature)) + WHOLE[-2:]

# A resource that stands alone.
ALONE = 100
# Why more: a relation is a column, a property, a check, a list with its route and its line in the document.
RELATION = 35


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_hello_is_twelve_files_and_150_lines_with_its_tests(framework: str) -> None:
    found = counted(rendered(framework, "hello"))

    assert found.files <= 12
    assert found.code <= 150


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_database_and_no_feature_is_450_lines_of_plumbing(framework: str, database: str) -> None:
    assert counted(rendered(framework, "bare", *NONE, database=database)).plumbing <= 450


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_default_is_900_lines_of_plumbing(framework: str) -> None:
    assert counted(rendered(framework, "starter")).plumbing <= 900


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_everything_but_pages_accounts_jobs_and_live_updates_is_1100_lines_of_plumbing(framework: str) -> None:
    assert counted(rendered(framework, "blog", *WITHOUT)).plumbing <= 1100


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_pages_are_at_most_290_lines_of_plumbing_and_90_for_a_resource(framework: str) -> None:
    before = counted(rendered(framework, "blog", *WITHOUT))
    after = counted(rendered(framework, "blog", *WITHOUT, "--with", "pages"))

    assert 0 < after.plumbing - before.plumbing <= 290
    more = {name: after.resources[name] - number for name, number in before.resources.items()}
    assert max(more.values()) <= 90, more


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_accounts_are_at_most_400_lines_of_plumbing(framework: str) -> None:
    before = counted(rendered(framework, "blog", *WITHOUT, "--with", "pages"))
    after = counted(rendered(framework, "blog", *WITHOUT, "--with", "pages", "--with", "accounts"))

    assert 0 < after.plumbing - before.plumbing <= 400


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_jobs_are_at_most_240_lines_of_plumbing(framework: str) -> None:
    before = counted(rendered(framework, "blog", *WITHOUT))
    after = counted(rendered(framework, "blog", *WITHOUT, "--with", "jobs"))

    assert 0 < after.plumbing - before.plumbing <= 240


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_live_updates_are_at_most_140_lines_of_plumbing_and_10_for_a_resource(framework: str) -> None:
    before = counted(rendered(framework, "blog", *WITHOUT))
    after = counted(rendered(framework, "blog", *WITHOUT, "--with", "realtime"))

    assert 0 < after.plumbing - before.plumbing <= 140
    more = {name: after.resources[name] - number for name, number in before.resources.items()}
    assert max(more.values()) <= 10, more


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_resource_that_stands_alone_is_small(framework: str) -> None:
    found = counted(rendered(framework, "starter")).resources

    assert list(found) == ["notes"]
    assert found["notes"] <= ALONE


@pytest.mark.parametrize(("recipe", "relations"), [("blog", {"posts": 3, "comments": 1, "tags": 1}), ("shop", {})])
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_relation_costs_its_lines_and_no_more(framework: str, recipe: str, relations: dict[str, int]) -> None:
    found = counted(rendered(framework, recipe)).resources

    assert set(relations) <= set(found)
    assert not {name: number for name, number in found.items() if number > ALONE + RELATION * relations.get(name, 3)}


def test_each_line_is_counted_where_it_belongs(tmp_path: Path) -> None:
    for path in (
        "app/db.py",
        "app/features/__init__.py",
        "app/features/tags/models.py",
        "tests/test_app.py",
        "migrations/env.py",
        ".venv/x.py",
        "a.md",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("one\n\n  \ntwo\n")

    found = counted(tmp_path)

    assert (found.files, found.plumbing, found.tests, found.migrations) == (6, 4, 2, 2)
    assert found.resources == {"tags": 2}
    assert found.code == 8
