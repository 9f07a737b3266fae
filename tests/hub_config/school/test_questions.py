"""Questions to the facilitator: asked from a check, looked at and answered on the desk, read."""

import json
import zipfile
from typing import Any

import pytest
from hub_config.school.desk_steps import press, text_of
from hub_config.school.serving import LESSON, Client, Running, add_person, aside
from hub_config.school.uploading import Sender
from tornado.httpclient import HTTPResponse

from mugalim_school import personal, questions, teaching
from mugalim_school.models import LogLine, Membership, Question

ASKED = f"api/questions/{LESSON}"
WORDS = "I typed it again and it still says <so>."


async def save(who: Client, mark: str = "5") -> None:
    """A saved mark."""
    operation = {"op": "set", "sheet": "Marks", "cell": "C2", "input": mark}
    body = json.dumps({"base": None, "operations": [operation]})
    assert (await who.write(f"api/answers/{LESSON}/register", body)).code == 200


async def ask(who: Client, exercise: str = "register", **sent: Any) -> HTTPResponse:
    """A question as the lesson's page sends it."""
    body = {"check": "formula", "hint": "O2: write a formula.", "words": WORDS, **sent}
    return await who.write(f"{ASKED}/{exercise}", json.dumps(body))


def kept(running: Running) -> list[Question]:
    """All questions of the school, the oldest first."""
    with running.school.database.reading() as session:
        return session.query(Question).order_by(Question.asked_at).all()


async def answered(running: Running, words: str = "Look at O2.") -> Question:
    """A question of Aigul's that her facilitator answered."""
    assert (await ask(running.aigul)).code == 200
    page = f"desk/questions/{kept(running)[-1].id}"
    assert (await press(running.nurlan, page, f"{page}/answer", answer=words)).code == 303
    return kept(running)[-1]


async def told(who: Client) -> dict[str, Any]:
    """What the lesson's page is told."""
    found: dict[str, Any] = json.loads((await who.ask(ASKED)).body)
    return found


async def test_a_question_keeps_the_check_the_hint_the_words_and_the_work(running: Running) -> None:
    """What she changes later is not in what the facilitator looks at."""
    await save(running.aigul, "=2+3")
    assert (await ask(running.aigul)).code == 200
    await save(running.aigul, "4")
    (question,) = kept(running)
    assert (question.about, question.hint, question.words) == (
        "formula",
        "O2: write a formula.",
        WORDS,
    )
    page = await text_of(running.nurlan, f"desk/questions/{question.id}")
    assert "<td>5<small>=2+3</small></td>" in page
    assert "&lt;so&gt;" in page
    file = await running.nurlan.ask(f"desk/questions/{question.id}/files/register")
    assert file.headers["Content-Disposition"] == 'attachment; filename="register.xlsx"'
    with running.school.database.reading() as session:
        lines = session.query(LogLine).filter_by(actor=running.nurlan.person)
        assert {line.action for line in lines} == {"look_at_work", "download_work"}


async def test_an_uploaded_file_is_kept_as_it_was(running: Running) -> None:
    """The facilitator gets the very bytes; other exercises stay out."""
    file = running.school.config.courses / LESSON / "not_yet/typed_average.xlsx"
    await Sender(running.aigul).send(file.name, file.read_bytes())
    await running.aigul.write(
        f"api/answers/{LESSON}/note", json.dumps({"operations": [{"op": "write", "text": "mine"}]})
    )
    await ask(running.aigul)
    address = f"desk/questions/{kept(running)[0].id}"
    assert (await running.nurlan.ask(f"{address}/files/register")).body == file.read_bytes()
    assert "mine" not in await text_of(running.nurlan, address)


