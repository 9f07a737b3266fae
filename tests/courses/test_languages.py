"""The words of a package or a course in three languages, with their gaps and their numbers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mugalim_courses.languages import LANGUAGES, Catalog, language_or_default, load_catalog

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
FORMS = {
    "ky": ("{n} сап", "{n} сап көп"),
    "ru": ("{n} строка", "{n} строки", "{n} строк"),
    "en": ("{n} row", "{n} rows"),
}


def write(folder: Path, language: str, words: str) -> Catalog:
    """A catalog read from a file with these entries."""
    (folder / f"{language}.po").write_text(HEADER + words, encoding="utf-8")
    return load_catalog(folder, language)


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("ky", 1, "1 сап"),
        ("ky", 0, "0 сап көп"),
        ("ky", 21, "21 сап көп"),
        ("ru", 1, "1 строка"),
        ("ru", 21, "21 строка"),
        ("ru", 3, "3 строки"),
        ("ru", 0, "0 строк"),
        ("ru", 11, "11 строк"),
        ("ru", 14, "14 строк"),
        ("ru", 111, "111 строк"),
        ("en", 1, "1 row"),
        ("en", 21, "21 rows"),
    ],
)
def test_a_number_takes_its_form(tmp_path: Path, language: str, n: int, said: str) -> None:
    """Two forms in Kyrgyz and English, three in Russian."""
    forms = "".join(f'msgstr[{at}] "{form}"\n' for at, form in enumerate(FORMS[language]))
    catalog = write(tmp_path, language, f'msgid "{{n}} row"\nmsgid_plural "{{n}} rows"\n{forms}')
    assert catalog.plural("{n} row", "{n} rows", n) == said


def test_a_form_that_is_missing_is_said_in_english(tmp_path: Path) -> None:
    """A gap in a catalog never hides a text."""
    words = 'msgid "{n} row"\nmsgid_plural "{n} rows"\nmsgstr[0] "{n} строка"\nmsgstr[1] ""\n'
    catalog = write(tmp_path, "ru", words)
    said = [catalog.plural("{n} row", "{n} rows", n) for n in (1, 2, 5)]
    assert said == ["1 строка", "2 rows", "5 rows"]
    assert Catalog("ru", {}).plural("{n} row", "{n} rows", 1) == "1 row"


def test_marked_and_empty_translations_are_left_out(tmp_path: Path) -> None:
    """What nobody has looked at yet is shown in English."""
    fuzzy, empty = '#, fuzzy\nmsgid "Save"\nmsgstr "Жок"\n\n', 'msgid "Open"\nmsgstr ""\n\n'
    catalog = write(tmp_path, "ky", fuzzy + empty + 'msgid "Close"\nmsgstr "Жабуу"\n')
    assert [catalog.text(word) for word in ("Save", "Open", "Close")] == ["Save", "Open", "Жабуу"]
    assert [word in catalog for word in ("Save", "Open", "Close")] == [False, False, True]


def test_values_are_put_in_their_places(tmp_path: Path) -> None:
    """A translation may name them in another order; braces without values stay."""
    words = 'msgid "{name} of {course}"\nmsgstr "{course}: {name}"\n'
    catalog = write(tmp_path, "ky", words)
    assert catalog.text("{name} of {course}", name="Айгүл", course="Окуу") == "Окуу: Айгүл"
    assert catalog.text("write {this}") == "write {this}"


def test_one_text_may_have_words_of_its_own_in_each_place(tmp_path: Path) -> None:
    """The context tells them apart."""
    words = "".join(
        f'msgctxt "{place}"\nmsgid "Level"\nmsgstr "{said}"\n\n'
        for place, said in (("files", "Деңгээл"), ("lesson.yaml", "Баскыч"))
    )
    catalog = write(tmp_path, "ky", words)
    places = ("files", "lesson.yaml", None)
    assert [catalog.text("Level", place) for place in places] == ["Деңгээл", "Баскыч", "Level"]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """An author sees her new words without a restart."""
    write(tmp_path, "ky", 'msgid "Save"\nmsgstr "Сактоо"\n')
    assert load_catalog(tmp_path, "ky") is load_catalog(tmp_path, "ky")
    write(tmp_path, "ky", 'msgid "Save"\nmsgstr "Сактаңыз"\n')
    os.utime(tmp_path / "ky.po", ns=(1, 1))
    assert load_catalog(tmp_path, "ky").text("Save") == "Сактаңыз"


def test_a_language_without_a_file_speaks_english(tmp_path: Path) -> None:
    """A course may be shown before it is translated."""
    assert load_catalog(tmp_path, "ru", "first").text("Save") == "Save"


def test_only_languages_of_the_school_are_taken() -> None:
    """Anything else, from a cookie or an address, becomes the default."""
    assert [language_or_default(each) for each in (*LANGUAGES, "de", "", None)] == [
        *LANGUAGES, "ky", "ky", "ky",
    ]  # fmt: skip
    assert language_or_default("../en", "en") == "en"
