"""The form in a real browser, with the real widget behind it: by finger and by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from extensions.widgets import form_filling
from playwright.sync_api import expect
from seeing import every_look, looks

from mugalim_answers.place import Place
from mugalim_answers.review import review
from mugalim_answers.store import Store
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces import form
from mugalim_widgets.surfaces.form import Form

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
WORDS = {
    "en": [
        "Our agreement", "Day", "How sure you are", "Not very", "Fairly", "Very", "Where you stand",
        "I look at results as data and change my next lesson by them.", "A1", "B1", "C1", "Rules",
        "Rule", "What is done, and when.", "Cases", "Case", "What has happened", "Who helps",
        "Class teacher", "Psychologist", "Letter to families", "In Kyrgyz", "In Russian",
        "Page of the school", "Minutes", "min",
    ],
    "ky": [
        "Биздин макулдашуу", "Күнү", "Канчалык ишенесиз", "Анча эмес", "Кыйла", "Толук",
        "Азыр кайсы жердесиз", "Натыйжаларга карап, кийинки сабагымды өзгөртөм.", "A1", "B1", "C1",
        "Эрежелер", "Эреже", "Эмне кылынат жана качан.", "Учурлар", "Учур", "Эмне болду",
        "Ким жардам берет", "Класс жетекчи", "Психолог", "Ата-энелерге кат", "Кыргызча", "Орусча",
        "Мектептин барагы", "Мүнөт", "мүн",
    ],
    "ru": [
        "Наш договор", "День", "Насколько Вы уверены", "Не очень", "Почти", "Совсем",
        "Где Вы сейчас", "Смотрю на результаты и меняю по ним следующий урок.", "A1", "B1", "C1",
        "Правила", "Правило", "Что делают и когда.", "Случаи", "Случай", "Что произошло",
        "Кто помогает", "Классный руководитель", "Психолог", "Письмо семьям", "По-кыргызски",
        "По-русски", "Страница школы", "Минуты", "мин",
    ],
}  # fmt: skip
SENTENCE = {
    "en": "Whoever is worried writes to the class teacher, and not into the chat.",
    "ky": "Тынчсызданган адам чатка эмес, класс жетекчисине жазат.",
    "ru": "Если что-то беспокоит, пишем классному руководителю, а не в чат.",
}


def material(language: str) -> dict[str, Any]:
    """A form with a field of nearly every type, in a language."""
    said = iter(WORDS[language])
    question = next(said)
    fields = [
        {"id": "day", "type": "date", "label": next(said), "required": True},
        {"id": "sure", "type": "choice", "label": next(said),
         "options": [{"id": each, "text": next(said)} for each in ("low", "middle", "high")]},
        {"id": "stand", "type": "rows", "label": next(said), "key": "code",
         "rows": [{"id": "4.2", "text": next(said)}],
         "fields": [{"id": "level", "type": "choice", "label": question,
                     "options": [{"id": each, "text": next(said)} for each in (1, 2, 3)]}]},
        {"id": "rules", "type": "list", "label": next(said), "name": next(said),
         "help": next(said), "least": 2, "most": 3,
         "fields": [{"id": "rule", "type": "text", "label": question, "required": True}]},
        {"id": "cases", "type": "list", "label": next(said), "name": next(said), "least": 2,
         "fields": [{"id": "case", "type": "long", "lines": 2, "label": next(said),
                     "required": True},
                    {"id": "helper", "type": "several", "label": next(said),
                     "options": [{"id": 1, "text": next(said)}, {"id": 2, "text": next(said)}]}]},
        {"id": "letter", "type": "languages", "label": next(said),
         "fields": [{"id": "ky", "type": "long", "label": next(said), "most": 60},
                    {"id": "ru", "type": "long", "label": next(said), "most": 60}]},
        {"id": "site", "type": "address", "label": next(said)},
        {"id": "minutes", "type": "number", "label": next(said), "unit": next(said),
         "min": 1, "max": 90},
    ]  # fmt: skip
    return {"fields": fields, "preview": True, "copy": "letter"}


@pytest.fixture
def shown(desk, place, plans, monkeypatch):
    """What shows a form of a plan, and gives its element."""

    def show(plan: Exercise, language: str = "en"):
        plans["plans"][plan.name] = plan
        monkeypatch.setattr(form, "exercise_at", lambda place, name: plan)
        where = Place("lab", place.lesson, place.answers, language)
        widget = Form(plan.name, where)
        assert widget.trouble == ""
        desk.show(plan.name, widget)
        return desk.page.locator(f"#{plan.name} .mugalim")

    return show


@pytest.fixture
def agreement(shown):
    """The form with nearly every type on the page, in English."""
    return shown(Exercise("agreement", "records", "Our agreement", material=material("en")))


def stored(box, place, name="agreement"):
    """What the store has, once the form says so."""
    expect(box.locator(".status[data-state=saved]")).to_be_visible()
    box.page.wait_for_timeout(100)
    return Store(place.answers).read().exercises[name].state


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
@pytest.mark.parametrize("name", form_filling.NAMES)
def test_a_work_filled_in_by_finger_passes_every_check(name, desk, shown, place):
    """Each lesson's form can be done whole at 360 px, and saves what it was told, with labels."""
    plan, work = form_filling.planned(name), form_filling.work(name)
    box = shown(plan)
    if plan.kind == "table":
        form_filling.fill_list(box.locator(".list"), plan.material, work["rows"])
    else:
        form_filling.fill(box, plan.material["fields"], work)
    state = stored(box, place, plan.name)
    results = review(plan, Store(place.answers).read(), Store(place.answers)).results
    assert [each.id for each in results if each.outcome != "passed"] == []
    kept = {name: value for name, value in work.items() if name != "conflict"}
    assert plan.kind == "table" or state["data"].items() >= kept.items()
    assert desk.page.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert plan.kind == "table" or state["language"] == "en"


