from __future__ import annotations

import pytest
from autograders.document.said import document, failure, line, table

from mugalim_checks.document import (
    Document,
    Paragraph,
    Run,
    has_headings,
    language_blocks_equal,
    no_fake_headings,
    parts_filled,
)
from mugalim_checks.document.sections import rank

PARTS = {"goal": ["Goal", "Максат", "Цель"], "time": ["Time", "Убакыт", "Время"]}
VERSIONS = {
    "who": {"ky": ["Ким"], "ru": ["Кто"]},
    "contact": {"ky": ["Байланыш"], "ru": ["Контакт"]},
}


@pytest.mark.parametrize(
    "fake",
    [
        line("Ход урока", bold=True),
        Paragraph((Run("Ход урока", size=16.0),)),
        Paragraph((Run("1. Ход ", bold=True), Run("урока", bold=True)), marker="number"),
    ],
)
def test_bold_or_large_lines_before_text_are_fake_headings(fake: Paragraph) -> None:
    """Looks make no heading; a share of the points is for those that are real."""
    found = document("# План", "Текст урока.", "# Цель", "Научить.", fake, "Сначала так.")
    raised = failure(no_fake_headings, found)
    assert raised.id == "document.fake_heading"
    assert raised.earned == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    "plain",
    [
        line("Важно: домашнего задания нет", bold=True),
        line("Это очень важно помнить.", bold=True),
        line("☐ сайт школы", bold=True),
        line("Подпись: ________", bold=True),
        line("пункт списка", bold=True, item=True),
        Paragraph((Run("Важное", bold=True), Run(" слово в строке"))),
        Paragraph((Run("План урока", bold=True),), titled=True),
        line(" ".join(["слово"] * 13), bold=True),
    ],
)
def test_other_bold_lines_are_left_alone(plain: Paragraph) -> None:
    """Labels, sentences, boxes, blanks, items and titles are no headings."""
    no_fake_headings(document("# План", "Текст.", "# Цель", "Текст.", plain, "Текст."))


def test_bold_before_a_heading_or_at_the_end_is_left_alone() -> None:
    """A fake heading has text of its own; a signature at the end has none."""
    blocks = ("# План", "Текст.", line("Слово", bold=True), "# Цель", "Текст.")
    no_fake_headings(document(*blocks, line("Учитель математики", bold=True)))


def test_a_document_of_bold_text_alone_has_no_fakes() -> None:
    """Where all text is as large, size says nothing."""
    large = [Paragraph((Run(text, size=20.0),)) for text in ("Большой текст", "Ещё текст")]
    no_fake_headings(document("# План", *large, "# Цель", *large))


@pytest.mark.parametrize("blocks", [(), ("# План",), ("# План", "Текст"), ("# План", "# Цель")])
def test_a_title_alone_has_no_headings_worth_checking(blocks: tuple[str, ...]) -> None:
    """Headings need text under them before anything about headings earns points."""
    assert failure(has_headings, document(*blocks)).id == "document.no_headings"


@pytest.mark.parametrize(
    ("block", "trouble"),
    [
        (("# Время",), "document.part_empty"),
        (("# Время", "________"), "document.part_empty"),
        (("# Время", "[впишите время]"), "document.part_prompt"),
        (("# Время", "Сколько длится урок?"), "document.part_prompt"),
        (("# Время", "45"), "document.part_short"),
        (("# Оценивание", "45 минут"), "document.part_missing"),
    ],
)
def test_each_part_needs_words_of_her_own(block: tuple[str, ...], trouble: str) -> None:
    """A blank, the template's words and one word fill nothing."""
    found = document("# Цель", "Научить делить столбиком.", *block)
    raised = failure(parts_filled, found, parts=PARTS, prompts=["Сколько длится урок"])
    assert raised.id == trouble
    assert raised.earned == 0.5
    assert raised.values["part"] == "Время"


@pytest.mark.parametrize(
    "blocks",
    [
        ("# 1. Цель урока", "Научить делить."),
        ("# Цель: научить делить столбиком",),
        ("# План", "## Цель", "- научить делить", "- и умножать"),
        ("# Цель", table(("Этап", "Минуты"), ("Начало", "5"))),
        ("Цель", "Научить делить столбиком."),
        ("# МАКСАТ.", "Бөлүүнү үйрөтүү."),
        (table(("Предмет", "Биология"), ("Цель", "Научить делить"), headers=0),),
    ],
)
def test_a_part_may_be_written_in_many_ways(blocks: tuple[str, ...]) -> None:
    """Numbers, a colon, a list, a table, another case of letters, another language."""
    parts_filled(document(*blocks), parts={"goal": PARTS["goal"]})


