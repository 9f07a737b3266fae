"""Every surface on the lesson page of a real school, as a teacher uses it: at 360 px, by touch."""

from __future__ import annotations

import hashlib
import io
import json
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import every_surface
import psutil
import pytest
import yaml
from cohorts import open_course
from every_surface import COURSE, EXERCISES, LESSON
from lesson_screen import SLOW
from playwright.sync_api import Browser, Download, Page, expect
from running import RunningSchool, running_school
from seeing import ENGLISH, Look, every_look, looks, problems_of
from surface_hands import EDITS, MARK, PICTURES, Hands
from visiting import Visitor

AT = f"{COURSE}/{LESSON}"
SCHOOL = "/services/school"
ANSWERED = ("choice", "spreadsheet")  # an edit of these is answered by a kernel
PLACED = ("order", "sort", "match")  # a touch of these wakes one: a look will be wanted
FORMULA = "=AVERAGE(B2:C2)"
TALL = 6_000  # pixels
ASLEEP = tuple(call for call in EDITS if call not in (*ANSWERED, *PLACED))
ALL_SHOWN = """place => [...place.querySelectorAll("img")].filter((each) =>
  each.checkVisibility() && each.src && !(each.complete && each.naturalWidth)).length === 0"""


@dataclass(frozen=True)
class Made:
    """What became of one edit on the phone."""

    has: object  # what she made, as she saw it when it was saved
    undone: bool
    redone: bool
    too_wide: int  # pixels
    kernels: int  # that lived then


@dataclass(frozen=True)
class Place:
    """A school in which the lesson is open to the demo cohort, and its people's browsers."""

    school: RunningSchool
    chromium: Browser
    visitors: dict[str, Visitor]

    def visitor(self, name: str, login: str, width: int = 360, language: str = "ky") -> Visitor:
        """A browser that stays open between the tests, by a name; signed in."""
        if name not in self.visitors:
            found = Visitor(self.chromium, self.school.url, width=width, language=language)
            found.sign_in(login, self.school.passwords[login])
            self.visitors[name] = found
        return self.visitors[name]

    def kernels(self) -> list[psutil.Process]:
        """The processes of all kernels of the school."""
        return [it for it in self.school.processes() if it.cwd().endswith("/here")]

    def falls_asleep(self) -> bool:
        """Whether no kernel lives, once those of pages that were left have ended."""
        end = time.monotonic() + SLOW / 1000
        while self.kernels() and time.monotonic() < end:
            time.sleep(0.3)
        return not self.kernels()

    def stored(self, visitor: Visitor) -> dict[str, Any]:
        """Her answers, as the school has them, by exercise."""
        _, said = visitor.send("GET", f"{SCHOOL}/api/answers/{AT}")
        found: dict[str, Any] = said["exercises"]
        return found


@pytest.fixture(scope="module")
def place(open_folder: Path, chromium: Browser) -> Iterator[Place]:
    """One school for all tests here."""
    with running_school(open_folder / "every-surface") as running:
        every_surface.write(running.data / "courses")
        assert "version 1" in running.command("courses", "publish", COURSE)
        open_course(running, chromium, COURSE, LESSON)
        found = Place(running, chromium, {})
        yield found
        strangers = [each for it in found.visitors.values() for each in it.other_hosts]
        for visitor in found.visitors.values():
            visitor.close()
    assert not strangers, f"pages asked other hosts: {strangers}"


@pytest.fixture(scope="module")
def phone(place: Place) -> Hands:
    """Aigul's phone, in Kyrgyz, with the lesson open."""
    return Hands.of(place.visitor("phone", "aigul"))


@pytest.fixture(scope="module")
def made(place: Place, phone: Hands) -> dict[str, Made]:
    """One edit on every surface that answers nothing, undone and done again, saved."""
    return {call: edited(place, phone, call) for call in (*ASLEEP, *PLACED)}


