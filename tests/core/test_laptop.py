"""Six characters say what a laptop has, and a slip in them is noticed."""

from __future__ import annotations

from itertools import combinations

import pytest

from scaffold.core.laptop import ITEMS, LETTERS, SYSTEMS, decode, encode, version_of


def test_what_is_said_is_read() -> None:
    several = [frozenset(chosen) for count in range(len(ITEMS) + 1) for chosen in combinations(ITEMS, count)]
    for system in ("linux", "darwin", "win32"):
        for ready in several:
            found = decode(encode(system, version_of("1.0"), ready))
            assert (found.system, found.version, found.ready) == (system, version_of("1.0"), ready)
            assert {*found.missing} == {*ITEMS} - ready
    assert decode(encode("freebsd14", 0, ())).system == SYSTEMS[-1]
    assert len({version_of(f"1.{number}") for number in range(100)}) > 90


def test_a_slip_is_noticed_and_what_looks_alike_is_not_one() -> None:
    code = encode("linux", version_of("1.0"), ITEMS)
    slips = [code[:at] + letter + code[at + 1 :] for at in range(6) for letter in LETTERS if letter != code[at]]
    unseen = []
    for slip in slips:
        try:
            unseen.append(decode(slip))
        except ValueError:
            continue
    assert len(slips) == 186 and len(unseen) <= 1

    other = encode("linux", version_of("1.3"), ITEMS)
    for text in (other.lower(), f"{other[:3]}-{other[3:]}", other.replace("0", "O").replace("1", "l")):
        assert decode(text) == decode(other)


@pytest.mark.parametrize("text", ["", "ABCDE", "ABCDEFG", "ABCDÉF", "ABCDE!", "UUUUUU"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="six letters"):
        decode(text)
