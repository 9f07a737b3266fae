import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.ext import babel_extract

import mugalim_hub
from mugalim_courses.languages import load_catalog
from mugalim_hub import forms
from mugalim_hub.words import LOCALE, wanted_language

PACKAGE = Path(mugalim_hub.__file__).parent
FIELD = re.compile(r"\{(\w+)\}")


def of_templates() -> Iterator[str]:
    """Every message in t("…") of our templates."""
    for path in (PACKAGE / "templates").glob("*.html"):
        Environment(autoescape=True).parse(path.read_text("utf-8"))
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, ("t",), (), {"extensions": ""}):
                yield message[0] if isinstance(message, tuple) else str(message)


def of_forms() -> Iterator[str]:
    """Every sentence that stands as a constant in forms.py; of a counted one, the first form."""
    for name, value in vars(forms).items():
        if name.isupper() and isinstance(value, str | tuple):
            sentence = value if isinstance(value, str) else value[0]
            yield from [sentence] if " " in sentence else []


MESSAGES = sorted({*of_templates(), *of_forms()})


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_message_of_the_pages_is_translated(language: str) -> None:
    """No page falls back to English, and no value gets lost on the way."""
    entries = load_catalog(LOCALE, language).entries
    assert [message for message in MESSAGES if (None, message) not in entries] == []
    for message in MESSAGES:
        fields = sorted(FIELD.findall(message))
        assert all(sorted(FIELD.findall(form)) == fields for form in entries[None, message])


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_no_translation_is_left_over(language: str) -> None:
    """A catalog holds only what the pages say."""
    known = {message for _, message in load_catalog(LOCALE, language).entries}
    assert known - set(MESSAGES) == set()


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "language"),
    [
        ("ru", "ky", "en", "ru"),
        ("de", "ky", "en", "ky"),
        (None, None, "de-DE, en;q=0.4, ru-RU;q=0.7", "ru"),
        (None, "xx", "", "ky"),
        (None, None, "de;q=nothing,, *", "ky"),
    ],
)
def test_the_language_is_asked_for_then_kept_then_accepted(
    asked: str | None, kept: str | None, accepted: str, language: str
) -> None:
    """A page speaks the language of its address, of the cookie, of the browser, else Kyrgyz."""
    assert wanted_language(asked, kept, accepted, "ky") == language
