"""media/pictures does what it promises: a known gallery, practice, pages in each language."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import Report, run
from mugalim_checks.messages import message
from mugalim_checks.pictures import Credit, Pictures
from mugalim_checks.pictures.measures import are_alike
from mugalim_courses.languages import SOURCE_LANGUAGE, Catalog
from mugalim_courses.loading import load_course
from mugalim_courses.model import Lesson
from mugalim_courses.notebooks import is_prose, read_notebook
from mugalim_courses.translating import lesson_catalog, localised
from mugalim_widgets.surfaces.pictures import WORDS as PICTURES
from mugalim_widgets.surfaces.upload import WORDS as UPLOAD
from mugalim_widgets.words import in_language

LESSON = load_course(Path(__file__).parents[3] / "courses" / "media").lesson("pictures")
MADE = runpy.run_path(str(Path(__file__).with_name("make_pictures_files.py")))
PLAN = LESSON.exercises["set"]
KNOWN = PLAN.checks[0].parameters["gallery"]
SEEN = {
    "en": "A wide view of a slope in the mountains",
    "ky": "Тоо боорунан ачык көрүнгөн көрүнүш",
    "ru": "Широкий вид на склон в горах",
}
languages = pytest.mark.parametrize("language", ["ky", "ru", "en"])


@cache
def pictures(file: str) -> Pictures:
    """Pictures of the lesson, read as a learner's upload is read."""
    return read_artefact("pictures", (LESSON.folder / file).read_bytes(), Path(file).name)


def said_in(language: str) -> Lesson:
    """The plan as a learner of that language meets it."""
    if language == SOURCE_LANGUAGE:
        return localised(LESSON, Catalog(language, {}))
    return localised(LESSON, lesson_catalog(LESSON, language))


def not_passed(report: Report) -> list[str]:
    """The ids of the checks that did not pass."""
    return [result.id for result in report.results if result.outcome != "passed"]


def credit_from(page: dict[str, str], licence: str, alt: str) -> Credit:
    """The line that a reader of a picture's page writes."""
    author = re.search(r"[A-ZА-ЯЁ]\. [A-ZА-ЯЁ]\w+", page["text"])
    name = author[0] if author else "?"
    words = f"{alt}: {page['title']}"
    return Credit(page["file"], page["title"], name, page["address"], licence, False, words)


def test_the_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    """Running the script again changes no byte."""
    MADE["main"](tmp_path)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*.*")}
    assert made == {path: (LESSON.folder / path).read_bytes() for path in made}
    assert len(made) == 12


def test_each_picture_of_the_gallery_is_known_by_its_looks_and_too_large() -> None:
    """The plan's likenesses are those of the files, and making them smaller is left to do."""
    files = pictures("files/gallery.zip").files
    assert {file.key for file in files} == set(KNOWN)
    for file in files:
        assert are_alike(file.photo.likeness, KNOWN[file.key]["likeness"])
        assert file.photo.width > 1600
        assert file.size < 60_000


@languages
def test_each_page_says_the_licence_that_the_gallery_knows(language: str) -> None:
    """In words and letters; one says that all rights are reserved."""
    pages = {page["file"]: page for page in said_in(language).exercises["set"].material["gallery"]}
    assert set(pages) == {f"{name}.jpg" for name in KNOWN}
    for name, known in KNOWN.items():
        written = {"PDM 1.0": "Public Domain Mark 1.0"}.get(known["licence"], known["licence"])
        text = pages[f"{name}.jpg"]["text"]
        assert written in text if written.startswith(("CC", "Public")) else "©" in text


@languages
def test_credits_copied_from_the_pages_earn_every_point(language: str) -> None:
    """Title, address, author and licence as the pages of that language say them."""
    pages = {page["file"]: page for page in said_in(language).exercises["set"].material["gallery"]}
    done = pictures("solution/pictures.zip")
    lines = [
        credit_from(pages[file.name], KNOWN[file.key]["licence"], SEEN[language])
        for file in done.files
    ]
    report = run(PLAN, replace(done, credits=tuple(lines)))
    assert report.points == PLAN.points == 15
    assert 0.7 <= PLAN.points / LESSON.points <= 0.8


@languages
def test_a_picture_with_all_rights_reserved_is_named_in_the_hint(language: str) -> None:
    """Whatever is written below it, and the hint says to choose another one."""
    done = pictures("solution/pictures.zip")
    yurt = replace(pictures("files/gallery.zip").files[-1], name="yurt.jpg")
    files = (*done.files[:2], yurt)
    lines = (*done.credits[:1], *done.credits[1:2], replace(done.credits[2], file="yurt.jpg"))
    report = run(PLAN, replace(done, files=files, credits=lines))
    found = next(result for result in report.results if result.id == "licence")
    assert "yurt.jpg" in message(found, language)
    assert "©" in message(found, language)


@languages
def test_words_and_a_smaller_copy_meet_the_practice(language: str) -> None:
    """At the start neither is there."""
    practice, start = LESSON.exercises["practice_small"], pictures("files/practice_leaf.zip")
    assert not_passed(run(practice, start)) == ["alt", "px"]
    photo = replace(start.files[0].photo, width=1200, height=900)
    files = (replace(start.files[0], photo=photo),)
    done = replace(start, files=files, credits=(Credit("leaf.jpg", alt=SEEN[language]),))
    assert not_passed(run(practice, done)) == []


@languages
def test_the_drawn_pair_holds_the_words_of_the_example(language: str) -> None:
    """The example of the step on four things stands below picture B."""
    ending = "" if language == "en" else f"_{language}"
    drawn = (LESSON.folder / f"files/pair{ending}.svg").read_text(encoding="utf-8")
    title = said_in(language).exercises["line"].material["items"][0]["text"]
    author = said_in(language).exercises["line"].material["items"][1]["text"]
    assert f"{title}, {author}" in drawn
    assert "CC BY-SA 3.0" in drawn


@languages
def test_the_steps_call_the_buttons_as_the_surfaces_do(language: str) -> None:
    """Whoever looks for a button finds it under the name that the step gave."""
    words = Catalog(language, {}) if language == "en" else lesson_catalog(LESSON, language)
    prose = {cell.id: cell.source for cell in read_notebook(LESSON).cells if is_prose(cell)}
    for cell, surface, name, button in (
        ("small-intro", "pictures", "take", PICTURES["take"]),
        ("own-file", "upload", "download", UPLOAD["download"]),
    ):
        called = in_language({name: button}, language, surface)[name]
        assert f"**{called}**" in words.text(prose[cell], cell)
