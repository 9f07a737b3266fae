"""The transcript in a real browser: a log by finger and by keyboard that passes every check."""

from dataclasses import replace

import pytest
from extensions.widgets.lesson_material import not_passed, planned
from playwright.sync_api import expect
from seeing import every_look, looks

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_widgets.surfaces.transcript import Transcript

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
TASK = """Ask somebody at home what a loaf of bread cost in the spring of 1993, when our own money
was new, and write two sentences. In class we lay newspaper, independence, constitution and money
on a line; say which of them changed our village most, with one line from the book."""


@pytest.fixture
def log(plans):
    """The prompt log of the lesson, with its conversation."""
    plans["plans"]["log"] = planned("ai-and-together/prompt-log", "log")
    return plans["plans"]["log"]


@pytest.fixture
def transcript(log, desk, place):
    """The page with the log on it."""
    desk.show("log", Transcript("log", place))
    return desk.page


def named(page, name):
    """The control of that name."""
    return page.locator(f"[data-name='{name}']")


def stored(place):
    """The data on disk."""
    return Store(place.answers).read().exercises["log"].state["data"]


def saved(page):
    """Wait until the surface says that it is saved."""
    expect(page.locator(".status[data-state=saved]")).to_be_visible()


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_a_log_by_finger_on_a_phone_passes_every_check(transcript, log, place):
    """Three prompts, six claims with their sources, the task and the line below it."""
    for _ in range(3):
        named(transcript, "prompt-b").tap()
    for n, claim in enumerate(log.material["claims"]):
        true = claim["id"] not in ("som", "peak")
        named(transcript, f"verdict-{n}-{'true' if true else 'false'}").tap()
        named(transcript, f"source-{n}").fill("History book, page 112")
        named(transcript, f"kind-{n}").select_option("book")
    named(transcript, "own-add").tap()
    named(transcript, "typed-0").fill("Please make the last question easier for slow readers.")
    named(transcript, "final").fill(TASK)
    named(transcript, "disclosure").fill("An AI wrote the first draft; I checked every date.")
    expect(transcript.get_by_text("Judged: 6 of 6")).to_be_visible()
    saved(transcript)
    assert not_passed(log, place) == []
    data = stored(place)
    assert data["ai_text"].startswith("Our country in six dates")
    assert [each["claim"] for each in data["claims"]] == [c["id"] for c in log.material["claims"]]


def test_a_prompt_is_sent_by_keyboard_and_its_answer_has_the_focus(transcript):
    """The next three prompts stand below it; nothing of the later parts is there yet."""
    named(transcript, "prompt-a").press("Enter")
    expect(named(transcript, "answer-0")).to_be_focused()
    expect(transcript.locator(".live")).to_have_text("The answer has come.")
    expect(transcript.get_by_role("group", name="Turn 2 of 3")).to_be_visible()
    expect(transcript.get_by_text("What the AI claims")).to_be_hidden()


def test_she_may_go_back_a_turn_and_pick_another_prompt(transcript, place):
    """The last pick goes, its answer too; undo and redo know it."""
    named(transcript, "prompt-b").click()
    named(transcript, "prompt-a").click()
    named(transcript, "back").press("Enter")
    expect(named(transcript, "picking")).to_be_focused()
    expect(transcript.locator(".talk .ai")).to_have_count(1)
    transcript.get_by_role("button", name="Undo").click()
    expect(transcript.locator(".talk .ai")).to_have_count(2)
    transcript.get_by_role("button", name="Redo").click()
    named(transcript, "prompt-c").click()
    saved(transcript)
    assert stored(place)["picks"] == [
        {"turn": "first", "prompt": "b"},
        {"turn": "second", "prompt": "c"},
    ]
    assert stored(place)["ai_text"] == ""


def test_what_was_written_stays_in_sight_when_she_goes_back(transcript, desk, place):
    """Her task is not hidden from her, here or on another device."""
    for _ in range(3):
        named(transcript, "prompt-c").click()
    named(transcript, "final").fill("Put the events in order.")
    expect(transcript.get_by_text("Words so far: 5")).to_be_visible()
    named(transcript, "back").click()
    expect(named(transcript, "final")).to_be_visible()
    saved(transcript)
    transcript.evaluate("unmount()")
    desk.show("again", Transcript("log", place))
    expect(named(transcript, "final")).to_have_value("Put the events in order.")
    expect(transcript.locator(".talk .ai")).to_have_count(2)


