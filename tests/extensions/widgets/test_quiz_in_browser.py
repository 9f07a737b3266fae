"""The quiz builder in a real browser, with the real widget behind it: by finger and by keyboard."""

from __future__ import annotations

import json
from typing import Any

import pytest
from autograders.lessons.cases import kept, plan
from playwright.sync_api import Locator, expect
from seeing import every_look, looks

from mugalim_answers.place import Place
from mugalim_answers.review import review
from mugalim_answers.store import Store
from mugalim_widgets.surfaces.quiz import QuizBuilder

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
TYPES = {
    "single": "One right answer",
    "multiple": "Several right answers",
    "match": "Matching",
    "order": "Ordering",
    "short": "A short answer",
}
QUESTIONS = {"en": "Your quiz", "ky": "Сиздин тест", "ru": "Ваш тест"}


def state_of(language: str) -> dict[str, Any]:
    """A quiz in a language, as the checks' own tests let it pass."""
    state: dict[str, Any] = json.loads(kept("assessment__quiz", f"quiz_{language}.json")())
    return state


@pytest.fixture
def shown(desk, place, plans):
    """What shows the lesson's quiz, with a state to begin with, and gives its element."""

    def show(language: str = "en", state: dict[str, Any] | None = None) -> Locator:
        exercise = plan("assessment/quiz").exercises["quiz"]
        plans["plans"]["quiz"] = exercise.__class__(
            "quiz", "records", QUESTIONS[language], artefact="quiz.json", checks=exercise.checks
        )
        plans["starts"]["quiz"] = state
        where = Place("lab", place.lesson, place.answers, language)
        desk.show("quiz", QuizBuilder("quiz", where))
        return desk.page.locator("#quiz .mugalim")

    return show


@pytest.fixture
def quiz(shown):
    """An empty quiz in English on the page."""
    return shown()


def stored(box, place):
    """What the store has, once the builder says so."""
    expect(box.locator(".status[data-state=saved]")).to_be_visible()
    return Store(place.answers).read().exercises["quiz"].state["data"]


def card(box, number):
    """The card of a question, by its number."""
    return box.locator(".items").first.locator("> li").nth(number - 1)


def add(box, type):
    """Add a question of a type."""
    box.get_by_role("combobox", name="Type of question").last.select_option(label=TYPES[type])
    box.get_by_role("button", name="Add: Question").click()


def write(own, item):
    """Write a question into its card."""
    own.get_by_label("Type of question").select_option(label=TYPES[item["type"]])
    own.get_by_label("The question").fill(item["stem"])
    for number, option in enumerate(item.get("options", []), 1):
        group = own.get_by_role("group", name=f"Option {number}", exact=True)
        group.get_by_label("Words of the option").fill(option["text"])
        group.get_by_label("Feedback to the pupil").fill(option["feedback"])
        if option["key"]:
            group.get_by_label("This is the key").tap()
    for number, pair in enumerate(item.get("pairs", []), 1):
        group = own.get_by_role("group", name=f"Pair {number}", exact=True)
        group.get_by_label("Left").fill(pair["left"])
        group.get_by_label("Right").fill(pair["right"])
    if item.get("feedback"):
        own.get_by_label("What you say after the answer").fill(item["feedback"])
    if item["media"]:
        own.get_by_label("What is shown beside").select_option(label=f"A {item['media']}")
        own.get_by_label("What stands on paper").fill(item["paper"])


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_a_quiz_built_by_finger_passes_every_check(quiz, place):
    """Single, multiple and matching questions, one with a video, at 360 px."""
    data = state_of("ru")["data"]
    quiz.get_by_label("Topic of the quiz").fill(data["title"])
    for number, item in enumerate(data["items"], 1):
        if number > 1:
            quiz.get_by_role("button", name="Add: Question").tap()
        write(card(quiz, number), item)
    expect(quiz.locator(".list-title .tag").first).to_have_text("5")
    stored(quiz, place)
    exercise = plan("assessment/quiz").exercises["quiz"]
    results = review(exercise, Store(place.answers).read(), Store(place.answers)).results
    assert [each.id for each in results if each.outcome != "passed"] == []
    assert quiz.page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_an_ordering_question_is_written_and_tried_by_keyboard(quiz, place):
    """Typed, put in order as a pupil, and answered: the feedback is what she wrote."""
    page = quiz.page
    card(quiz, 1).get_by_label("Type of question").press_sequentially("Ord")
    card(quiz, 1).get_by_label("The question").press_sequentially("In which order?")
    for number, step in enumerate(("Boil", "Add tea", "Wait"), 1):
        quiz.get_by_role("group", name=f"Step {number}").get_by_role("textbox").focus()
        page.keyboard.type(step)
    quiz.get_by_label("What you say after").focus()
    page.keyboard.type("Water first.")
    assert stored(quiz, place)["items"] == [
        {"type": "order", "stem": "In which order?", "steps": ["Boil", "Add tea", "Wait"],
         "feedback": "Water first."}
    ]  # fmt: skip
    quiz.get_by_role("button", name="As a pupil").press("Enter")
    quiz.get_by_role("button", name="Give the answer").press("Enter")
    expect(quiz.locator(".reply")).to_have_text("Not yet. Water first.")
    quiz.get_by_role("button", name="Move up: Boil").press("Enter")
    quiz.get_by_role("button", name="Give the answer").press("Enter")
    expect(quiz.locator(".reply")).to_have_text("Right. Water first.")


