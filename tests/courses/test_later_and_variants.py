"""Questions that come back, and the same work in several subjects: read strictly, translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mugalim_courses import LessonError, localised
from mugalim_courses.languages import Catalog

if TYPE_CHECKING:
    from conftest import Author

SUBJECTS = """\
    start: files/table.xlsx
    variants:
      - {id: maths, text: Mathematics, start: files/table.xlsx}
      - {id: biology, text: Biology, start: files/leaves.xlsx, solution: solution/leaves.xlsx}
"""


@pytest.fixture
def subjects(author: Author) -> Author:
    """The small course, whose table is offered in two subjects."""
    author.change("    start: files/table.xlsx\n", SUBJECTS)
    for name in ("files/leaves.xlsx", "solution/leaves.xlsx"):
        (author.folder / "first" / name).write_bytes(name.encode())
    return author


def test_a_lesson_comes_back_three_times(author: Author) -> None:
    """Each question has its day and the option that is right."""
    found = [(each.day, each.right) for each in author.lesson().later]
    assert found == [(2, "one"), (7, "a"), (21, "a")]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("day: 7", "day: 8", "the days 2, 7, 21"),
        ("text: One, right: true", "text: One", "one of several must be right"),
        ("text: Ten,", "text: Ten, right: true,", "one of several must be right"),
        (", reply: Not yet.}", "}", "'reply' is missing"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    author: Author, old: str, new: str, words: str
) -> None:
    """With what its author is to do."""
    author.change(old, new)
    with pytest.raises(LessonError) as refused:
        author.lesson()
    assert words in str(refused.value)


def test_questions_and_subjects_are_read_in_her_language(subjects: Author) -> None:
    """Question, options and the names of subjects are looked up in the catalog."""
    words = {"How many pages a day?": "Сколько?", "Ten": "Десять", "Biology": "Биология"}
    entries = {("lesson.yaml", english): (russian,) for english, russian in words.items()}
    plan = localised(subjects.lesson(), Catalog("ru", entries))
    assert plan.later[0].question == "Сколько?"
    assert plan.later[0].options[1].text == "Десять"
    assert plan.exercises["table"].variants[1].text == "Биология"


def test_every_start_is_known(subjects: Author) -> None:
    """The exercise's own one first, and each subject's once."""
    assert subjects.lesson().exercises["table"].starts == ("files/table.xlsx", "files/leaves.xlsx")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Mathematics, start: files/table.xlsx", "Mathematics, start: files/leaves.xlsx"),
        ("start: files/leaves.xlsx", "start: solution/leaves.xlsx"),
        ("id: biology", "id: maths"),
        ("files/leaves.xlsx", "files/nowhere.xlsx"),
    ],
)
def test_a_start_that_cannot_be_given_is_refused(subjects: Author, old: str, new: str) -> None:
    """Not the own one first, outside of what learners get, named twice, or not there."""
    subjects.change(old, new)
    with pytest.raises(LessonError):
        subjects.lesson()
