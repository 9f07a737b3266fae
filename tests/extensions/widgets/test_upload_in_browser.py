"""Uploads in a real browser: chosen, sent in parts, on after a break; in the Lab by the kernel."""

import pytest
from extensions.widgets.standin_uploads import school_of
from playwright.sync_api import expect
from seeing import every_look, looks

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_checks.artefacts import write_artefact
from mugalim_checks.workbook import Workbook
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces.spreadsheet import Spreadsheet
from mugalim_widgets.surfaces.upload import Upload

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LARGE = b"PK" + bytes(1_300_000)
LINK_IS_BACK = "dispatchEvent(new Event('online'))"
CLOSED_STORAGE = "() => { indexedDB.open = () => { throw new Error('closed'); }; }"
# What a surface of the page gets from `pieces.js`.
PIECES = """async ([name, ...values]) => {
  const pieces = await import("/static/pieces.js");
  const known = { exercise: "table", kind: "pictures", words: { not_saved: "Not saved." } };
  const model = { get: (key) => known[key], on() {}, off() {} };
  const given = name === "keepPiece" ? [new Blob(["a picture"]), "a.jpg"] : values;
  const asked = pieces[name](model, document.querySelector(".exercise"), ...given);
  return asked.catch((error) => error.message);
}"""
FAR = """far => document.querySelector("#upload").dispatchEvent(
  new CustomEvent("mugalim-progress", { detail: { purpose: "answer", ...far } }))"""
LINES = """() => {
  window.lines = new Set();
  for (const line of document.querySelectorAll(".mugalim-upload [role=status]"))
    new MutationObserver(() => lines.add(line.textContent)).observe(line, { childList: true });
}"""
QUARTERS = [
    "Sending a.xlsx …", "2.5 of 10 MB", "5 of 10 MB", "7.5 of 10 MB",
    "a.xlsx has arrived and is being opened …",
]  # fmt: skip
TOO_BIG = """() => {
  const input = document.querySelector("input[type=file]"), chosen = new DataTransfer();
  chosen.items.add(new File([new Uint8Array(10_000_001)], "a.xlsx"));
  input.files = chosen.files;
  input.dispatchEvent(new Event("change"));
}"""


@pytest.fixture
def school(desk):
    """A school beside the page, which its link may lose; what the browser says of that is known."""
    found = school_of(desk.page)
    found.open()
    yield found
    desk.troubles[:] = [each for each in desk.troubles if "Failed to load resource" not in each]


def workbook_file():
    """An .xlsx file with one mark."""
    sheet = {"name": "Marks", "cells": {"A1": {"input": "uploaded"}}}
    return write_artefact(Workbook.from_state({"sheets": [sheet]}), ".xlsx")


def choose_file(page, name, content):
    """Choose a file as she does."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files([file])


def status(page):
    """The line that says how the upload goes."""
    return page.locator(".mugalim-upload .status")


def uploaded(page):
    """The files that the page was told of as answers."""
    return page.evaluate("uploaded.map(([exercise, name]) => name)")


def test_a_file_goes_to_the_school_in_parts(desk, place, school):
    """On a lesson's page never through the kernel; the parts grow where the link is quick."""
    desk.show("upload", Upload("table", place))
    choose_file(desk.page, "мой журнал.xlsx", LARGE)
    expect(desk.page.locator(".found")).to_contain_text("мой журнал.xlsx, 1300 kB, 01.09.2026")
    expect(desk.page.locator(".way")).to_be_hidden()
    assert next(iter(school.files.values()))["bytes"] == LARGE
    assert sum(each.startswith("PATCH") for each in school.asked) == 7
    assert uploaded(desk.page) == ["мой журнал.xlsx"]
    assert not place.answers.exists()


def test_lost_answers_and_parts_cost_no_part_that_came(desk, place, school):
    """A part came, its answer did not: the page asks how far it is, and goes on from there."""
    school.breaks = 1
    desk.show("upload", Upload("table", place))
    choose_file(desk.page, "a.xlsx", LARGE)
    expect(status(desk.page)).to_contain_text("No connection just now. The file is kept here")
    expect(desk.page.locator(".how-far")).to_have_text("0 of 1.3 MB")
    desk.page.evaluate(LINK_IS_BACK)
    expect(desk.page.locator(".found")).to_contain_text("a.xlsx")
    assert len(school.files) == 1
    assert next(iter(school.files.values()))["bytes"] == LARGE


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_a_file_goes_on_after_the_page_was_opened_anew(desk, place, school):
    """On a phone the link breaks and the page is closed; the file need not be chosen again."""
    school.after = 2
    desk.show("upload", Upload("table", place))
    choose_file(desk.page, "a.xlsx", LARGE)
    expect(desk.page.locator(".how-far")).to_have_text("0.2 of 1.3 MB")
    expect(status(desk.page)).to_contain_text("also when you come back to this page later")
    school.open()
    desk.show("upload", Upload("table", place))
    expect(status(desk.page)).to_contain_text("The file is kept here")
    school.after = 10**9
    desk.page.evaluate(LINK_IS_BACK)
    expect(desk.page.locator(".found")).to_contain_text("a.xlsx, 1300 kB")
    assert [len(each["bytes"]) for each in school.files.values()] == [len(LARGE)]
    school.open()
    desk.page.evaluate("uploading.flush()")
    assert uploaded(desk.page) == []


