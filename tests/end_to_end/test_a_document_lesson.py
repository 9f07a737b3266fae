"""A lesson of another kind than tables, from its plan to the feedback, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import document_lesson
from document_lesson import COURSE, EXERCISE, LESSON
from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import Browser, expect
from running import RunningSchool
from visiting import Visitor


def test_a_document_is_checked_repaired_handed_in_and_judged(
    school: RunningSchool, chromium: Browser, tmp_path: Path
) -> None:
    """In Kyrgyz at 360 pixels: a hint, a better file, a receipt; the desk shows its words."""
    first, better = tmp_path / "план.docx", tmp_path / "жаңы план.docx"
    first.write_bytes(document_lesson.not_yet_file("order"))
    better.write_bytes(document_lesson.good_file())
    teacher = Visitor(chromium, school.url, width=360, language="ky")
    teacher.sign_in("aigul", school.passwords["aigul"])
    screen = LessonScreen(teacher, COURSE, LESSON).open()
    place = screen.upload(EXERCISE, first)
    expect(place.locator(".title")).to_have_text("Же өз программаңызда жасаган файлды жүктөңүз")
    expect(place.locator(".row button:visible")).to_have_count(2, timeout=SLOW)
    expect(place.locator(".found .done")).to_contain_text("план.docx", timeout=SLOW)
    outcomes = screen.check(EXERCISE)
    assert sorted(outcomes.values()) == ["not_yet", *["passed"] * 6]
    place = screen.upload(EXERCISE, better)
    expect(place.locator(".found .done")).to_contain_text("жаңы план.docx", timeout=SLOW)
    assert set(screen.check(EXERCISE).values()) == {"passed"}
    assert teacher.too_wide() == 0
    receipt = screen.hand_in().rpartition("/")[2]
    desk = Visitor(chromium, school.url, width=1280, language="ru")
    desk.sign_in("nurlan", school.passwords["nurlan"])
    page = desk.go(f"/services/school/desk/attempts/{receipt}")
    words = page.locator("main .kept").first.inner_text()
    assert len(re.findall(r"\w+", words)) > 30
    with page.expect_download() as taken:
        page.locator(f"a[href$='/files/{EXERCISE}'][download]").click()
    assert taken.value.suggested_filename == "plan.docx"
    assert Path(taken.value.path()).read_bytes() == better.read_bytes()
    page.goto(f"{school.url}/services/school/desk/")
    page.locator(f"a[href$='/{COURSE}/{LESSON}/']").first.click()
    page.locator("form[action$='grade'] button").click()
    expect(page.locator("progress")).to_have_count(0, timeout=2 * SLOW)
    desk.go(f"/services/school/desk/attempts/{receipt}")
    page.locator("input[name=agree][value='4']").check()
    page.fill("textarea[name=comment]", "Цель и оценивание сошлись.")
    page.locator("form[action$='judge'] button[name=send]").click()
    page.locator("main .done").wait_for()
    feedback = teacher.go(f"/services/school/feedback/{receipt}").inner_text("main")
    assert "17" in feedback
    assert "сошлись" in feedback
    assert not teacher.other_hosts | desk.other_hosts
    teacher.close()
    desk.close()
