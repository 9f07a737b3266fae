import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import mugalim_school
from mugalim_courses.languages import load_catalog
from mugalim_school import exports, operating, pulse
from mugalim_school.errors import LOCALE, SENTENCES

HERE = Path(mugalim_school.__file__).parent
PLACES = re.compile(r"{(\w+)}")


def in_templates() -> Iterator[tuple[str, ...]]:
    """The texts of every page, one form or two."""
    for path in sorted((HERE / "templates").rglob("*.html")):
        tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            name = getattr(call.node, "name", "")
            texts = [each.value for each in call.args if isinstance(each, nodes.Const)]
            if name in ("_", "plural"):
                yield tuple(texts[: 1 if name == "_" else 2])


def in_code() -> Iterator[tuple[str, ...]]:
    """The texts that modules look up by `words.text(...)` or `words.plural(...)`."""
    for path in sorted(HERE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            texts = [each.value for each in call.args if isinstance(each, ast.Constant)]
            if call.func.attr in ("text", "plural") and "words" in ast.unparse(call.func.value):
                yield tuple(texts[: 1 if call.func.attr == "text" else 2])


def wanted() -> list[tuple[str, ...]]:
    """Every text that a person may read on a page of the school."""
    sentences = [(text,) for text in SENTENCES.values()]
    taps = (*pulse.IN_CLASS.values(), *pulse.FELT.values())
    tables = (
        *taps,
        *exports.HEADINGS,
        *exports.STATES.values(),
        exports.YES,
        *operating.ACTIONS.values(),
    )
    named = [(text,) for text in tables]
    return sorted({*in_templates(), *in_code(), *sentences, *named} - {()})


@pytest.mark.parametrize(("language", "forms"), [("ky", 2), ("ru", 3)])
def test_every_text_is_there_in_both_languages(language: str, forms: int) -> None:
    """With the same places to fill in, and every plural form."""
    entries = load_catalog(LOCALE, language).entries
    missing = [each for each in wanted() if (None, each[0]) not in entries]
    assert missing == []
    for each in wanted():
        found = entries[(None, each[0])]
        assert len(found) == (1 if len(each) == 1 else forms), each
        for form in found:
            assert set(PLACES.findall(form)) == set(PLACES.findall(each[-1])), each


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_no_translation_is_left_over(language: str) -> None:
    """What no page says any more is not kept."""
    known = {each[0] for each in wanted()}
    assert {key for _, key in load_catalog(LOCALE, language).entries} <= known
