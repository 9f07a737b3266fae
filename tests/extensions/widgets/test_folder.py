"""The folder's Python side: what it shows of a start, what it takes of a page, what it tells."""

from dataclasses import replace

import pytest
from extensions.widgets.supplied_photos import COPIES, exercise_of, state_in, week

from mugalim_answers.store import Store
from mugalim_answers.written import work_file
from mugalim_checks.artefacts import read_artefact
from mugalim_checks.folder import Folder
from mugalim_checks.folder.model import INDEX_NAMES
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces.folder import FolderEditor, trouble_with_material

DEEP: list = []
for _ in range(2_000):
    DEEP = [DEEP]
STATES = [
    None, 3, "x", [], DEEP, {"entries": 3}, {"entries": [{"path": "../../etc/passwd"}]},
    {"entries": [{"path": "a" * 10_000_000}]}, {"entries": [{"path": "a", "size": -1}]},
    {"entries": [{"path": "a.txt", "photo": {"width": 1, "height": 1}}]},
    {"entries": [{"path": "a.jpg", "photo": {"width": 0, "height": 1, "likeness": "<b>"}}]},
    {"entries": [{"path": "a.txt"}] * 2}, {"index": "x" * 60_000}, {"unknown": True},
]  # fmt: skip


@pytest.fixture
def lesson(plans):
    """The lesson's exercise with copies beside its start."""
    exercise = exercise_of("digital-workplace/class-folder", "folder")
    plans["plans"]["folder"] = replace(exercise, material={"copies": COPIES})
    plans["starts"]["folder"] = state_in("folder", week())
    return plans["plans"]["folder"]


@pytest.mark.parametrize("state", STATES, ids=range(len(STATES)))
def test_a_state_that_is_none_is_refused_with_a_sentence(place, wired, lesson, state, capfd):
    """Nothing is stored, nothing is raised."""
    wire = wired(FolderEditor("folder", place))
    sent = wire.say({"type": "save", "operations": [{"op": "put", "state": state}]})
    assert " " in sent[0]["content"]["sentence"]
    for wanted in ("edit", "upload", "look", "show-piece", "x", None, 3, state):
        wire.say(
            {"type": wanted, "state": state, "digest": state, "request": "1", "longest": state}
        )
    wire.say({"type": "change-piece", "digest": state, "name": state, "change": state})
    assert Store(place.answers).read().exercises == {}
    assert capfd.readouterr().err == ""


def test_copies_are_aside_until_they_are_asked_for(place, lesson):
    """Eight files are hers; the copy belongs to the photo that does not open everywhere."""
    widget = FolderEditor("folder", place)
    shown = Folder.from_state(widget.state)
    assert len(shown.entries) == 8
    assert all(not entry.folders for entry in shown.entries)
    heic = next(entry for entry in shown.entries if entry.ending == ".heic")
    copies = widget.copies[heic.digest]
    assert [copy["path"] for copy in copies] == [f"{COPIES}/IMG_20261124_103012.jpg"]
    assert copies[0]["photo"]["width"] == 1800


def test_a_page_without_a_start_is_empty(place, plans):
    """An exercise may begin with nothing at all."""
    plans["plans"]["bare"] = Exercise("bare", "folder")
    widget = FolderEditor("bare", place)
    assert (widget.state, widget.supplied, widget.trouble) == ({}, [], "")


def test_nothing_that_checks_know_is_on_the_page(place, lesson):
    """Neither the wanted names nor the titles of pairs are sent."""
    traits = str(FolderEditor("folder", place).get_state())
    assert "quarter_words" not in traits
    assert "7б" not in traits


def test_the_page_knows_an_index_as_the_checks_do(place, lesson):
    """The names come from one place."""
    assert set(FolderEditor("folder", place).index_names) == INDEX_NAMES


@pytest.mark.parametrize(
    ("material", "said"),
    [
        ({}, ""),
        ({"names": {"help": "Date_class_topic"}, "copies": COPIES}, ""),
        ({"pattern": "x"}, "material.pattern: a folder takes"),
        ({"names": "Date_class_topic"}, "material.names: write"),
        ({"folders": {"help": 3}}, "material.folders: write"),
        ({"copies": "a/b"}, "material.copies: name one folder"),
        ({"copies": "Nowhere"}, "material.copies: the start has no folder Nowhere"),
    ],
)
def test_the_author_is_told_what_the_material_lacks(material, said):
    """Where it is, what is not right, what to do."""
    exercise = Exercise("folder", "folder", material=material)
    told = trouble_with_material(exercise, Folder.from_state(state_in("folder", week())))
    assert said in (told or "")
    assert bool(told) == bool(said)


def test_a_copy_of_nothing_is_told(lesson):
    """A copy belongs to the file of its name."""
    start = Folder.from_state({"entries": [{"path": "a.heic"}, {"path": f"{COPIES}/b.jpg"}]})
    assert "b.jpg copies nothing" in (trouble_with_material(lesson, start) or "")


def test_the_folder_is_taken_home_with_the_files_that_she_was_given(place, lesson, noon):
    """The .zip holds the very photos and documents, and the words of the index."""
    files = place.lesson / "files"
    files.mkdir(parents=True)
    (files / "week.zip").write_bytes(week())
    state = {**FolderEditor("folder", place).state, "index": "marks.xlsx"}
    state["entries"] = [*state["entries"], {"path": "index.txt", "size": 10}]
    store = Store(place.answers)
    put = [{"op": "put", "state": state}]
    kept = store.apply("folder", "folder", put, base=None, start=None, now=noon)
    name, content = work_file(lesson, kept.answer, None, store, place.lesson)
    again = read_artefact("folder", content, name)
    digests = {entry.path: entry.digest for entry in Folder.from_state(state).entries}
    assert {e.path: e.digest for e in again.entries if e.path != "index.txt"} == {
        path: digest for path, digest in digests.items() if digest
    }
    assert again.index == "marks.xlsx"
