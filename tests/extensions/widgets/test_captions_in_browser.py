"""Captions in a real browser: a minute by keyboard, by finger, and with her voice."""

import re

import pytest
from extensions.widgets.lesson_material import not_passed, planned
from playwright.sync_api import expect
from seeing import every_look, looks

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_widgets.surfaces.captions import CaptionEditor

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SCENES = [
    {"seconds": 15, "picture": "Он эки түйүнү бар жип",
     "script": "Бул узун жипте он эки түйүн бар экен."},
    {"seconds": 20, "picture": "Жиптен үч бурчтук",
     "script": "Үч, төрт жана беш аралыктан үч бурчтук түзөбүз."},
    {"seconds": 20, "picture": "Эшиктин бурчу", "script": "Эшиктин бурчун ченеп көрүңүз."},
]  # fmt: skip
BOARD = {"data": {"scenes": SCENES}}
LINES = [
    "Бул узун жипте он эки түйүн бар экен.",
    "Үч, төрт жана беш аралыктан\nүч бурчтук түзөбүз.",
    "Эшиктин бурчун ченеп көрүңүз.",
]


@pytest.fixture
def plan(plans, place, noon):
    """The captions of the lesson, beside a storyboard of three scenes."""
    for name in ("storyboard", "captions"):
        plans["plans"][name] = planned("media/captions", name)
    put = [{"op": "put", "state": BOARD}]
    Store(place.answers).apply("storyboard", "records", put, base=None, start=None, now=noon)
    return plans["plans"]["captions"]


@pytest.fixture
def captions(plan, desk, place):
    """The page with the captions on it."""
    desk.show("captions", CaptionEditor("captions", place))
    return desk.page


def named(page, name):
    """The control of that name."""
    return page.locator(f"[data-name='{name}']")


def stored(place):
    """The blocks on disk."""
    return Store(place.answers).read().exercises["captions"].state["blocks"]


def saved(page):
    """Wait until the surface says that it is saved."""
    expect(page.locator(".status[data-state=saved]")).to_be_visible()


def test_a_minute_by_keyboard_passes_every_check(captions, plan, place):
    """Words typed, times typed; facts are shown, and the player shows the caption of its moment."""
    for text, start, end in zip(
        LINES, ("0:00.5", "15", "0:36,5"), ("4", "21", "42.0"), strict=True
    ):
        named(captions, "new").press("Enter")
        captions.keyboard.type(text)
        for side, time in (("start", start), ("end", end)):
            named(captions, side).fill(time)
            named(captions, side).press("Enter")
    expect(captions.locator(".open .facts")).to_have_text(
        "Characters in a line: 29 · characters a second: 5.3"
    )
    named(captions, "position").fill("16")
    expect(captions.locator(".stage .caption")).to_have_text(
        "Үч, төрт жана беш аралыктанүч бурчтук түзөбүз."
    )
    expect(captions.locator(".stage .scene")).to_have_text("Scene 2 of 3")
    saved(captions)
    assert not_passed(plan, place) == []
    assert stored(place)[1]["times"] == "00:00:15.000 --> 00:00:21.000"


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_a_minute_by_finger_on_a_phone_passes_every_check(captions, plan, place):
    """Words taken from the scenes, split where a line is long, times marked as the clock stands."""
    captions.locator("summary", has_text="What you say").tap()
    for n in range(3):
        named(captions, f"take-{n}").tap()
    named(captions, "cue-1").tap()
    named(captions, "text").evaluate("area => area.setSelectionRange(27, 27)")
    named(captions, "split").tap()
    named(captions, "cue-0").tap()
    for comes, goes in ((1, 4), (15, 18), (18.5, 22), (36, 40)):
        for name, at in (("comes", comes), ("goes", goes)):
            named(captions, "position").fill(str(at))
            named(captions, name).tap()
    named(captions, "end+500").tap()
    named(captions, "end-100").tap()
    saved(captions)
    assert not_passed(plan, place) == []
    assert [each["times"] for each in stored(place)] == [
        "00:00:01.000 --> 00:00:04.000", "00:00:15.000 --> 00:00:18.000",
        "00:00:18.500 --> 00:00:22.000", "00:00:36.000 --> 00:00:40.400",
    ]  # fmt: skip


