"""What goes wrong, and what is asked for by address: one clear sentence, nothing lost or shown."""

from __future__ import annotations

import re

import psutil
import pytest
from cohorts import (
    ANSWERS,
    FILES,
    GRADED_WITHIN,
    HAND_IN,
    LESSON,
    Cohort,
    Returned,
    grade_and_send,
    hand_in,
    put_file,
    start_grading,
)
from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import Locator, expect
from running import RunningSchool
from visiting import Visit, Visitor

KERNELS = "/services/lessons/api/kernels"
FIRST = FILES / "not_yet/typed_average.xlsx"
BETTER = FILES / "solution/register.xlsx"
OPEN_SOCKET = """(address) => new Promise((done) => {
  const socket = new WebSocket(address);
  socket.onopen = () => done("open");
  socket.onerror = () => done("refused");
})"""


def text_of(screen: LessonScreen, exercise: str) -> Locator:
    """Where a text is written."""
    area = screen.place("text", exercise).locator("textarea")
    expect(area).to_be_visible(timeout=SLOW)
    return area


def wait_until_there(visitor: Visitor, path: str) -> None:
    """Ask for a page until it is given; the test fails where it is not within a minute."""
    for _ in range(SLOW // 500):
        if visitor.page.request.get(visitor.url + path).ok:
            return
        visitor.page.wait_for_timeout(500)
    pytest.fail(f"{path} did not come back")


def refusal(visitor: Visitor, path: str) -> str:
    """Ask for a page that must not be shown; all of its words."""
    answer = visitor.page.goto(visitor.url + path)
    assert answer is not None
    assert answer.status in (403, 404), f"{path}: {answer.status}"
    said = visitor.page.locator("main .error, main .note").first.inner_text()
    assert re.search("[а-яё]{3}", said), f"{path}: {said}"
    return visitor.page.inner_text("body")


def test_a_double_hand_in_gives_one_receipt(newcomer: Visit) -> None:
    """Two open pages, two presses of the button, one attempt."""
    learner = newcomer("twice", language="ky")
    put_file(learner, "register.xlsx", FIRST)
    learner.go(HAND_IN)
    second = learner.context.new_page()
    second.goto(learner.url + HAND_IN)
    for page in (learner.page, second):
        page.locator("main form button.primary").click()
        page.wait_for_url("**/receipts/*")
    assert second.url == learner.page.url
    learner.go(HAND_IN)
    expect(learner.page.locator("main .done a")).to_have_attribute("href", re.compile("receipts"))
    expect(learner.page.locator("main form button.primary")).to_have_count(0)


def test_saving_and_handing_in_go_on_while_the_lessons_stand_still(
    newcomer: Visit, school: RunningSchool
) -> None:
    """The open page still saves; the hand-in and its receipt need nobody else."""
    learner = newcomer("still", language="ru")
    screen = LessonScreen(learner, *LESSON.split("/")).open()
    area = text_of(screen, "note")
    lessons = school.service("mugalim_lessons")
    lessons.suspend()
    try:
        area.fill("Формулы стоят в каждой строке.")
        screen.wait_until_saved()
        screen.hand_in()
        assert learner.page.locator("main .done").is_visible()
    finally:
        lessons.resume()
    area = text_of(screen.open(), "note")
    expect(area).to_have_value("Формулы стоят в каждой строке.", timeout=SLOW)


def test_a_killed_lessons_service_comes_back(newcomer: Visit, school: RunningSchool) -> None:
    """What was typed while it was away is saved, and the lesson opens again."""
    learner = newcomer("killed", language="ky")
    screen = LessonScreen(learner, *LESSON.split("/")).open()
    area = text_of(screen, "reflection")
    killed = school.service("mugalim_lessons")
    killed.kill()
    area.fill("Эртең 7-класста баштайм.")
    screen.wait_until_saved()
    psutil.wait_procs([killed], timeout=60)
    wait_until_there(learner, screen.path)
    area = text_of(screen.open(), "reflection")
    expect(area).to_have_value("Эртең 7-класста баштайм.", timeout=SLOW)


@pytest.mark.soak
def test_twenty_open_pages_outlive_a_killed_service(newcomer: Visit, school: RunningSchool) -> None:
    """Each saves what is typed meanwhile; afterwards each table is counted by a new kernel."""
    screens = [
        LessonScreen(newcomer(f"page{number}", language="ru"), *LESSON.split("/")).open()
        for number in range(20)
    ]
    areas = [text_of(screen, "note") for screen in screens]
    for screen in screens:
        screen.type_into("practice_average", "F2", "=AVERAGE(B2:E2)")
    school.service("mugalim_lessons").kill()
    for number, (screen, area) in enumerate(zip(screens, areas, strict=True)):
        screen.place("text", "note")
        area.fill(f"Страница {number}")
        screen.wait_until_saved()
    wait_until_there(screens[0].visitor, screens[0].path)
    for number, screen in enumerate(screens):
        screen.type_into("practice_average", "B2", "2")
        expect(screen.cell("practice_average", "F2")).to_contain_text("3,75", timeout=2 * SLOW)
        _, kept = screen.visitor.send("GET", ANSWERS)
        assert kept["exercises"]["note"]["state"] == {"text": f"Страница {number}"}


def test_anothers_pages_are_not_there(newcomer: Visit, returned: Returned) -> None:
    """Receipt, feedback, the hand-in on the desk and its file, asked for by their addresses."""
    other = newcomer("curious", language="ru")
    file = f"{returned.attempt}/files/register"
    for path in (returned.receipt, returned.feedback, returned.attempt, file):
        shown = refusal(other, path)
        assert "Чолпон" not in shown
        assert "Жакшы иш" not in shown


def test_anothers_answers_cannot_be_asked_for(newcomer: Visit, returned: Returned) -> None:
    """Answers and artefact have no person in their address, and the permit is for services."""
    other = newcomer("curious.too", language="ru")
    assert returned.login
    assert other.send("GET", ANSWERS) == (200, {"exercises": {}})
    status, said = other.send("GET", f"{ANSWERS}?person={returned.login}")
    assert (status, said) == (200, {"exercises": {}})
    query = {"person": returned.login, "course": "spreadsheets", "lesson": "gradebook"}
    status, said = other.send("GET", "/services/school/api/permit", **query)
    assert (status, said["error"]) == (404, "school.not_found")


def test_anothers_kernel_is_refused(newcomer: Visit, visit: Visit, returned: Returned) -> None:
    """By every way to it, the beacon of a page that closes included; the owner goes on working."""
    owner, other = visit(returned.login, language="ky"), newcomer("curious.three", language="ky")
    screen = LessonScreen(owner, *LESSON.split("/")).open()
    screen.type_into("practice_average", "F2", "=AVERAGE(B2:E2)")  # wakes a kernel
    expect(screen.cell("practice_average", "F2")).to_contain_text("4,25", timeout=SLOW)
    _, said = owner.send("GET", KERNELS)
    kernel = re.findall(r"[0-9a-f-]{36}", str(said))[-1]
    other.go(f"/services/lessons/{LESSON}")
    ways = [
        ("GET", f"{KERNELS}/{kernel}"), ("DELETE", f"{KERNELS}/{kernel}"),
        ("POST", f"{KERNELS}/{kernel}/interrupt"), ("POST", f"{KERNELS}/{kernel}/restart"),
        ("POST", f"/services/lessons/voila/api/shutdown/{kernel}"),
    ]  # fmt: skip
    assert [other.send(method, path)[0] for method, path in ways] == [403] * len(ways)
    socket = f"{school_socket(other)}{KERNELS}/{kernel}/channels?session_id=s"
    assert other.page.evaluate(OPEN_SOCKET, socket) == "refused"
    assert owner.page.evaluate(OPEN_SOCKET, socket) == "open"
    assert owner.send("GET", f"{KERNELS}/{kernel}")[0] == 200


def school_socket(visitor: Visitor) -> str:
    """Where the school's websockets are."""
    return visitor.url.replace("http", "ws", 1)


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("page", ["desk/", "designing/", "operating/"])
def test_a_learner_is_kept_out_with_a_sentence(visit: Visit, page: str, language: str) -> None:
    """The pages of others say that they are for others."""
    learner = visit("aigul", language=language)
    refusal(learner, f"/services/school/{page}")
    expect(learner.page.locator("[data-error='school.not_allowed']")).to_be_visible()


def test_a_facilitator_sees_her_cohorts_only(
    visit: Visit, cohort: Cohort, returned: Returned
) -> None:
    """Another's cohort is as if it were not there; no name of it is shown."""
    nurlan = visit("nurlan", width=1280, language="ky")
    paths = [cohort.desk, cohort.lesson, f"{cohort.desk}invite", returned.attempt]
    for path in [*paths, f"{returned.attempt}/files/register", f"{cohort.desk}results.csv"]:
        shown = refusal(nurlan, path)
        assert cohort.title not in shown
        assert "Чолпон" not in shown


def test_a_learner_cannot_start_a_server(visit: Visit) -> None:
    """The Hub refuses it with all that its own pages would send."""
    learner = visit("aigul")
    page = learner.go(f"/services/lessons/{LESSON}")
    person = page.evaluate("JSON.parse(document.getElementById('lesson').dataset.about).person")
    learner.go("/hub/nowhere")
    cookies = learner.context.cookies(f"{learner.url}/hub/")
    token = next(one.get("value", "") for one in cookies if one.get("name") == "_xsrf")
    answer = learner.page.request.post(
        f"{learner.url}/hub/api/users/{person}/server", headers={"X-XSRFToken": token}
    )
    assert answer.status == 403
    assert "xsrf" not in answer.text().lower()


@pytest.mark.parametrize("page", ["home", "spawn", "token", "admin", "user-redirect/lab"])
def test_a_learner_never_meets_a_stock_page(visit: Visit, page: str) -> None:
    """Such an address leads to her courses."""
    learner = visit("marina", language="ru")
    learner.go(f"/hub/{page}")
    learner.page.wait_for_url("**/services/school/courses")


def test_a_hand_in_during_the_grading_is_kept(
    newcomer: Visit, visit: Visit, cohort: Cohort
) -> None:
    """The newer work has a receipt of its own and waits for the next grading."""
    learner, facilitator = newcomer("meanwhile"), visit(cohort.facilitator, width=1280)
    put_file(learner, "register.xlsx", FIRST)
    first = hand_in(learner)
    start_grading(facilitator, cohort)
    put_file(learner, "register.xlsx", BETTER)
    second = hand_in(learner)
    assert second != first
    page = facilitator.go(cohort.lesson)
    page.locator("#how-far").wait_for(state="detached", timeout=GRADED_WITHIN)
    facilitator.go(cohort.lesson)
    waits = page.locator("form[action$='grade'] button").count()  # 0: the newer one was taken
    attempt = grade_and_send(facilitator, cohort, second, "Well done", new=bool(waits))
    assert attempt.endswith(second.rpartition("/")[2])
    learner.go(second.replace("/receipts/", "/feedback/"))
    expect(learner.page.locator("main")).to_contain_text("20")


def test_a_hand_in_after_the_feedback_is_a_new_attempt(
    newcomer: Visit, visit: Visit, cohort: Cohort
) -> None:
    """The old feedback stays as it was sent, also once the new work is handed in."""
    learner, facilitator = newcomer("again", language="ky"), visit(cohort.facilitator, width=1280)
    put_file(learner, "register.xlsx", FIRST)
    first = hand_in(learner)
    grade_and_send(facilitator, cohort, first, "Бир гана кадам калды.")
    put_file(learner, "register.xlsx", BETTER)
    second = hand_in(learner)
    assert second != first
    feedback = first.replace("/receipts/", "/feedback/")
    learner.go("/services/school/courses")
    expect(learner.page.locator(f"a[href='{feedback}']").first).to_be_visible()
    learner.go(feedback)
    expect(learner.page.locator("main")).to_contain_text("Бир гана кадам калды.")
    expect(learner.page.locator("main .note:visible").first).to_be_visible()
    refusal(learner, second.replace("/receipts/", "/feedback/"))
    facilitator.go(cohort.lesson)
    expect(facilitator.page.locator("form[action$='grade'] button")).to_be_visible()
