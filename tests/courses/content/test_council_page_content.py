"""spreadsheets/council-page can be done as it says, in each language and with each subject."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import run
from mugalim_checks.formulas import normalise
from mugalim_checks.formulas.moving import moved
from mugalim_checks.messages import message
from mugalim_checks.workbook import Workbook
from mugalim_courses.languages import Catalog
from mugalim_courses.loading import load_lesson
from mugalim_courses.notebooks import is_prose, read_notebook
from mugalim_courses.translating import lesson_catalog

FOLDER = Path(__file__).parents[3] / "courses" / "spreadsheets" / "council-page"
LESSON = load_lesson(FOLDER, "spreadsheets")
MAKER = Path(__file__).with_name("make_council_page_files.py")
SUBJECTS = ("mathematics", "biology", "literature")
languages = pytest.mark.parametrize("language", ["ky", "ru", "en"])


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the script that makes the files holds."""
    monkeypatch.syspath_prepend(str(MAKER.parent))
    return runpy.run_path(str(MAKER))


@cache
def words(language: str) -> Catalog:
    """The lesson's words in a language; none are needed in English."""
    return lesson_catalog(LESSON, language)


def artefact(exercise: str, file: str) -> Any:
    """A file of the lesson, read as a learner's upload is read."""
    kind = LESSON.exercises[exercise].kind
    return read_artefact(kind, (FOLDER / file).read_bytes(), Path(file).name)


def start(exercise: str, language: str, file: str = "") -> Any:
    """What a learner of that language begins with."""
    found = artefact(exercise, file or LESSON.exercises[exercise].start or "")
    return found.translated(lambda text: words(language).text(text, "files"))


def missing(exercise: str, made: object, data: object = None) -> list[str]:
    """The ids of the checks that do not pass."""
    results = run(LESSON.exercises[exercise], made, {"data": data} if data else None).results
    return [each.id for each in results if each.outcome != "passed"]


def formulas_in(cell: str, language: str) -> list[str]:
    """The formulas that a step tells its reader to type, as they stand in that language."""
    source = next(c.source for c in read_notebook(LESSON).cells if c.id == cell and is_prose(c))
    return re.findall(r"`(=[^`]+)`", words(language).text(source, cell))


def typed(book: Workbook, inputs: dict[str, str]) -> Workbook:
    """The workbook after inputs into cells of its first sheet."""
    sheet = book.sheets[0].name
    for cell, text in inputs.items():
        book = book.apply({"op": "set", "sheet": sheet, "cell": cell, "input": text})
    return book


def charted(book: Workbook, language: str, values: str) -> Workbook:
    """The workbook with a chart whose axes are titled as the step on charts says."""
    source = next(c.source for c in read_notebook(LESSON).cells if c.id == "chart-intro")
    across, up = re.findall(r"`([^`]+)`", words(language).text(source, "chart-intro"))
    name = book.sheets[0].name
    chart = {
        "kind": "column",
        "across": {"title": across},
        "up": {"title": up},
        "series": [{"values": f"{name}!{values}", "categories": f"{name}!A2:A3"}],
    }
    return book.apply({"op": "part", "sheet": name, "part": "charts", "value": [chart]})


def second_row(formula: str, cell: str) -> str:
    """A formula filled down by one row."""
    return moved(normalise(formula), cell, f"{cell[0]}3")


@languages
def test_two_counts_and_two_shares(language: str) -> None:
    """The formulas as they are printed meet every check of the first two practices."""
    count = formulas_in("count-intro", language)[-1]
    other = normalise(count).replace("B2:B11", "C2:C11")
    made = typed(start("practice_count", language), {"F2": count, "F3": other})
    assert missing("practice_count", made) == []
    share = formulas_in("share-intro", language)[-1]
    made = typed(start("practice_share", language), {"D2": share, "D3": second_row(share, "D2")})
    assert missing("practice_share", made) == []


@languages
def test_a_chart_with_the_titles_of_the_text(language: str) -> None:
    """The words between the marks name a unit in each language."""
    empty = start("practice_chart", language)
    assert missing("practice_chart", empty) == ["axes"]
    assert missing("practice_chart", charted(empty, language, "B2:B3")) == []


