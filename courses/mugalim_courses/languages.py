"""The three languages of the school, and the catalogs (gettext .po files) that hold its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from babel.plural import PluralRule

LANGUAGES = ("ky", "ru", "en")
SOURCE_LANGUAGE = "en"
NAMES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}

_PLURAL_FORM: dict[str, Mapping[str, int]] = {
    "ky": {"one": 0, "other": 1},
    "ru": {"one": 0, "few": 1, "many": 2, "other": 2},
    "en": {"one": 0, "other": 1},
}
_PLURAL_RULE = {
    "ky": PluralRule({"one": "n = 1"}),
    "ru": PluralRule(
        {
            "one": "v = 0 and i % 10 = 1 and i % 100 != 11",
            "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
            "many": "v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 11..14",
        }
    ),
    "en": PluralRule({"one": "i = 1 and v = 0"}),
}


def language_or_default(wanted: str | None, default: str = "ky") -> str:
    """The language asked for where the school speaks it, else the default."""
    return wanted if wanted in LANGUAGES else default


@dataclass(frozen=True)
class Catalog:
    """The messages of one package or course in one language.

    `entries` maps (context, message) to its forms: one string, or one for each plural form.
    A message without a translation is given back as it is, so that a gap never hides text.
    """

    language: str
    entries: Mapping[tuple[str | None, str], tuple[str, ...]]

    def text(self, message: str, /, context: str | None = None, **values: object) -> str:
        """The message in this catalog's language, with `{name}` filled from the values."""
        forms = self.entries.get((context, message))
        found = forms[0] if forms and forms[0] else message
        return found.format(**values) if values else found

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form of a counted message that fits n; `{n}` is filled with n."""
        forms = self.entries.get((None, one))
        position = _PLURAL_FORM[self.language][_PLURAL_RULE[self.language](n)]
        if forms and position < len(forms) and forms[position]:
            found = forms[position]
        else:
            found = one if n == 1 else many
        return found.format(n=n, **values)

    def __contains__(self, message: str) -> bool:
        """Whether the catalog has words of its own for a message without context."""
        return bool(self.entries.get((None, message)))


def load_catalog(folder: Path, language: str, name: str | None = None) -> Catalog:
    """The catalog `<folder>/<name or language>.po`; an empty one where the file is absent.

    Fuzzy and untranslated entries are left out. Read once; a changed file is read again.
    """
    path = folder / f"{name or language}.po"
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return Catalog(language, {})
    return _read(path, language, changed)


@cache
def _read(path: Path, language: str, changed: int) -> Catalog:
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    entries: dict[tuple[str | None, str], tuple[str, ...]] = {}
    for message in messages:
        if not message.id or message.fuzzy:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
        if any(forms):
            entries[(message.context, key)] = forms
    return Catalog(language, entries)
