"""The sentences of checks and refusals, and the checks' titles: each module's catalog."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mugalim_checks.core import Failure, Result
from mugalim_courses.languages import SOURCE_LANGUAGE, load_catalog
from mugalim_courses.model import CheckUse

_HERE = Path(__file__).parent
_OWN = ("core", "file", "place")  # said by no single module; in the catalogs of the package


def message(result: Result | Failure, language: str) -> str:
    """The sentence for a result or a failure in a language; English where a catalog has a gap."""
    if isinstance(result, Failure):
        return sentence(result.id, result.values, language)
    return sentence(result.message or "core.passed", result.values, language)


def sentence(id: str, values: Mapping[str, object], language: str) -> str:
    """The words of a message id, such as "slides.text_small", filled with its values.

    A value that is itself {"id", "values"} is filled in as a message of its own: a place
    ("slide 4"), or another check's sentence.
    """
    folder = catalog_folder(id)
    template = load_catalog(folder, language).text(id)
    if template == id:
        template = load_catalog(folder, SOURCE_LANGUAGE).text(id)
    shown = {name: _shown(value, language) for name, value in values.items()}
    try:
        return template.format(**shown)
    except (LookupError, ValueError):
        return template


def title(use: CheckUse, language: str) -> str:
    """What a check looks for, in a few words that stand beside its outcome.

    The lesson's own words, else the check's; filled with its parameters, never with one that tells
    the answer. Empty for a check that has none.
    """
    words = use.title
    for wanted in (language, SOURCE_LANGUAGE):
        words = words or _title(use.check, wanted)
    try:
        return words.format(**use.parameters)
    except (LookupError, ValueError):
        return words


def _title(check: str, language: str) -> str:
    words = load_catalog(catalog_folder(check), language).text(check, context="title")
    return "" if words == check else words


def catalog_folder(id: str) -> Path:
    """The folder with the catalogs of a message id: that of the module named before its dot."""
    module = id.partition(".")[0]
    if module in _OWN or not module.isidentifier():
        return _HERE / "locale"
    return _HERE / ("formulas" if module == "formula" else module) / "locale"


def _shown(value: object, language: str) -> str:
    if isinstance(value, Mapping):
        return sentence(str(value.get("id")), value.get("values") or {}, language)
    if isinstance(value, float):
        text = f"{value:.10g}"
        return text if language == SOURCE_LANGUAGE else text.replace(".", ",")
    return str(value)
