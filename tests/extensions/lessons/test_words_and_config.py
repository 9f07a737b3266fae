"""The catalogs are complete, and a wrong environment is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mugalim_courses.languages import load_catalog
from mugalim_lessons.config import ConfigError, LessonsConfig
from mugalim_lessons.requests import preferred
from mugalim_lessons.words import ALL, LOCALE

GOOD = {
    "MUGALIM_DATA": "/data",
    "MUGALIM_COURSES": "/courses",
    "MUGALIM_SCHOOL_URL": "http://127.0.0.1:1/services/school/",
    "JUPYTERHUB_API_TOKEN": "t",
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:8092",
}


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_word_is_translated_with_its_placeholders(language: str) -> None:
    """A missing one would show English to a teacher."""
    catalog = load_catalog(LOCALE, language)
    for english in (it for words in ALL for it in words.values()):
        assert english in catalog
        wanted, found = (set(re.findall(r"{\w+}", it)) for it in (english, catalog.text(english)))
        assert wanted == found


def test_the_settings_come_from_the_environment() -> None:
    """Numbers have defaults; paths and addresses are the Hub's."""
    config = LessonsConfig.from_environment(GOOD)
    assert (config.data, config.port) == (Path("/data"), 8092)
    assert config.school_prefix == "/services/school/"


@pytest.mark.parametrize("name", [*GOOD, "MUGALIM_IDLE_SECONDS"])
def test_a_wrong_variable_is_named(name: str) -> None:
    """The operator reads which one."""
    with pytest.raises(ConfigError, match=name):
        LessonsConfig.from_environment({**GOOD, name: ""} if name in GOOD else {**GOOD, name: "-1"})


def test_the_browsers_languages_are_taken_by_weight() -> None:
    """The first one that the school speaks; its own where there is none."""
    assert preferred("de, en;q=0.5, ru-RU;q=0.9", "ky") == "ru"
    assert preferred("de, fr", "ky") == "ky"
    assert preferred("en;q=zero", "ky") == "ky"
