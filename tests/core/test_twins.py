"""Which files are twins: those that name each other, then one the other, then by path, then by what names say."""

from __future__ import annotations

from scaffold.core.twins import joined, subject

NAMED = "# Twin: {}\n"


def test_one_that_names_the_other_is_enough() -> None:
    assert joined({"app/a.py": NAMED.format("src/z.ts")}, {"src/z.ts": ""}) == (("app/a.py", "src/z.ts"),)
    assert joined({"app/a.py": ""}, {"src/z.ts": NAMED.format("app/a.py")}) == (("app/a.py", "src/z.ts"),)


def test_naming_each_other_comes_before_naming() -> None:
    flask = {"app/a.py": NAMED.format("src/z.ts"), "app/b.py": NAMED.format("src/z.ts")}

    assert joined(flask, {"src/z.ts": NAMED.format("app/b.py")}) == (("app/a.py", None), ("app/b.py", "src/z.ts"))


def test_naming_comes_before_the_same_path_and_that_before_names() -> None:
    assert joined({"x.md": NAMED.format("y.md")}, {"x.md": "", "y.md": ""}) == (("x.md", "y.md"), (None, "x.md"))
    assert joined({"a_b.js": ""}, {"aB.js": "", "a_b.js": ""}) == ((None, "aB.js"), ("a_b.js", "a_b.js"))
    assert joined({"app/a_b.py": ""}, {"src/aB.ts": ""}) == (("app/a_b.py", "src/aB.ts"),)


def test_a_twin_named_far_down_or_that_is_not_there_is_none() -> None:
    assert joined({"a.py": "\n" * 20 + NAMED.format("z.ts")}, {"z.ts": ""}) == (("a.py", None), (None, "z.ts"))
    assert joined({"a.py": NAMED.format("q.ts")}, {"a.ts": ""}) == (("a.py", "a.ts"),)


def test_every_file_is_there_once() -> None:
    flask = {f"{name}.py": NAMED.format("one.ts") for name in "abc"}

    assert joined(flask, {"one.ts": ""}) == (("a.py", "one.ts"), ("b.py", None), ("c.py", None))


def test_what_a_file_of_tests_is_about() -> None:
    assert subject("tests/test_rate_limit.py") == subject("tests/rateLimit.test.ts")


def test_migrations_of_one_name_are_twins_whatever_their_numbers() -> None:
    flask = "migrations/versions/a1b2c3d4e5f6_add_likes.py"

    assert joined({flask: ""}, {"migrations/Migration20261130_add_likes.ts": ""}) == (
        (flask, "migrations/Migration20261130_add_likes.ts"),
    )
