"""The pictures in a real browser: by touch, by keyboard and mouse, in three languages."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from autograders.pictures.drawn import photo
from extensions.widgets.supplied_photos import exercise_of, gallery, state_in
from playwright.sync_api import expect
from seeing import every_look, looks

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_checks.core import run
from mugalim_checks.pictures import Pictures
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces.pictures import PictureEditor

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
PAGES = [
    {
        "file": f"{name}.jpg",
        "title": f"№ {number}",
        "address": f"https://commons.example.org/{name}",
        "text": "А. Садырова, 03.05.2024\nCC BY 4.0",
    }
    for number, name in enumerate(("tulip", "yurt", "eagle", "apricot"), 1)
]


@pytest.fixture
def lesson(place, plans):
    """The lesson on pictures, with its gallery."""
    files = place.lesson / "files"
    files.mkdir(parents=True)
    (files / "gallery.zip").write_bytes(gallery())
    material = {"gallery": PAGES, "wanted": 3}
    exercise = replace(exercise_of("media/pictures", "set"), material=material, question="7-Б")
    plans["plans"]["set"] = exercise
    plans["starts"]["set"] = state_in("pictures", gallery())
    return exercise


@pytest.fixture
def own(desk, place, plans):
    """A page without a gallery, for photos of her own."""
    plans["plans"]["own"] = Exercise("own", "pictures", question="Bring a photo.")
    desk.show("own", PictureEditor("own", place))
    return desk.page


def in_language(place, language):
    """The place in another language."""
    return Place(place.face, place.lesson, place.answers, language)


def saved(page):
    """Wait until the surface says that it is saved."""
    expect(page.locator(".status[data-state=saved]")).to_be_visible()


def stored(place, name):
    """The state on disk."""
    return Store(place.answers).read().exercises[name].state


def bring(page, name="leaf.jpg", content=None):
    """Add a photo of her own, as from the phone's gallery."""
    file = {"name": name, "mimeType": "image/jpeg", "buffer": content or photo("leaf", width=1000)}
    page.get_by_label("Add a photo of your own").set_input_files([file])


def swipe(page, handle, across, down):
    """Move a finger from a handle by so many pixels, and hold it there: it is no fling."""
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = page.context.new_cdp_session(page)
    points = [(x + across * step / 4, y + down * step / 4) for step in range(5)]
    for n, (to_x, to_y) in enumerate(points):
        kind = "touchMove" if n else "touchStart"
        touch = {"type": kind, "touchPoints": [{"x": to_x, "y": to_y}]}
        finger.send("Input.dispatchTouchEvent", touch)
    page.wait_for_timeout(300)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def choose(page, number):
    """Take a picture of the gallery; its card is open then."""
    page.locator(".shelf button").filter(has_text=f"№ {number}").tap()
    page.get_by_role("button", name="Бул сүрөттү алуу").tap()


def credit(page, title, author, address, licence, version, changed, alt):
    """Fill the form of the card that is open."""
    card = page.locator(".card-body:visible")
    card.get_by_label("Аталышы").fill(title)
    card.get_by_label("Автору", exact=True).fill(author)
    card.get_by_label("Булагы").fill(address)
    card.get_by_label("Лицензиясы").select_option(licence)
    if version:
        card.get_by_label("версиясы").select_option(version)
    card.get_by_role("radio", name=changed).check()
    card.get_by_label("Көрө албаган").fill(alt)
    return card


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_three_pictures_with_credits_pass_every_check_by_touch(desk, place, lesson):
    """The whole of the lesson's work at 360 px; one picture is cropped with a finger."""
    page = desk.page
    desk.show("set", PictureEditor("set", in_language(place, "ky")))
    site = "https://commons.example.org"
    choose(page, 1)
    alt = "Тоо боорунда ачылган кызыл жоогазындар"
    card = credit(page, "Жоогазын", "А. Садырова", f"{site}/tulip", "CC0", "", "Жок", alt)
    card.get_by_role("button", name="1200 пиксель").tap()
    expect(card).to_contain_text("түпнускасынан кичине", timeout=30_000)
    choose(page, 3)
    alt = "Бүркүт канатын жайып, аскадан учуп чыгып баратат"
    card = credit(page, "Бүркүт", "Т. Осмонов", f"{site}/eagle", "CC BY-ND", "4.0", "Жок", alt)
    card.get_by_role("button", name="1200 пиксель").tap()
    expect(card).to_contain_text("түпнускасынан кичине", timeout=30_000)
    choose(page, 4)
    alt = "Себетке толтура терилген сары өрүк, артында жашыл бак"
    card = credit(page, "Өрүк", "Н. Абдиева", f"{site}/apricot", "CC BY", "4.0", "Ооба", alt)
    card.get_by_role("button", name="Кесүү", exact=True).tap()
    swipe(page, card.locator(".crop-handle.right.bottom"), -60, -30)
    expect(card.get_by_label("Оң жагы")).not_to_have_value("0")
    card.get_by_role("button", name="Ушундай кесүү").tap()
    expect(card).to_contain_text("бул жерде кесилген", timeout=30_000)
    card.get_by_role("button", name="1200 пиксель").tap()
    expect(card.locator(".facts")).to_contain_text("1200", timeout=30_000)
    saved(page)
    report = run(lesson, Pictures.from_state(stored(place, "set")))
    assert [result for result in report.results if result.outcome != "passed"] == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_nothing_is_chosen_at_first(desk, place, lesson):
    """The start is the gallery, not yet her work; each fact that is missing is said plainly."""
    desk.show("set", PictureEditor("set", place))
    page = desk.page
    expect(page.get_by_text("Your pictures: 0 of 3")).to_be_visible()
    page.locator(".shelf button").first.press("Enter")
    page.get_by_role("button", name="Take this picture").press("Enter")
    card = page.locator(".chosen > li")
    expect(card.get_by_role("button", name="tulip.jpg")).to_be_focused()
    for said in ("No title yet", "No source yet", "No words yet", "Not said yet"):
        expect(card.locator(".lacking")).to_contain_text(said)
    card.get_by_label("Title").fill("Morning")
    expect(card.locator(".lacking")).not_to_contain_text("No title yet")
    saved(page)
    assert stored(place, "set")["credits"] == [{"file": "tulip.jpg", "title": "Morning"}]


