"""Every word of every surface, in Kyrgyz and Russian."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from mugalim_courses.languages import load_catalog
from mugalim_widgets import surfaces, words

PLACES = re.compile(r"{(\w+)}")
SHARED = [
    text
    for name in ("SAVING", "REPORT", "EDITING", "TROUBLE")
    for text in vars(words)[name].values()
]
MODULES = sorted(path.stem for path in Path(surfaces.__file__).parent.glob("*.py"))


def words_of(module: str) -> list[str]:
    """The texts of all tables of words in a surface's module."""
    found = vars(importlib.import_module(f"mugalim_widgets.surfaces.{module}"))
    tables = [found[name] for name in ("WORDS", "PROBLEMS") if isinstance(found.get(name), Mapping)]
    return [text for table in tables for text in table.values()]


OWN = {
    "spreadsheet": [*words_of("spreadsheet"), *words_of("live_workbook")],
    **{name: words_of(name) for name in MODULES if name not in ("spreadsheet", "live_workbook")},
}


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("surface", [*(name for name in OWN if OWN[name]), ""])
def test_every_word_is_there_and_none_is_left_over(surface: str, language: str) -> None:
    """With the same places for values; what no surface says any more is not kept."""
    texts = OWN[surface] if surface else SHARED
    found = load_catalog(words.LOCALE / surface, language).entries
    assert {text for _, text in found} <= set(texts)
    missing = [text for text in texts if (None, text) not in found and text not in SHARED]
    assert missing == []
    for (_, text), forms in found.items():
        assert sorted(PLACES.findall(forms[0])) == sorted(PLACES.findall(text)), text
