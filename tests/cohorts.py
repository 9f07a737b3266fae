"""A cohort of a test's own: made on the operator's page, joined by invitations, with its lesson."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser
from running import ROOT, RunningSchool
from visiting import Visitor

PASSWORD = "кызыл алма жана көк тоо 47"
LESSON = "spreadsheets/gradebook"
ANSWERS = f"/services/school/api/answers/{LESSON}"
HAND_IN = f"/services/school/hand-in/{LESSON}"
FILES = ROOT / "courses" / LESSON
UPLOADS = f"/services/school/api/uploads/{LESSON}"
GRADED_WITHIN = 120_000  # ms
SEND_FILE = """async ([uploads, name, sent]) => {
  const file = Uint8Array.from(atob(sent), (one) => one.charCodeAt(0));
  const ask = async (method, address, body, more) => {
    const headers = { "X-Mugalim": "1", ...more };
    const answer = await fetch(address, { method, headers, body });
    return [answer.status, await answer.json()];
  };
  const about = { exercise: "register", purpose: "answer", name, size: file.length };
  let [status, said] = await ask("POST", uploads, JSON.stringify(about));
  const address = `${uploads}/${said.upload}`;
  for (let at = 0; status < 300 && at < file.length; at += 200000) {
    const part = file.slice(at, at + 200000), more = { "Upload-Offset": String(at) };
    [status, said] = await ask("PATCH", address, part, more);
  }
  return [status, said.done?.answer ?? said];
}"""


@dataclass(frozen=True)
class Cohort:
    """A cohort with one facilitator, who has opened the lesson to it."""

    school: RunningSchool
    title: str
    desk: str  # path of its page on the desk
    facilitator: str  # login
    invitation: str  # for many learners

    @property
    def lesson(self) -> str:
        """The path of the lesson's page on the desk."""
        return f"{self.desk}{LESSON}/"

    def join(self, visitor: Visitor, login: str, name: str) -> Visitor:
        """A new learner signs up; from then on her password is known like a demo account's."""
        visitor.sign_up(self.invitation, name, login, PASSWORD)
        self.school.passwords[login] = PASSWORD
        return visitor


@dataclass(frozen=True)
class Returned:
    """A hand-in whose feedback was sent, by the paths of its pages."""

    login: str
    receipt: str
    feedback: str
    attempt: str  # on the desk


def make_cohort(school: RunningSchool, chromium: Browser, title: str, facilitator: str) -> Cohort:
    """The operator makes the cohort and invites a facilitator, who opens the lesson."""
    operator = Visitor(chromium, school.url, width=1280)
    operator.sign_in("operator", school.passwords["operator"])
    page = operator.go("/services/school/operating/")
    page.fill("#title", title)
    page.locator("input[name=course][value=spreadsheets]").check()
    page.locator("form[action$='operating/cohorts'] button").click()
    page.wait_for_url("**/operating/")
    operator.close()
    link = school.command("people", "invite", "facilitator", "--cohort", title)
    visitor = Visitor(chromium, school.url, width=1280)
    visitor.sign_up(link, "Бакыт Сыдыков", facilitator, PASSWORD)
    school.passwords[facilitator] = PASSWORD
    desk = _open_lesson(visitor)
    visitor.close()
    learners = school.command("people", "invite", "learner", "--cohort", title, "--uses", "50")
    return Cohort(school, title, desk, facilitator, learners)


def _open_lesson(facilitator: Visitor) -> str:
    """Open the lesson to her only cohort; the path of the cohort's page."""
    page = facilitator.go("/services/school/desk/")
    found = re.search(r"/services/school/desk/\d+/", page.url)
    assert found, page.url
    facilitator.go(f"{found.group()}{LESSON}/")
    page.locator("form[action$='/open'] button").click()
    page.locator("#hand-ins").wait_for()
    return found.group()


def open_course(school: RunningSchool, chromium: Browser, course: str, lesson: str) -> None:
    """The demo cohort gets a published course, and its facilitator opens a lesson of it."""
    operator = Visitor(chromium, school.url, width=1280)
    page = operator.sign_in("operator", school.passwords["operator"])
    page.select_option("#course", course)
    page.locator("form[action$='operating/courses'] button").click()
    page.wait_for_url("**/operating/")
    facilitator = Visitor(chromium, school.url, width=1280)
    page = facilitator.sign_in("nurlan", school.passwords["nurlan"])
    page.goto(f"{page.url.rstrip('/')}/{course}/{lesson}/")
    page.locator("form[action$='/open'] button").click()
    page.locator("#hand-ins").wait_for()
    operator.close()
    facilitator.close()


def hand_in(visitor: Visitor) -> str:
    """Hand in what is saved; the path of the receipt."""
    visitor.go(HAND_IN)
    visitor.page.locator("main form button.primary").click()
    visitor.page.wait_for_url("**/receipts/*")
    return visitor.path()


def put_file(visitor: Visitor, name: str, content: bytes | Path) -> tuple[int, dict[str, object]]:
    """Send a file in parts as the answer to the exercise `register`; what is said of the answer."""
    bytes_ = content.read_bytes() if isinstance(content, Path) else content
    sent = [UPLOADS, name, b64encode(bytes_).decode()]
    status, said = visitor.page.evaluate(SEND_FILE, sent)
    return int(status), said


def start_grading(facilitator: Visitor, cohort: Cohort) -> None:
    """Press the button that grades all new hand-ins; the page shows how far it is."""
    page = facilitator.go(cohort.lesson)
    with page.expect_navigation():
        page.locator("form[action$='grade'] button").click()


def grade_and_send(
    facilitator: Visitor, cohort: Cohort, receipt: str, comment: str, *, new: bool = True
) -> str:
    """Grade what is new, judge one hand-in and send its feedback; its path on the desk."""
    if new:
        start_grading(facilitator, cohort)
    page = facilitator.page
    page.locator("#how-far").wait_for(state="detached", timeout=GRADED_WITHIN)
    attempt = f"/services/school/desk/attempts/{receipt.rpartition('/')[2]}"
    facilitator.go(attempt)
    page.locator("input[name=layout][value='5']").check()
    page.fill("textarea[name=comment]", comment)
    page.locator("form[action$='judge'] button[name=send]").click()
    page.locator("main .done").wait_for()
    return attempt
