from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import mugalim_checks

PACKAGE = Path(mugalim_checks.__file__).parent
USED = {
    found
    for file in PACKAGE.rglob("*.py")
    for found in re.findall(r'"((?:core|file|formula|workbook)\.[a-z_]+)"', file.read_text())
}
TYPICAL = {"sentence": "", "range": "C41:N41", "error": "#DIV/0!", "name": "AVERAGEIFS"}
MACHINE_WORDS = re.compile(r"kernel|notebook|server|json|traceback|ядр|ноутбук|сервер", re.I)


def catalog(language: str) -> dict[str, str]:
    """The messages of a language."""
    with (PACKAGE / "locale" / f"{language}.po").open("rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file) if each.id}


def placeholders(text: str) -> set[str]:
    """The names in curly brackets."""
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_every_message_has_words_in_every_language(language: str) -> None:
    """No id is raised without a sentence, and no sentence is left over."""
    assert set(catalog(language)) == USED
    assert all(catalog(language).values())


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_translations_fill_the_same_places(language: str) -> None:
    """A value that one language shows, every language shows."""
    source, translated = catalog("en"), catalog(language)
    for name, text in source.items():
        assert placeholders(translated[name]) == placeholders(text), name


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_sentences_are_short_and_kind(language: str) -> None:
    """A hint fits a phone, and never says "wrong" or speaks of machines."""
    for name, text in catalog(language).items():
        filled = re.sub(r"{(\w+)}", lambda place: TYPICAL.get(place[1], "O41"), text)
        assert len(filled) <= 200, name
        assert not re.search(r"\bwrong\b|неправильно|туура эмес", filled, re.I), name
        assert not MACHINE_WORDS.search(filled), name