def test_captions_are_split_joined_moved_and_deleted(captions, place):
    """Each by a button; the focus stays in the list, and all can be undone."""
    named(captions, "new").click()
    captions.keyboard.type("one two three four")
    named(captions, "split").click()
    expect(named(captions, "text")).to_have_value("one two")
    named(captions, "later").press("Enter")
    expect(captions.locator(".live")).to_have_text("It is caption 2 now.")
    expect(named(captions, "later")).to_be_focused()
    named(captions, "cue-0").click()
    named(captions, "join").click()
    expect(named(captions, "text")).to_have_value("three four\none two")
    named(captions, "delete").click()
    expect(named(captions, "new")).to_be_focused()
    expect(captions.get_by_text("There is no caption yet")).to_be_visible()
    for _ in range(3):
        captions.get_by_role("button", name="Undo").click()
    saved(captions)
    assert [each["text"] for each in stored(place)] == ["one two", "three four"]


def test_a_time_is_never_set_by_itself_and_an_unclear_one_is_refused(captions, place):
    """A new caption and a split one have none; what is no time changes nothing."""
    named(captions, "new").click()
    captions.keyboard.type("one two")
    named(captions, "start").fill("half past")
    named(captions, "start").press("Enter")
    expect(captions.locator(".live")).to_have_text("Please write a time such as 0:03.5.")
    expect(named(captions, "start")).to_have_value("")
    named(captions, "start").fill("3")
    named(captions, "start").press("Tab")
    named(captions, "split").click()
    saved(captions)
    assert [each["times"] for each in stored(place)] == ["00:00:03.000 --> ", " --> "]


def test_a_typed_time_does_not_swallow_the_press_that_follows(captions):
    """Leaving the field by a press on a button does what the button says, too."""
    named(captions, "new").click()
    captions.keyboard.type("one two")
    named(captions, "start").fill("2")
    named(captions, "start+500").click()
    expect(named(captions, "start")).to_have_value("0:02.5")
    named(captions, "end").fill("5")
    named(captions, "split").click()
    expect(captions.locator(".closed .times")).to_have_text("2. – → 0:05.0")


def test_signs_of_the_format_are_words_to_her(captions, place):
    """Less than and the and-sign are kept as such; a voice's mark stays what it was."""
    named(captions, "new").click()
    captions.keyboard.type("3 < 5 & <i>so</i>")
    expect(captions.locator(".open .facts")).to_contain_text("line: 10 ")
    saved(captions)
    assert stored(place)[0]["text"] == "3 &lt; 5 &amp; <i>so</i>"
    expect(named(captions, "text")).to_have_value("3 < 5 & <i>so</i>")


def test_an_uploaded_file_with_faults_is_repaired_by_her_alone(plan, desk, place, plans):
    """Commas, words without times and a missing first word are shown; each waits for her."""
    plans["starts"]["captions"] = {"header": None, "blocks": [
        {"times": "00:12,000 --> 00:16,500 align:start", "text": "<v Anna>One", "id": "1"},
        {"remark": "lost words", "line": 4}, {"remark": "NOTE by hand", "line": 6},
        {"times": "00:20.000 --> 00:24.000", "text": "Two", "joined": True}]}  # fmt: skip
    desk.show("captions", CaptionEditor("captions", place))
    page = desk.page
    expect(page.locator(".open .note")).to_contain_text("00:12,000")
    named(page, "header").click()
    named(page, "become").click()
    expect(named(page, "text")).to_have_value("lost words")
    named(page, "cue-0").click()
    named(page, "end+100").click()
    saved(page)
    state = Store(place.answers).read().exercises["captions"].state
    assert state["header"] == "WEBVTT"
    assert [each.get("times", each.get("remark")) for each in state["blocks"]] == [
        "00:00:12.000 --> 00:00:16.600 align:start", " --> ", "NOTE by hand",
        "00:20.000 --> 00:24.000",
    ]  # fmt: skip
    assert not any(each.get("joined") for each in state["blocks"])


def test_the_clock_runs_and_the_time_of_a_caption_is_marked_on_the_way(captions):
    """Without sound and without a microphone."""
    named(captions, "new").click()
    named(captions, "play").click()
    expect(captions.locator(".clock")).not_to_have_text("0:00.0 / 0:55.0")
    named(captions, "comes").click()
    expect(named(captions, "start")).to_have_value(re.compile(r"0:\d\d\.\d"))
    named(captions, "play").click()
    expect(named(captions, "play")).to_have_text("Play")
    named(captions, "to-start").click()
    expect(captions.locator(".clock")).to_have_text("0:00.0 / 0:55.0")