async def test_the_desk_shows_what_waits_and_nothing_once_it_is_answered(running: Running) -> None:
    """Who, which lesson, which check, her words; then the answer closes it."""
    await ask(running.aigul)
    page = await text_of(running.nurlan, "desk/1/")
    for words in ("Questions of learners: 1", "Aigul Test", "still says &lt;so&gt;"):
        assert words in page
    (question,) = kept(running)
    path = f"desk/questions/{question.id}"
    await press(running.nurlan, path, f"{path}/answer", answer=" Look at O2. ")
    assert "Questions of learners" not in await text_of(running.nurlan, "desk/1/")
    assert "Look at O2." in await text_of(running.nurlan, path)


async def test_the_learner_finds_the_answer_and_reads_it(running: Running) -> None:
    """On my courses, in the lesson, before a hand-in; opening it is reading it."""
    await answered(running, "Look at <O2>.")
    assert "Your facilitator answered" in await text_of(running.aigul, "courses")
    (question,) = (await told(running.aigul))["questions"]
    assert (question["answer"], question["by"], question["news"]) == (
        "Look at <O2>.",
        "Nurlan Test",
        True,
    )
    assert "Your facilitator answered" in await text_of(running.aigul, f"hand-in/{LESSON}")
    assert "Look at &lt;O2&gt;." in await text_of(running.aigul, f"questions/{LESSON}")
    assert "Your facilitator answered" not in await text_of(running.aigul, "courses")
    assert (await told(running.aigul))["questions"][0]["news"] is False


async def test_the_lessons_page_says_that_an_answer_was_opened(running: Running) -> None:
    """Only hers; another's answer is not there."""
    question = await answered(running)
    path = f"api/questions/{question.id}/read"
    assert (await running.marina.write(path, "{}")).code == 404
    assert (await running.aigul.write(path, "{}")).code == 200
    first = kept(running)[0].read_at
    await running.aigul.write(path, "{}")
    assert first is not None
    assert kept(running)[0].read_at == first


async def test_the_same_check_again_replaces_the_open_question(running: Running) -> None:
    """Its words and its work; once it is answered, the next one is new."""
    await save(running.aigul, "3")
    await ask(running.aigul)
    await save(running.aigul, "4")
    await ask(running.aigul, words="Better words")
    (question,) = kept(running)
    assert question.words == "Better words"
    folder = running.school.config.data / "questions" / running.aigul.person
    assert [each.name for each in folder.iterdir()] == [question.work]
    await answered(running)
    await ask(running.aigul)
    assert len(kept(running)) == 2


async def test_a_page_without_scripts_asks_by_its_form(running: Running) -> None:
    """Beside every check that is not passed, before the hand-in; then it says when she asked."""
    page = await text_of(running.aigul, f"hand-in/{LESSON}")
    assert page.count("What is not clear?") == 8
    sent = {"check": "formula", "hint": "O2", "words": "Why?\r\nWhere?"}
    answer = await press(running.aigul, f"hand-in/{LESSON}", f"questions/{LESSON}/register", **sent)
    assert answer.headers["Location"].endswith("?asked=register#ask-register-formula")
    assert kept(running)[0].words == "Why?\nWhere?"
    page = await text_of(running.aigul, f"hand-in/{LESSON}?asked=register")
    assert "Change my question" in page
    assert "<details open>" in page


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"check": "nowhere"}, 409),
        ({"check": 1}, 409),
        ({"check": None}, 409),
        ({"words": ["x"]}, 409),
        ({"hint": {"a": 1}}, 409),
        ({"words": "x" * 1001}, 422),
    ],
)
async def test_what_is_nothing_of_the_lessons_is_not_kept(
    running: Running, sent: dict[str, Any], code: int
) -> None:
    """A sentence, and no question."""
    answer = await ask(running.aigul, **sent)
    assert (answer.code, bool(json.loads(answer.body)["sentence"])) == (code, True)
    assert kept(running) == []


async def test_other_bodies_and_places_are_refused(running: Running) -> None:
    """No JSON, no such exercise or lesson, another page's form, nobody."""
    assert (await running.aigul.write(f"{ASKED}/register", "[]")).code == 422
    assert (await ask(running.aigul, "nothing")).code == 404
    assert (await running.aigul.write("api/questions/other/lesson/x", "{}")).code == 403
    foreign = await running.aigul.ask(f"{ASKED}/register", method="POST", body="{}")
    assert foreign.code == 403
    assert (await running.client("").ask(ASKED)).code == 401
    assert kept(running) == []


