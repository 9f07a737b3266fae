"""What a teacher does on each surface of the lesson with all of them, and what she sees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import every_surface
from autograders.pictures.drawn import photo
from every_surface import EXERCISES
from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import Locator, Page, expect
from visiting import Visitor

MARK = "Суусамыр"  # what she writes wherever words can be written
# What can be read on a surface but what it says about itself, and what its fields hold.
SHOWN = """place => {
  const trim = (text) => text.trim();
  const about = [...place.querySelectorAll(".live, .status")].map((each) => trim(each.innerText));
  const words = place.innerText.split("\\n").map(trim).filter((line) => !about.includes(line));
  const held = (field) => {
    if (["radio", "checkbox"].includes(field.type))
      return field.checked ? field.closest("label")?.innerText ?? field.value : "";
    return (field.value && field.selectedOptions?.[0]?.text) ?? field.value;
  };
  return [words, [...place.querySelectorAll("input, textarea, select")].map(held)];
}"""
PHOTO: Any = {
    "name": "жайлоо.jpg",
    "mimeType": "image/jpeg",
    "buffer": photo("hike", width=1800, noise=0.1),
}
WORDLESS = ("choice", "order", "sort", "match")  # on which nothing is written, only put


@dataclass(frozen=True)
class Hands:
    """A teacher's page of the lesson, and what she does there."""

    screen: LessonScreen

    @classmethod
    def of(cls, visitor: Visitor) -> Hands:
        """A teacher who opens the lesson."""
        return cls(LessonScreen(visitor, every_surface.COURSE, every_surface.LESSON).open())

    @property
    def page(self) -> Page:
        """The page in her browser."""
        return self.screen.page

    def place(self, call: str) -> Locator:
        """Where a surface is, once it is drawn."""
        found = self.screen.place(call, EXERCISES[call])
        expect(found.locator(".mugalim").first).to_be_visible(timeout=SLOW)
        return found

    def edit(self, call: str) -> None:
        """Her one edit of a surface, not waited for."""
        EDITS[call](self.place(call))

    def shown(self, call: str) -> tuple[list[str], list[str]]:
        """What can be read on a surface: its lines, and what its fields hold."""
        words, held = self.place(call).evaluate(SHOWN)
        return words, held

    def has(self, call: str) -> object:
        """What she made of a surface, the same in every language: her word, or what is where."""
        if call == "order":
            return self.place(call).locator(".item .words").all_inner_texts()
        words, held = self.shown(call)
        return held if call in WORDLESS else any(MARK in each for each in (*words, *held))

    def wait_until_saved(self, call: str) -> None:
        """Wait until the surface says that all of it is with the school."""
        status = self.place(call).locator(".status").last
        expect(status).to_have_attribute("data-state", "saved", timeout=SLOW)

    def undo(self, call: str) -> None:
        """One step back."""
        self.undo_button(call).click()

    def undo_button(self, call: str) -> Locator:
        """The button beside a surface's other tools."""
        return self.place(call).locator("[data-tool=undo], .tools-back button").first

    def redo(self, call: str) -> None:
        """And forward again, by keys: on a phone not every surface has room for the button."""
        self.undo_button(call).focus()
        self.page.keyboard.press("Control+y")


def choose(place: Locator) -> None:
    """The second answer."""
    place.locator("input").nth(1).check()


def write(place: Locator) -> None:
    """A line for the facilitator."""
    place.locator("textarea").fill(MARK)


def put_down(place: Locator) -> None:
    """The first step goes one down."""
    place.locator(".item").first.locator("button").last.click()


def put_in_group(place: Locator) -> None:
    """The first thing goes into the last group."""
    place.locator(".item").first.locator("label").last.click()


def put_together(place: Locator) -> None:
    """The first thing gets a partner."""
    place.locator("select").first.select_option(index=2)


def type_in_cell(place: Locator) -> None:
    """A word in an empty cell, by keys as on any table."""
    place.locator("tbody tr:nth-child(5) td").first.click()
    place.page.keyboard.type(MARK)
    place.page.keyboard.press("Enter")


def write_document(place: Locator) -> None:
    """The first paragraph."""
    place.locator("[role=textbox]").first.click()
    place.page.keyboard.type(MARK)


def make_slide(place: Locator) -> None:
    """A first slide, dark on light, with a title."""
    for part, colour in (("background", 0), ("colour", 8)):
        place.locator(f"[data-part^={part}]").nth(colour).click()
    place.locator("[data-part=points]").select_option(index=1)
    place.locator("[data-part=first]").click()
    place.locator("[data-part=title]").fill(MARK)


