"""Closed exercises are held against their kind, and each fault names its place and its cure."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import closed_exercises
import pytest
import yaml

from mugalim_checks.core import run
from mugalim_checks.registry import trouble_with
from mugalim_courses import LessonError, localised
from mugalim_courses.closed import moved_on, right_places
from mugalim_courses.translating import lesson_catalog, messages
from mugalim_school.checking import check_course

if TYPE_CHECKING:
    from conftest import Author

ORDER = """\
  steps:
    kind: order
    material:
      items:
        - {id: ask, text: Ask, reply: "What comes first?"}
        - {id: read, text: Read}
        - {id: tell, text: Tell}
    checks: [{id: places, check: arranged.items_in_place, points: 2}]
"""
SORT = """\
  where:
    kind: sort
    material:
      groups: [{id: here, text: Here}, {id: there, text: There}]
      items:
        - {id: ask, text: Ask, group: here}
        - {id: read, text: Read, group: there}
        - {id: tell, text: Tell, group: here}
    checks: [{id: all, check: arranged.all_placed, points: 2}]
"""
MATCH = """\
  pairs:
    kind: match
    material:
      partners: [{id: one, text: One}, {id: two, text: Two}, {id: six, text: Six}]
      items: [{id: ask, text: Ask, partner: one}, {id: read, text: Read, partner: two}]
"""
SHORT = """\
  sum:
    kind: text
    lines: 1
    material: {answers: ["4.5", "9/2"], reply: "Yes: nine halves.", else: "Add them first."}
"""
SEVERAL = "  several:\n    kind: choice\n    material: {several: true, shuffle: true}\n" + (
    "    options: [{id: one, text: One}, {id: two, text: Two}]\n"
)


def add(author: Author, exercises: str) -> Author:
    """The author's plan with more exercises."""
    author.change("rubric:", f"{exercises}rubric:")
    return author


def test_each_kind_is_read(author: Author) -> None:
    """Items, groups, partners, accepted answers."""
    lesson = add(author, ORDER + SORT + MATCH + SHORT + SEVERAL).lesson()
    assert right_places(lesson.exercises["steps"]) == {"ask": 1, "read": 2, "tell": 3}
    assert right_places(lesson.exercises["where"])["read"] == "there"
    assert moved_on(lesson.exercises["pairs"]) == {"ask": "two", "read": "one"}
    assert lesson.exercises["sum"].material["answers"] == ["4.5", "9/2"]


def test_a_check_takes_its_key_from_the_material(author: Author) -> None:
    """What is right is written once, in the order or beside each item."""
    lesson = add(author, ORDER + SORT).lesson()
    steps, where = lesson.exercises["steps"].checks[0], lesson.exercises["where"].checks[0]
    assert steps.parameters == {"key": ["ask", "read", "tell"]}
    assert where.parameters["key"] == {"ask": "here", "read": "there", "tell": "here"}
    assert trouble_with(steps) is trouble_with(where) is None


@pytest.mark.parametrize(
    ("exercise", "old", "new", "said"),
    [
        (ORDER, "id: read, ", "", "steps.material.items[1]: 'id' is missing"),
        (ORDER, "id: read", "id: ask", "steps.material.items: 'ask' stands twice"),
        (ORDER, "text: Read", "text: Ask", "steps.material.items: 'Ask' stands twice"),
        (ORDER, ", text: Read", "", "steps.material.items[1]: 'text' is missing"),
        (ORDER, "id: read", "id: read, group: x", "items[1]: unknown key 'group'"),
        (ORDER, "items:\n", "item:\n", "steps.material: unknown key 'item'; did you mean 'items'"),
        (ORDER, "points: 2", "points: 2, parameters: {key: [ask]}", "steps.checks.places: 'key'"),
        (SORT, "group: there", "group: ther", "items[1].group: there is no 'ther'; did you mean"),
        (SORT, ", group: there", "", "where.material.items[1]: 'group' is missing"),
        (SORT, "group: there", "group: here", "all items belong to 'here'"),
        (SORT, "[{id: here, text: Here}, {id: there, text: There}]", "[]", "groups: there are 0"),
        (SORT, "{id: there, text: There}", "{id: here, text: X}", "groups: 'here' stands twice"),
        (MATCH, "partner: two", "partner: one", "'one' is the partner of two items; give each"),
        (MATCH, "{id: six, text: Six}", "{id: six, text: Two}", "partners: 'Two' stands twice"),
        (SHORT, '["4.5", "9/2"]', "[4.5]", "sum.material.answers[0]: a text is expected"),
        (SHORT, '["4.5", "9/2"]', "[]", "sum.material.answers: there is no answer to accept"),
        (SHORT, ', else: "Add them first."', "", "sum.material: 'else' is missing"),
        (SHORT, "lines: 1", "lines: 2", "sum.material: an answer with a reply is short; set lines"),
        (SEVERAL, "several: true", "several: 2", "several.material, several"),
        (SEVERAL, "shuffle", "shuffel", "did you mean 'shuffle'?"),
    ],
)
def test_each_fault_says_where_and_what(
    author: Author, exercise: str, old: str, new: str, said: str
) -> None:
    """An author repairs it without reading code."""
    assert old in exercise
    add(author, exercise.replace(old, new))
    with pytest.raises(LessonError) as caught:
        author.lesson()
    assert said.replace(", several", ".several") in str(caught.value)


