"""digital-workplace/class-folder does what it promises: files, practice, work, three languages."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import Report, run
from mugalim_checks.folder import Entry, Folder
from mugalim_checks.messages import message
from mugalim_courses.loading import load_course
from mugalim_courses.model import NotYet
from mugalim_courses.notebooks import read_notebook
from mugalim_courses.translating import lesson_catalog
from mugalim_widgets.surfaces.folder import WORDS as SURFACE
from mugalim_widgets.words import in_language

LESSON = load_course(Path(__file__).parents[3] / "courses" / "digital-workplace").lesson(
    "class-folder"
)
MAKER = Path(__file__).with_name("make_class_folder_files.py")
COPIES = "Copies"
ALL = ["en", "ky", "ru"]
languages = pytest.mark.parametrize("language", ALL)
TREE = {"en": "7-B/Quarter 2", "ky": "7-Б/2-чейрек", "ru": "7-Б/2 четверть"}
INDEX = {"en": "index.txt", "ky": "тизме.txt", "ru": "опись.txt"}


@cache
def kept(file: str) -> Folder:
    """A folder of the lesson, read as a learner's upload is read."""
    found = read_artefact("folder", (LESSON.folder / file).read_bytes(), Path(file).name)
    assert isinstance(found, Folder)
    return found


def start(exercise: str, language: str) -> tuple[list[Entry], dict[str, Entry]]:
    """What a learner of a language begins with, and the copies that "Save as" brings, by name."""
    words = lesson_catalog(LESSON, language)
    whole = kept(LESSON.exercises[exercise].start or "")
    entries = whole.translated(lambda text: words.text(text, "files")).entries
    given = [each for each in entries if each.folders[:1] != (COPIES,)]
    return given, {each.stem: each for each in entries if each.folders[:1] == (COPIES,)}


def report(exercise: str, entries: list[Entry], index: str | None = None) -> Report:
    """What the checks of an exercise say of files."""
    return run(LESSON.exercises[exercise], Folder(tuple(entries), index))


def not_passed(found: Report) -> list[str]:
    """The ids of the checks that did not pass."""
    return [each.id for each in found.results if each.outcome != "passed"]


def moved(entry: Entry, folder: str, name: str = "") -> Entry:
    """A file in a folder, under a name of its own or its old one."""
    return replace(entry, path=f"{folder}/{name or entry.name}".lstrip("/"))


def cured(entry: Entry) -> Entry:
    """A photo made smaller and freed of its place; other files as they are."""
    photo = entry.photo
    if photo is None or max(photo.width, photo.height) <= 1600:
        return entry
    return replace(entry, photo=replace(photo, width=1600, height=1200, has_place=False))


def opened(entries: list[Entry], copies: dict[str, Entry]) -> list[Entry]:
    """Files with their copies in place of those that do not open everywhere."""
    return [moved(copies[e.stem], "") if e.ending == ".heic" else e for e in entries]


@languages
def test_each_practice_is_met_by_what_its_step_says(language: str) -> None:
    """Names, folders, a light photo, one of each, an index: not from the start, then all passed."""
    named, _ = start("practice_tree", language)
    photo, _ = start("practice_photo", language)
    clean, copies = start("practice_clean", language)
    listed, _ = start("practice_index", language)
    one_bridge = [each for each in opened(clean, copies) if " (1)" not in each.name]
    with_index = [*listed, Entry(f"{TREE[language]}/{INDEX[language]}", 9)]
    done = {
        "practice_names": report("practice_names", named),
        "practice_tree": report("practice_tree", [moved(e, TREE[language]) for e in named]),
        "practice_photo": report("practice_photo", [cured(each) for each in photo]),
        "practice_clean": report("practice_clean", one_bridge),
        "practice_index": report("practice_index", with_index, "\n".join(e.name for e in listed)),
    }
    assert {name: not_passed(found) for name, found in done.items()} == {name: [] for name in done}
    for name in done:
        found = report(name, start(name, language)[0])
        assert not_passed(found) == [use.id for use in LESSON.exercises[name].checks]


@languages
def test_the_week_becomes_the_folder_by_the_six_steps_of_the_text(language: str) -> None:
    """Doubles out, .heic saved anew, smaller and without a place, names, folder, index: 15."""
    entries, copies = start("folder", language)
    doubles = [e for e in entries if " " in e.name and e.ending == ".jpg"]
    left = [cured(each) for each in opened([e for e in entries if e not in doubles], copies)]
    assert (len(entries), len(doubles), len(left)) == (8, 2, 6)
    word = {"en": "leaf", "ky": "жалбырак", "ru": "лист"}[language]
    names = [f"2026-11-{21 + at}_7b_{word}{entry.ending}" for at, entry in enumerate(left)]
    done = [moved(e, TREE[language], name) for e, name in zip(left, names, strict=True)]
    done.append(Entry(f"{TREE[language].partition('/')[0]}/{INDEX[language]}", 99))
    assert report("folder", done, "\n".join(names)).points == 15


@languages
def test_names_in_the_text_follow_the_rule_that_it_teaches(language: str) -> None:
    """Folder B and the examples pass the check of names; folder A does not."""
    prose = {cell.id: cell.source for cell in read_notebook(LESSON).cells}
    words = lesson_catalog(LESSON, language)
    pair = words.text(prose["pair-intro"], "pair-intro")
    of_a, of_b = pair.split("`2026", 1)[0], "`2026" + pair.split("`2026", 1)[1]
    shown = words.text(prose["names-intro"], "names-intro")
    good = re.findall(r"`([^`]+\.(?:jpg|docx|xlsx))`", of_b + shown)
    bad = re.findall(r"`([^`]+\.(?:jpg|docx|xlsx))`", of_a)
    assert (len(good), len(bad)) == (4, 4)
    assert not_passed(report("practice_names", [Entry(each, 9) for each in good])) == []
    assert all(not_passed(report("practice_names", [Entry(name, 9)] * 2)) for name in bad)


@pytest.mark.parametrize("proof", LESSON.not_yet, ids=lambda proof: Path(proof.file).stem)
@languages
def test_a_hint_names_the_file_to_repair(proof: NotYet, language: str) -> None:
    """She need not search: the sentence says which file it is."""
    name = {"no_quarter": "hike.jpg", "final_name": "plan new FINAL.docx",
            "too_large": "experiment.jpg", "place_told": "hike.jpg",
            "two_of_a_kind": "leaf-again.jpg", "closed_format": "board.heic",
            "one_not_listed": "marks.xlsx"}[Path(proof.file).stem]  # fmt: skip
    found = run(LESSON.exercises["folder"], kept(proof.file))
    hints = [message(each, language) for each in found.results if each.outcome != "passed"]
    assert len(hints) == 1
    assert name in hints[0]


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_steps_call_the_buttons_as_the_folder_does(language: str) -> None:
    """Whoever looks for a button finds it under the name that the step gave."""
    words, buttons = lesson_catalog(LESSON, language), in_language(SURFACE, language, "folder")
    for cell in read_notebook(LESSON).cells:
        for key in (key for key, said in SURFACE.items() if f"**{said}**" in cell.source):
            assert f"**{buttons[key]}**" in words.text(cell.source, cell.id), (cell.id, key)


def test_the_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    """Running the script again changes no byte."""
    runpy.run_path(str(MAKER))["main"](tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.zip")}
    kept_files = LESSON.folder.rglob("*.zip")
    assert made == {path.relative_to(LESSON.folder): path.read_bytes() for path in kept_files}
