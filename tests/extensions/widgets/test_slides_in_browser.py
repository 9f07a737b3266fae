"""Slides in a real browser, with the real widget behind them: touch, keyboard, a rehearsal."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from seeing import every_look, looks

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import run
from mugalim_checks.slides.model import Slides
from mugalim_courses.loading import parse_lesson_plan
from mugalim_widgets.surfaces.slides import SlideEditor

COURSES = Path(__file__).parents[3] / "courses"
DECK = parse_lesson_plan(COURSES / "media" / "slides" / "lesson.yaml").exercises["deck"]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DARK, PAPER, BLACK = "#0D3B66", "#FFFFFF", "#1A1A1A"


def lines(*texts: str, points: float = 28, behind: str = PAPER, **more: Any) -> list[Any]:
    """Paragraphs of one look."""
    look = {"points": points, "colour": DARK, "background": behind, **more}
    return [{"runs": [{**look, "text": text}]} for text in texts]


def slide(title: str, *texts: str, **more: Any) -> dict[str, Any]:
    """A white slide with a title and one text."""
    named = {"role": "title", "paragraphs": lines(title, points=40, bold=True)}
    return {"background": PAPER, "texts": [named, {"paragraphs": lines(*texts)}], **more}


@pytest.fixture(autouse=True)
def deck(plans: dict[str, Any]) -> dict[str, Any]:
    """The lesson's exercise; a test may put a start for it in place."""
    plans["plans"]["deck"] = replace(DECK, question="7-Б")
    starts: dict[str, Any] = plans["starts"]
    return starts


def shown(desk: Any, place: Place, language: str = "en") -> Page:
    """The page with the surface on it."""
    where = Place(place.face, place.lesson, place.answers, language)
    desk.show("deck", SlideEditor("deck", where))
    page: Page = desk.page
    return page


def part(page: Page, name: str) -> Any:
    """A control by the name that the surface itself finds it by."""
    return page.locator(f"[data-part={name}]")


def stored(page: Page, place: Place) -> Slides:
    """What is on disk once it is saved."""
    expect(page.locator("#deck .status")).to_have_attribute("data-state", "saved")
    return Slides.from_state(Store(place.answers).read().exercises["deck"].state)


def outcomes(slides: Slides) -> dict[str, str]:
    """What the lesson's checks find, by their ids."""
    return {result.id: result.outcome for result in run(DECK, slides).results}