def test_a_form_is_filled_in_by_keyboard_alone(agreement, place):
    """Tab goes from field to field, arrows choose, Enter adds and opens."""
    page = agreement.page
    agreement.get_by_label("Day").focus()
    for key in ("2", "3", "1", "1", "2026", "Tab"):
        page.keyboard.type(key) if key != "Tab" else page.keyboard.press(key)
    agreement.get_by_role("radio", name="Not very").focus()
    for key in ("ArrowDown", "Tab", "ArrowRight"):
        page.keyboard.press(key)
    agreement.get_by_role("group", name="Rule 1").get_by_role("textbox").focus()
    page.keyboard.type("We greet")
    agreement.get_by_role("button", name="Add: Rule").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("We listen")
    data = stored(agreement, place)["data"]
    assert data["sure"] == "middle"
    assert data["stand"] == [{"code": "4.2", "level": 2}]
    assert data["rules"] == [{"rule": "We greet"}, {"rule": "We listen"}]


def test_what_is_amiss_is_said_after_leaving_and_saved_all_the_same(agreement, place):
    """No word while she types, none of them in the way of saving."""
    minutes, site = agreement.get_by_label("Minutes, min"), agreement.get_by_label("Page of the")
    minutes.fill("many")
    expect(agreement.locator(".amiss:visible")).to_have_count(0)
    site.fill("school.example")
    expect(minutes).to_have_attribute("aria-invalid", "true")
    assert stored(agreement, place)["data"] == {"minutes": "many", "site": "school.example"}
    minutes.fill("99,5")
    site.blur()
    said = agreement.locator(".amiss:visible")
    expect(said).to_have_text(["A whole address begins with https:// and has no spaces.",
                               "Please give a number from 1 to 90."])  # fmt: skip
    minutes.fill("9,5")
    site.fill("https://school.example")
    expect(said).to_have_count(0)
    agreement.page.wait_for_timeout(900)
    assert stored(agreement, place)["data"]["minutes"] == 9.5


def test_a_needed_field_is_asked_for_only_after_it_was_left_empty(agreement):
    """A fresh form has no red in it."""
    expect(agreement.locator(".amiss:visible")).to_have_count(0)
    agreement.get_by_label("Day").focus()
    agreement.get_by_label("Day").blur()
    expect(agreement.locator(".amiss:visible")).to_have_text("Not filled in yet.")


def test_items_are_added_moved_and_taken_out(agreement, place):
    """The focus stays with what was moved, and what was taken out can be brought back."""
    cases = agreement.get_by_role("group", name="Cases")
    for text in ("first", "second"):
        cases.get_by_label("What has happened").last.fill(text)
        cases.get_by_role("button", name="Add: Case").click()
    expect(cases.locator(".tag")).to_have_text("2")
    expect(cases.locator("details[open]")).to_have_count(1)
    cases.locator("summary").nth(1).click()
    up = cases.get_by_role("button", name="Move up: Case 2")
    up.press("Enter")
    expect(cases.get_by_role("button", name="Move up: Case 1")).to_be_focused()
    expect(agreement.locator(".live")).to_have_text("Now in this place: Case 1.")
    cases.get_by_role("button", name="Remove: Case 1").press("Enter")
    expect(cases.locator("summary").first).to_be_focused()
    expect(cases.locator("summary").first).to_contain_text("Case 1✓first")
    cases.get_by_role("button", name="Bring it back").click()
    expect(cases.locator("summary").first).to_contain_text("second")
    assert [each["case"] for each in stored(agreement, place)["data"]["cases"]] == [
        "second",
        "first",
    ]


