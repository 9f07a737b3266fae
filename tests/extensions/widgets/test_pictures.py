"""The Python side of pictures: the gallery of a start, what it takes of a page, what it tells."""

from dataclasses import replace

import pytest
from extensions.widgets.supplied_photos import GALLERY, exercise_of, gallery, state_in

from mugalim_answers.store import Store
from mugalim_checks.pictures import Pictures
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces.pictures import PictureEditor, trouble_with_material

STATES = [
    None, 3, "x", [], {"files": 3}, {"files": [{"name": "../a.jpg"}]},
    {"files": [{"name": "a.exe"}]}, {"files": [{"name": "a.jpg", "size": -1}]},
    {"files": [{"name": "a.jpg"}] * 2}, {"credits": [{"title": "x" * 10_000_000}]},
    {"credits": [{"changed": "yes"}]}, {"credits": [{}] * 5_000}, {"unknown": True},
    {"files": [{"name": "a.jpg", "photo": {"width": 1, "height": 1, "likeness": "<b>"}}]},
]  # fmt: skip
PAGE = {"file": "tulip.jpg", "title": "Tulips", "text": "By A. S.", "address": "https://a.example"}


@pytest.fixture
def lesson(plans):
    """The lesson's exercise with its gallery as the start."""
    exercise = exercise_of("media/pictures", "set")
    plans["plans"]["set"] = replace(exercise, material={"gallery": [PAGE], "wanted": 3})
    plans["starts"]["set"] = state_in("pictures", gallery())
    return plans["plans"]["set"]


@pytest.mark.parametrize("state", STATES, ids=range(len(STATES)))
def test_a_state_that_is_none_is_refused_with_a_sentence(place, wired, lesson, state, capfd):
    """Nothing is stored, nothing is raised."""
    wire = wired(PictureEditor("set", place))
    sent = wire.say({"type": "save", "operations": [{"op": "put", "state": state}]})
    assert " " in sent[0]["content"]["sentence"]
    for wanted in ("edit", "upload", "look", "show-piece", "x", None, 3, state):
        wire.say(
            {"type": wanted, "state": state, "digest": state, "request": "1", "longest": state}
        )
    wire.say({"type": "keep-piece", "name": state}, [b"x"])
    assert Store(place.answers).read().exercises == {}
    assert capfd.readouterr().err == ""


def test_the_gallery_is_the_start_and_her_work_is_empty(place, lesson):
    """A page is told what each source says; no picture is hers before she takes it."""
    widget = PictureEditor("set", place)
    assert (widget.state, widget.wanted, widget.own) == ({}, 3, True)
    assert [item["title"] for item in widget.gallery] == ["Tulips"]
    assert widget.gallery[0]["photo"]["width"] == 1800


def test_without_pages_every_picture_of_the_start_is_offered(place, plans, lesson):
    """Its name stands for its title."""
    plans["plans"]["set"] = replace(lesson, material={"own": False})
    widget = PictureEditor("set", place)
    assert [item["title"] for item in widget.gallery] == sorted(f"{name}.jpg" for name in GALLERY)
    assert not widget.own


def test_the_licences_that_checks_know_are_not_on_the_page(place, lesson):
    """She reads them on the source's page."""
    assert "CC BY-SA 4.0" not in str(PictureEditor("set", place).get_state()["gallery"])


@pytest.mark.parametrize(
    ("material", "said"),
    [
        ({}, ""),
        ({"gallery": [PAGE], "wanted": 3, "own": False}, ""),
        ({"pages": []}, "material.pages: pictures take"),
        ({"wanted": 0}, "material.wanted: write how many"),
        ({"own": "no"}, "material.own: write true or false"),
        ({"gallery": PAGE}, "material.gallery: write a list"),
        ({"gallery": [PAGE, "tulip"]}, "material.gallery[1]: write {file"),
        ({"gallery": [{**PAGE, "licence": "CC0"}]}, "material.gallery[0]: licence is not known"),
        ({"gallery": [{**PAGE, "text": ""}]}, "material.gallery[0]: file, title and text are"),
        ({"gallery": [{**PAGE, "file": 3}]}, "material.gallery[0]: file, title, text and"),
        ({"gallery": [{**PAGE, "file": "x.jpg"}]}, "gallery[0]: the start has no picture x.jpg"),
    ],
)
def test_the_author_is_told_what_the_material_lacks(material, said):
    """Where it is, what is not right, what to do."""
    exercise = Exercise("set", "pictures", material=material)
    told = trouble_with_material(exercise, Pictures.from_state(state_in("pictures", gallery())))
    assert said in (told or "")
    assert bool(told) == bool(said)
