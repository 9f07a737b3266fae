"""A learner asks her facilitator from a check that is not passed yet; the answer comes back."""

from __future__ import annotations

from cohorts import HAND_IN, LESSON, Cohort
from lesson_screen import LessonScreen
from playwright.sync_api import Page, expect
from visiting import Visit, Visitor

COURSES = "/services/school/courses"
QUESTION = "В O2 я вписала 4,5. Разве так не считается?"
ANSWER = "Впишите в O2 формулу: =СРЗНАЧ(C2:N2). Потом заполните вниз."


def ask(learner: Visitor) -> None:
    """Ask from the first check that is not passed: first without a connection, then with one."""
    screen = LessonScreen(learner, *LESSON.split("/")).open()
    screen.type_into("register", "O2", "4,5")
    screen.wait_until_saved()
    assert "not_yet" in screen.check("register").values()
    check = screen.place("grade", "register").locator(".checks > li.not_yet").first
    check.get_by_role("button", name="Спросить наставника").click()
    check.get_by_label("Что непонятно?").fill(QUESTION)
    learner.context.set_offline(True)
    check.get_by_role("button", name="Отправить").click()
    expect(check.get_by_role("alert")).to_contain_text("Ваши слова остались в поле")
    expect(check.get_by_label("Что непонятно?")).to_have_value(QUESTION)
    learner.context.set_offline(False)
    asked_of_lessons: list[str] = []
    learner.page.on("request", lambda one: asked_of_lessons.append(one.url))
    check.get_by_role("button", name="Отправить").click()
    expect(check.get_by_role("status")).to_contain_text("Вопрос задан")
    expect(check.get_by_role("button", name="Изменить вопрос")).to_be_focused()
    assert not [url for url in asked_of_lessons if "/services/lessons/" in url]


def answer(facilitator: Visitor, cohort: Cohort) -> None:
    """The facilitator finds the question on her desk, looks at the work and answers."""
    page = facilitator.go(cohort.desk)
    expect(page.get_by_text(QUESTION)).to_be_visible()
    asked = page.get_by_role("listitem").filter(has_text=QUESTION)
    asked.get_by_role("link", name="Посмотреть и ответить").click()
    expect(page.locator(".sheet td", has_text="4,5").first).to_be_visible()
    assert facilitator.too_wide() == 0
    assert facilitator.accessibility_problems() == []
    page.get_by_label("Ваш ответ").fill(ANSWER)
    page.get_by_role("button", name="Отправить ответ").click()
    expect(page.get_by_text("Ответ дан")).to_be_visible()
    expect(facilitator.go(cohort.desk).get_by_text(QUESTION)).to_have_count(0)


def read_in_the_lesson(learner: Visitor) -> Page:
    """Open the answer beside the checks of the lesson."""
    screen = LessonScreen(learner, *LESSON.split("/")).open()
    details = screen.place("grade", "register").locator("details.answered")
    expect(details).to_contain_text("новое")
    with learner.page.expect_response("**/read"):
        details.locator("summary").click()
    expect(details).to_contain_text(ANSWER)
    assert learner.accessibility_problems() == []
    return learner.page


def test_a_question_is_asked_answered_and_read_on_a_phone(
    newcomer: Visit, visit: Visit, cohort: Cohort
) -> None:
    """In Russian at 360 pixels, for both of them."""
    learner = newcomer("question", language="ru", width=360)
    ask(learner)
    assert learner.too_wide() == 0
    assert learner.accessibility_problems() == []
    answer(visit(cohort.facilitator, language="ru", width=360), cohort)
    news = learner.go(COURSES).locator("main .tag", has_text="Наставник ответил")
    expect(news).to_be_visible()
    read_in_the_lesson(learner)
    expect(learner.go(COURSES).get_by_role("link", name="Мои вопросы")).to_be_visible()
    expect(news).to_have_count(0)


def test_a_question_before_the_hand_in_loses_no_word(newcomer: Visit) -> None:
    """On the school's own page: kept in the field without a connection, then sent."""
    learner = newcomer("before", language="ru", width=360)
    page = learner.go(HAND_IN)
    page.locator("main details > summary").first.click()
    asking = page.locator(".ask").first
    asking.locator("summary").click()
    asking.locator("textarea").fill(QUESTION)
    learner.context.set_offline(True)
    asking.get_by_role("button", name="Отправить").click()
    expect(asking.get_by_role("alert")).to_contain_text("Ваши слова остались в поле")
    expect(asking.locator("textarea")).to_have_value(QUESTION)
    learner.context.set_offline(False)
    asking.get_by_role("button", name="Отправить").click()
    expect(page.get_by_text("Вопрос задан")).to_be_visible()
    expect(asking.locator("summary")).to_contain_text("Изменить вопрос")
    assert learner.accessibility_problems() == []
