"""Every surface in the designer's Lab: drawn, edited, saved by the kernel, and there again."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import every_surface
import pytest
from autograders.pictures.drawn import photo
from document_lesson import good_file
from every_surface import COURSE, EXERCISES, GRADED, LESSON
from lesson_screen import SLOW
from playwright.sync_api import Browser, Locator, Page, expect
from running import RunningSchool
from seeing import AXE
from visiting import Visitor

from mugalim_answers.place import Place, current_place
from mugalim_answers.store import Store
from mugalim_lab.isolation import find_isolation
from mugalim_widgets.show import SURFACES

TALL = {"width": 1280, "height": 16_000}  # pixels: the Lab takes out what is out of sight
BOXES = {"match": "arrange", "order": "arrange", "sort": "arrange", "spreadsheet": "sheet"}
LEAF = {"name": "leaf.jpg", "mimeType": "image/jpeg", "buffer": photo("leaf", width=1000)}
FORMULA = "=AVERAGE(B2:C2)"
PALE = """async () => (await axe.run({ include: [[".mugalim"]] },
  { runOnly: ["color-contrast"], resultTypes: ["violations"] })).violations
  .flatMap((each) => each.nodes.map((node) => node.html.slice(0, 160)))"""


@dataclass(frozen=True)
class Lab:
    """The lesson's notebook in the Lab, all of it run, and the folder of the designer's trials."""

    page: Page
    problems: list[str]
    trials: Place
    cells: tuple[str, ...]
    done: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Run all cells; what an earlier run has shown is gone then."""
        idle = self.page.locator("#jp-main-statusbar")
        expect(idle).to_contain_text("| Idle", timeout=3 * SLOW)
        self.page.evaluate("document.querySelectorAll('.mugalim').forEach(e => { e.id = 'old' })")
        self.menu("Run", "runmenu:run-all")
        expect(self.page.locator(".mugalim#old")).to_have_count(0, timeout=SLOW)
        expect(self.box("upload")).to_be_visible(timeout=3 * SLOW)

    def menu(self, name: str, command: str) -> None:
        """Choose from a menu of the Lab."""
        self.page.get_by_role("menuitem", name=name, exact=True).click()
        self.page.locator(f".lm-Menu-item[data-command='{command}']").click()

    def box(self, call: str) -> Locator:
        """What the cell of a call shows."""
        return self.cell(EXERCISES[call])

    def cell(self, name: str) -> Locator:
        """What a cell shows, by the cell's name."""
        index = self.cells.index(name)
        return self.page.locator(f".jp-Notebook [data-windowed-list-index='{index}'] .mugalim")

    def state(self, call: str) -> str:
        """What is stored of an exercise, once its surface says so."""
        status = self.box(call).locator(".status[data-state=saved]")
        expect(status).to_contain_text("Saved at", timeout=SLOW)
        stored = Store(self.trials.answers).read().exercises[EXERCISES[call]]
        return json.dumps(stored.state, ensure_ascii=False)

    def edit(self, call: str) -> None:
        """Do what a designer tries out on a surface, if she has not yet."""
        if call not in self.done:
            EDITS[call].do(self.box(call))
            self.done.add(call)


@dataclass(frozen=True)
class Edit:
    """Something done on a surface: what stands in its state then, and what is seen of it."""

    do: Callable[[Locator], None]
    stored: str
    seen: Callable[[Locator], None]


def choose(box: Locator) -> None:
    """Choose the second answer."""
    box.get_by_role("radio").nth(1).check()


def move_down(box: Locator) -> None:
    """Move the first item down."""
    box.get_by_role("button", name="Move down: Ask what they know already").click()


def type_formula(box: Locator) -> None:
    """Type a formula into a cell, as in any table."""
    cell_d2(box).click()
    box.page.keyboard.type(FORMULA)
    box.page.keyboard.press("Enter")


def cell_d2(box: Locator) -> Locator:
    """The cell for the first average."""
    return box.locator("[role=grid] tbody tr:nth-child(2) td").nth(3)


def write(box: Locator) -> None:
    """Write into the document."""
    box.locator(".paper [role=textbox]").first.click()
    box.page.keyboard.insert_text("Why is a leaf green?")


def rename(box: Locator) -> None:
    """Give a file another name."""
    box.locator("label.line", has=box.page.get_by_text("marks.xlsx", exact=True)).click()
    box.get_by_role("button", name="Rename", exact=True).click()
    box.get_by_label("Name", exact=True).fill("2026-11-26_7b_marks.xlsx")
    box.get_by_role("button", name="Rename", exact=True).last.click()


