"""The folder in a real browser: by touch on a phone, by keyboard and mouse, in three languages."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from extensions.widgets.supplied_photos import COPIES, exercise_of, state_in, week
from playwright.sync_api import expect
from seeing import every_look, looks

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_checks.core import run
from mugalim_checks.folder import Folder
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces.folder import FolderEditor

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
HELP = {"names": {"help": "2026-11-23_7b_leaf.jpg"}, "copies": COPIES}
DIGEST = "0123456789abcdef" * 4
PLAIN = {"entries": [
    {"path": "A/one.txt", "size": 700, "digest": DIGEST},
    {"path": "A/deep/two.docx", "size": 2048},
    {"path": "three.pdf", "size": 4096},
]}  # fmt: skip


@pytest.fixture
def lesson(place, plans):
    """The lesson on the class folder, with its start file."""
    files = place.lesson / "files"
    files.mkdir(parents=True)
    (files / "week.zip").write_bytes(week())
    exercise = exercise_of("digital-workplace/class-folder", "folder")
    plans["plans"]["folder"] = replace(exercise, material=HELP, question="7-Б")
    plans["starts"]["folder"] = state_in("folder", week())
    return plans["plans"]["folder"]


@pytest.fixture
def little(desk, place, plans):
    """A page with three files, none of them a photo."""
    plans["plans"]["little"] = Exercise("little", "folder", question="Put them in order.")
    plans["starts"]["little"] = PLAIN
    desk.show("little", FolderEditor("little", place))
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


def paths(place, name="little"):
    """The paths of the files on disk."""
    return sorted(entry["path"] for entry in stored(place, name).get("entries", []))


def press(page, name):
    """Tap the button of exactly that name."""
    page.get_by_role("button", name=name, exact=True).tap()


def pick(page, *names):
    """Have exactly the files of these names chosen."""
    none = page.get_by_role("button", name="Тандоону алып салуу")
    if none.is_visible():
        none.tap()
    for name in names:
        page.locator("label.line").filter(has=page.get_by_text(name, exact=True)).tap()


def make_folder(page, name):
    """Make a folder inside the one that is chosen."""
    press(page, "Жаңы папка")
    page.get_by_label("Аты", exact=True).fill(name)
    press(page, "Түзүү")


RENAMED = {
    "IMG_20261121_101533.jpg": "2026-11-21_7б_жөө-жүрүш",
    "IMG_20261123_091102.jpg": "2026-11-23_7б_жалбырак",
    "IMG_20261124_103012.jpg": "2026-11-24_7б_доска",
    "IMG_20261125_114008.jpg": "2026-11-25_7б_тажрыйба",
    "plan new FINAL.docx": "2026-11-23_7б_сабактын-планы",
    "marks.xlsx": "2026-11-26_7б_баалар",
}


def put_photos_right(page):
    """Leave out what is twice, save what does not open everywhere, make small, hide the place."""
    pick(page, "IMG_20261123_091102 (1).jpg", "experiment small.jpg")
    press(page, "Өчүрүү")
    pick(page, "IMG_20261124_103012.heic")
    press(page, "Башка түрдө сактоо")
    press(page, "JPG")
    pick(page, *(name for name in RENAMED if name.endswith(".jpg")))
    press(page, "Кичирейтүү")
    press(page, "1600 пиксель")
    expect(page.get_by_text("1600 × 1200 пиксель")).to_have_count(
        5, timeout=30_000
    )  # the last is said, too
    pick(page, "IMG_20261121_101533.jpg")
    press(page, "Маалымат")
    expect(page.get_by_text("Кайда тартылганын айтып турат.")).to_be_visible()
    press(page, "Тартылган жерин алып салуу")
    expect(page.locator(".live")).to_contain_text("эми кайда тартылганын айтпайт", timeout=30_000)


def rename_all(page):
    """Give each file its name; the ending stays, for only what is before it is chosen."""
    for old, new in RENAMED.items():
        pick(page, old)
        press(page, "Атын өзгөртүү")
        page.keyboard.insert_text(new)
        page.keyboard.press("Enter")
        expect(page.locator(".live")).to_contain_text(new)


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_the_week_becomes_a_folder_that_passes_every_check_by_touch(desk, place, lesson):
    """The whole of the lesson's work at 360 px, and nothing of it scrolls sideways."""
    page = desk.page
    desk.show("folder", FolderEditor("folder", in_language(place, "ky")))
    put_photos_right(page)
    rename_all(page)
    make_folder(page, "7-Б")
    make_folder(page, "2-чейрек")
    files = [f"{new}.{old.rpartition('.')[2]}" for old, new in RENAMED.items()]
    pick(page, *files)
    press(page, "Жылдыруу")
    press(page, "7-Б / 2-чейрек")
    press(page, "Тизмени жазуу")
    page.get_by_label("Аты", exact=True).fill("тизме")
    press(page, "Түзүү")
    for name in files:
        press(page, name)
    saved(page)
    report = run(lesson, Folder.from_state(stored(place, "folder")))
    assert [result for result in report.results if result.outcome != "passed"] == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_the_start_passes_nothing_by_itself(lesson):
    """What she is given fails every check that has points."""
    start = Folder.from_state(state_in("folder", week()))
    given = replace(start, entries=tuple(e for e in start.entries if e.folders[:1] != (COPIES,)))
    assert {result.outcome for result in run(lesson, given).results} == {"not_yet"}


