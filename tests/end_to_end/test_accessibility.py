"""Every page for everybody: axe-core, 360 pixels, three languages, light and dark.

Each page is looked at in all three languages: in one of them, in turn, wide; in the others on a
phone; every second look is dark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from cohorts import FILES, HAND_IN, LESSON, Cohort, Returned, put_file
from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import Browser, expect
from running import RunningSchool
from seeing import Look, looks, problems_of
from visiting import Visit, Visitor

SCHOOL = "/services/school"
TALL = 6_000  # pixels


def take(visitor: Visitor, look: Look) -> None:
    """From now on the visitor's screen is like that, and so tall that no foot covers anything."""
    visitor.page.set_viewport_size({"width": look.width, "height": TALL})
    visitor.page.emulate_media(color_scheme="dark" if look.dark else "light")
    visitor.context.add_cookies(
        [{"name": "mugalim-language", "value": look.language, "url": visitor.url}]
    )


def problems(visitor: Visitor, language: str) -> list[str]:
    """What is wrong with the page that is open, one line each."""
    return problems_of(visitor.page, language)


def seen(visitor: Visitor, path: str) -> list[str]:
    """What is wrong with a page in all three languages."""
    found = []
    for look in looks(path):
        take(visitor, look)
        visitor.go(path)
        found += [f"{look}: {problem}" for problem in problems(visitor, look.language)]
    return found


Person = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def person(school: RunningSchool, chromium: Browser) -> Iterator[Person]:
    """One browser for each login, signed in once; the empty login is a stranger."""
    known: dict[str, Visitor] = {}

    def of(login: str) -> Visitor:
        if login not in known:
            known[login] = Visitor(chromium, school.url)
            if login:
                known[login].sign_in(login, school.passwords[login])
        return known[login]

    yield of
    strangers = [address for visitor in known.values() for address in visitor.other_hosts]
    for visitor in known.values():
        visitor.close()
    assert not strangers


def test_the_looks_find_what_is_wrong(person: Person) -> None:
    """A field without a label, a page that is too wide, words left in English."""
    visitor = person("")
    take(visitor, Look("ky", 360, dark=False))
    visitor.go("/hub/login").evaluate(
        """document.querySelector("main").append(Object.assign(document.createElement("p"),
        { innerHTML: "<input><b>Please wait</b>", style: "width: 900px" }))"""
    )
    found = " ".join(problems(visitor, "ky"))
    assert "label" in found
    assert "too wide" in found
    assert "English: Please wait" in found


@pytest.mark.parametrize(
    "path", ["/hub/login", "/hub/reset", "/hub/signup", "/hub/nowhere", "/nowhere"]
)
def test_pages_before_the_sign_in(person: Person, path: str) -> None:
    """Sign-in, reset, a sign-up without an invitation, and addresses that nothing answers."""
    assert seen(person(""), path) == []


def test_the_sign_up_page(person: Person, cohort: Cohort) -> None:
    """With what the school keeps about a person, in plain words."""
    path = cohort.invitation.removeprefix(cohort.school.url)
    assert seen(person(""), path) == []


def test_a_form_that_was_refused(person: Person) -> None:
    """The sentence that says what did not fit is read out and can be read."""
    visitor = person("")
    take(visitor, Look("ky", 360, dark=True))
    page = visitor.go("/hub/login")
    page.fill("#username", "nobody.here")
    page.fill("#password", "something else")
    page.locator("main form button.primary").click()
    expect(page.locator("main .error")).to_be_visible()
    assert problems(visitor, "ky") == []


@pytest.mark.parametrize(
    "path",
    [
        "/courses", "/courses/media", "/map", f"/hand-in/{LESSON}", "/nowhere", "/desk/",
        "/hand-in/none/none",
    ],
)  # fmt: skip
def test_pages_of_a_learner(person: Person, path: str) -> None:
    """My courses, a course, the map, the page before a hand-in, and what is refused."""
    assert seen(person("aigul"), SCHOOL + path) == []


def test_pages_of_a_hand_in(person: Person, returned: Returned) -> None:
    """My courses with what came back, the receipt, the feedback, a second hand-in."""
    learner = person(returned.login)
    paths = [f"{SCHOOL}/courses", returned.receipt, returned.feedback, HAND_IN]
    assert [it for path in paths for it in seen(learner, path)] == []