def edited(place: Place, phone: Hands, call: str) -> Made:
    """One edit: by touch, back, forward again, and with the school at the end."""
    phone.edit(call)
    after = phone.has(call)
    undone = redone = True
    if call != "text":  # browsers themselves undo what is typed in a plain field
        words = phone.shown(call)
        phone.undo(call)
        undone = phone.shown(call) != words
        phone.redo(call)
        redone = phone.has(call) == after
    phone.wait_until_saved(call)
    return Made(after, undone, redone, phone.screen.visitor.too_wide(), len(place.kernels()))


def take(visitor: Visitor, look: Look) -> Hands:
    """The lesson, looked at like that; so tall that the foot of the page covers nothing."""
    visitor.page.set_viewport_size({"width": look.width, "height": TALL})
    visitor.page.emulate_media(color_scheme="dark" if look.dark else "light")
    cookie = {"name": "mugalim-language", "value": look.language, "url": visitor.url}
    visitor.context.add_cookies([cookie])  # type: ignore[list-item]  # as Playwright has it
    return Hands.of(visitor)


def texts(value: object) -> Iterator[str]:
    """Every text in plain values, the longest way down."""
    if isinstance(value, str):
        yield value
    for each in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from texts(each)


@pytest.fixture(scope="module")
def lessons_own(place: Place) -> Callable[[str], bool]:
    """Whether what was found is English of the lesson: its words are in English everywhere."""
    folder = place.school.data / "courses" / COURSE / LESSON
    plan = yaml.safe_load((folder / "lesson.yaml").read_text())
    notebook = json.loads((folder / "lesson.ipynb").read_text())
    own = sorted({*texts(plan), *texts(notebook)}, key=len, reverse=True)

    def is_own(problem: str) -> bool:
        _, marked, text = problem.partition("English: ")
        if not marked or any(text in each for each in own):
            return bool(marked)
        for each in own:
            text = text.replace(each, "")
        return not ENGLISH.search(text)

    return is_own


def amiss(page: Page, language: str, is_own: Callable[[str], bool]) -> list[str]:
    """What is wrong with the page that is open."""
    return [each for each in problems_of(page, language) if not is_own(each)]


def test_every_surface_is_drawn_without_a_kernel(place: Place) -> None:
    """Every step opened on a phone: no kernel, no fault, nothing wider than the screen."""
    marina = place.visitor("marina", "marina")
    hands = Hands.of(marina)
    for call in EXERCISES:
        hands.place(call)
        assert marina.too_wide() == 0, call
    assert marina.problems == []
    assert place.kernels() == []


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look(), ids=str)
def test_every_surface_in_every_look(
    place: Place, made: dict[str, Made], lessons_own: Callable[[str], bool], look: Look
) -> None:
    """At its start and with work in it, each language, narrow and wide, light and dark."""
    assert made
    found = []
    for name, login in (("marina", "marina"), ("other looks", "aigul")):
        hands = take(place.visitor(name, login), look)
        for call in EXERCISES:
            hands.place(call)
            problems = amiss(hands.page, look.language, lessons_own)
            found += [f"{login}, {call}: {problem}" for problem in problems]
    assert found == []


@pytest.mark.parametrize("call", [*ASLEEP, *PLACED])
def test_an_edit_is_saved_and_can_be_undone(
    place: Place, phone: Hands, made: dict[str, Made], call: str
) -> None:
    """Over HTTP, without a kernel; at 360 pixels nothing is wider than the screen."""
    found = made[call]
    assert (found.undone, found.redone, found.too_wide) == (True, True, 0)
    assert found.kernels == 0 or call in PLACED
    stored = place.stored(phone.screen.visitor)[EXERCISES[call]]
    assert stored["state"].get("placed") or MARK in json.dumps(stored, ensure_ascii=False)