def test_no_more_items_are_offered_than_a_list_may_have(agreement):
    """The count runs along, and the button goes when the list is full."""
    rules = agreement.get_by_role("group", name="Rules")
    expect(rules.locator(".tag")).to_have_text("0 of 2")
    add = rules.get_by_role("button", name="Add: Rule")
    for number in range(2):
        rules.get_by_role("textbox").nth(number).fill("We greet")
        add.click()
    expect(add).to_be_hidden()
    expect(rules.locator(".tag")).to_have_text("2")
    rules.get_by_role("button", name="Remove: Rule 2").click()
    expect(add).to_be_visible()


def test_undo_goes_back_field_by_field_and_leaves_the_focus_alone(agreement):
    """What was typed in a row is one step; Control+Z works with any keyboard layout."""
    site = agreement.get_by_label("Page of the")
    agreement.get_by_role("textbox", name="In Kyrgyz").fill("Салам")
    site.press_sequentially("https")
    site.press("Control+KeyZ")
    expect(site).to_have_value("")
    expect(site).to_be_focused()
    site.press("Control+KeyZ")
    expect(agreement.get_by_role("textbox", name="In Kyrgyz")).to_have_value("")
    site.press("Control+KeyY")
    expect(agreement.get_by_role("textbox", name="In Kyrgyz")).to_have_value("Салам")


def test_an_answer_from_elsewhere_fills_the_form(agreement, place, noon):
    """A second device saved, or a file with fields of its own was uploaded: nothing is lost."""
    data = {"day": "23.11.2026", "sure": "quite", "rules": [{"rule": "We greet", "by": "Elder"}],
            "cases": "none", "letter": 3, "extra": [1]}  # fmt: skip
    put = [{"op": "put", "state": {"data": data}}]
    Store(place.answers).apply("agreement", "records", put, base=None, start=None, now=noon)
    agreement.evaluate("box => box.parentElement.dispatchEvent(new Event('mugalim-state'))")
    expect(agreement.get_by_label("Day")).to_have_value("2026-11-23")
    expect(agreement.get_by_role("group", name="Rule 1").get_by_role("textbox")).to_have_value(
        "We greet"
    )
    agreement.get_by_label("Minutes").fill("4")
    agreement.page.wait_for_timeout(1000)
    kept = stored(agreement, place)["data"]
    assert kept == {"day": "2026-11-23", "sure": "quite", "rules": data["rules"], "extra": [1],
                    "minutes": 4}  # fmt: skip


def test_a_text_is_copied_out_and_shown_as_it_is_read(agreement):
    """What parents will see stands below, each language by itself, with a button to copy it."""
    agreement.get_by_role("textbox", name="In Kyrgyz").fill("Салам!\nЖыйналыш жума күнү.")
    expect(agreement.locator(".bubble[lang=ky]")).to_have_text("Салам!\nЖыйналыш жума күнү.")
    expect(agreement.get_by_text("Characters: 26 of 60")).to_be_visible()
    button = agreement.get_by_role("button", name="Copy this text: In Kyrgyz")
    button.click()
    expect(agreement.locator(".live")).to_contain_text("Copied.")
    expect(button).to_be_focused()
    agreement.get_by_role("textbox", name="In Russian").press("Control+v")
    expect(agreement.locator(".bubble[lang=ru]")).to_have_text("Салам!\nЖыйналыш жума күнү.")


def test_the_preview_shows_what_others_see(agreement):
    """Words instead of boxes; it follows what is typed."""
    agreement.get_by_text("How it looks to others").click()
    agreement.get_by_role("radio", name="Fairly").check()
    agreement.get_by_role("radio", name="B1").check()
    cases = agreement.get_by_role("group", name="Cases")
    cases.get_by_label("What has happened").fill("A quarrel")
    cases.get_by_label("Class teacher").check()
    shown = agreement.locator(".preview .shown")
    expect(shown.filter(has_text="How sure")).to_contain_text("Fairly")
    expect(shown.filter(has_text="Where you stand")).to_contain_text("change my next lesson")
    expect(shown.filter(has_text="Cases")).to_contain_text("A quarrelWho helps: Class teacher")


