"""Captions without a browser: the scenes of the storyboard, states as the page makes them."""

import json
from dataclasses import replace

import pytest
from extensions.widgets.lesson_material import not_passed, planned

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.captions import Captions
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces.captions import CaptionEditor, trouble_with_material

SCENES = [
    {"seconds": 15, "picture": "A rope with twelve knots", "script": "Here is a rope with knots."},
    {"seconds": 20, "picture": "A triangle", "script": "We make a triangle of three, four, five."},
    {"seconds": 20, "picture": "A door", "script": "Now measure the corner of your door."},
]
DIGEST = "0f" * 32
HOSTILE = [None, "x", {"header": 3}, {"header": "WEBVTT", "blocks": [{"times": 3, "text": ""}]},
           {"header": "WEBVTT", "blocks": [{"times": "-->", "text": "x" * 10_000_000}]},
           {"header": "WEBVTT", "blocks": [{"remark": ""}] * 3_000}]  # fmt: skip


@pytest.fixture
def lesson(plans):
    """The captions of the lesson and the storyboard beside them."""
    for name in ("storyboard", "captions"):
        plans["plans"][name] = planned("media/captions", name)
    return plans["plans"]["captions"]


def keep(place, noon, name, kind, state):
    """Store an answer as a surface does."""
    put = [{"op": "put", "state": state}]
    Store(place.answers).apply(name, kind, put, base=None, start=None, now=noon)


def test_the_scenes_of_her_storyboard_are_shown(lesson, place, noon):
    """Seconds, what is seen and what is said; a scene with nothing in it is left out."""
    keep(place, noon, "storyboard", "records", {"data": {"scenes": [*SCENES, {"script": " "}]}})
    widget = CaptionEditor("captions", place)
    assert (widget.storyboard, widget.scenes) == ("storyboard", SCENES)


def test_a_storyboard_written_later_is_seen_by_looking_again(lesson, place, noon, wired):
    """The page asks, and leaves alone what is being typed."""
    widget = CaptionEditor("captions", place)
    wire = wired(widget)
    assert widget.scenes == []
    keep(place, noon, "storyboard", "records", {"data": {"scenes": SCENES}})
    sent = wire.say({"type": "look"})
    assert [one["state"]["scenes"] for one in sent if "scenes" in one["state"]] == [SCENES]
    assert not any("state" in one["state"] for one in sent)


def test_a_storyboard_that_is_given_is_shown_before_she_touches_it(lesson, plans, place, noon):
    """A practice has its scenes from the start; what she changes in them goes before."""
    plans["starts"]["storyboard"] = {"data": {"scenes": SCENES}}
    assert CaptionEditor("captions", place).scenes == SCENES
    keep(place, noon, "storyboard", "records", {"data": {"scenes": SCENES[:1]}})
    assert CaptionEditor("captions", place).scenes == SCENES[:1]


@pytest.mark.parametrize("scenes", ["x", [3, None], [{"seconds": "9", "picture": 3}], [[]] * 99])
def test_a_storyboard_of_anything_else_shows_no_scene(lesson, place, noon, scenes):
    """Whatever a form holds there."""
    keep(place, noon, "storyboard", "records", {"data": {"scenes": scenes}})
    widget = CaptionEditor("captions", place)
    assert (widget.trouble, widget.scenes) == ("", [])


def test_a_huge_number_of_seconds_is_bounded(lesson, place, noon):
    """A slip of a finger does not make the clock run for a year."""
    scene = {"seconds": 10**9, "picture": "Board", "script": "Good morning!"}
    keep(place, noon, "storyboard", "records", {"data": {"scenes": [scene] * 99}})
    shown = CaptionEditor("captions", place).scenes
    assert (len(shown), shown[0]["seconds"]) == (60, 3600)


