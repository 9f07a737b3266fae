"""media/handout does what it promises: practice and subjects in each language, honest hints."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import run
from mugalim_checks.messages import message
from mugalim_checks.page import Page
from mugalim_checks.page.model import Block, Run
from mugalim_courses.loading import load_course
from mugalim_courses.notebooks import is_prose, read_notebook
from mugalim_courses.translating import lesson_catalog

COURSE = Path(__file__).parents[3] / "courses" / "media"
LESSON = load_course(COURSE).lesson("handout")
CONTENT = Path(__file__).parent
SUBJECTS = ("biology", "mathematics", "literature")
languages = pytest.mark.parametrize("language", ["ky", "ru", "en"])
Change = Callable[[Page, str], Page]


@cache
def page(file: str) -> Page:
    """A page of the lesson, read as a learner's upload is read."""
    made: Any = read_artefact("page", (LESSON.folder / file).read_bytes(), Path(file).name)
    assert isinstance(made, Page)
    return made


def in_language(file: str, language: str) -> Page:
    """The page that a learner of that language begins with."""
    words = lesson_catalog(LESSON, language)
    return page(file).translated(lambda text: words.text(text, "files"))


def outcomes(exercise: str, made: Page) -> dict[str, str]:
    """What the checks of an exercise find, by their ids."""
    return {each.id: each.outcome for each in run(LESSON.exercises[exercise], made).results}


def with_runs(made: Page, change: Callable[[Run], Run]) -> Page:
    """The page with each of its runs changed."""
    blocks = (replace(each, runs=tuple(map(change, each.runs))) for each in made.blocks)
    return replace(made, blocks=tuple(blocks))


def headed(made: Page, language: str) -> Page:
    """The bold lines are headings: the first one of the whole, the others of parts."""
    bold = [each for each in made.blocks if each.text and all(run.look.bold for run in each.runs)]

    def one(block: Block) -> Block:
        return replace(block, tag="h1" if block is bold[0] else "h2") if block in bold else block

    return replace(made, blocks=tuple(map(one, made.blocks)))


def said(made: Page, language: str) -> Page:
    """The page names its language."""
    return replace(made, declared=language)


def pictured(made: Page, language: str) -> Page:
    """The picture is small and has its words."""

    def one(run: Run) -> Run:
        if run.image is None:
            return run
        return replace(run, image=replace(run.image, alt="Төрткө бөлүнгөн тегерек нан", size=9000))

    return with_runs(made, one)


def linked(made: Page, language: str) -> Page:
    """The link names what opens."""
    return with_runs(
        made, lambda run: replace(run, text="«Манас»: сүрөттөр") if run.target else run
    )


def darkened(made: Page, language: str) -> Page:
    """All letters are black."""
    return with_runs(made, lambda run: replace(run, look=replace(run.look, colour="#000000")))


DONE: dict[str, Change] = {
    "practice_headings": headed,
    "practice_language": said,
    "practice_picture": pictured,
    "practice_link": linked,
    "practice_colour": darkened,
}


def after(made: Page, language: str, changes: Iterable[Change]) -> Page:
    """The page after each change."""
    for change in changes:
        made = change(made, language)
    return made


@languages
@pytest.mark.parametrize("exercise", DONE)
def test_a_practice_page_wants_what_its_step_asks_for(exercise: str, language: str) -> None:
    """Not met by the start, met by one who does as the step says; every check has its turn."""
    before = in_language(LESSON.exercises[exercise].start or "", language)
    assert set(outcomes(exercise, before).values()) == {"not_yet"}
    assert set(outcomes(exercise, DONE[exercise](before, language)).values()) == {"passed"}


@languages
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_page_of_each_subject_can_be_repaired(subject: str, language: str) -> None:
    """Six things are not there yet; what the five practices taught is all that it needs."""
    scored = [check.id for check in LESSON.exercises["handout"].checks if check.points]
    before = in_language(f"files/{subject}.zip", language)
    assert [name for name, found in outcomes("handout", before).items() if found != "passed"] == (
        scored
    )
    found = outcomes("handout", after(before, language, DONE.values()))
    assert set(found.values()) == {"passed"}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_draft_has_its_hardest_task_first(subject: str) -> None:
    """The order is the teacher's own work: the solution turns it round."""
    tasks = [each.text for each in page(f"solution/{subject}.html").blocks if each.tag == "li"]
    drafted = [each.text for each in page(f"files/{subject}.zip").blocks if each.text in tasks]
    assert drafted == tasks[::-1]
    assert len(tasks) == 3


@languages
def test_the_hints_name_what_they_are_about(language: str) -> None:
    """The pale paragraph by its number and first words, the picture by its number, the link."""
    about = {
        "pale_letters.html": "In autumn",
        "picture_without_words.html": "1",
        "link_says_here.html": "here",
        "heavy_picture.zip": "500",
    }
    for file, wanted in about.items():
        results = run(LESSON.exercises["handout"], page(f"not_yet/{file}")).results
        hints = [message(each, language) for each in results if each.outcome == "not_yet"]
        assert [wanted in each for each in hints] == [True], hints


@languages
def test_the_step_names_the_weight_that_is_checked(language: str) -> None:
    """500 KB stand in the prose as in the plan."""
    check = next(each for each in LESSON.exercises["handout"].checks if each.id == "kb")
    source = next(c for c in read_notebook(LESSON).cells if c.id == "picture-intro" and is_prose(c))
    text = lesson_catalog(LESSON, language).text(source.source, source.id)
    assert re.search(rf"\b{check.parameters['kilobytes']} (?:KB|КБ)", text)


def test_the_files_are_those_that_the_script_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Running the script again changes no byte."""
    monkeypatch.syspath_prepend(str(CONTENT))
    runpy.run_path(str(CONTENT / "make_handout_files.py"))["main"](tmp_path)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*.*")}
    assert made == {name: (LESSON.folder / name).read_bytes() for name in made}
    assert len(made) == 21
