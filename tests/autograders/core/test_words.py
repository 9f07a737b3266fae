from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import mugalim_checks
from mugalim_checks.artefacts import ENDINGS
from mugalim_checks.messages import catalog_folder
from mugalim_checks.registry import Known, known_checks

PACKAGE = Path(mugalim_checks.__file__).parent
LANGUAGES = ("en", "ky", "ru")
MODULES = sorted(folder.parent.name for folder in PACKAGE.glob("*/locale"))
KINDS = "xlsx docx pptx ods odt odp old_office macros encrypted zip pdf picture rar page unknown"
TYPICAL = {
    "sentence": "",
    "where": "Слайд 4",
    "found": "Это электронная таблица.",
    "wanted": "3.75",
    "range": "C41:N41",
    "error": "#DIV/0!",
    "name": "AVERAGEIFS",
    "text": "Максаты",
    "names": "план.docx, 7б.jpg",
}
MACHINE_WORDS = re.compile(
    r"kernel|notebook|server|(?<!\.)json|traceback|xml|regex|ядр[оа]|ноутбук|сервер", re.I
)
NEVER = re.compile(r"\bwrong\b|неправильно|туура эмес", re.I)


def used_by(module: str) -> set[str]:
    """The message ids that stand in a module's code."""
    family = "formula" if module == "formulas" else module
    pattern = re.compile(rf'"({family}\.[a-z0-9_]+)"')
    files = (PACKAGE / module).rglob("*.py")
    return {found for file in files for found in pattern.findall(file.read_text())}


def used_by_all() -> set[str]:
    """The ids of the package's own catalogs: some stand in the code, some are put together."""
    code = "\n".join(file.read_text() for file in PACKAGE.rglob("*.py"))
    places = {f"place.{name}" for name in re.findall(r'\bplace\(\s*"([a-z_]+)"', code)}
    kinds = {f"file.is_{kind}" for kind in KINDS.split()}
    wanted = {f"file.want_{kind}" for kind in ENDINGS}
    return set(re.findall(r'"((?:core|file)\.[a-z_]+)"', code)) | places | kinds | wanted


def catalog(folder: Path, language: str) -> dict[str, str]:
    """The messages of a language."""
    with (folder / f"{language}.po").open("rb") as file:
        found = (each for each in read_po(file) if each.id and not each.context)
        return {str(each.id): str(each.string) for each in found}


def titles(module: str, language: str) -> dict[str, str]:
    """The titles of a module's checks in a language."""
    with (CATALOGS[module] / f"{language}.po").open("rb") as file:
        found = (each for each in read_po(file) if each.context == "title")
        return {str(each.id): str(each.string) for each in found}


def catalogs() -> Iterator[tuple[str, Path]]:
    """Every folder of catalogs, with the name of its module ("" for the package itself)."""
    yield "", PACKAGE / "locale"
    for module in MODULES:
        yield module, PACKAGE / module / "locale"


CATALOGS = dict(catalogs())
CHECKS = tuple(known_checks())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", CATALOGS)
def test_every_message_has_words_in_every_language(module: str, language: str) -> None:
    """No id is raised without a sentence, and no sentence is left over."""
    found = catalog(CATALOGS[module], language)
    assert set(found) == (used_by(module) if module else used_by_all())
    assert all(found.values())
    assert all(catalog_folder(name) == CATALOGS[module] for name in found)


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("module", CATALOGS)
def test_translations_fill_the_same_places(module: str, language: str) -> None:
    """A value that one language shows, every language shows."""
    source, translated = catalog(CATALOGS[module], "en"), catalog(CATALOGS[module], language)
    for name, text in source.items():
        places = set(re.findall(r"{(\w+)}", text))
        assert set(re.findall(r"{(\w+)}", translated[name])) == places, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", CATALOGS)
def test_sentences_are_short_and_kind(module: str, language: str) -> None:
    """A hint fits a phone, and never says "wrong" or speaks of machines."""
    for name, text in catalog(CATALOGS[module], language).items():
        filled = re.sub(r"{(\w+)}", lambda place: TYPICAL.get(place[1], "O41"), text)
        assert len(filled) <= 200, name
        assert not NEVER.search(filled), name
        assert not MACHINE_WORDS.search(filled), name


@pytest.mark.parametrize("module", CATALOGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_a_title_and_no_title_is_left_over(module: str, language: str) -> None:
    """A module's catalog names its checks, all of them and nothing else."""
    own = {each.name for each in CHECKS if each.name.partition(".")[0] == module}
    assert set(titles(module, language)) == own


@pytest.mark.parametrize("known", CHECKS, ids=lambda known: known.name)
def test_titles_are_short_and_of_their_language(known: Known) -> None:
    """A title stands beside an outcome on a phone, in the language of whoever reads it."""
    module = known.name.partition(".")[0]
    said = {language: titles(module, language)[known.name] for language in LANGUAGES}
    assert len(set(said.values())) == len(LANGUAGES), said
    for title in said.values():
        assert 0 < len(title) <= 70, title
        assert not NEVER.search(title)
        assert not MACHINE_WORDS.search(title)


@pytest.mark.parametrize("known", CHECKS, ids=lambda known: known.name)
def test_a_title_is_filled_with_what_its_check_is_always_given(known: Known) -> None:
    """A value that a plan may leave out would leave a gap."""
    module = known.name.partition(".")[0]
    given = {each.name for each in known.parameters if each.required}
    filled = [set(re.findall(r"{(\w+)}", titles(module, each)[known.name])) for each in LANGUAGES]
    assert filled[0] <= given
    assert filled.count(filled[0]) == len(LANGUAGES)
