"""Forms of real lessons with their material, and a hand that fills them in as a teacher does."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from autograders.lessons import ai_and_together__portfolio as portfolio
from autograders.lessons import digital_workplace__learning_plan as learning_plan
from autograders.lessons import digital_workplace__message_to_families as families
from autograders.lessons import media__captions as captions
from autograders.lessons import safety__check_before_you_forward as forwarding
from autograders.lessons import safety__class_agreement as class_agreement
from autograders.lessons.cases import COURSES, kept
from playwright.sync_api import Locator

from mugalim_courses.loading import parse_lesson_plan
from mugalim_courses.model import Exercise

FORMS = Path(__file__).parent / "forms"
WRITTEN = (  # forms of lessons that are there; those of planned ones wait in FORMS
    "digital-workplace__learning-plan__plan", "digital-workplace__message-to-families__message",
    "media__captions__storyboard",
)  # fmt: skip
NAMES = sorted([*WRITTEN, *(path.stem for path in FORMS.glob("*.yaml"))])
YES_NO = [{"id": True, "text": "Yes"}, {"id": False, "text": "No"}]
Data = Mapping[str, Any]


def planned(name: str) -> Exercise:
    """The exercise of "<course>__<lesson>__<exercise>", with the material that waits for it."""
    course, lesson, exercise = name.split("__")
    plan = parse_lesson_plan(COURSES / course / lesson / "lesson.yaml").exercises[exercise]
    if name in WRITTEN:
        return plan
    material = yaml.safe_load((FORMS / f"{name}.yaml").read_text(encoding="utf-8"))
    return replace(plan, material=material)


def work(name: str) -> dict[str, Any]:
    """What a teacher writes into the form: the work that the checks' own tests let pass."""
    return _WORKS[name.split("__")[-1]]()


def _plan() -> dict[str, Any]:
    data = learning_plan.plan("en")["data"]
    goals = [{**goal, "date": "2026-12-18"} for goal in data["goals"][:3]]
    return {**data, "goals": goals}


def _judgement() -> dict[str, Any]:
    said = {"reason": forwarding.REASONS["en"], "reply": forwarding.REPLIES["en"]}
    searches = [dict(each) for each in forwarding.SEARCHES]
    return {"searches": searches, "verdict": "turned_round", "confidence": "high", **said}


def _sources() -> dict[str, Any]:
    names = ("address", "author", "date", "purpose", "evidence", "primary", "opened")
    rows = [dict(zip(names, row, strict=True)) for row in forwarding.ROWS["en"]]
    fixed = [{**row, "primary": row["primary"] == "yes", "opened": "2026-11-23"} for row in rows]
    return {"rows": fixed}


_WORKS = {
    "agreement": lambda: class_agreement.agreement("en")["data"],
    "judgement": _judgement,
    "message": lambda: dict(families.MEETING),
    "oer": lambda: {**portfolio.OER, "keywords": "үлүш, математика"},
    "plan": _plan,
    "sources": _sources,
    "storyboard": lambda: json.loads(captions.form()())["data"],
    "unit": lambda: json.loads(kept("assessment__reading_unit", "unit_en.json")())["data"],
}


def fill(box: Locator, fields: Sequence[Data], data: Data) -> None:
    """Fill in the fields below an element by finger; a field without a value is left alone."""
    for field in fields:
        value = data.get(field["id"])
        if value not in (None, "", []):
            _HANDS.get(field["type"], _write)(box, field, value)


def fill_list(group: Locator, field: Data, items: Sequence[Any]) -> None:
    """Fill in the items of a list, the first one in the card that is there already."""
    for number, item in enumerate(items):
        if number:
            group.get_by_role("button", name="Add:").last.tap()
        fill(group.locator("ol.items").first.locator("> li").nth(number), field["fields"], item)


def _write(box: Locator, field: Data, value: Any) -> None:
    box.get_by_label(field["label"]).first.fill(str(value))


def _choose(box: Locator, field: Data, value: Any) -> None:
    options = field.get("options", YES_NO)
    text = next(each["text"] for each in options if each["id"] is value or each["id"] == value)
    folded = box.get_by_role("combobox", name=field["label"])
    if folded.count():
        folded.first.select_option(label=text)
    else:
        group = box.get_by_role("group", name=field["label"]).first
        group.get_by_role("radio", name=text, exact=True).tap()


def _group(box: Locator, field: Data, value: Data) -> None:
    fill(box.get_by_role("group", name=field["label"]).first, field["fields"], value)


def _rows(box: Locator, field: Data, value: Sequence[Data]) -> None:
    group, (inner,) = box.get_by_role("group", name=field["label"]).first, field["fields"]
    for row in value:
        text = next(each["text"] for each in field["rows"] if each["id"] == row[field["key"]])
        fill(group, [{**inner, "label": text}], row)


def _list(box: Locator, field: Data, value: Sequence[Any]) -> None:
    fill_list(box.get_by_role("group", name=field["label"]).first, field, value)


def _texts(box: Locator, field: Data, value: Sequence[Data]) -> None:
    """Choose the texts, and in each the sentence with its figure."""
    figures = {"bags-market": "15 bags a month", "bags-pupils": "40 bags on average"}
    for text in value:
        card = box.locator(f"[data-text={text['source']}]")
        card.locator("summary").tap()
        card.get_by_role("button").tap()
        card.get_by_text(figures[text["source"]]).tap()


_HANDS = {
    "choice": _choose,
    "yes_no": _choose,
    "group": _group,
    "languages": _group,
    "rows": _rows,
    "list": _list,
    "texts": _texts,
}
