"""Her quiz in other forms than its own file, at one address; a refusal is a sentence."""

import json
from typing import Any

import pytest
from hub_config.school.serving import LESSON, Running
from hub_config.school.uploading import said

QUIZ = "\n  quiz:\n    kind: records\n    title: A quiz\n    artefact: my_quiz.json\n"
ITEM = {"type": "single", "stem": "2 + 2?", "options": [{"text": "4", "key": True}, {"text": "5"}]}
PATH = f"artefact/{LESSON}/quiz"


@pytest.fixture
async def with_quiz(running: Running) -> Running:
    """A school in whose open lesson there is a quiz to build."""
    [plan] = (running.school.config.data / "releases" / LESSON).glob("*/lesson.yaml")
    plan.write_text(plan.read_text().replace("exercises:", f"exercises:{QUIZ}", 1))
    return running


async def write(running: Running, *items: Any) -> None:
    """Save a quiz of these questions."""
    operation = {"op": "put", "state": {"data": {"items": list(items)}, "language": "ky"}}
    body = json.dumps({"base": None, "operations": [operation], "kind": "records"})
    answer = await running.aigul.write(f"api/answers/{LESSON}/quiz", body)
    assert answer.code == 200, answer.body


@pytest.mark.parametrize(
    ("form", "name", "begins"),
    [("gift", "my_quiz.txt", b"::01::"), ("qti", "my_quiz.zip", b"PK"),
     ("docx", "my_quiz.docx", b"PK")],
)  # fmt: skip
async def test_a_quiz_is_given_in_each_form(
    with_quiz: Running, form: str, name: str, begins: bytes
) -> None:
    """To be kept, never shown."""
    await write(with_quiz, ITEM)
    answer = await with_quiz.aigul.ask(f"{PATH}?as={form}")
    assert answer.code == 200, answer.body
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.body.startswith(begins)


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
async def test_a_script_is_told_in_her_language(with_quiz: Running, language: str) -> None:
    """Which question lacks what; where nothing was begun, that too."""
    headers = {"Accept": "application/json", "Cookie": f"mugalim-language={language}"}
    answers = [await with_quiz.aigul.ask(f"{PATH}?as=gift", headers=headers)]
    await write(with_quiz, {**ITEM, "options": [{"text": "4"}, {"text": "5"}]})
    answers += [await with_quiz.aigul.ask(f"{PATH}?as=gift", headers=headers)]
    assert [each.code for each in answers] == [422, 422]
    first, second = (said(each)["sentence"] for each in answers)
    assert first != second
    assert "1" in second
    assert min(map(len, (first, second))) > 20


async def test_a_browser_gets_a_page_with_the_sentence(with_quiz: Running) -> None:
    """Whoever opens the address by hand."""
    answer = await with_quiz.aigul.ask(f"{PATH}?as=gift")
    assert answer.code == 422
    assert answer.headers["Content-Type"].startswith("text/html")
    assert b'data-error="records.' in answer.body


@pytest.mark.parametrize("asked", ["quiz?as=pdf", "quiz?as=", "register?as=gift", "none?as=gift"])
async def test_what_is_not_there_is_refused(with_quiz: Running, asked: str) -> None:
    """Another form, another kind of exercise, none at all."""
    await write(with_quiz, ITEM)
    headers = {"Accept": "application/json"}
    answer = await with_quiz.aigul.ask(f"artefact/{LESSON}/{asked}", headers=headers)
    assert answer.code in (404, 422)
    assert said(answer)["sentence"]


async def test_anothers_quiz_is_not_given(with_quiz: Running) -> None:
    """Each learner takes her own along; a stranger signs in first."""
    await write(with_quiz, ITEM)
    headers = {"Accept": "application/json"}
    answer = await with_quiz.marina.ask(f"{PATH}?as=gift", headers=headers)
    assert b"2 + 2" not in answer.body
    stranger = await with_quiz.client("").ask(f"{PATH}?as=gift", headers=headers)
    assert (stranger.code, said(stranger)["error"]) == (401, "sign_in")