def test_a_column_of_another_table_is_no_part() -> None:
    """The heading of a column, with another one beside it, says nothing of the lesson."""
    stages = table(("Время", "Что делают ученики", "Форма"), ("5 мин", "Читают", "В парах"))
    found = document("# Цель", "Научить делить.", stages)
    assert failure(parts_filled, found, parts=PARTS).id == "document.part_missing"


def test_a_part_ends_where_the_next_begins() -> None:
    """Text under the next heading of the level does not fill the one before."""
    found = document("# Цель", "# Время", "45 минут на всё")
    assert failure(parts_filled, found, parts=PARTS).values["part"] == "Цель"


def letter(*skip: str, **changed: str) -> Document:
    """A letter in two languages."""
    blocks = {
        "Ким": "Класс жетекчиси мектептен жазып жатат жана сурайт.",
        "Байланыш": "Мектептин телефону жана дареги.",
        "Кто": "Это пишет классный руководитель из нашей школы.",
        "Контакт": "Телефон школы и адрес.",
    } | changed
    pairs = [(f"# {head}", text) for head, text in blocks.items() if head not in skip]
    return document(*(each for pair in pairs for each in pair))


def test_versions_with_the_same_parts_are_equal() -> None:
    """Each part stands in both languages."""
    language_blocks_equal(letter(), parts=VERSIONS)


def test_a_part_that_one_version_lacks_is_named() -> None:
    """The other parts earn their share."""
    raised = failure(language_blocks_equal, letter("Контакт"), parts=VERSIONS)
    assert (raised.id, raised.values["part"]) == ("document.version_lacks_part", "Контакт")
    assert raised.earned == 0.5


@pytest.mark.parametrize("found", [letter("Кто", "Контакт"), document("Письмо"), Document()])
def test_a_missing_version_is_named(found: Document) -> None:
    """A letter in one language, or without any part, is not in two."""
    raised = failure(language_blocks_equal, found, parts=VERSIONS)
    assert raised.id == "document.version_missing"
    assert raised.earned == 0


def test_a_part_that_is_copied_and_not_translated_is_named() -> None:
    """Russian headings over Kyrgyz text are no Russian version."""
    found = letter(Кто="Класс жетекчиси мектептен жазып жатат жана сурайт.")
    raised = failure(language_blocks_equal, found, parts=VERSIONS)
    assert raised.id == "document.version_other_language"


def test_a_name_of_signs_alone_fits_nothing() -> None:
    """An empty name must not be found in every heading."""
    assert rank("Цель", ("—", "…")) == 0
    assert [rank(each, ("Цель",)) for each in ("ЦЕЛЬ:", "Цель урока", "Наша цель", "Целый")] == [
        3,
        2,
        1,
        0,
    ]


@pytest.mark.parametrize("time", ["Время: 45мин", "Время – 45 минут", "II. Время: 8.00–8.45"])
def test_a_part_may_be_a_line_with_its_label(time: str) -> None:
    """What everybody writes in one line needs no heading of its own."""
    parts_filled(document("# I. Цель", "Читать диаграмму", time), parts=PARTS)


@pytest.mark.parametrize("text", ["а б в г", "да да да"])
def test_letters_and_one_word_again_and_again_fill_no_part(text: str) -> None:
    """Two different words are the least."""
    found = document("# Цель", text, "# Время", "45 минут")
    raised = failure(parts_filled, found, parts=PARTS)
    assert (raised.id, raised.earned) == ("document.part_short", 0.5)


def test_both_languages_may_stand_under_one_heading() -> None:
    """The words of each are not asked for their language there."""
    ky, ru = "Бул катты класс жетекчи жазып жатат.", "Это пишет учитель."
    found = document("# Ким / Кто", ky, ru, "# Байланыш / Контакт", "0312 00 00 00")
    language_blocks_equal(found, parts=VERSIONS)


def test_plain_headings_and_labels_hold_the_parts_of_a_language() -> None:
    """A version without heading styles is there all the same."""
    found = document("Ким", "Мугалим", "Байланыш: 0312", "# Кто", "Учитель", "# Контакт", "0312")
    language_blocks_equal(found, parts=VERSIONS)


def test_two_languages_may_stand_side_by_side() -> None:
    """A row of headings over a row of texts, in the two columns of a table."""
    rows = (("Ким", "Кто"), ("Класс жетекчи", "Учитель"), ("Байланыш", "Контакт"), ("12", "34"))
    language_blocks_equal(document(table(*rows)), parts=VERSIONS)
    parts = {"who": ["Who", "Ким", "Кто"]}
    parts_filled(document(table(*rows)), parts=parts)
    lacking = document(table(*rows[:3], ("12", "")))
    assert failure(language_blocks_equal, lacking, parts=VERSIONS).values["part"] == "Контакт"