async def test_a_long_hint_is_cut_and_words_may_be_missing(running: Running) -> None:
    """Whatever a page sends as the hint, the desk stays readable."""
    await ask(running.aigul, hint="x" * 5000, words="")
    (question,) = kept(running)
    assert (len(question.hint), question.words) == (questions.LONGEST_HINT, "")
    assert "Nothing was written." in await text_of(running.nurlan, "desk/1/")


async def test_twenty_open_questions_are_enough(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one is refused and leaves no work behind; the open ones may still be changed."""
    monkeypatch.setattr(questions, "MOST_OPEN", 1)
    await ask(running.aigul)
    answer = await ask(running.aigul, check="freeze")
    assert answer.code == 422, answer.body
    assert "wait for an answer already" in json.loads(answer.body)["sentence"]
    assert (await ask(running.aigul, words="again")).code == 200
    folder = running.school.config.data / "questions" / running.aigul.person
    assert len(list(folder.iterdir())) == len(kept(running)) == 1


async def test_a_cohort_without_a_facilitator_says_so(running: Running) -> None:
    """In the lesson, before the hand-in and to whoever asks all the same."""
    with running.school.database.session() as session:
        session.delete(session.get_one(Membership, (running.nurlan.person, 1)))
    assert (await told(running.aigul))["facilitator"] is False
    assert "has no facilitator just now" in await text_of(running.aigul, f"hand-in/{LESSON}")
    answer = await ask(running.aigul)
    assert "has no facilitator" in json.loads(answer.body)["sentence"]
    assert kept(running) == []


async def test_only_facilitators_of_her_cohort_see_a_question(running: Running) -> None:
    """Not another cohort's, nor her colleague, nor herself on the desk."""
    await ask(running.aigul)
    with running.school.database.session() as session:
        cohort = teaching.make_cohort(session, "Osh", ["spreadsheets"], "test")
        other = running.client(add_person(session, "azamat", cohort, "facilitator").id)
    path = f"desk/questions/{kept(running)[0].id}"
    for place in (path, f"{path}/files/register", f"{path}/pieces/{'0' * 64}"):
        assert (await other.ask(place)).code == 404
        assert (await running.marina.ask(place)).code == 403
    answer = await press(other, "desk/2/invite", f"{path}/answer", answer="mine")
    assert answer.code == 404
    assert "Questions of learners" not in await text_of(other, "desk/2/")
    assert (await told(running.marina))["questions"] == []
    assert kept(running)[0].answer is None


async def test_an_answer_has_words_and_an_end_and_is_given_once(running: Running) -> None:
    """Nothing, 2,001 characters, and a second answer are refused with a sentence."""
    await ask(running.aigul)
    path = f"desk/questions/{kept(running)[0].id}"
    for words in (" ", "x" * 2001):
        answer = await press(running.nurlan, path, f"{path}/answer", answer=words)
        assert answer.code == 422
        assert kept(running)[0].answered_at is None
    assert (await press(running.nurlan, path, f"{path}/answer", answer="x" * 2000)).code == 303
    again = await press(running.nurlan, "desk/1/invite", f"{path}/answer", answer="other")
    assert "answered already" in again.body.decode()
    assert kept(running)[0].answer == "x" * 2000


async def test_who_is_erased_leaves_no_question_behind(running: Running) -> None:
    """Neither its row nor the work; before that, both are in her export."""
    await save(running.aigul)
    await answered(running)
    config, who = running.school.config, running.aigul.person
    zipped = aside(personal.export, config, who, config.data / "her.zip")
    with zipfile.ZipFile(zipped) as file:
        assert any(name.startswith(f"questions/{who}/") for name in file.namelist())
    aside(personal.erase, config, who)
    assert kept(running) == []
    assert not (config.data / "questions" / who).exists()