def state_of(*cues, voice=""):
    """A state as the page makes it."""
    blocks = [{"times": times, "text": text, "line": 0} for times, text in cues]
    note = [{"remark": f"NOTE voice {voice}", "line": 0}] if voice else []
    return {"header": "WEBVTT", "blocks": [*blocks, *note]}


def test_times_that_are_not_set_earn_nothing(lesson, place, noon):
    """All words taken from the scenes, and not one time: no check passes."""
    keep(place, noon, "storyboard", "records", {"data": {"scenes": SCENES}})
    cues = [(" --> ", scene["script"]) for scene in SCENES]
    keep(place, noon, "captions", "captions", state_of(*cues))
    assert len(not_passed(lesson, place)) == len(lesson.checks)


def test_her_voice_stands_in_the_captions_and_no_check_minds(lesson, place, noon):
    """A remark of the format, which players leave out; the file carries it, read again it stays."""
    keep(place, noon, "storyboard", "records", {"data": {"scenes": SCENES}})
    cues = [(f"00:00:{n}0.000 --> 00:00:{n}5.000", s["script"]) for n, s in enumerate(SCENES, 1)]
    state = state_of(*cues, voice=DIGEST)
    keep(place, noon, "captions", "captions", state)
    assert not_passed(lesson, place) == []
    file = write_artefact(Captions.from_state(state), ".vtt")
    again = read_artefact("captions", file, "captions.vtt").to_state()
    assert again["blocks"][-1]["remark"] == f"NOTE voice {DIGEST}"


def test_her_voice_is_handed_in_with_the_captions(lesson, place, noon, tmp_path):
    """What the remark names is kept, and goes where the answers go."""
    digest = Store(place.answers).keep(b"\x1a\x45\xdf\xa3 a voice")
    keep(place, noon, "captions", "captions", state_of((" --> ", "Hello"), voice=digest))
    Store(place.answers).export(tmp_path / "export")
    assert (tmp_path / "export/files" / digest).read_bytes().endswith(b"a voice")


@pytest.mark.parametrize("times", [" --> ", "00:00:01.000 --> ", " --> 00:00:02.000"])
def test_captions_with_a_time_that_is_not_set_can_be_saved_and_read(times):
    """Half done work is work, in the state and in the file."""
    captions = Captions.from_state(state_of((times, "Hello"), (times, ""), voice=DIGEST))
    again = read_artefact("captions", write_artefact(captions, ".vtt"), "captions.vtt")
    assert [cue.times for cue in again.cues] == [times, times]
    assert [cue.text for cue in again.cues] == ["Hello", ""]


def test_what_captions_lack_in_a_plan_is_named(lesson):
    """They want a storyboard beside them, and no material."""
    assert trouble_with_material(lesson) is None
    assert "beside" in trouble_with_material(replace(lesson, beside=()))
    assert "take none" in trouble_with_material(replace(lesson, material={"x": 1}))


def test_captions_of_a_plan_without_a_storyboard_are_shown(place, plans):
    """Nothing is beside them, so there are no scenes."""
    plans["plans"]["captions"] = Exercise("captions", "captions")
    widget = CaptionEditor("captions", place)
    assert (widget.trouble, widget.scenes, widget.storyboard) == ("", [], "")


@pytest.mark.parametrize("state", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_states_are_refused_in_words(lesson, place, wired, capfd, state):
    """Whatever is sent, the surface stays alive and quiet, and nothing odd is stored."""
    wire = wired(CaptionEditor("captions", place))
    for wanted in ("save", "edit", "reload", "look", None):
        wire.say({"type": wanted, "state": state, "operations": [{"op": "put", "state": state}]})
    assert capfd.readouterr().err == ""
    assert Store(place.answers).read().exercises == {}


def test_the_page_gets_no_key(lesson, place):
    """Nothing of what the checks want is among the traits."""
    app = Place("app", place.lesson, place.answers, "ru")
    shown = json.dumps(CaptionEditor("captions", app).get_state(), default=str)
    assert "covers_script" not in shown
    assert "least_words" not in shown