@languages
@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_table_of_each_subject_gives_its_story(
    language: str, subject: str, maker: dict[str, Any]
) -> None:
    """Totals typed as printed count what the class was made of; its report finds them there."""
    first, share, twos = formulas_in("data-intro", language)
    book = start("data", language, f"files/{maker['data_name'](subject)}")
    second, other = (normalise(each).replace("B2:B39", "C2:C39") for each in (first, twos))
    inputs = {"C2": first, "C3": second, "E2": twos, "E3": other}
    book = typed(book, {**inputs, "D2": share, "D3": second_row(share, "D2")})
    wanted = maker["SUBJECTS"][subject]
    sheet, counted = book.sheets[0].name, book.calculate()
    assert [counted.value(sheet, cell) for cell in ("C2", "C3")] == list(wanted.good)
    assert [counted.value(sheet, cell) for cell in ("E2", "E3")] == [
        wanted.first[3], wanted.second[3]
    ]  # fmt: skip
    book = charted(book, language, "D2:D3")
    assert missing("data", book) == []
    page = maker["report"](*wanted.good).replace("Totals!", f"{sheet}!").encode()
    assert missing("report", read_artefact("page", page, "report.html"), book) == []


def edited(page: Any, change: Callable[[str], str]) -> Any:
    """A page after its text was changed, as the surface would save it."""
    content = write_artefact(page, ".html").decode()
    return read_artefact("page", change(content).encode(), "page.html")


def in_cells(html: str, texts: tuple[str, ...]) -> str:
    """The text with the cells of its last row filled in."""
    head, row = html.rsplit("<tr>", 1)
    for text in texts:
        row = re.sub(r"<td>(?!\x00).*?</td>", f"<td>\x00{text}</td>", row, count=1)
    return f"{head}<tr>{row}".replace("\x00", "")


@languages
def test_a_sentence_is_softened_and_a_step_gets_its_person_and_day(language: str) -> None:
    """The practice of steps fails on both, and passes with both repaired."""
    page = start("practice_steps", language)
    assert missing("practice_steps", page) == ["cause", "three"]
    may = {"ky": "мүмкүн", "ru": "возможно", "en": "perhaps"}[language]
    claim = words(language).text(
        "More pupils have a 4 or 5, because we held extra lessons.", "files"
    )
    step = ("Кадам", "завуч", "20.02.2027")
    page = edited(page, lambda html: in_cells(html.replace(claim, f"{claim[:-1]}, {may}."), step))
    assert missing("practice_steps", page) == []


@languages
def test_the_labels_of_the_frame_are_those_that_the_checks_know(language: str) -> None:
    """Whoever fills the frame has number, period and steps where they are looked for."""
    say = words(language)

    def filled(html: str) -> str:
        for label, text in (("Pupils:", "38"), ("Period:", "2026")):
            own = say.text(label, "files")
            assert html.count(own) == 1
            html = html.replace(own, f"{own} {text}")
        return in_cells(html, ("Тест", "завуч", "20.02.2027"))

    frame = start("report", language)
    assert {"n", "three"} <= set(missing("report", frame))
    assert not {"n", "three"} & set(missing("report", edited(frame, filled)))


def test_the_numbers_in_the_text_are_those_of_the_class(maker: dict[str, Any]) -> None:
    """What is sorted as shown by the table is true of the mathematics of 7-B."""
    found, pupils = maker["SUBJECTS"]["mathematics"], maker["PUPILS"]
    assert found.good == (17, 22)
    assert [round(100 * each / pupils) for each in (*found.good, 1)] == [45, 58, 3]
    assert (found.first[3], found.second[3]) == (6, 3)
    assert [round(100 * each / pupils) for each in (20, 26)] == [53, 68]


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("axis_without_unit.xlsx", "the axis says “Share”"),
        ("number_from_memory.html", "says 62 %, the table gives 58 % in Totals!D3"),
        ("two_numbers_only.html", "2; 3 are needed"),
        ("alt_says_chart.html", "Picture 1"),
        ("no_count_of_pupils.html", "“Pupils: …”"),
        ("no_year.html", "after “Period”"),
        ("pupil_named.html", "Paragraph 3"),
        ("step_without_day.html", "row 2, column 3"),
        ("cause_claimed.html", "Write “may”"),
    ],
)
def test_a_hint_says_where(file: str, place: str) -> None:
    """Whoever reads it finds the place in this very file."""
    proof = next(each for each in LESSON.not_yet if each.file == f"not_yet/{file}")
    data = artefact("data", LESSON.solution["data"])
    exercise = LESSON.exercises[proof.exercise]
    results = run(exercise, artefact(proof.exercise, proof.file), {"data": data}).results
    said = [message(each, "en") for each in results if each.outcome == "not_yet"]
    assert len(said) == 1
    assert place in said[0]


def test_the_files_are_those_that_the_script_makes(maker: dict[str, Any], tmp_path: Path) -> None:
    """Running the script again changes no byte."""
    maker["main"](tmp_path)
    made = {each.relative_to(tmp_path): each.read_bytes() for each in tmp_path.rglob("*.*")}
    folders = ("files", "solution", "not_yet")
    kept = (each for name in folders for each in (FOLDER / name).iterdir())
    assert made == {each.relative_to(FOLDER): each.read_bytes() for each in kept}