def test_a_single_choice_keeps_one_key_and_a_multiple_several(quiz, place):
    """Marking another option moves the key; her words outlive a change between the two."""
    own = card(quiz, 1)
    own.get_by_label("The question").fill("2 + 2?")
    for number in (1, 2):
        own.get_by_label("Words of the option").nth(number - 1).fill(f"{number + 2}")
        own.get_by_label("This is the key").nth(number - 1).check()
    expect(own.locator(".key input:checked")).to_have_count(1)
    own.get_by_label("Type of question").select_option(label=TYPES["multiple"])
    own.get_by_label("This is the key").first.check()
    expect(own.locator(".key input:checked")).to_have_count(2)
    own.get_by_label("Type of question").select_option(label=TYPES["short"])
    own.get_by_label("Accepted answer").fill("four")
    quiz.page.wait_for_timeout(1000)
    assert stored(quiz, place)["items"] == [
        {"type": "short", "stem": "2 + 2?", "answers": ["four"]}
    ]
    for _ in range(3):
        quiz.get_by_role("button", name="Undo").click()
    expect(own.locator(".key input:checked")).to_have_count(1)


def test_questions_are_duplicated_moved_and_taken_out(shown, place):
    """By buttons in the card, each of which names its question."""
    quiz = shown("en", state_of("en"))
    card(quiz, 3).locator("summary").click()
    quiz.get_by_role("button", name="Duplicate: Question 3").click()
    expect(card(quiz, 4).get_by_label("The question")).to_have_value("Name the unit of resistance.")
    quiz.get_by_role("button", name="Move down: Question 4").click()
    quiz.get_by_role("button", name="Remove: Question 5").click()
    expect(quiz.locator(".live")).to_have_text("Removed: Question 5.")
    quiz.get_by_role("button", name="Bring it back").click()
    types = [item["type"] for item in stored(quiz, place)["items"]]
    assert types == ["single", "single", "short", "match", "short"]


def test_a_pupil_gets_a_word_for_each_answer(shown):
    """What was chosen answers by itself; letters and spaces around a short answer do not matter."""
    quiz = shown("ru", state_of("ru"))
    quiz.get_by_role("button", name="Как ученик").click()
    asked = quiz.locator(".page fieldset")
    asked.nth(0).get_by_role("radio", name="1990 сомов").check()
    expect(asked.nth(0).locator(".reply")).to_contain_text("Пока нет. Вы вычли 10 сомов.")
    asked.nth(0).get_by_role("radio", name="1800 сомов").check()
    expect(asked.nth(0).locator(".reply")).to_contain_text("Верно. Да: 10 %")
    for left, right in (("1/2", "50 %"), ("1/5", "20 %"), ("1/8", "12,5 %")):
        asked.nth(3).get_by_label(left).select_option(label=right)
    asked.nth(3).get_by_role("button").click()
    expect(asked.nth(3).locator(".reply")).to_contain_text("Верно. Разделите 100")
    for name in ("на первом рисунке", "на втором рисунке"):
        asked.nth(4).get_by_label(name).check()
    asked.nth(4).get_by_role("button").click()
    expect(asked.nth(4).locator(".reply p")).to_have_count(2)
    expect(asked.nth(4).locator(".reply .done")).to_contain_text("здесь налита четверть")


