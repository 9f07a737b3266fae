"""Makes the files of digital-workplace/learning-plan again: start, solution, not-yet files.

Run by hand, from anywhere: `python tests/courses/content/make_learning_plan_files.py [FOLDER]`.
The same bytes come out each time, so that a change in a file is a change that somebody meant.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mugalim_checks.records.model import Records
from mugalim_checks.records.writing import write
from mugalim_courses.loading import parse_lesson_plan
from mugalim_widgets.surfaces.form_material import form_material, labels_of

LESSON = Path(__file__).parents[3] / "courses" / "digital-workplace" / "learning-plan"
MADE_ON = "2026-11-23"
SHARPEN = {"made_on": MADE_ON, "goal": "Better answers in 7b"}

LEVELS = {"1.2": 1, "2.1": 3, "3.1": 2, "4.2": 2, "5.2": 1, "6.1": 1}
GOALS = (
    {
        "goal": "Each pupil of 7b corrects one written answer a week after my comment",
        "competence": "4.3",
        "date": "2026-12-18",
        "evidence": "pupils_work",
    },
    {
        "goal": "Pupils of 8a draw a graph of their own data and say in a sentence what it shows",
        "competence": "4.2",
        "date": "2027-01-29",
        "evidence": "marks",
    },
    {
        "goal": "In 6a every pupil solves the same problem, with one of three supports",
        "competence": "5.2",
        "date": "2027-02-12",
        "evidence": "lesson_visit",
    },
)
SOURCES = (
    {
        "title": "Kyrgyz Wikipedia",
        "address": "https://ky.wikipedia.org",
        "language": "ky",
        "licence": "cc-by-sa",
    },
    {
        "title": "A colleague's lesson on comments that help, filmed in class",
        "address": "https://lessons.example/comments-that-help",
        "language": "ru",
        "licence": "read-only",
    },
)
LOOK_BACK = (
    "In the lesson on fractions I wrote the same comment under thirty answers: be careful. Two "
    "pupils corrected theirs, the others put the exercise book away. In the second half I asked "
    "one question under each answer instead, such as: where is the whole? Then eighteen pupils "
    "went back to their drawing, and eleven found the mistake by themselves. I would ask one "
    "question again, and give five minutes for it."
)
DONE: dict[str, Any] = {
    "made_on": MADE_ON,
    "statements": [{"code": code, "level": level} for code, level in LEVELS.items()],
    "grow": "4.2",
    "lesson": {"event": "7b, 12 November, fractions", "text": LOOK_BACK},
    "goals": list(GOALS),
    "sources": list(SOURCES),
    "review_date": "2027-01-11",
}


def not_yet() -> dict[str, dict[str, Any]]:
    """Plans that each lack exactly one thing, by the name of their file."""
    first, second, third = GOALS
    page, film = SOURCES
    untold = {name: value for name, value in film.items() if name != "licence"}
    return {
        "one_not_rated": {**DONE, "statements": DONE["statements"][:-1]},
        "two_goals": {**DONE, "goals": [first, second]},
        "next_year": {**DONE, "goals": [first, second, {**third, "date": "2027-05-20"}]},
        "no_licence": {**DONE, "sources": [page, untold]},
        "no_day_to_look_again": {k: v for k, v in DONE.items() if k != "review_date"},
        "hurried_look_back": {**DONE, "lesson": {**DONE["lesson"], "text": "It went well."}},
    }


def write_records(path: Path, data: dict[str, Any], labels: dict[str, str]) -> None:
    """One form as its surface saves it; a start has no words of the form in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write(Records(data, labels, "en" if labels else None), ".json"))


def main(folder: Path) -> None:
    """Every file of the lesson, written into its folder."""
    plan = parse_lesson_plan(LESSON / "lesson.yaml").exercises["plan"]
    labels = labels_of(form_material(plan), {})
    write_records(folder / "files" / "sharpen.json", SHARPEN, {})
    write_records(folder / "solution" / "learning_plan.json", DONE, labels)
    for name, data in not_yet().items():
        write_records(folder / "not_yet" / f"{name}.json", data, labels)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)