def test_pages_of_the_desk(person: Person, cohort: Cohort, returned: Returned) -> None:
    """A cohort, its lesson, one hand-in with a drawn table, invitations with a QR code."""
    facilitator = person(cohort.facilitator)
    facilitator.go(f"{cohort.desk}invite").locator("form:has([name=uses]) button").click()
    expect(facilitator.page.locator("img[src^='data:image/svg']").first).to_be_visible()
    paths = [cohort.desk, cohort.lesson, returned.attempt, f"{cohort.desk}invite"]
    assert [it for path in paths for it in seen(facilitator, path)] == []


def test_the_page_of_a_reset_code(person: Person, cohort: Cohort, returned: Returned) -> None:
    """Before the code is issued, and with the code."""
    assert returned.login
    facilitator = person(cohort.facilitator)
    page = facilitator.go(cohort.desk)
    path = page.locator("a[href$='/reset']").first.get_attribute("href")
    assert seen(facilitator, str(path)) == []
    page.locator("main form button.primary").click()
    expect(page.locator("main .code")).to_be_visible()
    assert problems(facilitator, "en") == []


@pytest.mark.parametrize(
    ("login", "path"), [("begimai", "/designing/"), ("operator", "/operating/")]
)
def test_pages_of_the_staff(person: Person, cohort: Cohort, login: str, path: str) -> None:
    """Designing; operating, with a log of what was done."""
    assert cohort.title
    assert seen(person(login), SCHOOL + path) == []


def test_a_checked_course(person: Person) -> None:
    """What the designer reads after a check of her course."""
    visitor = person("begimai")
    take(visitor, Look("ru", 360, dark=False))
    page = visitor.go(f"{SCHOOL}/designing/")
    page.locator("form[action$='check'] button").first.click()
    expect(page.locator("#result")).to_be_visible(timeout=SLOW)
    assert problems(visitor, "ru") == []


def test_the_preview_of_a_lesson(person: Person) -> None:
    """As the designer opens her course folder as an app."""
    visitor = person("begimai")
    take(visitor, Look("en", 360, dark=True))
    visitor.go(f"/services/lessons/preview/{LESSON}")
    assert problems(visitor, "en") == []


def every_step(visitor: Visitor, look: Look) -> list[str]:
    """What is wrong with any step of the lesson once its surface is drawn."""
    take(visitor, look)
    page = visitor.page
    visitor.go(f"/services/lessons/{LESSON}")
    found = []
    for number in range(1, page.locator("section.step").count() + 1):
        page.evaluate("number => { location.hash = `#step-${number}` }", number)
        step = page.locator(f"#step-{number}")
        expect(step).to_be_visible()
        for place in step.locator(".exercise").all():
            expect(place.locator(".mugalim").first).to_be_visible(timeout=SLOW)
        found += [f"{look}: {problem}" for problem in problems(visitor, look.language)]
    return found


@pytest.mark.parametrize(
    "look", [Look("ky", 360, True), Look("ru", 1280, False), Look("en", 360, False)], ids=str
)
def test_every_step_of_the_lesson(newcomer: Visit, look: Look) -> None:
    """Tables, choices, texts, the upload and the checks, all drawn for somebody who begins."""
    assert every_step(newcomer(f"steps.{look.language}"), look) == []


@pytest.mark.parametrize("look", [Look("ru", 360, True), Look("ky", 1280, False)], ids=str)
def test_the_lesson_with_answers(person: Person, returned: Returned, look: Look) -> None:
    """A chosen answer with its reply, a file that was found, and the results of the checks."""
    visitor = person(returned.login)
    take(visitor, look)
    screen = LessonScreen(visitor, *LESSON.split("/")).open()
    choice = screen.place("choice", "pair")
    choice.locator("input").first.check()
    found = problems(visitor, look.language)
    put_file(visitor, "register.xlsx", FILES / "not_yet/typed_average.xlsx")
    expect(screen.place("upload", "register").locator(".found")).to_be_visible(timeout=SLOW)
    found += problems(visitor, look.language)
    assert "not_yet" in screen.check("register").values()
    assert found + problems(visitor, look.language) == []