def choose_picture(place: Locator) -> None:
    """One of the gallery, with a title."""
    place.locator("[data-picture]").first.click()
    place.locator(".asking button.primary").click()
    place.locator(".card-body input").first.fill(MARK)


def make_folder(place: Locator) -> None:
    """A new folder, and a photo in it."""
    place.locator(".tools > button").first.click()
    place.locator("form input").fill(MARK)
    place.locator(".asking button.primary").click()
    place.locator("[data-action=unchoose]").click()
    place.locator(".tree label.line").first.click()
    place.locator("[data-action=move]").click()
    place.locator(".targets button", has_text=MARK).click()


def write_scene(place: Locator) -> None:
    """What is seen in the first scene."""
    place.locator("textarea").first.fill(MARK)


def write_caption(place: Locator) -> None:
    """A first caption."""
    place.locator("[data-name=new]").click()
    place.locator("[data-name=text]").fill(MARK)


def write_quiz(place: Locator) -> None:
    """The topic and a first question with two options, one of them the key."""
    place.locator("input[type=text]").first.fill(MARK)
    areas = place.locator("li details[open] textarea")
    for number, words in ((0, f"{MARK}?"), (1, "ооба"), (3, "жок")):
        areas.nth(number).fill(words)
    place.locator(".key input").first.check()


def judge_letter(place: Locator) -> None:
    """The first message is genuine, she thinks; an account gets its other way in."""
    place.locator(".letters button").first.click()
    place.locator("[data-name=verdict-genuine]").check()
    place.locator("[data-name=back]").click()
    place.locator("[data-name^=backup]").first.fill(MARK)


def pick_prompts(place: Locator) -> None:
    """A prompt in each turn, and a task of her own."""
    while place.locator(".prompt").count():
        place.locator(".prompt").first.click()
    place.locator("[data-name=final]").fill(MARK)


EDITS: Mapping[str, Callable[[Locator], None]] = {
    "choice": choose,
    "text": write,
    "order": put_down,
    "sort": put_in_group,
    "match": put_together,
    "spreadsheet": type_in_cell,
    "document": write_document,
    "slides": make_slide,
    "pictures": choose_picture,
    "folder": make_folder,
    "form": write_scene,
    "captions": write_caption,
    "quiz": write_quiz,
    "mailbox": judge_letter,
    "transcript": pick_prompts,
}


def add_to_document(place: Locator) -> None:
    """Her photo, by the menu of what can be added; then a size smaller."""
    place.locator(".tools-text button[aria-expanded]").nth(1).click()
    with place.page.expect_file_chooser() as chosen:
        place.locator(".panel button", has_text="Сүрөт").click()
    chosen.value.set_files(PHOTO)
    place.locator(".picture button").click(timeout=SLOW)
    expect(place.locator(".picture .help").first).to_contain_text("1600 × 1200", timeout=SLOW)


def add_to_slide(place: Locator) -> None:
    """Her photo; then as large as a projector shows it."""
    place.locator(".form input[type=file]").set_input_files(PHOTO)
    weight = place.locator(".form .name")
    expect(weight).to_contain_text("КБ", timeout=SLOW)
    before = weight.inner_text()
    place.locator("[data-part=smaller-0]").click()
    expect(weight).not_to_have_text(before, timeout=SLOW)


def add_to_pictures(place: Locator) -> None:
    """Her photo beside those of the gallery; then smaller, and without its left edge."""
    chosen = place.locator(".chosen > li")
    before = chosen.count()
    place.locator(".drop input[type=file]").set_input_files(PHOTO)
    expect(chosen).to_have_count(before + 1, timeout=SLOW)
    mine = chosen.last.locator(".card-body")
    mine.locator("button", has_text="1200").click()
    expect(mine).to_contain_text("1200 × 900", timeout=SLOW)
    mine.get_by_role("button", name="Кесүү", exact=True).click()
    mine.locator(".crop-numbers input").first.fill("25")
    mine.locator(".asking button.primary").click()
    expect(mine).to_contain_text("900 × 900", timeout=SLOW)


def make_smaller(place: Locator) -> None:
    """The largest photo of the folder, which was given."""
    place.locator(".tree label.line", has_text="101533").click()
    place.locator("[data-action=smaller]").click()
    place.locator(".sheet button", has_text="1200").click()
    expect(place.locator(".tree")).to_contain_text("1200 × 900", timeout=SLOW)


PICTURES: Mapping[str, Callable[[Locator], None]] = {
    "document": add_to_document,
    "slides": add_to_slide,
    "pictures": add_to_pictures,
    "folder": make_smaller,
}
