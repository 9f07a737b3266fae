"""Closed exercises in a real browser, with the real widgets behind them: key, mouse, finger."""

import closed_exercises
import pytest
from playwright.sync_api import expect
from seeing import every_look, looks

from mugalim_answers.place import Place
from mugalim_answers.review import review
from mugalim_answers.store import Store
from mugalim_courses.closed import right_places
from mugalim_widgets.surfaces.arrange import Arrange
from mugalim_widgets.surfaces.choice import Choice
from mugalim_widgets.surfaces.text import Text

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
NAMES = ("order", "sort", "match", "several", "short")
CLASSES = {"several": Choice, "short": Text}
on_a_phone = pytest.mark.parametrize("desk", [PHONE], indirect=True)


@pytest.fixture
def show(desk, place, plans):
    """What shows one of the examples, in the language of the desk."""

    def shown(name):
        here = Place(place.face, place.lesson, place.answers, desk.language)
        plans["plans"][name] = closed_exercises.exercise_of(name, desk.language)
        desk.show(name, CLASSES.get(name, Arrange)(name, here))
        return desk.page.locator(f"#{name}")

    return shown


def texts_of(kind):
    """Item id -> its words, in the order in which the author gave them."""
    return {each["id"]: each["text"] for each in closed_exercises.material_of(kind)["items"]}


def item(surface, kind, own):
    """The card of an item."""
    return surface.locator(".item", has_text=texts_of(kind)[own])


def order(surface):
    """The ids of the items as they stand on the page."""
    ids = {text: own for own, text in texts_of("order").items()}
    return [ids[text] for text in surface.locator(".words").all_inner_texts()]


def stored(place, name):
    """What is on disk."""
    return Store(place.answers).read().exercises[name].state


def saved(surface):
    """Wait until the surface says that it is saved."""
    expect(surface.locator(".status[data-state=saved]")).to_be_visible()


def middle(locator):
    """The middle of an element."""
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_an_order_is_made_by_keyboard_and_earns_everything(desk, show, place):
    """Alt and an arrow move the item that has the focus; each move is said, and saved."""
    surface = show("order")
    for number, own in enumerate(texts_of("order")):
        card = item(surface, "order", own)
        card.focus()
        for _ in range(order(surface).index(own) - number):
            desk.page.keyboard.press("Alt+ArrowUp")
        expect(card).to_be_focused()
    assert order(surface) == list(texts_of("order"))
    expect(surface.locator(".live")).to_contain_text("of 5.")
    saved(surface)
    exercise = closed_exercises.graded("order")
    assert stored(place, "order")["placed"] == right_places(exercise)
    store = Store(place.answers)
    assert review(exercise, store.read(), store).points == exercise.points
    surface.get_by_role("button", name="Look at it").press("Enter")
    expect(surface.locator(".looked .done")).to_have_text("All are in their places: 5 of 5.")


def test_the_first_item_goes_no_further(desk, show, place):
    """It is said, nothing is moved, and nothing is saved."""
    surface = show("order")
    first = surface.get_by_role("button", name="Move up").first
    expect(first).to_have_attribute("aria-disabled", "true")
    first.press("Enter")
    expect(surface.locator(".live")).to_contain_text("this is the first already")
    assert not place.answers.exists()


@on_a_phone
def test_an_item_stays_under_the_finger_that_moves_it(desk, show, place):
    """Two taps at the same place of the screen move the same item two places."""
    show("sort")
    surface = show("order")
    show("match")  # so that the page can scroll both ways
    before = order(surface)
    button = surface.get_by_role("button", name="Move down").first
    button.scroll_into_view_if_needed()
    at = middle(button)
    for _ in range(2):
        desk.page.touchscreen.tap(*at)
    assert order(surface) == [*before[1:3], before[0], *before[3:]]
    saved(surface)


