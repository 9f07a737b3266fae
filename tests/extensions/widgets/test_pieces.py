"""Pictures where no page keeps them: the kernel does in the Lab, and nowhere else."""

import pytest
from autograders.pictures.drawn import photo

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_checks.pieces import digest_of
from mugalim_courses.model import Exercise
from mugalim_widgets.editor import Editor

PHOTO = photo("mountains", width=480, place=True)


class Album(Editor):
    """The smallest surface that edits an artefact with pictures."""

    NAME = "album"
    _esm = _css = ""


@pytest.fixture
def album(place, plans, wired):
    """What asks the kernel of a surface a question about pictures, and gives the answer."""
    plans["plans"]["album"] = Exercise("album", "pictures")

    def asking(face="lab", language="en"):
        wire = wired(Album("album", Place(face, place.lesson, place.answers, language)))

        def ask(type, content=(), **values):
            (sent,) = wire.say({"type": type, "request": "r1", **values}, content)
            return {**sent["content"], "buffers": sent["buffers"]}

        return ask

    return asking


def test_a_picture_is_kept_changed_and_shown_by_the_kernel(album, place):
    """With the request's own mark on each answer."""
    ask = album()
    kept = ask("keep-piece", [PHOTO], name="тоо.jpg")
    assert (kept["type"], kept["request"]) == ("piece", "r1")
    assert kept["piece"]["digest"] == digest_of(PHOTO)
    assert Store(place.answers).piece(digest_of(PHOTO)) == PHOTO
    asked = {"digest": digest_of(PHOTO), "name": "тоо.jpg"}
    made = ask("change-piece", **asked, change={"longest": 200, "place": False})["piece"]
    assert (made["photo"]["width"], made["photo"]["has_place"]) == (200, False)
    shown = ask("show-piece", digest=made["digest"], longest=160)
    assert shown["media"] == "image/webp"
    assert bytes(shown["buffers"][0])[8:12] == b"WEBP"


HOSTILE = [
    ("keep-piece", [], {"name": "a.jpg"}), ("keep-piece", [b"<svg/>"], {"name": "a.jpg"}),
    ("keep-piece", [PHOTO], {"name": 5}), ("keep-piece", [PHOTO], {}),
    ("keep-piece", [PHOTO + bytes(10_000_001)], {"name": "a.jpg"}),
    ("change-piece", [], {"digest": "../" * 9, "name": "a", "change": {"longest": 100}}),
    ("change-piece", [], {"digest": 5, "name": "a", "change": {}}),
    ("change-piece", [], {"digest": "0" * 64, "name": "a", "change": {"longest": "many"}}),
    ("show-piece", [], {"digest": "0" * 64, "longest": 160}),
    ("show-piece", [], {"digest": ["x"], "longest": 160}),
    ("show-piece", [], {"digest": "0" * 64, "longest": [160]}),
]  # fmt: skip


@pytest.mark.parametrize("case", range(len(HOSTILE)))
def test_whatever_cannot_be_done_gets_a_sentence(album, place, case, capfd):
    """In her language, for the request that asked; nothing is written."""
    asked, content, values = HOSTILE[case]
    answer = album(language="ru")(asked, content, **values)
    assert " " in answer["sentence"]
    assert answer["request"] == "r1"
    assert capfd.readouterr().err == ""
    assert not (place.answers / "files").exists()


def test_a_question_without_a_mark_is_answered_by_a_notice(place, plans, wired):
    """Nobody waits for it."""
    plans["plans"]["album"] = Exercise("album", "pictures")
    wire = wired(Album("album", place))
    for request in (None, 5, "x" * 65, ["r"]):
        sent = wire.say({"type": "show-piece", "request": request, "digest": "0" * 64})
        assert [one["method"] for one in sent] == ["update"]


@pytest.mark.parametrize("type", ["keep-piece", "change-piece", "show-piece"])
def test_on_a_lessons_page_the_kernel_keeps_nothing(album, place, type):
    """There the school does, and the page never asks a kernel."""
    asked = {"name": "a.jpg", "digest": "0" * 64, "change": {}, "longest": 160}
    assert " " in album(face="app")(type, [PHOTO], **asked)["sentence"]
    assert not place.answers.exists()