def test_a_storyboard_changed_on_the_same_page_is_seen_at_once(captions):
    """What another exercise saves goes by this one; no kernel is asked."""
    scenes = [{"seconds": 9, "picture": "Доска", "script": "Салам!"}, None, 3]
    put = {"op": "put", "state": {"data": {"scenes": scenes}}}
    captions.evaluate("""detail => document.body.dispatchEvent(
      new CustomEvent("mugalim-save", { bubbles: true, detail }))""",
      {"exercise": "storyboard", "operations": [put]})  # fmt: skip
    expect(captions.locator(".stage .scene")).to_have_text("Scene 1 of 1")
    expect(captions.locator(".clock")).to_have_text("0:00.0 / 0:09.0")


SOUND = """() => {
  const context = new AudioContext(), tone = context.createOscillator();
  const out = context.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  window.asks = 0;
  const value = { getUserMedia: async () => {
    window.asks += 1;
    if (window.refused) throw new DOMException("no", "NotAllowedError");
    await context.resume();
    return out.stream;
  } };
  Object.defineProperty(navigator, "mediaDevices", { configurable: true, value });
}"""


def test_her_voice_is_asked_for_in_words_kept_and_removed(plan, desk, place):
    """The microphone comes after the words; the captions name the recording, and let it go."""
    page = desk.page
    page.evaluate(SOUND)
    desk.show("captions", CaptionEditor("captions", place))
    page.locator("summary", has_text="Your voice").click()
    expect(page.get_by_text("Nobody else should be heard in it")).to_be_visible()
    assert page.evaluate("window.asks") == 0
    named(page, "record").click()
    expect(page.locator(".stage .script")).to_have_text(SCENES[0]["script"])
    expect(named(page, "record-end")).to_be_focused()
    expect(page.locator(".clock")).not_to_contain_text("0:00.0")
    named(page, "record-end").click()
    expect(page.get_by_text("Your recording is kept with your work.").first).to_be_visible()
    saved(page)
    (note,) = stored(place)
    content = Store(place.answers).piece(note["remark"].removeprefix("NOTE voice "))
    assert content.startswith(b"\x1a\x45\xdf\xa3")
    named(page, "voice-away").click()
    saved(page)
    assert stored(place) == []


def test_without_the_microphone_all_else_works(plan, desk, place):
    """Her browser says no, and so she is told that captions need no sound."""
    page = desk.page
    page.evaluate(SOUND)
    page.evaluate("window.refused = true")
    desk.show("captions", CaptionEditor("captions", place))
    page.locator("summary", has_text="Your voice").click()
    named(page, "record").click()
    expect(page.get_by_text("Your captions need no sound")).to_be_visible()
    expect(named(page, "record")).to_be_visible()


SMALL = {
    "ky": ("Айта турганыңызды субтитр кылып жазыңыз.", LINES[1], SCENES),
    "ru": ("Запишите то, что Вы говорите, субтитрами.",
           "Из трёх, четырёх и пяти\nсложим треугольник.",
           [{"seconds": 20, "picture": "Верёвка с двенадцатью узлами",
             "script": "На этой верёвке двенадцать узлов."}]),
    "en": ("Write what you say as captions.", "We make a triangle\nof three, four and five.", [
        {"seconds": 20, "picture": "A rope", "script": "This rope has twelve knots."}]),
}  # fmt: skip


def look_at_it(desk, place, plan, plans, noon, look):
    """A caption that is open, one that is closed, the panels for voice and words open."""
    question, text, scenes = SMALL[look.language]
    put = [{"op": "put", "state": {"data": {"scenes": scenes}}}]
    Store(place.answers).apply("storyboard", "records", put, base=None, start=None, now=noon)
    times = ("00:00:00.500 --> 00:00:04.000", " --> ", "00:12,000 --> 00:16,500")
    blocks = [*({"times": each, "text": text} for each in times), {"remark": text}]
    plans["starts"]["captions"] = {"header": None, "blocks": blocks}
    plans["plans"]["captions"] = plan.__class__(**{**vars(plan), "question": question})
    desk.take(look)
    there = Place("lab", place.lesson, place.answers, look.language)
    desk.show("captions", CaptionEditor("captions", there))
    for panel in desk.page.locator("summary").all():
        panel.click()
    named(desk.page, "cue-2").click()
    named(desk.page, "position").fill("1")
    assert desk.problems() == []


@pytest.mark.parametrize("look", looks("captions"), ids=str)
def test_the_captions_are_right_in_every_language(desk, place, plan, plans, noon, look):
    """Narrow and wide, light and dark: names, contrast, nothing too wide, nothing in English."""
    look_at_it(desk, place, plan, plans, noon, look)


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look(), ids=str)
def test_the_captions_are_right_in_every_look(desk, place, plan, plans, noon, look):
    """The same in all twelve looks."""
    look_at_it(desk, place, plan, plans, noon, look)