def test_a_file_that_was_chosen_offline_waits_for_its_page_and_person(desk, place, school):
    """Kept from the first moment; another person's page on the same device knows nothing of it."""
    school.after = 0
    desk.show("upload", Upload("table", place))
    desk.page.evaluate("uploading.load()")
    choose_file(desk.page, "a.xlsx", b"PK small")
    expect(status(desk.page)).to_contain_text("The file is kept here")
    school.after = 10**9
    school.open("marina")
    assert desk.page.evaluate("uploading.flush()")
    assert school.files == {}
    school.open()
    assert desk.page.evaluate("uploading.flush()")
    assert school.whole == uploaded(desk.page) == ["a.xlsx"]


def test_where_storage_is_closed_the_page_must_stay_open(desk, place, school):
    """It says so honestly, asks before it is left, and goes on while it is open."""
    desk.page.evaluate(CLOSED_STORAGE)
    school.after = 1
    desk.show("upload", Upload("table", place))
    choose_file(desk.page, "a.xlsx", LARGE)
    expect(status(desk.page)).to_contain_text("Please leave this page open")
    ask = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert desk.page.evaluate(ask)
    school.after = 10**9
    desk.page.evaluate(LINK_IS_BACK)
    expect(desk.page.locator(".found")).to_contain_text("a.xlsx")
    assert not desk.page.evaluate(ask)


def test_signing_out_leaves_no_file_on_the_device(desk, place, school):
    """Neither the bytes nor that there were any."""
    school.after = 1
    desk.show("upload", Upload("table", place))
    choose_file(desk.page, "a.xlsx", LARGE)
    expect(status(desk.page)).to_contain_text("The file is kept here")
    assert desk.page.evaluate("uploading.unsent")
    desk.page.evaluate("uploading.forget()")
    school.after = 10**9
    school.open()
    assert desk.page.evaluate("uploading.flush()")
    assert school.whole == uploaded(desk.page) == []
    assert desk.page.evaluate("Object.keys(localStorage).length") == 0


def test_a_file_can_be_taken_back_and_another_one_sent(desk, place, school):
    """By keyboard; the school forgets the first one, and focus is where the next is chosen."""
    school.after = 1
    desk.show("upload", Upload("table", place))
    choose_file(desk.page, "first.xlsx", LARGE)
    expect(status(desk.page)).to_contain_text("No connection")
    desk.page.get_by_role("button", name="Stop sending").focus()
    desk.page.keyboard.press("Enter")
    expect(status(desk.page)).to_have_text("The file was not sent.")
    expect(desk.page.locator("input[type=file]")).to_be_focused()
    school.after = 10**9
    choose_file(desk.page, "second.xlsx", b"PK second")
    expect(desk.page.locator(".found")).to_contain_text("second.xlsx")
    assert (school.whole, len(school.files)) == (["second.xlsx"], 1)


def test_a_refusal_is_said_and_the_next_file_is_taken(desk, place, school):
    """What the school says when it opens the file, in her words."""
    school.refuses = True
    desk.show("upload", Upload("table", place))
    choose_file(desk.page, "half.xlsx", b"PK half")
    expect(status(desk.page)).to_have_text("This file is damaged.")
    expect(status(desk.page)).to_have_attribute("data-state", "not-saved")
    assert not desk.page.evaluate("uploading.unsent")
    school.refuses = False
    choose_file(desk.page, "whole.xlsx", b"PK whole")
    expect(desk.page.locator(".found")).to_contain_text("whole.xlsx")


def test_whoever_is_signed_out_signs_in_and_the_file_goes_on(desk, place, school):
    """It is kept meanwhile."""
    school.signed_out = True
    desk.show("upload", Upload("table", place))
    choose_file(desk.page, "a.xlsx", b"PK a")
    assert not desk.page.evaluate("uploading.flush()")
    assert desk.page.evaluate("signIns") == 1
    school.signed_out = False
    school.open()
    assert desk.page.evaluate("uploading.flush()")
    assert uploaded(desk.page) == ["a.xlsx"]


def test_far_is_read_out_in_quarters(desk, place, school):
    """A live region is not told of every part of a file."""
    desk.show("upload", Upload("table", place))
    desk.page.evaluate(LINES)
    for percent in range(101):
        far = {"name": "a.xlsx", "sent": percent * 1e5, "size": 1e7, "waiting": False, "safe": True}
        desk.page.evaluate(FAR, far)
    lines = desk.page.evaluate("[...lines]")
    assert sorted(lines) == sorted(QUARTERS)
    expect(desk.page.locator(".how-far")).to_have_text("10 of 10 MB")
    expect(status(desk.page)).to_have_text("a.xlsx has arrived and is being opened …")


