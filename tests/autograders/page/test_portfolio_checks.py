from __future__ import annotations

import pytest
from autograders.page.samples import failure, page

from mugalim_checks.page import (
    Page,
    competences_mapped,
    evidence_shown,
    licence_fits_parts,
    works_linked,
    works_named,
)
from mugalim_checks.records import Records

WORDS = "<p>Прочитайте эту страницу дома и решите задачи.</p>"
FIELDS = {
    "lesson": ["Lesson", "Сабак", "Урок"],
    "competence": ["Competence", "Компетенция", "Компетенция"],
    "level": ["Level", "Деңгээл", "Уровень"],
    "before": ["Before", "Мурда", "Было"],
    "after": ["After", "Азыр", "Стало"],
}


def work(number: int, **changed: str) -> str:
    """One work of a portfolio."""
    fields = {
        "Урок": f"урок {number}",
        "Компетенция": "4.2",
        "Уровень": "B1",
        "Было": "на это уходило четыре часа вечером",
        "Стало": "теперь журнал считает всё сам",
        **changed,
    }
    lines = "".join(f"<p>{name}: {text}</p>" for name, text in fields.items() if text)
    return f"<h2><a href='https://example.org/{number}'>Работа {number}</a></h2>{lines}"


def works(**changed: str) -> Page:
    """A portfolio of three works, the last one changed."""
    return page(f"<h1>Портфолио</h1>{WORDS}{work(1)}{work(2)}{work(3, **changed)}")


def test_a_portfolio_is_whole_with_three_works() -> None:
    """Links, competences, before and after."""
    works_linked(works(), fields=FIELDS)
    competences_mapped(works(Компетенция="КD4", Уровень="В2 (Эксперт)"), fields=FIELDS)
    evidence_shown(works(), fields=FIELDS, roster=["Асанов Тилек"])
    assert failure(works_named, page(WORDS), fields=FIELDS).id == "page.no_works"
    few = failure(works_linked, page(work(1) + work(2)), fields=FIELDS)
    assert (few.id, few.earned) == ("page.few_works", 2 / 3)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<h2>Работа</h2><p>Урок: четвёртый", "page.work_no_link"),
        ("<h2><a href='#'>Работа</a></h2><p>Урок: четвёртый", "page.work_no_link"),
        ("<h2><a href='C:\\Users\\a.docx'>Работа</a></h2><p>Урок: четвёртый", "page.link_closed"),
        ("<h2><a href='http://localhost/a'>Работа</a></h2><p>Урок: четвёртый", "page.link_closed"),
        ("<h2><a href='mailto:a@example.org'>Работа</a></h2><p>Урок: а", "page.link_closed"),
        (work(4, Урок="урок 1"), "page.work_twice"),
        (work(1, Урок="другой"), "page.work_twice"),
        (work(4, Урок=""), "page.work_lacks"),
    ],
)
def test_a_work_without_a_link_of_its_own_is_told(body: str, said: str) -> None:
    """Two good ones keep their share."""
    found = failure(works_linked, page(work(1) + work(2) + body), fields=FIELDS)
    assert (found.id, found.earned) == (said, 2 / 3)


def test_smaller_headings_stand_inside_of_a_work() -> None:
    """What stands below them belongs to it, unless a field comes a second time."""
    inner = work(3).replace("<p>Было", "<h3>Как это было</h3><p>Было")
    evidence_shown(page(WORDS + work(1) + work(2) + inner), fields=FIELDS, roster=[])
    lower = work(3).replace("h2>", "h3>")
    works_linked(page(WORDS + work(1) + work(2) + lower), fields=FIELDS)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Компетенция", "", "page.work_lacks"),
        ("Компетенция", "7.9", "page.code_unknown"),
        ("Компетенция", "ИКТ", "page.code_unknown"),
        ("Уровень", "высокий", "page.level_unknown"),
        ("Уровень", "D1", "page.level_unknown"),
    ],
)
def test_a_work_needs_a_known_code_and_level(name: str, text: str, said: str) -> None:
    """DigCompEdu or ICT-CFT, and A1 to C2."""
    assert failure(competences_mapped, works(**{name: text}), fields=FIELDS).id == said


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Было", "", "page.work_lacks"),
        ("Стало", "лучше", "page.evidence_short"),
        ("Стало", "на это уходило четыре часа вечером", "page.nothing_changed"),
        ("Стало", "теперь и Асанов Тилек всё сдаёт вовремя", "privacy.roster_name"),
    ],
)
def test_evidence_is_before_and_after_and_names_nobody(name: str, text: str, said: str) -> None:
    """In some words each, and not the same."""
    found = failure(evidence_shown, works(**{name: text}), fields=FIELDS, roster=["Асанов Тилек"])
    assert found.id == said


def gift(**fields: object) -> Records:
    """A form of a shared work."""
    parts = [{"title": "Текст", "author": "учитель", "licence": "own"}]
    return Records.from_state({"data": {"licence": "cc-by", "parts": parts, **fields}})


def fits(records: Records) -> None:
    """The check of licences with this form."""
    licence_fits_parts(
        records,
        licence="licence",
        parts="parts[]",
        part_licence="licence",
        named=["title", "author"],
        address="source",
        allows={"cc-by": ["own", "cc-by"], "cc-by-sa": ["own", "cc-by", "cc-by-sa"]},
    )


def test_a_licence_allows_its_parts() -> None:
    """Own parts need no address; others do, and a licence that fits."""
    photo = {
        "title": "Фото",
        "author": "Ашуу",
        "licence": "cc-by-sa",
        "source": "https://example.org",
    }
    fits(gift())
    fits(gift(licence="cc-by-sa", parts=[photo]))
    assert failure(fits, gift(licence="")).id == "page.no_licence"
    assert failure(fits, gift(parts=[])).id == "page.no_parts"
    assert failure(fits, gift(parts=[photo])).id == "page.part_forbids"
    assert (
        failure(fits, gift(parts=[{**photo, "licence": "cc-by", "source": ""}])).id
        == "page.part_lacks"
    )


def test_an_empty_row_of_parts_is_no_part() -> None:
    """The form may offer one row more."""
    fits(gift(parts=[*gift().data["parts"], {"title": "", "author": "", "licence": ""}]))
