"""The glossaries: read as they are kept, and words that have strayed are found by them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mugalim_courses.glossary import Term, glossary, strays

COURSES = Path(__file__).parents[2] / "courses"


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_each_language_has_its_glossary(language: str) -> None:
    """Every term is there once, with its word."""
    terms = glossary(COURSES, language)
    assert len(terms) > 150
    assert len({term.english for term in terms}) == len(terms)
    assert all(term.word for term in terms)


def test_both_glossaries_have_the_same_terms() -> None:
    """A term that one language lacks would be called anything in it."""
    english = [[term.english for term in glossary(COURSES, each)] for each in ("ky", "ru")]
    assert english[0] == english[1]


def test_a_word_that_strayed_is_found_with_its_term() -> None:
    """By how it begins, in any case of the letters, and never inside of another word."""
    terms = (Term("cell", "ячейка", ("клетк",)),)
    assert [word for word, _ in strays("Клетки и клетка", terms)] == ["Клетки"]
    assert list(strays("Расклетка, ячейка", terms)) == []


def test_what_a_program_calls_its_menus_is_no_stray_word() -> None:
    """Where to press is drawn and quoted in the words of a program that speaks Russian."""
    terms = (Term("heading", "аталыш", ("заголовок",)),)
    drawn = "Басыңыз:\n\n```press\nWord, компьютер: Главная → Заголовок 1\n```\n\n"
    assert list(strays(f"{drawn}Ал жерде ал «Заголовок 1» деп аталат.", terms)) == []
    assert [word for word, _ in strays(f"{drawn}Бул заголовок.", terms)] == ["заголовок"]


def test_a_course_without_glossaries_has_no_terms(tmp_path: Path) -> None:
    """A school's own courses may come without them."""
    assert glossary(tmp_path, "ru") == ()
