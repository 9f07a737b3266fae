import json
import re
from datetime import timedelta

import pytest
from hub_config.school.serving import LESSON, Client, Running, move_dates

from mugalim_school.database import now
from mugalim_school.models import Attempt, Person
from mugalim_school.studying import safe_next

OWN_SCRIPT = (
    r'<script type="module" src="/services/school/static/[a-z.]+js\?v=[0-9a-f]{12}"></script>'
)


async def text(who: Client, path: str, language: str = "en") -> str:
    """A page as she sees it."""
    answer = await who.ask(path, headers={"Cookie": f"mugalim-language={language}"})
    assert answer.code == 200, answer.body
    return str(answer.body.decode())


async def test_each_person_lands_on_her_own_page(running: Running) -> None:
    """The learner on my courses, the facilitator at her desk."""
    for who, page in ((running.aigul, "courses"), (running.nurlan, "desk/")):
        answer = await who.ask("")
        assert answer.headers["Location"] == f"/services/school/{page}"


async def test_whoever_is_not_signed_in_goes_to_the_hub(running: Running) -> None:
    """And comes back to the page that was asked for."""
    answer = await running.client("").ask("courses")
    assert answer.code == 302
    assert answer.headers["Location"].startswith("/hub/api/oauth2/authorize?")


async def test_an_erased_person_is_nobody(running: Running) -> None:
    """Her token may live on at the Hub; the school does not know her."""
    with running.school.database.session() as session:
        session.get_one(Person, running.aigul.person).erased_at = now()
    assert (await running.aigul.ask("courses")).code == 302


async def test_my_courses_says_what_is_open(running: Running) -> None:
    """Title in her language, the due date as it is written here, where to begin."""
    page = await text(running.aigul, "courses")
    assert "A gradebook that counts by itself" in page
    assert "To hand in by" in page
    assert f"/services/lessons/{LESSON}" in page
    assert "Журнал" in await text(running.aigul, "courses", "ru")


async def test_my_courses_continues_where_she_left(running: Running) -> None:
    """The step in words."""
    await running.aigul.write(f"api/step/{LESSON}", json.dumps({"step": 2}))
    page = await text(running.aigul, "courses")
    assert "You are at step 3 of" in page
    assert "Continue where I left" in page


async def test_my_courses_says_what_opens_later_and_what_is_late(running: Running) -> None:
    """A lesson of the future has no link; a late one is still open."""
    move_dates(running.school.database, opens_at=now() + timedelta(days=1))
    page = await text(running.aigul, "courses")
    assert "Opens on" in page
    assert f"/services/lessons/{LESSON}" not in page
    earlier = now() - timedelta(days=2)
    move_dates(running.school.database, opens_at=earlier, due_at=earlier + timedelta(days=1))
    assert "Late, but you can still hand in" in await text(running.aigul, "courses")


async def test_my_courses_shows_feedback_that_came(running: Running) -> None:
    """The link leads to the attempt that came back, also after a new hand-in."""
    with running.school.database.session() as session:
        for number, returned in ((1, now()), (2, None)):
            session.add(
                Attempt(
                    id=f"{number:024}", person=running.aigul.person, course="spreadsheets",
                    lesson="gradebook", version=1, number=number, cohort=1, handed_in_at=now(),
                    late=False, digest="0", files=[], state="graded", returned_at=returned,
                )
            )  # fmt: skip
    page = await text(running.aigul, "courses")
    assert f"feedback/{1:024}" in page
    assert "Feedback has come" in page
    assert "Handed in" in page


async def test_a_person_outside_every_cohort_reads_why_nothing_is_there(running: Running) -> None:
    """The facilitator takes no lessons."""
    assert "No lesson is open for you yet" in await text(running.nurlan, "courses")


@pytest.mark.parametrize("page", ["courses", f"hand-in/{LESSON}", "nowhere"])
async def test_every_page_carries_its_policy_and_names_its_language(
    running: Running, page: str
) -> None:
    """Nothing from other hosts, nothing in frames, one h1, no script but the school's own files."""
    for language in ("ky", "ru", "en"):
        answer = await running.aigul.ask(
            page, headers={"Cookie": f"mugalim-language={language}", "Accept-Encoding": "gzip"}
        )
        body = answer.body.decode()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert f'<html lang="{language}">' in body
        assert body.count("<h1>") == 1
        own = 2 if page.startswith("hand-in") else 1
        assert body.count("<script") == len(re.findall(OWN_SCRIPT, body)) == own
        assert "http" not in body


async def test_a_chosen_language_is_kept(running: Running) -> None:
    """In the cookie that all parts of the school read, and with the person."""
    answer = await running.aigul.ask("courses?lang=ru")
    assert "mugalim-language=ru" in answer.headers["Set-Cookie"]
    assert '<html lang="ru">' in answer.body.decode()
    with running.school.database.reading() as session:
        assert session.get_one(Person, running.aigul.person).language == "ru"


async def test_an_address_that_is_not_there_gets_a_sentence(running: Running) -> None:
    """Never a stock page, never a traceback."""
    answer = await running.aigul.ask("nowhere")
    assert answer.code == 404
    assert "There is nothing at this address." in answer.body.decode()


async def test_a_fault_of_ours_shows_no_more_than_a_sentence(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operator's log has the rest."""

    def broken(*_: object) -> None:
        raise RuntimeError("inner words")

    monkeypatch.setattr("mugalim_school.studying.lesson_cards", broken)
    answer = await running.aigul.ask("courses")
    assert answer.code == 500
    assert "It is not your fault" in answer.body.decode()
    assert "inner words" not in answer.body.decode()


async def test_a_shared_phone_is_named_on_every_page(running: Running) -> None:
    """So that nobody forgets to sign out."""
    answer = await running.aigul.ask("courses", headers={"Cookie": "mugalim-shared=1"})
    assert "sign out when you have finished" in answer.body.decode()


async def test_signing_out_forgets_her_here_and_at_the_hub(running: Running) -> None:
    """The school's cookie is cleared, then the Hub does its part."""
    answer = await running.aigul.ask("leave")
    assert answer.headers["Location"] == "/hub/logout"
    assert 'service-school=""' in answer.headers["Set-Cookie"]


async def test_the_style_sheet_is_kept_by_browsers(running: Running) -> None:
    """Its address changes with its content."""
    answer = await running.client("").ask("static/look.css?v=1")
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "wanted",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "lessons", "",
     "/\t/elsewhere.example", "javascript:alert(1)"],
)  # fmt: skip
def test_the_way_back_stays_on_this_host(wanted: str) -> None:
    """Only a path of this host is followed."""
    assert safe_next(wanted) is None
    assert safe_next("/services/lessons/spreadsheets/gradebook?x=1") is not None
