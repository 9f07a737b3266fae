"""What a lesson's plan gives a check is held against what the check takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pytest

from mugalim_checks import registry
from mugalim_checks.artefacts import ENDINGS
from mugalim_checks.core import check
from mugalim_checks.registry import fits, known_checks, parameters_of, trouble_with
from mugalim_courses.model import ARTEFACTS, CheckUse


@check()
def sized(artefact: object, *, most: int, names: Sequence[str] = (), beside: object = None) -> None:
    """At most so many."""


@pytest.fixture(autouse=True)
def one_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the registry know the check above beside the package's own."""
    ours = registry.find_check
    monkeypatch.setattr(
        registry, "find_check", lambda name: sized if name == "x.sized" else ours(name)
    )


def said(check: str, **parameters: object) -> str:
    """What is said of a use of a check; "" where nothing is."""
    trouble = trouble_with(CheckUse("it", check, 1.0, parameters))
    return "; ".join(trouble or ())


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"most": 3}, ""),
        ({"most": 3, "names": ["a"]}, ""),
        ({}, "x.sized needs 'most'; add 'most: …' (int)"),
        ({"most": 3, "name": ["a"]}, "x.sized takes no 'name'; did you mean 'names'?"),
        ({"most": 3, "beside": {}}, "x.sized takes no 'beside'; known are most, names"),
        ({"most": "3"}, "x.sized: 'most' does not fit; give int"),
        ({"most": True}, "x.sized: 'most' does not fit; give int"),
        ({"most": 3, "names": ["a", 2]}, "x.sized: 'names' does not fit; give Sequence[str]"),
    ],
)
def test_an_author_is_told_what_a_check_takes(parameters: dict[str, Any], words: str) -> None:
    """The key, what it must be, and the closest one that there is."""
    assert said("x.sized", **parameters) == words


def test_a_check_that_is_not_there_is_guessed() -> None:
    """A slip of the finger costs no search."""
    assert "did you mean 'workbook.header_frozen'?" in said("workbook.header_frosen")


def test_checks_with_shared_parameters_tell_them_too() -> None:
    """The parameters of a register stand in one dataclass."""
    assert said("workbook.header_frozen", header_row=1) == ""
    assert "takes no 'header_rows'" in said("workbook.header_frozen", header_rows=1)


@pytest.mark.parametrize(
    ("value", "hint", "fitting"),
    [
        ({"a": ["b"]}, Mapping[str, Sequence[str]], True),
        ({"a": "b"}, Mapping[str, Sequence[str]], False),
        ([["a", "b"]], Sequence[Sequence[str]], True),
        ("one", Literal["one", "two"], True),
        ("six", Literal["one", "two"], False),
        (None, str | None, True),
        (2, float, True),
        (True, float, False),
        ("text", Sequence[str], False),
        ({"any": object}, Mapping[str, object], True),
    ],
)
def test_values_are_held_against_annotations(value: object, hint: object, fitting: bool) -> None:
    """Lists, names with values, choices and numbers, however deep."""
    assert fits(value, hint) is fitting


def test_every_check_speaks_for_itself() -> None:
    """One sentence each, parameters with types, none twice; the kinds are those that plans know."""
    checks = list(known_checks())
    assert len({each.name for each in checks}) == len(checks) > 20
    assert all(each.says.endswith(".") for each in checks)
    assert tuple(ENDINGS) == ARTEFACTS
    assert [each.name for each in parameters_of(sized)] == ["most", "names"]