def test_all_is_there_after_a_reload(place: Place, phone: Hands, made: dict[str, Made]) -> None:
    """On the same phone, still without a kernel."""
    phone.screen.open()
    assert {call: phone.has(call) for call in made} == {call: it.has for call, it in made.items()}
    assert phone.screen.visitor.problems == []
    assert place.falls_asleep()


def test_all_is_there_in_another_language_on_another_device(
    place: Place, made: dict[str, Made]
) -> None:
    """A laptop in Russian has the same work, drawn without a kernel."""
    laptop = place.visitor("laptop", "aigul", 1280, "ru")
    hands = Hands.of(laptop)
    assert {call: hands.has(call) for call in made} == {call: it.has for call, it in made.items()}
    assert laptop.problems == []
    assert place.falls_asleep()


@pytest.mark.parametrize("turn", range(3))
def test_nothing_is_amiss(
    place: Place, made: dict[str, Made], lessons_own: Callable[[str], bool], turn: int
) -> None:
    """Each step with work in it, in one of three looks: axe-core, too wide, English words."""
    assert made
    look, found = looks("every surface")[turn], []
    hands = take(place.visitor("laptop", "aigul"), look)
    for call in list(EXERCISES)[turn::3]:
        hands.place(call)
        found += [f"{call}, {look}: {it}" for it in amiss(hands.page, look.language, lessons_own)]
    assert found == []
    assert hands.screen.visitor.problems == []


@pytest.mark.parametrize("call", PICTURES)
def test_a_picture_is_kept_changed_and_in_the_file(
    place: Place, phone: Hands, made: dict[str, Made], call: str
) -> None:
    """Uploaded or given, shown small, made smaller (and cut); its real bytes are in the file."""
    assert made
    PICTURES[call](phone.place(call))
    phone.wait_until_saved(call)
    wait = f"place => ({ALL_SHOWN})(place)"
    shown = phone.place(call)
    phone.page.wait_for_function(wait, arg=shown.element_handle(), timeout=SLOW)
    address = f"{phone.screen.visitor.url}{SCHOOL}/artefact/{AT}/{EXERCISES[call]}"
    content = phone.page.context.request.get(address).body()
    assert pictures_of(place.stored(phone.screen.visitor)[EXERCISES[call]]) <= digests_in(content)
    assert phone.screen.visitor.problems == []
    assert place.falls_asleep()


def pictures_of(answer: dict[str, Any]) -> set[str]:
    """The digests of the pictures in an answer; there is one at least."""
    found = set(re.findall(r'"digest": "([0-9a-f]{64})"', json.dumps(answer["state"])))
    assert found
    return found


