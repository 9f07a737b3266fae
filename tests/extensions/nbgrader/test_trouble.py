from __future__ import annotations

import re
from pathlib import Path

import pytest

import mugalim_nbgrader
from mugalim_courses.languages import LANGUAGES, load_catalog
from mugalim_nbgrader.trouble import NbgraderTrouble, sentence

PACKAGE = Path(mugalim_nbgrader.__file__).parent
IDS = sorted(
    {
        found
        for path in PACKAGE.glob("*.py")
        for found in re.findall(
            r'"((?:names|generate|grading|judge|learner|worker)\.[a-z_]+)"', path.read_text("utf-8")
        )
    }
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_said_in_every_language_with_the_same_values(language: str) -> None:
    """And no catalog says what nobody raises."""
    catalog, english = (
        load_catalog(PACKAGE / "locale", language),
        load_catalog(PACKAGE / "locale", "en"),
    )
    assert sorted(message for _, message in catalog.entries) == IDS
    for message in IDS:
        assert values(catalog.text(message)) == values(english.text(message))


def values(text: str) -> set[str]:
    """The names in braces."""
    return set(re.findall(r"{(\w+)}", text))


def test_an_unknown_message_becomes_the_general_sentence() -> None:
    """A person never sees a bare id."""
    assert sentence("other.thing", "ru") == sentence("grading.failed", "ru")


def test_trouble_fills_its_values_into_the_sentence() -> None:
    """Names included that look like parameters of ours."""
    assert "Demo" in NbgraderTrouble("names.course", name="Demo").sentence("ky")