@on_a_phone
def test_a_finger_drags_by_the_dots(desk, show, place):
    """The card follows; let go, it stands where it was dropped, and that is said and saved."""
    surface = show("order")
    before = order(surface)
    handles = surface.locator(".handle")
    (x, y), (_, end) = middle(handles.nth(0)), middle(handles.nth(2))
    touch = desk.page.context.new_cdp_session(desk.page)

    def send(kind, *points):
        points = [{"x": x, "y": at} for at in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", y)
    for step in (0.3, 0.6, 1):
        send("touchMove", y + (end + 12 - y) * step)
    expect(surface.locator(".dragged")).to_have_count(1)
    send("touchEnd")
    assert order(surface) == [*before[1:3], before[0], *before[3:]]
    expect(surface.locator(".live")).to_contain_text("now 3 of 5")
    saved(surface)


def test_escape_puts_a_dragged_item_back(desk, show, place):
    """Nothing is changed, and nothing is saved."""
    surface = show("order")
    before = order(surface)
    desk.page.mouse.move(*middle(surface.locator(".words").nth(0)))
    desk.page.mouse.down()
    desk.page.mouse.move(*middle(surface.locator(".words").nth(4)), steps=4)
    assert order(surface) != before
    desk.page.keyboard.press("Escape")
    desk.page.mouse.up()
    assert order(surface) == before
    assert not place.answers.exists()


@on_a_phone
def test_items_are_put_into_groups_by_a_tap_each(desk, show, place):
    """Hints stand below and mark the cards; a card that is moved loses its mark."""
    surface = show("sort")
    places = dict(right_places(closed_exercises.exercise_of("sort")), photo="at_school")
    groups = {own: text[0] for own, text in closed_exercises.GROUPS.items()}
    for own, group in places.items():
        item(surface, "sort", own).get_by_role("radio", name=groups[group]).tap()
    expect(surface.get_by_text("Chosen: 6 of 6")).to_be_visible()
    saved(surface)
    assert stored(place, "sort") == {"placed": places, "tries": 0}
    surface.get_by_role("button", name="Look at it").tap()
    expect(surface.locator(".looked .note")).to_have_text(
        "In their places when you looked: 5 of 6."
    )
    expect(surface.locator(".hints li")).to_have_count(1)
    expect(surface.locator(".again")).to_contain_text("A photo of the class")
    item(surface, "sort", "photo").get_by_role("radio", name=groups["nowhere"]).tap()
    expect(surface.locator(".again")).to_have_count(0)
    saved(surface)
    assert stored(place, "sort")["placed"]["photo"] == "nowhere"


def test_a_new_try_has_another_order_on_every_device(desk, show, place):
    """Begun anew, all is empty and mixed anew; a second page shows the same; undo goes back."""
    surface = show("sort")
    before = surface.locator("legend").all_inner_texts()
    card = surface.locator(".item").first
    card.get_by_role("radio").first.focus()
    desk.page.keyboard.press("Space")
    surface.get_by_role("button", name="Start again").press("Enter")
    expect(surface.locator(":checked")).to_have_count(0)
    after = surface.locator("legend").all_inner_texts()
    assert after != before
    assert sorted(after) == sorted(before)
    saved(surface)
    assert stored(place, "sort") == {"placed": {}, "tries": 1}
    desk.page.evaluate("document.getElementById('sort').remove()")
    again = show("sort")
    assert again.locator("legend").all_inner_texts() == after
    again.get_by_role("radio").first.check()
    desk.page.keyboard.press("Control+KeyZ")
    expect(again.locator(":checked")).to_have_count(0)
    expect(again.get_by_role("radio").first).to_be_focused()


def test_a_partner_that_is_chosen_twice_is_named(desk, show, place):
    """By keyboard: each list is a list as everywhere; what is chosen twice is said."""
    surface = show("match")
    for name in ("To freeze", "To write a formula"):
        surface.get_by_label(name).select_option("The average changes by itself")
    expect(surface.locator(".twice")).to_contain_text("Chosen twice: The average changes by its")
    surface.get_by_label("To freeze").focus()
    desk.page.keyboard.type("The first")
    expect(surface.locator(".twice")).to_have_text("")
    saved(surface)
    assert stored(place, "match")["placed"] == {"freeze": "header", "count": "formula"}


def test_a_card_is_dragged_to_its_place_by_the_mouse(desk, show, place):
    """On a wide screen the places stand beside the cards, with what is in them."""
    surface = show("match")
    desk.page.mouse.move(*middle(item(surface, "match", "limit").locator(".handle")))
    desk.page.mouse.down()
    target = surface.locator(".bin", has_text="Nothing but marks")
    desk.page.mouse.move(*middle(target), steps=4)
    expect(target).to_have_class("bin over")
    desk.page.mouse.up()
    expect(target).to_contain_text("To limit what may be typed")
    expect(surface.locator(".live")).to_contain_text(
        "To limit what may be typed: Nothing but marks"
    )
    saved(surface)
    assert stored(place, "match")["placed"] == {"limit": "rule"}


def test_a_look_that_nobody_answers_says_so(desk, show, place):
    """What she has done stays; the button can be pressed again."""
    surface = show("sort")
    desk.wires["sort"].say = lambda *_: []
    desk.page.clock.install()
    button = surface.get_by_role("button", name="Look at it")
    button.click()
    expect(surface.locator(".look")).to_have_text("Looking …")
    desk.page.clock.fast_forward(21_000)
    expect(surface.locator(".looked")).to_have_text(
        "No answer has come yet. Please try again in a minute."
    )
    expect(button).to_have_attribute("aria-disabled", "false")


def test_several_answers_have_a_reply_each(desk, show, place):
    """A reply comes with its answer and goes with it; those of the others stay where they are."""
    surface = show("several")
    for name in ("Smaller pictures", "A film instead of a text"):
        surface.get_by_role("checkbox", name=name).press("Space")
    expect(surface.locator(".reply")).to_have_count(2)
    surface.get_by_role("checkbox", name="A film instead of a text").press("Space")
    expect(surface.locator(".reply")).to_contain_text("a picture of 200 kB is enough")
    saved(surface)
    assert stored(place, "several") == {"chosen": ["small"]}


def test_a_short_answer_gets_its_reply_at_enter(desk, show, place):
    """Typing on takes the reply away again; an empty line is asked for an answer."""
    surface = show("short")
    surface.get_by_role("button", name="Look at it").click()
    expect(surface.locator(".reply")).to_have_text("Write your answer first.")
    field = surface.get_by_label("What is the average")
    expect(field).to_be_focused()
    desk.page.keyboard.type("3,5\n")
    expect(surface.locator(".reply.note")).to_contain_text("Not yet: add the marks")
    field.fill("3,75")
    expect(surface.locator(".reply")).to_have_count(0)
    desk.page.keyboard.press("Enter")
    expect(surface.locator(".reply.done")).to_contain_text("Yes: 15 divided by 4.")
    saved(surface)
    assert stored(place, "short") == {"text": "3,75"}


def look_at_all(desk, show, look):
    """Every closed exercise with something done and looked at; what is wrong with the page."""
    desk.take(look)
    order_, sort, match, several, short = (show(name) for name in NAMES)
    order_.locator(".moves button").nth(3).click()
    for control in (sort.locator(".item").nth(0), sort.locator(".item").nth(1)):
        radio, select = control.locator("input").first, control.locator("select")
        radio.check(force=True) if radio.count() else select.select_option(index=1)
    match.locator("select").nth(0).select_option(index=1)
    match.locator("select").nth(1).select_option(index=1)
    several.locator("input").nth(0).check()
    short.locator("input").fill("4")
    for surface in (order_, sort, match, short):
        surface.locator(".look").click()
        expect(surface.locator(".looked p, .reply").first).to_be_visible()
    return desk.problems()


@pytest.mark.parametrize("look", looks("arrange"), ids=str)
def test_closed_exercises_look_right(desk, show, look):
    """Nothing too wide, nothing that axe finds, no word left in English."""
    assert look_at_all(desk, show, look) == []


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look(), ids=str)
def test_closed_exercises_look_right_in_every_way(desk, show, look):
    """The same in every language, narrow and wide, light and dark."""
    assert look_at_all(desk, show, look) == []
