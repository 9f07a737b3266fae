"""media/slides does what it promises: practice in each language, hints that name the slide."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import Report, run
from mugalim_checks.messages import message
from mugalim_checks.slides import Image, Slide, Slides, Text
from mugalim_courses.loading import load_course
from mugalim_courses.notebooks import is_prose, read_notebook
from mugalim_courses.translating import lesson_catalog

COURSE = Path(__file__).parents[3] / "courses" / "media"
LESSON = load_course(COURSE).lesson("slides")
CONTENT = Path(__file__).parent
languages = pytest.mark.parametrize("language", ["ky", "ru", "en"])
Change = Callable[[Slide], Slide]


@cache
def deck(file: str) -> Slides:
    """A presentation of the lesson, read as a learner's upload is read."""
    made: Any = read_artefact("slides", (LESSON.folder / file).read_bytes(), Path(file).name)
    assert isinstance(made, Slides)
    return made


def start(exercise: str, language: str) -> Slides:
    """The slides that a learner of that language begins with."""
    words = lesson_catalog(LESSON, language)
    file = LESSON.exercises[exercise].start or ""
    return deck(file).translated(lambda text: words.text(text, "files"))


def report(exercise: str, slides: Slides) -> Report:
    """What the checks of an exercise say of slides."""
    return run(LESSON.exercises[exercise], slides)


def dressed(text: Text, **look: Any) -> Text:
    """A text in another look."""
    paragraphs = (
        replace(each, runs=tuple(replace(run, **look) for run in each.runs))
        for each in text.paragraphs
    )
    return replace(text, paragraphs=tuple(paragraphs))


def titled_and_large(slide: Slide) -> Slide:
    """A title in its place, and all type at 28 points."""
    body = dressed(slide.texts[0], points=28.0)
    return replace(slide, texts=(replace(body, role="title"), body))


def shortened(slide: Slide) -> Slide:
    """One line is left; the others are notes."""
    title, body = slide.texts
    rest = tuple(each.text for each in body.paragraphs[1:])
    body = replace(body, paragraphs=body.paragraphs[:1])
    return replace(slide, texts=(title, body), notes=rest)


def dark_on_light(slide: Slide) -> Slide:
    """Dark blue on white."""
    look = {"colour": "#0D3B66", "background": "#FFFFFF"}
    return replace(slide, texts=tuple(dressed(each, **look) for each in slide.texts))


def described(slide: Slide) -> Slide:
    """The picture has its words."""
    image: Image = replace(slide.images[0], alt="Төрт бала бир нанды бөлүшөт")
    return replace(slide, images=(image,))


DONE: dict[str, Change] = {
    "practice_size": titled_and_large,
    "practice_words": shortened,
    "practice_colours": dark_on_light,
    "practice_picture": described,
}


@languages
@pytest.mark.parametrize("exercise", DONE)
def test_a_practice_slide_wants_what_its_step_asks_for(exercise: str, language: str) -> None:
    """Not met by the start, met by one who does as the step says; every check has its turn."""
    before = start(exercise, language)
    assert {each.outcome for each in report(exercise, before).results} == {"not_yet"}
    slides = Slides(tuple(DONE[exercise](each) for each in before.slides), before.weight)
    assert {each.outcome for each in report(exercise, slides).results} == {"passed"}


@languages
@pytest.mark.parametrize(
    ("file", "number"),
    [
        ("no_title", 3),
        ("small_type", 2),
        ("all_the_words", 3),
        ("grey_on_yellow", 1),
        ("file_name_as_words", 2),
        ("notes_on_one_slide", 2),
    ],
)
def test_a_hint_names_the_slide(file: str, number: int, language: str) -> None:
    """She knows where to go before she has read the rest."""
    found = report("deck", deck(f"not_yet/{file}.pptx")).results
    said = [message(each, language) for each in found if each.outcome == "not_yet"]
    first = {"ky": f"{number}-слайд", "ru": f"Слайд {number}", "en": f"Slide {number}"}
    assert [each.startswith(first[language]) for each in said] == [True]


def prose(cell: str, language: str) -> str:
    """A step's text as it stands in that language."""
    source = next(c.source for c in read_notebook(LESSON).cells if c.id == cell and is_prose(c))
    return lesson_catalog(LESSON, language).text(source, cell)


@languages
def test_the_steps_name_the_numbers_that_are_checked(language: str) -> None:
    """24 points and 2 MB stand in the prose as in the plan."""
    wanted = {check.id: check.parameters for check in LESSON.exercises["deck"].checks}
    assert f"{wanted['font']['points']} " in prose("size-intro", language)
    megabytes = wanted["size"]["kilobytes"] // 1024
    assert re.search(rf"\b{megabytes} (?:MB|МБ)", prose("weight-intro", language))


@languages
def test_every_picture_of_the_prose_is_there(language: str) -> None:
    """The pair has words, so that each language has a file of its own."""
    texts = [prose(cell, language) for cell in ("pair-intro", "topic-intro")]
    named = re.findall(r"!\[[^]]+\]\((files/[^)]+)\)", "\n".join(texts))
    assert len(named) == 4
    assert all((LESSON.folder / name).is_file() for name in named)
    assert ("_" + language in named[0]) == (language != "en")


def test_the_files_are_those_that_the_script_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Running the script again changes no byte."""
    monkeypatch.syspath_prepend(str(CONTENT))
    runpy.run_path(str(CONTENT / "make_slides_files.py"))["main"](tmp_path)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*.*")}
    assert made == {name: (LESSON.folder / name).read_bytes() for name in made}
    assert len(made) == 18