def picture_is_seen(box: Locator) -> None:
    """Her own picture, brought by the kernel."""
    expect(box).to_contain_text("leaf.jpg", timeout=SLOW)
    box.page.wait_for_function(
        "box => [...box.querySelectorAll('img')].some((img) => img.naturalWidth > 90)",
        arg=box.element_handle(), timeout=SLOW,
    )  # fmt: skip


EDITS = {
    "choice": Edit(
        choose, "voice", lambda box: expect(box.get_by_role("radio").nth(1)).to_be_checked()
    ),
    "text": Edit(
        lambda box: box.get_by_role("textbox").fill("Mind the sound."),
        "Mind the sound.",
        lambda box: expect(box.get_by_role("textbox")).to_have_value("Mind the sound."),
    ),
    "order": Edit(
        move_down,
        '"ask": 2',
        lambda box: expect(box.locator("li").nth(1)).to_contain_text("Ask what"),
    ),
    "spreadsheet": Edit(
        type_formula, FORMULA, lambda box: expect(cell_d2(box)).to_have_text("4.5", timeout=SLOW)
    ),
    "document": Edit(
        write,
        "leaf green",
        lambda box: expect(box.locator(".paper")).to_contain_text("Why is a leaf green?"),
    ),
    "form": Edit(
        lambda box: box.get_by_label("What is seen").first.fill("A leaf in the sun"),
        "A leaf in the sun",
        lambda box: expect(box.get_by_label("What is seen").first).to_have_value(
            "A leaf in the sun"
        ),
    ),
    "folder": Edit(
        rename,
        "2026-11-26_7b_marks.xlsx",
        lambda box: expect(box.locator(".tree")).to_contain_text("2026-11-26_7b_marks.xlsx"),
    ),
    "pictures": Edit(
        lambda box: box.locator("input[type=file]").first.set_input_files([LEAF]),
        "leaf.jpg",
        picture_is_seen,
    ),
}


@pytest.fixture(scope="module")
def lesson(school: RunningSchool) -> Iterator[Path]:
    """The lesson with every surface in the working copy, which belongs to the Lab."""
    courses = school.data / "courses"
    every_surface.write(courses)
    folder, owner = courses / COURSE, courses.stat()
    for path in (folder, *folder.rglob("*")):
        os.chown(path, owner.st_uid, owner.st_gid)
    yield folder / LESSON
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def lab(school: RunningSchool, lesson: Path, chromium: Browser) -> Iterator[Lab]:
    """The lesson's notebook, run in the designer's Lab."""
    isolation = find_isolation()
    assert isolation.works, isolation.reason
    visitor = Visitor(chromium, school.url, width=TALL["width"])
    visitor.page.set_viewport_size(TALL)  # type: ignore[arg-type]  # as given
    visitor.sign_in("begimai", school.passwords["begimai"])
    page = visitor.go(f"/hub/user-redirect/lab/tree/{COURSE}/{LESSON}/lesson.ipynb")
    expect(page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=3 * SLOW)
    home = school.data / "lab" / page.url.partition("/user/")[2].partition("/")[0]
    known = {"MUGALIM_FACE": "lab", "MUGALIM_LESSON": str(lesson)}
    trials = current_place({**known, "XDG_STATE_HOME": str(home / ".local/state")})
    notebook: dict[str, Any] = json.loads((lesson / "lesson.ipynb").read_text())
    cells = tuple(cell["id"] for cell in notebook["cells"])
    opened = Lab(page, visitor.problems, trials, cells)
    opened.run()
    yield opened
    visitor.close()
    assert not visitor.other_hosts


def test_the_lesson_has_an_exercise_for_every_surface() -> None:
    """A new surface is tried here, too."""
    assert set(EXERCISES) == set(SURFACES)


def test_every_surface_is_drawn(lab: Lab) -> None:
    """None of them says that it cannot be shown."""
    for call in EXERCISES:
        box = lab.box(call)
        expect(box).to_be_visible(timeout=SLOW)
        expect(box).to_have_class(re.compile(rf"\bmugalim-{BOXES.get(call, call)}\b"))
    expect(lab.page.locator(".mugalim.error")).to_have_count(0)
    assert lab.problems == []


@pytest.mark.parametrize("call", EDITS)
def test_an_edit_is_saved_by_the_kernel(lab: Lab, call: str) -> None:
    """In the folder of trials, beside no lesson."""
    lab.edit(call)
    EDITS[call].seen(lab.box(call))
    assert EDITS[call].stored in lab.state(call)
    assert lab.problems == []