def test_a_photo_of_her_own_is_cropped_by_numbers_and_undone(own, place):
    """By keyboard: four numbers say what goes away; the step back brings the original."""
    bring(own)
    expect(own.get_by_role("button", name="leaf.jpg").first).to_be_focused()
    own.get_by_role("button", name="Crop", exact=True).press("Enter")
    expect(own.get_by_label("Left, %")).to_be_focused()
    own.keyboard.type("20")
    own.keyboard.press("Tab")
    own.keyboard.type("40")
    expect(own.get_by_text("What stays: 800 × 450 pixels.")).to_be_visible()
    own.get_by_role("button", name="Crop it").press("Enter")
    expect(own.locator(".facts")).to_contain_text("800 × 450 pixels", timeout=30_000)
    saved(own)
    assert stored(place, "own")["files"][0]["photo"]["width"] == 800
    own.get_by_label("Author", exact=True).focus()
    own.keyboard.press("Control+KeyZ")
    expect(own.locator(".facts")).to_contain_text("1000 × 750 pixels")


def test_the_frame_is_moved_with_the_mouse_and_stays_inside(own):
    """Numbers and frame are one: drawn past the edge, it ends there."""
    bring(own)
    own.get_by_role("button", name="Crop", exact=True).click()
    own.get_by_label("Right, %").fill("50")
    frame = own.locator(".crop-frame")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    own.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    own.mouse.down()
    own.mouse.move(box["x"] + 5 * box["width"], box["y"] + box["height"] / 2, steps=3)
    own.mouse.up()
    expect(own.get_by_label("Left, %")).to_have_value("50")
    expect(own.get_by_label("Right, %")).to_have_value("0")


def test_what_she_types_outlives_a_change_from_elsewhere(own, place):
    """Another device saves while she writes: her words stay, the rest is shown."""
    bring(own)
    own.get_by_label("Title").press_sequentially("My le")
    saved(own)
    state = stored(place, "own")
    state = {**state, "credits": [{**state["credits"][0], "author": "A. S."}]}
    put = [{"op": "put", "state": state}]
    now = datetime.now(UTC)
    Store(place.answers).apply("own", "pictures", put, base=None, start=None, now=now)
    own.evaluate("document.querySelector('#own').dispatchEvent(new Event('mugalim-state'))")
    expect(own.get_by_label("Author", exact=True)).to_have_value("A. S.")
    own.keyboard.type("af")
    expect(own.get_by_label("Title")).to_have_value("My leaf")


def test_an_uploaded_set_is_shown_as_it_was_written(desk, place, plans):
    """Other words for a licence stay; a line without a picture can be taken out."""
    plans["plans"]["own"] = Exercise("own", "pictures")
    line = {"file": "A.JPG", "licence": "https://creativecommons.org/licenses/by/4.0/"}
    lost = {"file": "gone.jpg", "title": "Gone"}
    state = {"files": [{"name": "a.jpg", "size": 9}], "credits": [line, lost]}
    now = datetime.now(UTC)
    put = [{"op": "put", "state": state}]
    Store(place.answers).apply("own", "pictures", put, base=None, start=None, now=now)
    desk.show("own", PictureEditor("own", place))
    desk.page.get_by_role("button", name="a.jpg").first.click()
    expect(desk.page.get_by_label("Licence", exact=True)).to_have_value("other")
    expect(desk.page.get_by_label("What is written")).to_have_value(line["licence"])
    expect(desk.page.get_by_text("It does not open as a picture")).to_be_visible()
    desk.page.get_by_role("button", name="Take out the line gone.jpg: Gone").click()
    saved(desk.page)
    assert stored(place, "own")["credits"] == [line]


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(own, place):
    """Nothing is added."""
    bring(own, "notes.jpg", b"no picture at all")
    expect(own.locator(".live")).not_to_have_text("Keeping notes.jpg …")
    expect(own.locator(".live")).to_contain_text(" ")
    expect(own.locator(".chosen > li")).to_have_count(0)


def shown_in(desk, place, look):
    """The lesson's pictures with a card and a cropper open, as it is looked at."""
    desk.take(look)
    desk.show("set", PictureEditor("set", in_language(place, look.language)))
    page = desk.page
    page.locator(".shelf button").nth(3).click()
    expect(page.locator(".source img")).to_be_visible(timeout=30_000)
    problems = desk.problems()
    page.locator(".asking .primary").click()
    page.locator(".card-body select").first.select_option("CC BY-NC-SA")
    page.locator(".card-body .row").first.get_by_role("button").nth(3).click()
    expect(page.locator(".crop-stage")).to_be_visible(timeout=30_000)
    return problems + desk.problems()


@pytest.mark.parametrize("look", looks("pictures"), ids=str)
def test_cards_and_gallery_fit_and_are_accessible(desk, place, lesson, look):
    """Each language, one of them wide, light and dark."""
    assert shown_in(desk, place, look) == []


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look(), ids=str)
def test_cards_and_gallery_fit_in_every_look(desk, place, lesson, look):
    """All languages, widths and themes."""
    assert shown_in(desk, place, look) == []