def test_pictures_are_kept_changed_and_addressed_by_the_page(desk, place, school):
    """What surfaces get of `pieces.js` on a lesson's page, a refusal with its own sentence."""
    desk.show("upload", Upload("table", place))
    piece = desk.page.evaluate(PIECES, ["keepPiece"])
    assert (piece["name"], piece["size"], piece["digest"]) == ("a.jpg", 9, "d" * 64)
    address = desk.page.evaluate(PIECES, ["pieceAddress", "d" * 64, 300])
    assert address == f"/school/piece/c/l/{'d' * 64}?longest=320"
    changed = desk.page.evaluate(PIECES, ["changePiece", piece, {"longest": 300}])
    assert changed["digest"] == "d" * 64
    school.refuses = True
    assert desk.page.evaluate(PIECES, ["keepPiece"]) == "This file is damaged."
    school.down = True
    assert desk.page.evaluate(PIECES, ["changePiece", piece, {"longest": 300}]) == "Not saved."
    assert uploaded(desk.page) == []


def test_in_the_lab_the_kernel_takes_the_file(desk, place):
    """File and table are one artefact: the table beside it shows what the file holds."""
    desk.show("table", Spreadsheet("table", place))
    desk.show("upload", Upload("table", place))
    choose_file(desk.page, "мой журнал.xlsx", workbook_file())
    expect(desk.page.locator("#upload .found")).to_contain_text("мой журнал.xlsx")
    expect(desk.page.locator("#table tbody td").first).to_have_text("uploaded")
    note = desk.page.locator("#table .note:visible")
    expect(note).to_contain_text("мой журнал.xlsx is your answer")
    assert Store(place.answers).read().exercises["table"].way == "file"


def test_an_edit_after_an_upload_makes_the_table_the_answer(desk, place):
    """Both surfaces say which of the two is her answer now."""
    desk.show("table", Spreadsheet("table", place))
    desk.show("upload", Upload("table", place))
    choose_file(desk.page, "a.xlsx", workbook_file())
    expect(desk.page.locator("#table tbody td").first).to_have_text("uploaded")
    desk.page.locator("#table tbody td").first.click()
    desk.page.keyboard.type("by hand")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#upload .found")).to_contain_text("What is on this page is your")
    expect(desk.page.locator("#table .note:visible")).to_have_count(0)
    assert Store(place.answers).read().exercises["table"].way == "surface"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK", "Needed here: a spreadsheet (.xlsx or .ods)"),
        ("a.xlsx", b"", "empty"),
        ("a.xlsx", b"no workbook", ""),
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence(desk, place, name, content, said):
    """Refused at once where the browser can see it, else by whoever reads it."""
    desk.show("upload", Upload("table", place))
    choose_file(desk.page, name, content)
    refusal = desk.page.locator(".status[data-state=not-saved]")
    expect(refusal).to_contain_text(said)
    assert " " in refusal.inner_text()
    assert not place.answers.exists()


def test_a_file_that_is_too_large_is_not_even_begun(desk, place, school):
    """She reads the limit before a byte of it was sent."""
    desk.show("upload", Upload("table", place))
    desk.page.evaluate(TOO_BIG)
    expect(status(desk.page)).to_contain_text("larger than 10 MB")
    assert school.asked == []


def test_the_start_file_and_her_work_can_be_downloaded(desk, place):
    """Both come as files, by name."""
    desk.show("upload", Upload("table", place))
    expect(desk.page.get_by_role("button", name="Download your work")).to_be_hidden()
    with desk.page.expect_download() as download:
        desk.page.get_by_role("button", name="Download the start file").click()
    assert download.value.suggested_filename == "table.xlsx"
    assert download.value.path().read_bytes().startswith(b"PK")


KINDS = {
    "workbook": True, "document": True, "page": True, "slides": True, "pictures": True,
    "folder": True, "captions": True, "records": True, "pdf": False, "table": False,
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_other_way_is_offered_where_there_is_one(place, plans, kind):
    """A file is one of two ways for every kind that can be made on the page."""
    plans["plans"]["x"] = Exercise("x", kind)
    assert Upload("x", place).beside_surface == KINDS[kind]
    plans["plans"]["x"] = Exercise("x", kind, material={"fields": []})
    assert Upload("x", place).beside_surface == (kind != "pdf")


def shown(desk, place, look):
    """An upload on its way, and one that has become the answer."""
    desk.take(look)
    here = Place(place.face, place.lesson, place.answers, look.language)
    desk.show("upload", Upload("table", here))
    name = "7-Б класстын журналы, 2-чейрек.xlsx"
    far = {"name": name, "sent": 3.1e6, "size": 8.2e6, "waiting": True, "safe": True}
    desk.page.evaluate(FAR, far)


@pytest.mark.parametrize("look", looks("upload"))
def test_it_looks_right(desk, place, look):
    """In every language, narrow and wide, light and dark."""
    shown(desk, place, look)
    assert desk.problems() == []


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look())
def test_it_looks_right_everywhere(desk, place, look):
    """The same, in every combination."""
    shown(desk, place, look)
    assert desk.problems() == []