def test_by_keyboard_a_file_is_renamed_moved_and_everything_undone(little, place):
    """No mouse: the focus stays with the file, and Control+Z takes back one step at a time."""
    box = little.get_by_role("checkbox", name="three.pdf")
    box.focus()
    little.keyboard.press("Space")
    little.get_by_role("button", name="Rename").press("Enter")
    little.keyboard.type("report")
    little.keyboard.press("Enter")
    expect(little.get_by_role("checkbox", name="report.pdf")).to_be_focused()
    little.get_by_role("button", name="Move").press("Enter")
    little.get_by_role("button", name="A / deep").press("Enter")
    expect(little.get_by_role("checkbox", name="report.pdf")).to_be_focused()
    saved(little)
    assert "A/deep/report.pdf" in paths(place)
    little.keyboard.press("Control+KeyZ")
    little.keyboard.press("Control+KeyZ")
    expect(little.get_by_role("checkbox", name="three.pdf")).to_be_visible()
    expect(little.locator(".live")).to_have_text("Undone.")


def test_a_name_that_cannot_be_is_said_and_escape_leaves(little):
    """A sentence stands beside the field; Escape gives the focus back to the button."""
    little.get_by_role("checkbox", name="one.txt").check()
    little.get_by_role("button", name="Rename").click()
    for name, said in (("", "write a name"), ("a/b", "cannot have /"), ("DEEP", "called DEEP")):
        little.get_by_label("Name", exact=True).fill(name)
        little.keyboard.press("Enter")
        expect(little.get_by_role("alert")).to_contain_text(said)
    little.keyboard.press("Escape")
    expect(little.get_by_role("button", name="Rename")).to_be_focused()


def test_a_file_is_dragged_into_a_folder_with_the_mouse(little, place):
    """Buttons are beside it; with a mouse it goes in one move."""
    little.get_by_text("three.pdf").drag_to(little.get_by_role("button", name="deep files: 1"))
    expect(little.get_by_role("button", name="deep files: 2")).to_be_visible()
    saved(little)
    assert "A/deep/three.pdf" in paths(place)


def test_an_empty_folder_stays_when_another_device_saves(little, place):
    """The state knows files only; the page knows the rest."""
    little.get_by_role("button", name="New folder").click()
    little.get_by_label("Name", exact=True).fill("empty one")
    little.keyboard.press("Enter")
    expect(little.get_by_role("checkbox", name="Choose empty one")).to_be_focused()
    saved(little)
    put = [{"op": "put", "state": {"entries": [{"path": "elsewhere.txt"}]}}]
    now = datetime.now(UTC)
    Store(place.answers).apply("little", "folder", put, base=None, start=None, now=now)
    little.evaluate("document.querySelector('#little').dispatchEvent(new Event('mugalim-state'))")
    expect(little.get_by_role("checkbox", name="elsewhere.txt")).to_be_visible()
    expect(little.get_by_role("button", name="empty one files: 0")).to_be_visible()
    expect(little.get_by_role("button", name="deep")).to_have_count(0)