def test_what_others_see_is_copied_out_as_text(agreement):
    """Whoever fills in a plan takes it along into a program of her own."""
    agreement.get_by_text("How it looks to others").click()
    agreement.get_by_role("radio", name="Fairly").check()
    agreement.get_by_role("button", name="Copy this text: How it looks to others").click()
    expect(agreement.locator(".live")).to_contain_text("Copied.")
    agreement.get_by_role("textbox", name="In Kyrgyz").press("Control+v")
    expect(agreement.locator(".bubble[lang=ky]")).to_contain_text("Fairly")


def test_a_third_text_is_chosen_only_after_one_is_left_out(shown, place):
    """By keyboard: choose, mark a sentence, leave out; the mark goes with its text."""
    plan = form_filling.planned("assessment__reading-unit__unit")
    box = shown(plan)
    for number in range(3):
        box.locator("[data-text] summary").nth(number).press("Enter")
        box.locator("[data-choose]").nth(number).press("Enter")
        expect(box.locator("[data-choose]").nth(number)).to_be_focused()
    expect(box.locator(".live")).to_contain_text("Texts chosen: 2. Leave one out")
    first = box.locator("[data-text=canal-office]")
    first.get_by_role("radio").first.press("Space")
    page = box.page
    page.keyboard.press("ArrowDown")
    mark = stored(box, place, "unit")["data"]["conflict"]
    text = next(each["text"] for each in plan.material["texts"] if each["id"] == "canal-office")
    assert text[mark[0]["start"] : mark[0]["end"]].startswith("It is eleven kilometres")
    box.locator("[data-choose]").first.press("Enter")
    page.wait_for_timeout(1000)
    data = stored(box, place, "unit")["data"]
    assert [each["source"] for each in data["texts"]] == ["canal-leaflet"]
    assert "conflict" not in data


def test_a_table_of_another_program_keeps_its_columns(shown, place, noon):
    """Her own header stays, ours that it lacks come behind it, and words of ours are known."""
    plan = form_filling.planned("safety__check-before-you-forward__sources")
    table = {"header": ["Nr", "author", "Primary source:"], "rows": [["1", "A doctor", "ДА"]],
             "above": ["My sources"]}  # fmt: skip
    put = [{"op": "put", "state": table}]
    Store(place.answers).apply("sources", "table", put, base=None, start=None, now=noon)
    box = shown(plan)
    box.locator("summary", has_text="Source 1 (row 3)").click()
    expect(box.get_by_label("Nr")).to_have_value("1")
    expect(box.get_by_role("radio", name="Yes")).to_be_checked()
    box.get_by_role("combobox", name="Address").fill("https://densooluk.example/bulletin/2026-45")
    page = box.page
    page.wait_for_timeout(1000)
    state = stored(box, place, "sources")
    assert state["header"][:4] == ["Nr", "author", "Primary source:", "Address"]
    assert state["rows"][0][:4] == [
        "1",
        "A doctor",
        "Yes",
        "https://densooluk.example/bulletin/2026-45",
    ]
    assert state["above"] == ["My sources"]


def show_full(shown, look):
    """The form in a language with something in each field, everything open."""
    plan = Exercise(
        "agreement", "records", WORDS[look.language][0], material=material(look.language)
    )
    box = shown(plan, look.language)
    box.locator("textarea").nth(0).fill(SENTENCE[look.language] * 2)
    box.locator(".pills input").nth(1).check()
    box.locator("input[type=date]").focus()
    box.locator("input[type=text]").first.fill(SENTENCE[look.language])
    box.locator("textarea").last.fill(SENTENCE[look.language])
    box.locator("input[type=url]").fill("school")
    box.locator(".preview summary").click()
    return box


@pytest.mark.parametrize("look", looks("form"), ids=str)
def test_the_form_is_sound_in_every_look(look, desk, shown):
    """Accessible, narrow enough, and in one language."""
    desk.take(look)
    show_full(shown, look)
    assert desk.problems() == []


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look(), ids=str)
def test_the_form_is_sound_everywhere(look, desk, shown):
    """The same, in all looks."""
    desk.take(look)
    show_full(shown, look)
    assert desk.problems() == []


def test_leaving_takes_everything_away(agreement):
    """The cleanup leaves nothing on the page."""
    agreement.page.evaluate("unmount()")
    expect(agreement).to_have_count(0)
