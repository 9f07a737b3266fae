"""media/captions does what it promises: numbers, practice and hints in each language."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.captions import Captions
from mugalim_checks.captions.times import shown_times
from mugalim_checks.core import Report, run
from mugalim_checks.messages import message
from mugalim_checks.records import Records
from mugalim_courses.languages import SOURCE_LANGUAGE, Catalog
from mugalim_courses.loading import load_course
from mugalim_courses.model import Lesson
from mugalim_courses.notebooks import is_prose, read_notebook
from mugalim_courses.translating import lesson_catalog, localised
from mugalim_widgets.surfaces.captions import WORDS
from mugalim_widgets.words import in_language

LESSON = load_course(Path(__file__).parents[3] / "courses" / "media").lesson("captions")
MADE = runpy.run_path(str(Path(__file__).with_name("make_captions_files.py")))
languages = pytest.mark.parametrize("language", ["ky", "ru", "en"])


def words_in(language: str) -> Catalog:
    """The lesson's words in a language; none are needed in English."""
    if language == SOURCE_LANGUAGE:
        return Catalog(language, {})
    return lesson_catalog(LESSON, language)


def said_in(language: str) -> Lesson:
    """The plan as a learner of that language meets it."""
    return localised(LESSON, words_in(language))


def file_of(file: str) -> Captions | Records:
    """A file of the lesson, read as a learner's upload is read."""
    kind = "captions" if file.endswith(".vtt") else "records"
    return read_artefact(kind, (LESSON.folder / file).read_bytes(), Path(file).name)


def start(exercise: str, language: str) -> Captions | Records:
    """What a learner of that language begins with."""
    words = words_in(language)
    begun = file_of(LESSON.exercises[exercise].start or "")
    return begun.translated(lambda text: words.text(text, "files"))


def not_passed(report: Report) -> list[str]:
    """The ids of the checks that did not pass."""
    return [result.id for result in report.results if result.outcome != "passed"]


def test_the_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    """Running the script again changes no byte."""
    MADE["main"](tmp_path)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*.*")}
    assert made == {path: (LESSON.folder / path).read_bytes() for path in made}
    assert len(made) == 15


def test_checks_carry_three_quarters_of_the_points() -> None:
    """20 points, 15 of them by the checks of the storyboard and of the captions."""
    assert LESSON.points == 20
    assert sum(exercise.points for exercise in LESSON.exercises.values()) == 15


@languages
def test_the_numbers_of_the_worked_example_are_those_of_its_captions(language: str) -> None:
    """Characters of A and B, and of B in a second; what is drawn is what the step reads out."""
    ending = "" if language == "en" else f"_{language}"
    short, long = MADE["PAIR"][ending][0], " ".join(MADE["PAIR"][ending][1])
    reply = said_in(language).exercises["pair"].options[0].reply
    assert all(str(n) in reply for n in (len(short), len(long), round(len(long) / 5)))
    spoken = (LESSON.folder / "lesson.ipynb").read_text(encoding="utf-8")
    told = spoken if language == "en" else str(dict(words_in(language).entries))
    assert short.rstrip(".") in told
    assert long.rstrip(".") in told


@languages
def test_the_storyboard_of_the_practice_lacks_what_its_step_says(language: str) -> None:
    """What is seen in scene 2, then how long scene 3 lasts; both written, it is done."""
    practice, begun = LESSON.exercises["practice_board"], start("practice_board", language)
    assert "2" in message(run(practice, begun).results[0], language)
    state = begun.to_state()
    scenes = state["data"]["scenes"]
    scenes[1]["picture"] = "…"
    assert "3" in message(run(practice, Records.from_state(state)).results[0], language)
    scenes[2]["seconds"] = 18
    assert not_passed(run(practice, Records.from_state(state))) == []


@languages
def test_three_steps_of_half_a_second_give_time_to_read(language: str) -> None:
    """At the start only the speed of caption 2 is not there yet."""
    practice, begun = LESSON.exercises["practice_speed"], start("practice_speed", language)
    report = run(practice, begun)
    assert not_passed(report) == ["speed"]
    assert "2" in message(report.results[0], language)
    assert not_passed(run(practice, with_cue(begun, 2, shown_times(4000, 6000)))) == []


@languages
def test_a_line_broken_after_its_comma_meets_the_practice(language: str) -> None:
    """And caption 3 comes when caption 2 goes."""
    practice, begun = LESSON.exercises["practice_lines"], start("practice_lines", language)
    assert not_passed(run(practice, begun)) == ["line", "order"]
    broken = with_cue(begun, 2, text=begun.cues[1].payload.replace(", ", ",\n"))
    assert not_passed(run(practice, broken)) == ["order"]
    assert not_passed(run(practice, with_cue(broken, 3, shown_times(25000, 28000)))) == []


def with_cue(captions: Captions, number: int, times: str = "", text: str = "") -> Captions:
    """Captions with other times or words in one of them."""
    blocks = list(captions.blocks)
    cue = blocks[number - 1]
    blocks[number - 1] = replace(cue, times=times or cue.times, payload=text or cue.payload)
    return replace(captions, blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("proof", "gist"),
    [
        ("half_a_minute.json", "32"),
        ("comma_in_times.vtt", "00:00:06.500"),
        ("two_at_once.vtt", "5"),
        ("gone_too_soon.vtt", "17"),
        ("one_long_line.vtt", "42"),
        ("half_of_the_words.vtt", "47"),
    ],
)
@languages
def test_a_hint_names_the_place_and_the_number(language: str, proof: str, gist: str) -> None:
    """For this very file: which caption, how many seconds or characters, what share of words."""
    found = next(each for each in LESSON.not_yet if each.file == f"not_yet/{proof}")
    beside = {"storyboard": file_of("solution/storyboard.json")}
    report = run(LESSON.exercises[found.exercise], file_of(found.file), beside)
    result = next(each for each in report.results if each.outcome != "passed")
    assert result.id == found.fails[0]
    assert gist in message(result, language)


@languages
def test_the_steps_call_the_buttons_as_the_surface_does(language: str) -> None:
    """Whoever looks for a button finds it under the name that the step gave."""
    prose = {cell.id: cell.source for cell in read_notebook(LESSON).cells if is_prose(cell)}
    called = in_language(WORDS, language, "captions")
    for cell, buttons in (
        ("speed-intro", ("play", "goes")),
        ("captions-intro", ("play", "scripts", "split", "comes_now", "goes_now")),
    ):
        text = words_in(language).text(prose[cell], cell)
        assert all(f"**{called[button].format(n=1)}**" in text for button in buttons)
