"""An update takes nothing away: answers that older templates did not ask for."""

from __future__ import annotations

from scaffold.core import questions

OLD = questions.read(
    [{"features": {"choices": ["docs"], "multiselect": True, "default": ["docs"]}, "port": {"default": 1}}]
)
NEW = questions.read(
    [
        {
            "features": {"choices": ["docs", "logs", "cors"], "multiselect": True, "default": [], "always": ["logs"]},
            "port": {"default": 2},
        }
    ]
)


def test_what_was_always_there_is_chosen() -> None:
    assert questions.kept(OLD, NEW, {"features": []}) == {"features": ["logs"]}


def test_an_answer_that_is_not_there_was_the_default_of_its_time() -> None:
    assert questions.kept(OLD, NEW, {}) == {"features": ["docs", "logs"]}


def test_what_could_be_chosen_before_is_left_as_it_was() -> None:
    assert questions.kept(NEW, NEW, {"features": ["cors"]}) == {"features": ["cors"]}