def photo() -> dict[str, Any]:
    """A photo as a phone has it."""
    target = BytesIO()
    Image.effect_noise((1800, 90), 60).save(target, "JPEG", quality=60)
    return {"name": "IMG_2034.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


def begin(page: Page, background: str, colour: str, points: str) -> None:
    """Choose how the slides look, and make the first one."""
    for group, name in (("background", background), ("colour", colour)):
        page.locator("label", has=part(page, f"{group}-{name}")).tap()
    part(page, "points").select_option(points)
    page.get_by_role("button", name="Make the first slide").tap()


def write(page: Page, title: str, text: str, notes: str) -> None:
    """Fill the slide that is open."""
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Text: each line").fill(text)
    page.get_by_label("Notes: what you will say").fill(notes)


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_a_deck_that_passes_every_check_is_made_by_touch(desk: Any, place: Place) -> None:
    """On a phone, with a photo from it; the file that she downloads passes, too."""
    page = shown(desk, place)
    begin(page, "cream", "dark_blue", "28")
    write(page, "Why is a leaf green?", "Look out.\nWho sees another one?", "One minute to think.")
    page.get_by_role("button", name="Add a slide").tap()
    write(page, "Inside a leaf", "Chlorophyll catches light.", "I tell of the experiment.")
    page.locator("input[type=file]").set_input_files([photo()])
    page.get_by_label("What the picture shows").fill("A green leaf, its veins seen clearly")
    page.get_by_role("button", name="Make it smaller").tap()
    expect(page.locator(".live")).to_contain_text("weighs")
    page.get_by_role("button", name="Add a slide").tap()
    write(page, "At home", "Find three leaves.", "")
    made = stored(page, place)
    assert set(outcomes(made).values()) == {"passed"}
    again = read_artefact("slides", write_artefact(made), "lesson.pptx")
    assert set(outcomes(again).values()) == {"passed"}  # type: ignore[arg-type]  # they are slides
    assert made.slides[1].images[0].size < len(photo()["buffer"])
    assert made.weight > made.slides[1].images[0].size


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_nothing_is_chosen_for_her_and_a_weak_choice_is_possible(desk: Any, place: Place) -> None:
    """Grey of 18 points on white: she can see it, and the checks say so."""
    page = shown(desk, place)
    page.get_by_role("button", name="Make the first slide").tap()
    expect(page.locator(".live")).to_contain_text("Please choose")
    assert Store(place.answers).read().exercises == {}
    begin(page, "white", "grey", "18")
    for title in ("One leaf", "Two leaves", "Three leaves"):
        write(page, title, "Grows on a tree.", "")
        page.get_by_role("button", name="Add a slide").tap()
    found = outcomes(stored(page, place))
    assert [found[each] for each in ("font", "contrast", "notes")] == ["not_yet"] * 3


def test_by_keyboard_alone(desk: Any, place: Place) -> None:
    """From the first choice to the rehearsal and out of it; the keyboard is where it was."""
    page = shown(desk, place)
    page.keyboard.press("Tab")
    part(page, "background-white").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")  # round to the last colour, black
    page.keyboard.press("Tab")
    page.keyboard.type("28")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(part(page, "title")).to_be_focused()
    page.keyboard.type("Fractions")
    part(page, "add").press("Enter")
    page.keyboard.type("Halves")
    part(page, "slide-0").press("Enter")
    expect(part(page, "slide-0")).to_be_focused()
    part(page, "rehearse").press("Enter")
    show = page.get_by_role("dialog")
    expect(show.locator(".leaf")).to_contain_text("Fractions")
    page.keyboard.press("ArrowRight")
    expect(show.locator(".leaf")).to_contain_text("Halves")
    page.keyboard.press("PageUp")
    expect(show.locator(".count")).to_have_text("1 / 2")
    page.keyboard.press("Escape")
    expect(show).to_be_hidden()
    expect(part(page, "rehearse")).to_be_focused()
    assert [each.title for each in stored(page, place).slides] == ["Fractions", "Halves"]


def test_the_list_of_slides_is_put_in_order_and_undone(
    desk: Any, place: Place, deck: dict[str, Any]
) -> None:
    """Copy, move, hide, delete; each is one step back."""
    deck["deck"] = {"slides": [slide("One", "a"), slide("Two", "b")]}
    page = shown(desk, place)
    page.locator("summary", has_text="Move, copy").click()
    page.get_by_role("button", name="Duplicate").click()
    part(page, "title").fill("One again")
    page.get_by_role("button", name="Move later").click()
    expect(page.get_by_role("heading", name="Slide 3 of 3")).to_be_visible()
    page.get_by_role("button", name="Hide").click()
    expect(page.get_by_role("button", name="Slide 3: One again (hidden)")).to_be_visible()
    part(page, "slide-0").click()
    page.get_by_role("button", name="Delete").click()
    expect(part(page, "slide-0")).to_be_focused()
    made = stored(page, place)
    assert [each.title for each in made.slides] == ["Two", "One again"]
    assert [each.hidden for each in made.slides] == [False, True]
    for _ in range(5):
        page.keyboard.press("Control+KeyZ")
    expect(page.locator(".list > li")).to_have_count(3)
    page.get_by_role("button", name="Redo").click()
    expect(page.get_by_role("button", name="Slide 2: One")).to_be_visible()


def test_what_a_file_brought_along_stays(desk: Any, place: Place, deck: dict[str, Any]) -> None:
    """Another line keeps its looks, the footer is kept, and a picture from elsewhere too."""
    brought = slide("One", "kept", "changed", images=[{"alt": "A map", "name": "image1.emf"}])
    brought["texts"][1]["paragraphs"][0]["runs"][0] |= {"points": 14, "bold": True}
    brought["texts"].insert(0, {"role": "furniture", "paragraphs": lines("School 7", points=9)})
    deck["deck"] = {"slides": [brought], "weight": 40_000}
    page = shown(desk, place)
    expect(part(page, "text-1-size").locator("option:checked")).to_have_text("14 pt and larger")
    part(page, "text-1").fill("kept\nand\nother words")
    made = stored(page, place).slides[0]
    looked = [
        (run.text, run.points, run.bold) for each in made.texts[2].paragraphs for run in each.runs
    ]
    assert looked == [("kept", 14, True), ("and", 28, False), ("other words", 28, False)]
    assert (made.texts[0].role, made.texts[0].paragraphs[0].text) == ("furniture", "School 7")
    assert made.images[0].name == "image1.emf"
    part(page, "text-1-size").select_option("24")
    assert outcomes(stored(page, place))["font"] == "did_not_run"  # one slide is no lesson yet
    assert {
        run.points
        for each in stored(page, place).slides[0].texts[2].paragraphs
        for run in each.runs
    } == {24}


def test_the_looks_of_one_slide_can_be_those_of_all(
    desk: Any, place: Place, deck: dict[str, Any]
) -> None:
    """Colours and sizes, of tables too; words stay."""
    table = {"rows": [[{"paragraphs": lines("Tree", points=12)}]]}
    deck["deck"] = {"slides": [slide("One", "a"), slide("Two", "b", tables=[table])]}
    page = shown(desk, place)
    page.locator("summary", has_text="Colours").click()
    page.get_by_role("radio", name="Black").first.check()
    page.get_by_role("radio", name="Yellow").last.check()
    part(page, "text-1-size").select_option("32")
    page.get_by_role("button", name="Same colours and sizes on all slides").click()
    two = stored(page, place).slides[1]
    runs = [run for each in two.paragraphs() for run in each.runs]
    assert {(run.colour, run.background) for run in runs} == {("#F9C922", BLACK)}
    assert [(run.text, run.points) for run in runs] == [("Two", 40), ("b", 32), ("Tree", 32)]
    assert two.background == BLACK


def test_a_table_grows_and_shrinks(desk: Any, place: Place, deck: dict[str, Any]) -> None:
    """Two columns of three rows; the first row is bold."""
    deck["deck"] = {"slides": [slide("One", "")]}
    page = shown(desk, place)
    page.get_by_role("button", name="Add a table").click()
    page.keyboard.type("Tree")
    page.get_by_role("button", name="Add a column").click()
    page.get_by_label("Row 1, column 3").fill("Colour")
    page.get_by_role("button", name="Remove the last row").click()
    expect(page.locator(".live")).to_have_text("Rows: 2, columns: 3.")
    expect(page.get_by_text("Words on this slide: 3")).to_be_visible()
    (table,) = stored(page, place).slides[0].tables
    assert [cell.paragraphs[0].text for cell in table.rows[0]] == ["Tree", "", "Colour"]
    assert table.rows[0][2].paragraphs[0].runs[0].bold


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_what_another_device_saved_is_shown_and_rehearsed_by_touch(
    desk: Any, place: Place, noon: Any
) -> None:
    """The notes are under the slide; a tap goes on, a tap at the left goes back."""
    state = {"slides": [slide("One", "a", notes=["Say hello."]), slide("Two", "b")]}
    put = [{"op": "put", "state": state}]
    Store(place.answers).apply("deck", "slides", put, base=None, start=None, now=noon)
    page = shown(desk, place)
    expect(part(page, "notes")).to_have_value("Say hello.")
    page.get_by_role("button", name="Rehearse").tap()
    show = page.get_by_role("dialog")
    expect(show).to_contain_text("Say hello.")
    show.locator(".stage").tap(position={"x": 300, "y": 200})
    expect(show.locator(".leaf")).to_contain_text("Two")
    show.locator(".stage").tap(position={"x": 40, "y": 200})
    expect(show.locator(".leaf")).to_contain_text("One")
    show.get_by_role("button", name="End").tap()
    expect(show).to_be_hidden()


def test_a_slide_looks_alike_at_every_size(desk: Any, place: Place, deck: dict[str, Any]) -> None:
    """28 points are 28 of 540 of its height."""
    deck["deck"] = {"slides": [slide("One", "a")]}
    page = shown(desk, place)
    for where in (".view", ".thumb"):
        high = page.locator(f"{where} .leaf").evaluate("each => each.clientHeight")
        size = page.locator(f"{where} .body span").evaluate(
            "each => getComputedStyle(each).fontSize"
        )
        assert float(size.removesuffix("px")) == pytest.approx(high * 28 / 540, rel=0.02)


FULL: dict[str, Any] = {
    "ky": ("Жалбырак эмне үчүн жашыл?", "Терезеден караңыз.", "Байтеректин жашыл жалбырагы"),
    "ru": ("Почему лист зелёный?", "Посмотрите в окно.", "Зелёный лист тополя с прожилками"),
    "en": ("Why is a leaf green?", "Look through a window.", "A green leaf of a poplar"),
}


def look_at(desk: Any, place: Place, deck: dict[str, Any], look: Any) -> list[str]:
    """What is wrong with the beginning, and with a slide that has everything."""
    title, text, alt = FULL[look.language]
    table = {"rows": [[{"paragraphs": lines(title)}, {"paragraphs": lines(text)}]]}
    picture = {"alt": alt, "name": "7-Б.jpg", "size": 90_000}
    full = slide(title, text, text, images=[picture], tables=[table], notes=[text])
    desk.take(look)
    page = shown(desk, place, look.language)
    found: list[str] = desk.problems()
    page.evaluate("document.querySelector('#deck').remove()")
    deck["deck"] = {"slides": [full, {**full, "hidden": True}]}
    shown(desk, place, look.language)
    for summary in page.locator("summary").all():
        summary.click()
    found += desk.problems()
    part(page, "rehearse").click()
    return [*found, *desk.problems()]


@pytest.mark.parametrize("look", looks("slides"), ids=str)
def test_it_is_right_in_each_look(desk: Any, place: Place, deck: dict[str, Any], look: Any) -> None:
    """No barrier, nothing too wide, no English word."""
    desk.language = look.language
    assert look_at(desk, place, deck, look) == []


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look(), ids=str)
def test_it_is_right_in_every_look(
    desk: Any, place: Place, deck: dict[str, Any], look: Any
) -> None:
    """Every language, narrow and wide, light and dark."""
    assert look_at(desk, place, deck, look) == []