def test_on_paper_words_stand_for_what_paper_cannot_show(shown):
    """The pupils' sheet, and the key apart from it."""
    quiz = shown("ru", state_of("ru"))
    quiz.get_by_role("button", name="На бумаге").click()
    expect(quiz.locator(".paper > li").last).to_contain_text("Три рисунка кружки")
    expect(quiz.locator(".paper > li").nth(3)).to_contain_text("____ 1/2")
    quiz.get_by_text("Ключ для учителя").click()
    key = ["B", "A", "C", "1/2 – C; 1/5 – B; 1/8 – A", "B, C"]
    expect(quiz.locator(".paper-key li")).to_have_text(key)


def test_a_quiz_is_taken_along_where_no_page_does_it(shown, place):
    """In the Lab the file comes from the kernel; what is not ready is said in a sentence."""
    quiz = shown("en", state_of("en"))
    quiz.get_by_label("Topic of the quiz").fill("Circuits")
    with quiz.page.expect_download() as download:
        quiz.get_by_role("button", name="For Moodle (GIFT)").click()
    assert download.value.suggested_filename == "quiz.txt"
    assert download.value.path().read_text(encoding="utf-8").startswith("// Circuits\n\n::01::")
    card(quiz, 1).locator("summary").click()
    card(quiz, 1).get_by_label("This is the key").first.uncheck()
    quiz.get_by_role("button", name="For paper").click()
    expect(quiz.locator(".live")).to_contain_text("no option is marked as the key yet")


def test_a_page_that_gives_files_is_asked_instead(quiz, desk):
    """On a lesson page the school makes the file; its refusal is shown as it is."""
    wire = desk.wires["quiz"]
    quiz.page.evaluate("""document.addEventListener("mugalim-ask", (event) => {
      event.preventDefault();
      window.wanted = { ...event.detail };
      event.detail.done = Promise.reject(new Error("The school is away."));
    })""")
    quiz.get_by_role("button", name="For other programs").click()
    expect(quiz.locator(".live")).to_have_text("The school is away.")
    asked = {"what": "export", "exercise": "quiz", "format": "qti"}
    assert quiz.page.evaluate("window.wanted") == asked
    assert wire.sent == []


def test_a_quiz_of_another_device_is_shown_whatever_is_in_it(quiz, place, noon):
    """A hostile or broken state is shown as far as it can be, in every view."""
    items = [None, 3, {"type": "essay", "stem": ["x"], "options": "abc"},
             {"type": "match", "stem": "Pairs", "pairs": [3, {"left": {}, "right": "b"}]},
             {"type": "short", "stem": "Short?", "answers": [5, None, {"a": 1}]}]  # fmt: skip
    put = [{"op": "put", "state": {"data": {"title": {"a": 1}, "items": items}}}]
    Store(place.answers).apply("quiz", "records", put, base=None, start=None, now=noon)
    quiz.evaluate("box => box.parentElement.dispatchEvent(new Event('mugalim-state'))")
    expect(card(quiz, 4).locator("summary")).to_contain_text("Pairs")
    for view in ("As a pupil", "On paper"):
        quiz.get_by_role("button", name=view).click()
        expect(quiz.locator(".page")).to_contain_text("Short?")


def show_everything(shown, look, desk):
    """Every view of a quiz in a language, and what is wrong with each."""
    desk.take(look)
    quiz = shown(look.language, state_of(look.language))
    quiz.locator("details > summary").last.click()
    found = desk.problems()
    for number in (1, 2):
        quiz.locator(".views button").nth(number).click()
        found += desk.problems()
    return found


@pytest.mark.parametrize("look", looks("quiz"), ids=str)
def test_the_quiz_is_sound_in_every_look(look, desk, shown):
    """Accessible, narrow enough, and in one language, in all its views."""
    assert show_everything(shown, look, desk) == []


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look(), ids=str)
def test_the_quiz_is_sound_everywhere(look, desk, shown):
    """The same, in all looks."""
    assert show_everything(shown, look, desk) == []