def test_a_picture_is_kept_among_the_trials(lab: Lab) -> None:
    """Its bytes lie there under their digest."""
    lab.edit("pictures")
    digest = re.search(r'"digest": "([0-9a-f]{64})"', lab.state("pictures"))
    assert digest is not None
    assert [path.name for path in lab.trials.answers.rglob(digest[1])] == [digest[1]]


def test_a_file_is_taken_by_the_kernel(lab: Lab) -> None:
    """The school tells what it found in it."""
    docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    file: Any = {"name": "plan.docx", "mimeType": docx, "buffer": good_file()}
    lab.box("upload").locator("input[type=file]").set_input_files([file])
    expect(lab.box("upload").locator(".found .done")).to_contain_text("plan.docx", timeout=SLOW)
    kept = Store(lab.trials.answers).read().exercises[EXERCISES["upload"]].file
    assert kept is not None
    assert kept.name == "plan.docx"


def test_work_is_checked_when_she_asks(lab: Lab) -> None:
    """The panel of the one exercise with points looks at what is stored."""
    lab.edit("order")
    lab.state("order")
    panel = lab.cell(f"grade-{GRADED}")
    panel.get_by_role("button", name="Check my work").click()
    expect(panel.locator(".checks > li.not_yet")).to_have_count(1, timeout=SLOW)
    expect(panel.locator(".checks > li.passed")).to_have_count(1)


def test_practice_is_checked_at_once(lab: Lab) -> None:
    """The kernel looks at each edit."""
    lab.edit("spreadsheet")
    expect(lab.box("spreadsheet").locator(".checks > li.passed")).to_be_visible(timeout=SLOW)


def test_what_a_table_loads_when_it_is_needed_is_there(lab: Lab) -> None:
    """Every tool of its menu opens; the file is made by the kernel."""
    box = lab.box("spreadsheet")
    more, asking = box.locator(".tools [data-tool=more]"), box.locator(".asking")
    more.click()
    tools = [
        str(each.get_attribute("data-tool")) for each in asking.locator("[data-tool]:visible").all()
    ]
    assert len(tools) > 6
    for tool in tools:
        button = asking.locator(f"[data-tool={tool}]:visible")
        if not button.count():
            more.click()
        if tool == "download":
            with lab.page.expect_download() as taken:
                button.click()
            assert taken.value.suggested_filename == "register.xlsx"
        else:
            button.click()
            expect(asking.locator("[data-tool=sort]")).to_have_count(0)
            expect(asking).to_be_visible()
            lab.page.keyboard.press("Escape")
    assert lab.problems == []


def test_what_a_document_loads_when_it_is_needed_is_there(lab: Lab) -> None:
    """A table is put in from a panel."""
    lab.edit("document")
    box = lab.box("document")
    for name in ("Add", "New table", "Put it in"):
        box.get_by_role("button", name=name, exact=True).click()
    expect(box.locator(".paper table tr")).to_have_count(4)
    assert lab.problems == []


def test_keys_in_a_surface_are_none_of_the_labs_shortcuts(lab: Lab) -> None:
    """On a button "b" would add a cell, "x" would cut one, and an arrow would go to the next."""
    cells, button = (
        lab.page.locator(".jp-Notebook .jp-Cell"),
        lab.box("sort").get_by_role("button").last,
    )
    before = cells.count()
    button.focus()
    for key in ("b", "x", "ArrowDown"):
        lab.page.keyboard.press(key)
    expect(button).to_be_focused()
    expect(cells).to_have_count(before)


def test_surfaces_are_legible_in_the_labs_light_and_dark(lab: Lab) -> None:
    """All words stand out from their ground, whichever theme the Lab has."""
    lab.page.evaluate(AXE.read_text(encoding="utf-8"))
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        choose_theme(lab.page, theme)
        assert lab.page.evaluate(PALE) == []


def choose_theme(page: Page, name: str) -> None:
    """Choose one of the Lab's themes, and wait until it is there."""
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.locator(".lm-Menu-item", has_text="Theme").first.hover()
    page.locator(".lm-Menu-item", has_text=name).first.click()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-name", name, timeout=SLOW)


def test_a_second_run_shows_what_was_saved(lab: Lab) -> None:
    """As on another day; this test comes last in its file."""
    for call in EDITS:
        lab.edit(call)
        lab.state(call)
    lab.run()
    for call, edit in EDITS.items():
        expect(lab.box(call)).to_be_visible(timeout=SLOW)
        edit.seen(lab.box(call))
    assert lab.problems == []
