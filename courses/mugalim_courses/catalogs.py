"""A catalog as its translators keep it: read strictly, brought up to the texts, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog as Po
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import PoFileError, read_po, write_po

from mugalim_courses.languages import LANGUAGES, NAMES
from mugalim_courses.problems import LessonError

# comments, and words in quotation marks that are closed on their line
_LINE = re.compile(
    r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"\s*)?'
)
_HEADER = re.compile(r'(?:#.*\n|[ \t]*\n)*msgid ""\nmsgstr ".*"\n(?:".*"\n)*')
_NEW_HEADER = """\
# {title}: {name}.
# Native review pending.
# Content licence: CC BY 4.0.
msgid ""
msgstr ""
"Project-Id-Version: Mugalim courses: {title} 1\\n"
"X-Review: native review pending\\n"
"Language: {language}\\n"
"Language-Team: {name}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""

COURSE, PLAN, FILES = "course.yaml", "lesson.yaml", "files"  # contexts of texts in no cell
Key = tuple[str, str]  # a context and an English text


@dataclass(frozen=True)
class Message:
    """One text to translate: where it stands (a cell's id, lesson.yaml or files), and its words."""

    context: str
    text: str


def read_catalog(path: Path) -> Po:
    """The catalog in locale/<language>/; LessonError where a translator has to repair it."""
    where, language = "/".join(path.parts[-5:]), path.parent.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise LessonError(where, "the file is missing", "run: mugalim courses translate") from None
    except (OSError, UnicodeDecodeError):
        raise LessonError(where, "it is not UTF-8 text", "save it as UTF-8") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not _LINE.fullmatch(line):
            todo = 'give each text a msgid and a msgstr, in "…" that are closed on their line'
            raise LessonError(f"{where}, line {number}", f"{line[:40]!r} cannot be read", todo)
    try:
        return read_po(BytesIO(text.encode()), locale=language, abort_invalid=True)
    except (PoFileError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise LessonError(where, str(error)[:80], "open it in an editor for .po files") from None


def check_catalogs(course: Path) -> None:
    """LessonError where a catalog of the course cannot be read."""
    for language in LANGUAGES:
        for path in sorted((course / "locale" / language).glob("*.po")):
            read_catalog(path)


def bring_up_to(path: Path, title: str, texts: Sequence[Message]) -> None:
    """Write the catalog anew for these texts, in their order, below the header that it has.

    A text that is new takes the words of the one that it replaced, marked fuzzy. Words of texts
    that are gone stay at the end as comments, and are taken up again when the text comes back.
    """
    known, header = _as_it_is(path, title)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, header, _merged(known, texts))


def fill(path: Path, words: Mapping[Key, str]) -> None:
    """Give the texts of a catalog that have no words yet those that are known for them."""
    known, header = _as_it_is(path, path.stem)
    for entry in known:
        if not entry.string:
            entry.string = words.get(_key(entry), "")
    _write(path, header, known)


def _write(path: Path, header: str, catalog: Po) -> None:
    """Write a catalog below the header that it has."""
    content = BytesIO()
    write_po(content, catalog, width=100, omit_header=True)
    write_whole(path, f"{header.rstrip()}\n\n".encode() + content.getvalue())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that an author keeps: all of it, or none where that fails."""
    aside = path.with_name(f".{path.name}")
    aside.write_bytes(content)
    aside.replace(path)


def _as_it_is(path: Path, title: str) -> tuple[Po, str]:
    """A catalog's entries and its header; none and a new one where there is no catalog yet."""
    language = path.parent.name
    if path.exists():
        header = _HEADER.match(path.read_text(encoding="utf-8-sig") + "\n")
        if header:
            return read_catalog(path), header.group()
    known, name = read_catalog(path) if path.exists() else Po(locale=language), NAMES[language]
    plural = Po(locale=language).plural_forms
    return known, _NEW_HEADER.format(title=title, language=language, name=name, plural=plural)


def _merged(known: Po, texts: Sequence[Message]) -> Po:
    old = {_key(entry): entry for entry in (*known.obsolete.values(), *known) if entry.id}
    wanted = [(message.context, message.text) for message in texts]
    spare = {key: old[key] for key in sorted(old.keys() - set(wanted)) if old[key].string}
    fresh = Po(locale=known.locale, charset="utf-8")
    for context, text in wanted:
        key = (context, text)
        origin = key if key in old else _replaced(key, spare)
        entry = old.get(origin, Entry(text))
        flags = entry.flags | ({"fuzzy"} if origin[1] != text else set())
        comments = entry.user_comments
        fresh.add(text, entry.string, flags=flags, user_comments=comments, context=context)
        spare.pop(origin, None)
    for key, entry in spare.items():
        fresh.obsolete[key] = entry
    return fresh


def _replaced(key: Key, spare: Mapping[Key, Entry]) -> Key:
    """The text that is gone and that this one replaces; this one itself where there is none."""
    context, text = key
    same = [old for old in spare if old[1] == text]
    here = [old for place, old in spare if place == context]
    if same:
        return same[0]
    alike = get_close_matches(text, here, 1) if context in (COURSE, PLAN, FILES) else here
    return (context, alike[0]) if alike else key


def _key(entry: Entry) -> Key:
    return (entry.context or "", str(entry.id))
