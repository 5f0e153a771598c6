"""The projects of a run of the afternoons: made once, with the cases that were asked for, stopped in the end."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

# Why before they are imported: an assertion of a case then tells what it saw.
pytest.register_assert_rewrite("afternoon.flask", "afternoon.express")

from afternoon.harness import Afternoon, Groups  # noqa: E402


@pytest.fixture(scope="session")
def projects(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Groups]:
    chosen = {
        (one.framework, one.name)
        for item in request.session.items
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
        for one in item.callspec.params.values()
        if isinstance(one, Afternoon)
    }
    with ExitStack() as stack:
        yield Groups(stack, tmp_path_factory.mktemp("afternoon"), chosen)
