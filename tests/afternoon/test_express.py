"""What the guides of Express say to do works in a fresh project, and its own gates stay green."""

import pytest
from afternoon.harness import Afternoon, Groups, asked, groups

FRAMEWORK = "express"


@pytest.mark.parametrize("one", asked(FRAMEWORK, "production"))
def test_it_works_in_production(one: Afternoon, projects: Groups) -> None:
    assert one.production

    one.production(projects.of(FRAMEWORK, one.group).production)


@pytest.mark.parametrize("one", asked(FRAMEWORK, "development"))
def test_it_works_in_development(one: Afternoon, projects: Groups) -> None:
    assert one.development

    one.development(projects.of(FRAMEWORK, one.group).development)


@pytest.mark.parametrize("one", asked(FRAMEWORK, "hands"))
def test_it_works_by_hand(one: Afternoon, projects: Groups) -> None:
    assert one.hands

    one.hands(projects.alone(one))


@pytest.mark.parametrize("group", groups(FRAMEWORK))
def test_the_gates_of_the_project_stay_green(group: str, projects: Groups) -> None:
    projects.of(FRAMEWORK, group).gates()