def test_prompts_of_her_own_are_added_and_taken_out(transcript, place):
    """Each keeps its words; the focus goes where she goes on."""
    for _ in range(3):
        named(transcript, "prompt-b").click()
    for text in ("First", "Second"):
        named(transcript, "own-add").press("Enter")
        transcript.keyboard.type(text)
    named(transcript, "untyped-0").click()
    expect(named(transcript, "own-add")).to_be_focused()
    expect(named(transcript, "typed-0")).to_have_value("Second")
    saved(transcript)
    assert stored(place)["typed"] == [{"text": "Second"}]


@pytest.mark.parametrize(
    "data",
    [
        {"picks": "x", "typed": [3], "claims": {}, "final": 7, "disclosure": ["a"]},
        {"picks": [{"turn": "second", "prompt": "a"}], "claims": [{"claim": 1}, {"claim": "som"}]},
        {"picks": [{"turn": "first", "prompt": "z"}], "typed": [{"text": {}}]},
    ],
)
def test_an_odd_state_is_drawn_all_the_same(log, desk, place, plans, data):
    """Whatever form was stored, she can go on."""
    plans["starts"]["log"] = {"data": data}
    desk.show("log", Transcript("log", place))
    named(desk.page, "prompt-b").click()
    expect(named(desk.page, "answer-0")).to_be_focused()


SMALL = {
    "ky": [
        "Сурам тандап, жооптун айткандарына баа бериңиз.",
        "Сиз тарых мугалимисиз. 7-класс үчүн кыргыз тилинде беш кыска суроо жазыңыз.",
        "Мына суроолор:\n1. «Эркин-Тоо» гезити качан чыккан?\n2. Сом качан киргизилген?",
        "«Эркин-Тоо» гезити 1924-жылдын 7-ноябрында чыккан.",
    ],
    "ru": [
        "Выберите запрос и оцените утверждения ответа.",
        "Вы учитель истории. Напишите пять коротких вопросов для 7 класса на русском языке.",
        "Вот вопросы:\n1. Когда вышла газета «Эркин-Тоо»?\n2. Когда ввели сом?",
        "Газета «Эркин-Тоо» вышла 7 ноября 1924 года.",
    ],
}


def small(plan, language):
    """The log with one turn in a language; the lesson's own where it is English."""
    if language == "en":
        return plan
    question, asked, answer, claim = SMALL[language]
    prompts = [{"id": name, "text": asked, "answer": answer} for name in "ab"]
    material = {
        "turns": [{"id": "first", "prompts": prompts}, {"id": "second", "prompts": prompts}],
        "claims": [{"id": "newspaper", "text": claim}, {"id": "som", "text": claim}],
    }
    return replace(plan, question=question, material=material, checks=plan.checks[-1:])


def look_at_it(desk, place, plans, log, look):
    """A conversation on its way, and below it one with all that follows, without any trouble."""
    desk.take(look)
    there, plan = (
        Place("lab", place.lesson, place.answers, look.language),
        small(log, look.language),
    )
    for name, turns in (("begun", 1), ("whole", len(plan.material["turns"]))):
        plans["plans"][name] = replace(plan, name=name)
        desk.show(name, Transcript(name, there))
        for _ in range(turns):
            named(desk.page.locator(f"#{name}"), "prompt-b").click()
    named(desk.page.locator("#whole"), "own-add").click()
    assert desk.problems() == []


@pytest.mark.parametrize("look", looks("transcript"), ids=str)
def test_the_transcript_is_right_in_every_language(desk, place, plans, log, look):
    """Narrow and wide, light and dark: names, contrast, nothing too wide, nothing in English."""
    look_at_it(desk, place, plans, log, look)


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look(), ids=str)
def test_the_transcript_is_right_in_every_look(desk, place, plans, log, look):
    """The same in all twelve looks."""
    look_at_it(desk, place, plans, log, look)