def test_what_was_deleted_comes_back(little, place):
    """A whole folder goes; each of its files can be put back, also with the page opened anew."""
    little.get_by_role("checkbox", name="Choose A", exact=True).check()
    little.get_by_role("button", name="Delete").click()
    saved(little)
    assert paths(place) == ["three.pdf"]
    little.get_by_role("button", name="Bring back").click()
    little.get_by_role("button", name="Put back one.txt").click()
    expect(little.get_by_role("checkbox", name="one.txt")).to_be_focused()
    saved(little)
    assert paths(place) == ["one.txt", "three.pdf"]


def test_words_of_the_index_are_typed_and_undone_as_one(little, place):
    """A name goes where she writes; the words stay with the file when it is renamed."""
    little.get_by_role("button", name="Write an index").click()
    little.get_by_label("Name", exact=True).fill("my list.txt")
    little.keyboard.press("Enter")
    expect(little.get_by_role("alert")).to_contain_text("index.txt")
    little.get_by_label("Name", exact=True).fill("index")
    little.keyboard.press("Enter")
    words = little.get_by_label("The name of each file")
    words.press_sequentially("Maths:")
    little.get_by_role("button", name="two.docx", exact=True).click()
    expect(words).to_have_value("Maths:\ntwo.docx")
    little.get_by_role("checkbox", name="index.txt").check()
    little.get_by_role("button", name="Rename").click()
    little.keyboard.type("00_index")
    little.keyboard.press("Enter")
    saved(little)
    assert stored(place, "little")["index"] == "Maths:\ntwo.docx"
    little.get_by_role("button", name="Delete").click()
    saved(little)
    assert "index" not in stored(place, "little")
    little.get_by_role("button", name="Bring back").click()
    little.get_by_role("button", name="Put back 00_index.txt").click()
    saved(little)
    assert stored(place, "little")["index"] == "Maths:\ntwo.docx"


def test_a_change_that_the_school_refuses_is_said(desk, place, plans):
    """A photo that nobody has any more stays as it is, and she reads why."""
    photo = {"width": 2400, "height": 1800}
    entries = [{"path": "a.jpg", "size": 9, "digest": DIGEST, "photo": photo}]
    plans["plans"]["lost"] = Exercise("lost", "folder")
    plans["starts"]["lost"] = {"entries": entries}
    desk.show("lost", FolderEditor("lost", place))
    desk.page.get_by_role("checkbox", name="a.jpg").check()
    desk.page.get_by_role("button", name="Make smaller").click()
    desk.page.get_by_role("button", name="800 pixels").click()
    expect(desk.page.locator(".live")).to_contain_text("could not be found")
    expect(desk.page.get_by_role("checkbox", name="2400 × 1800")).to_be_checked()


def shown_in(desk, place, look):
    """The lesson's folder with its panels open, as it is looked at."""
    desk.take(look)
    desk.show("folder", FolderEditor("folder", in_language(place, look.language)))
    page = desk.page
    page.locator(".tree label.line").nth(1).click()
    problems = desk.problems()
    for action in ("rename", "move", "details"):
        page.locator(f"[data-action={action}]").click()
        problems += desk.problems()
        page.keyboard.press("Escape")
    for button in page.locator(".tools").first.get_by_role("button").all()[:3]:
        button.click()
        problems += desk.problems()
    return problems


@pytest.mark.parametrize("look", looks("folder"), ids=str)
def test_every_panel_fits_and_is_accessible(desk, place, lesson, look):
    """Each language, one of them wide, light and dark."""
    assert shown_in(desk, place, look) == []


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look(), ids=str)
def test_every_panel_fits_in_every_look(desk, place, lesson, look):
    """All languages, widths and themes."""
    assert shown_in(desk, place, look) == []