def digests_in(content: bytes) -> set[str]:
    """The digests of all that lies in a zip, as office files are, too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}


def test_a_file_of_her_own_program_is_taken(place: Place, phone: Hands, tmp_path: Path) -> None:
    """Uploaded in parts, and the answer then."""
    file = tmp_path / "таркатма.docx"
    address = f"{phone.screen.visitor.url}{SCHOOL}/artefact/{AT}/{EXERCISES['document']}"
    file.write_bytes(phone.page.context.request.get(address).body())
    found = phone.screen.upload(EXERCISES["upload"], file)
    expect(found.locator(".found .done")).to_contain_text("таркатма.docx", timeout=SLOW)
    answer = place.stored(phone.screen.visitor)[EXERCISES["upload"]]
    assert (answer["way"], answer["file"]["size"]) == ("file", file.stat().st_size)


def test_a_quiz_is_taken_along_or_she_reads_why_not(
    place: Place, phone: Hands, made: dict[str, Made]
) -> None:
    """In each form, as it is now; where no question is ready, a sentence in her language."""
    assert made
    fresh = take(place.visitor("marina", "marina"), Look("ky", 360, dark=False)).place("quiz")
    fresh.locator(".exports button").first.click()
    expect(fresh.locator(".live")).to_contain_text("суроо", timeout=SLOW)
    files = {}
    for button in phone.place("quiz").locator(".exports button").all():
        taken = click_and_take(phone.page, button.click)
        files[Path(taken.suggested_filename).suffix] = Path(taken.path()).read_bytes()
    assert set(files) == {".txt", ".zip", ".docx"}
    assert MARK in files[".txt"].decode()
    assert phone.screen.visitor.problems == []


def click_and_take(page: Page, click: Callable[[], None]) -> Download:
    """What a browser downloads after a click."""
    with page.expect_download(timeout=SLOW) as taken:
        click()
    return taken.value


def test_a_touch_that_needs_a_kernel_wakes_one(place: Place, phone: Hands) -> None:
    """A reply, a formula, a look and a check are answered, also after the kernel has died."""
    choice = phone.place("choice")
    phone.edit("choice")
    expect(choice.locator(".reply")).to_be_visible(timeout=SLOW)
    phone.screen.type_into("register", "D2", FORMULA)
    expect(phone.screen.cell("register", "D2")).to_contain_text("4,5", timeout=SLOW)
    phone.edit("spreadsheet")
    phone.wait_until_saved("spreadsheet")
    phone.place("sort").locator("button.look").click()
    expect(phone.place("sort").locator(".looked")).to_contain_text("6", timeout=SLOW)
    assert set(phone.screen.check("steps").values()) <= {"passed", "not_yet"}
    for kernel in place.kernels():
        kernel.kill()
    phone.place("text").locator("textarea").fill(f"{MARK}, дагы бир жолу")
    phone.wait_until_saved("text")
    choice = phone.place("choice")
    before = choice.locator(".reply").inner_text()
    choice.locator("input").first.check()
    expect(choice.locator(".reply")).not_to_have_text(before, timeout=SLOW)
    assert "дагы" in json.dumps(place.stored(phone.screen.visitor)["note"], ensure_ascii=False)


def test_the_facilitator_sees_all_of_a_hand_in(
    place: Place, phone: Hands, made: dict[str, Made], lessons_own: Callable[[str], bool]
) -> None:
    """The words of each kind, what is where, and each file with its pictures."""
    stored = place.stored(phone.screen.visitor)
    receipt = phone.screen.hand_in().rpartition("/")[2]
    desk = place.visitor("desk", "nurlan", 360, "ru")
    page = desk.go(f"{SCHOOL}/desk/attempts/{receipt}")
    said = {name: page.locator(f"section[aria-labelledby=work-{name}]") for name in stored}
    for call in made:
        words = said[EXERCISES[call]].inner_text()
        assert MARK in words or call in PLACED, call
    assert "1. Collect exit tickets" in said["steps"].inner_text()
    assert "The timetable of 7-B – Is not collected" in said["places"].inner_text()
    assert "To write a formula – " in said["tools"].inner_text()
    assert "Чыныгы" in said["audit"].inner_text()
    assert "Бир туура жооп" in said["quiz"].inner_text()
    for call in PICTURES:
        link = said[EXERCISES[call]].locator("a[download]")
        content = Path(click_and_take(page, link.click).path()).read_bytes()
        assert pictures_of(stored[EXERCISES[call]]) <= digests_in(content), call
        assert said[EXERCISES[call]].locator("img").count() > 0
    work = page.locator(".kept").all_inner_texts()  # in her own language, and in the lesson's
    found = amiss(page, "ru", lessons_own)
    assert [it for it in found if it.partition("English: ")[2] not in work] == []
    assert desk.problems == []


def test_a_designer_sees_given_pictures_in_the_preview(place: Place) -> None:
    """The lesson of the working copy: what a start holds is shown there, too."""
    designer = place.visitor("designer", "begimai", 1280, "ru")
    page = designer.go(f"/services/lessons/preview/{AT}#step-9")
    shelf = page.locator(".mugalim-pictures .shelf")
    expect(shelf.locator("img").first).to_be_visible(timeout=2 * SLOW)
    assert designer.problems == []