def test_one_item_is_no_order_and_thirty_are_too_many(author: Author) -> None:
    """A phone shows a few; one has nothing to be put before or after."""
    for many in (0, 1, 21):
        items = [{"id": f"i{at}", "text": f"Text {at}"} for at in range(many)]
        plan = yaml.safe_load((author.folder / "first/lesson.yaml").read_text())
        plan["exercises"]["steps"] = {"kind": "order", "material": {"items": items}}
        (author.folder / "first/lesson.yaml").write_text(yaml.safe_dump(plan))
        with pytest.raises(LessonError, match=f"items: there are {many}; give 2 to 20"):
            author.lesson()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{table: solution", "{steps: solution/table.xlsx, table: solution"),
        ("exercise: table, fails: [rows]", "exercise: steps, fails: [places]"),
    ],
)
def test_no_file_stands_for_items_in_places(author: Author, old: str, new: str) -> None:
    """The solution is the material; a file would be another one."""
    add(author, ORDER).change(old, new)
    with pytest.raises(LessonError, match="steps is made of no file; leave it out"):
        author.lesson()


def test_texts_are_translated_and_accepted_answers_are_not(author: Author) -> None:
    """What is read is looked up; what is accepted is listed in all languages by its author."""
    add(author, ORDER + SORT + MATCH + SHORT)
    texts = {message.text for message in messages(author.lesson())}
    assert {
        "Ask",
        "What comes first?",
        "There",
        "Six",
        "Yes: nine halves.",
        "Add them first.",
    } <= texts
    assert not {"4.5", "9/2", "ask", "there"} & texts
    author.translate(lambda text: f"ky {text}")
    said = localised(author.lesson(), lesson_catalog(author.lesson(), "ky")).exercises
    assert said["sum"].material["else"] == "ky Add them first."
    assert said["steps"].material["items"][0] == {
        "id": "ask", "text": "ky Ask", "reply": "ky What comes first?",
    }  # fmt: skip


def said(author: Author) -> list[str]:
    """What the school says of exercises that have items, beside words that are not translated."""
    author.change("workbook.rows", "workbook.header_frozen")
    author.change("workbook.total", "workbook.no_visible_errors")
    school = cast(Any, SimpleNamespace(courses=author.folder.parent))
    found = [str(each) for each in check_course(school, "reading")]
    about = [each for each in found if "steps" in each or "where" in each]
    return [each for each in about if "not translated" not in each]


def test_an_order_with_points_needs_its_material_alone(author: Author) -> None:
    """The right places earn everything, nothing earns nothing, other places earn less."""
    path = add(author, ORDER).folder / "first/lesson.ipynb"
    notebook = json.loads(path.read_text())
    grade = next(cell for cell in notebook["cells"] if cell["id"] == "grade-table")
    notebook["cells"].append({**grade, "id": "grade-steps", "source": 'grade("steps")'})
    path.write_text(json.dumps(notebook))
    assert said(author) == []


def test_points_for_any_places_are_named(author: Author) -> None:
    """Where only being done counts, the check cannot tell right from not yet."""
    assert any("items in other places earn everything" in each for each in said(add(author, SORT)))


@pytest.mark.parametrize("kind", ["order", "sort", "match"])
def test_the_examples_of_the_tests_keep_the_rules(kind: str) -> None:
    """They are held against their kind like any lesson's."""
    exercise = closed_exercises.graded(kind)
    assert run(exercise, right_places(exercise)).points == exercise.points
    assert run(exercise, moved_on(exercise)).points < exercise.points
