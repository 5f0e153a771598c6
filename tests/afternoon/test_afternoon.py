"""What the guides of a framework say to do works in a fresh project, and its own gates stay green."""

import pytest
from afternoon.harness import Afternoon, Groups, asked, groups

pytestmark = pytest.mark.long


@pytest.mark.parametrize("one", asked("production"))
def test_it_works_in_production(one: Afternoon, projects: Groups) -> None:
    assert one.production

    one.production(projects.of(one.framework, one.group).production)


@pytest.mark.parametrize("one", asked("development"))
def test_it_works_in_development(one: Afternoon, projects: Groups) -> None:
    assert one.development

    one.development(projects.of(one.framework, one.group).development)


@pytest.mark.parametrize("one", asked("beside"))
def test_it_works_beside(one: Afternoon, projects: Groups) -> None:
    assert one.beside

    one.beside(projects.of(one.framework, one.group).site)


@pytest.mark.parametrize("one", asked("hands"))
def test_it_works_by_hand(one: Afternoon, projects: Groups) -> None:
    assert one.hands

    one.hands(projects.alone(one))


@pytest.mark.parametrize(("framework", "group"), groups())
def test_the_gates_of_the_project_stay_green(framework: str, group: str, projects: Groups) -> None:
    projects.of(framework, group).gates()
