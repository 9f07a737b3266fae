"""Tables of sources from several programs, and judgements as the form saves them."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from typing import Any

from autograders.lessons.cases import Case, kept
from openpyxl import Workbook

LESSON = "safety__check_before_you_forward"
HEADERS = {
    "en": ("Address", "Author", "Date", "Purpose", "Evidence", "Primary source", "Opened"),
    "ky": ("Дареги", "Автору", "Күнү", "Максаты", "Далили", "Алгачкы булак", "Ачылган күнү"),
    "ru": ("Адрес", "Автор", "Дата", "Цель", "Доказательство", "Первоисточник", "Дата обращения"),
}  # fmt: skip
ROWS = {
    "ky": (
        ("https://jany-kabar.example/2026/11/41-bala", "Кабарчы, аты жок", "12.11.2026",
         "Кабар", "Бюллетенди айтат", "жок", "23.11.2026"),
        ("https://densooluk.example/bulletin/2026-45", "Саламаттык кызматы", "10.11.2026",
         "Эсеп берүү", "Өзү санаган: 41 бала, 38и эмделген эмес", "Ооба", "23.11.2026"),
        ("https://www.fakt-teksher.example/kyzamyk-41/", "Редакция", "14.11.2026",
         "Текшерүү", "Бюллетенге шилтеме", "жок", "24.11.2026"),
    ),
    "ru": (
        ("https://jany-kabar.example/2026/11/41-bala", "не назван", "12.11.2026",
         "новость", "ссылается на бюллетень", "", "23.11.2026"),
        ("densooluk.example/bulletin/2026-45", "служба здоровья", "10.11.2026",
         "отчёт", "сами считали: 41 ребёнок, 38 без прививки", "да", "23.11.2026"),
        ("https://vitamin-duken.example/blog/emdoo", "магазин", "не названа",
         "продать витамины", "нет", "", "23.11.2026"),
    ),
    "en": (
        ("https://sport.jany-kabar.example/2026/11/41-bala", "not named", "12 November",
         "news", "quotes the bulletin", "no", "23.11.2026"),
        ("https://jurnal-med.example/2026/3/kyzamyk", "four doctors", "2026-03-01",
         "research", "data of 900 children", "yes", "2026-11-20"),
        ("https://fakt-teksher.example/kyzamyk-41", "editors", "14.11.2026",
         "to check", "links to the bulletin", "no", "22.11.2026"),
    ),
}  # fmt: skip
Rows = list[list[str]]


def rows(language: str, change: Callable[[Rows], object] | None = None) -> Rows:
    """A table with its header, after a change of its rows (0 is the header)."""
    found = [list(HEADERS[language]), *map(list, ROWS[language])]
    if change:
        change(found)
    return found


def in_csv(found: Sequence[Sequence[str]], delimiter: str, encoding: str) -> bytes:
    """A .csv as a program of that delimiter and encoding saves it."""
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows(found)
    return text.getvalue().encode(encoding)


def in_xlsx(found: Rows) -> bytes:
    """An .xlsx with real dates, below a title and beside a sheet that nobody sees."""
    book, content = Workbook(), BytesIO()
    hidden = book.active
    hidden.title, hidden.sheet_state = "Черновик", "hidden"
    hidden.append(["Адрес", "Автор"])
    sheet = book.create_sheet("Булактар")
    sheet.append(["Билдирүү: 41 бала"])
    sheet.append([])
    for line in found:
        sheet.append([_value(text) for text in line])
    book.active = 1
    book.save(content)
    return content.getvalue()


def _value(text: str) -> object:
    day, _, rest = text.partition(".")
    if day.isdigit() and rest.count(".") == 1:
        month, year = rest.split(".")
        return datetime.date(int(year), int(month), int(day))
    return text


def sources(
    language: str,
    fails: str = "",
    change: Callable[[Rows], object] | None = None,
    about: str = "",
    delimiter: str = ";",
    encoding: str = "utf-8-sig",
) -> Case:
    """A table in a language with one thing undone."""
    made = in_csv(rows(language, change), delimiter, encoding)
    return Case("sources", "sources.csv", lambda: made, (fails,) if fails else (), about)


def _set(row: int, column: int, text: str) -> Callable[[Rows], object]:
    def change(found: Rows) -> None:
        found[row][column] = text

    return change


REASONS = {
    "ky": "Бюллетенде 41 бала кызамык менен катталган, алардын 38и эмделген эмес. Билдирүүдө бул "
    "тескерисинче айтылып, ата-энелер коркуп калган. Журналдагы изилдөө да эмдөөнүн коргой "
    "турганын көрсөтөт.",
    "ru": "В бюллетене названы 41 ребёнок с корью, из них 38 не были привиты. Сообщение "
    "перевернуло это число. Исследование в журнале тоже говорит, что прививка защищает, "
    "а не вредит.",
    "en": "The bulletin counts 41 children with measles, and 38 of them had no vaccination. The "
    "message turns this round. A study of 900 children points the same way.",
}  # fmt: skip
REPLIES = {
    "ky": "Урматтуу ата-энелер, тынчсызданганыңыз үчүн рахмат. 41 бала кызамык менен ооруган, "
    "алардын 38и эмделген эмес: https://densooluk.example/bulletin/2026-45.",
    "ru": "Спасибо, что беспокоитесь о детях! 41 ребёнок болел корью, 38 из них без прививки. "
    "Читайте сами: https://densooluk.example/bulletin/2026-45",
    "en": "Thank you for asking. 41 children had measles, and 38 of them had no vaccination. See "
    "https://densooluk.example/bulletin/2026-45",
}  # fmt: skip
SEARCHES = (
    {"words": "кызамык 41 бала", "language": "ky"},
    {"words": "корь прививка 41 ребёнок", "language": "ru"},
    {"words": "site:densooluk.example кызамык", "language": "ky"},
    {"words": "«после прививки» в больнице", "language": "ru"},
)


def judgement(
    language: str,
    fails: str = "",
    change: Callable[[dict[str, Any]], object] = lambda data: None,
    about: str = "",
) -> Case:
    """A judgement in a language with one thing undone."""
    data: dict[str, Any] = {
        "searches": [dict(each) for each in SEARCHES],
        "verdict": "turned_round",
        "confidence": "high",
        "reason": REASONS[language],
        "reply": REPLIES[language],
    }
    change(data)
    labels = {"searches": "Издөөлөр", "reply": "Жооп", "reason": "Себеби", "verdict": "Баам"}
    made = json.dumps({"data": data, "labels": labels if language == "ky" else {}}).encode()
    return Case("judgement", "judgement.json", lambda: made, (fails,) if fails else (), about)


def _without_operator(data: dict[str, Any]) -> None:
    data["searches"][2]["words"] = "саламаттык бюллетень"
    data["searches"][3]["words"] = "авто-прививка в больнице"


def _in_one_language(data: dict[str, Any]) -> None:
    for search in data["searches"]:
        search["language"] = "ru"


def _without_link(data: dict[str, Any]) -> None:
    data["reply"] = data["reply"].split("https")[0]


CASES: tuple[Case, ...] = (
    sources("ky", about="Kyrgyz, from Excel"),
    sources("ru", about="Russian, Windows-1251", encoding="windows-1251"),
    sources("en", about="English, commas", delimiter=",", encoding="utf-8"),
    sources("ky", about="UTF-16 and tabs", delimiter="\t", encoding="utf-16"),
    Case("sources", "sources.xlsx", lambda: in_xlsx(rows("ky")), about="dates and a title"),
    Case("sources", "sources.xlsx", kept(LESSON, "russian_office.xlsx"), about="LibreOffice xlsx"),
    Case("sources", "sources.ods", kept(LESSON, "russian_office.ods"), about="LibreOffice ods"),
    Case("sources", "sources.csv", kept(LESSON, "russian_office.csv"), about="LibreOffice csv"),
    sources("ru", "sources", _set(3, 0, "https://sport.jany-kabar.example/a"), "the same agency"),
    sources("ky", "sources", lambda found: found.pop(), "two rows"),
    sources("en", "sources", _set(3, 0, "a fact-checking site"), "words for an address"),
    sources("ky", "fields", _set(3, 1, ""), "no author"),
    sources("ru", "fields", _set(2, 4, " — "), "a dash"),
    sources("en", "fields", _set(0, 3, "Notes"), "no column of purpose"),
    sources("ky", "primary", _set(2, 5, ""), "none marked"),
    sources("ru", "primary", _set(1, 5, "да"), "the news is marked too"),
    sources("en", "primary", _set(2, 0, "https://bilim.example/my-page"), "another page is marked"),
    sources("ru", "date", _set(1, 6, "23.11.2019"), "2019"),
    sources("ky", "date", _set(1, 6, "кечээ"), "no day"),
    judgement("ky", about="Kyrgyz"),
    judgement("ru", about="Russian"),
    judgement("en", about="English"),
    judgement("ru", "queries", lambda data: data["searches"].pop(), "three searches"),
    judgement("ky", "queries", _without_operator, "no operator"),
    judgement("en", "queries", _in_one_language, "one language"),
    judgement("ru", "verdict", lambda data: data.pop("confidence"), "how sure is not said"),
    judgement("ky", "verdict", lambda data: data.update(reason="Бюллетенде башкача."), "two words"),
    judgement("en", "verdict", lambda data: data.update(verdict="nonsense"), "no such verdict"),
    judgement("ru", "reply", lambda data: data.update(reply=REPLIES["ru"] * 3), "too long"),
    judgement("ky", "reply", _without_link, "no link"),
    judgement("en", "reply", lambda data: data.update(reply="Not true."), "too short"),
)  # fmt: skip
