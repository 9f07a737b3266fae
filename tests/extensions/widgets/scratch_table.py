import pytest, os
from pathlib import Path
from seeing import Look
from mugalim_answers.place import Place
from mugalim_widgets.surfaces.spreadsheet import Spreadsheet
from mugalim_courses.model import Exercise

OUT = Path("/tmp/tableshots")
OUT.mkdir(exist_ok=True)
LANG = os.environ.get("L", "en")
W = int(os.environ.get("W", "360"))
DARK = os.environ.get("D") == "1"
PHONE = {
    "viewport": {"width": W, "height": 740},
    **({"has_touch": True, "is_mobile": True} if W < 500 else {}),
}
import sys

sys.path.insert(0, str(Path(__file__).parents[2]))
from autograders.lessons.cases import cases
from mugalim_checks.artefacts import read_artefact


def state(lesson, n):
    c = cases(lesson)[n]
    return read_artefact("workbook", c.content(), c.file).to_state()


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_shots(desk, place, plans):
    plans["plans"]["help"] = Exercise(
        "help",
        "workbook",
        title="Help",
        question="40 pupils with averages and absences: count three groups, mark them, draw them.",
    )
    plans["starts"]["help"] = state("spreadsheets/who-needs-help", 1 if LANG == "ru" else 0)
    desk.take(Look(LANG, W, DARK))
    desk.show("help", Spreadsheet("help", Place("lab", place.lesson, place.answers, LANG)))
    page = desk.page
    page.wait_for_timeout(800)
    tag = f"{LANG}{W}{'d' if DARK else ''}"
    page.screenshot(path=OUT / f"{tag}-0.png", full_page=True)
    tap = (lambda l: l.tap()) if W < 500 else (lambda l: l.click())

    def cell(a):
        return page.locator(f"tbody tr:nth-child({a[1:]}) td").nth(ord(a[0]) - 65)

    tap(cell("C3"))
    tap(page.locator("[data-tool=more]"))
    page.wait_for_timeout(300)
    page.screenshot(path=OUT / f"{tag}-menu.png", full_page=True)
    for tool in os.environ.get(
        "T", "clipboard numbers rules rows sheets sort filter limit charts file restore"
    ).split():
        if not page.locator(f".asking [data-tool={tool}]:visible").count():
            if page.locator(".asking").is_visible():
                tap(page.locator(".asking header button"))
            b = page.locator(f".tools [data-tool={tool}]:visible")
            if b.count():
                tap(b)
            else:
                tap(page.locator("[data-tool=more]"))
                tap(page.locator(f".asking [data-tool={tool}]"))
        else:
            tap(page.locator(f".asking [data-tool={tool}]"))
        page.wait_for_timeout(200)
        page.locator(".mugalim-sheet").screenshot(path=OUT / f"{tag}-{tool}.png")
        print(tool, desk.problems())
    assert 0 == 0
