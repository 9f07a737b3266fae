from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from autograders.pictures.drawn import photo, scene
from autograders.spoiling import refusal, with_member
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import Failure
from mugalim_checks.messages import message
from mugalim_checks.pictures import (
    Credit,
    File,
    Photo,
    Pictures,
    credits_complete,
    credits_match_files,
    has_credits,
    has_pictures,
    licence_allowed,
    licences_written,
    no_changed_no_derivatives,
    pictures_sized,
)
from mugalim_checks.pictures.columns import column_of, yes_or_no
from mugalim_checks.pictures.licences import licence_of
from mugalim_checks.pictures.measures import are_alike
from mugalim_checks.pictures.photos import measure

ALLOWED = ["CC0 1.0", "CC BY 4.0", "CC BY-ND 4.0"]
HEAD = "файл;название;автор;источник;лицензия;изменено;описание\n"


def zipped(**members: bytes) -> bytes:
    """A .zip of these; `_` stands for the dot of an ending."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return target.getvalue()


def read(content: bytes) -> Pictures:
    """The pictures in a .zip."""
    found = read_artefact("pictures", content, "a.zip")
    assert isinstance(found, Pictures)
    return found


def credit(name: str, **changed: object) -> Credit:
    """A whole line."""
    fields = {"title": "t", "author": "a", "source": "https://a.example", "licence": "CC BY 4.0"}
    return Credit(f"{name}.jpg", **{**fields, "changed": False, **changed})  # type: ignore[arg-type]  # a test's own


def made(*credits: Credit, likeness: str = "") -> Pictures:
    """Pictures a, b and c with these lines."""
    files = (File(f"{name}.jpg", 9, "", Photo(900, 900, False, likeness)) for name in "abc")
    return Pictures(tuple(files), credits)


WHOLE = made(*map(credit, "abc"))


def failure(function: Callable[..., None], pictures: Pictures, **parameters: object) -> Failure:
    """What a check says, its sentence seen in three languages."""
    with pytest.raises(Failure) as caught:
        function(pictures, **parameters)
    said = {message(caught.value, language) for language in ("en", "ky", "ru")}
    assert len(said) == 3
    assert all(len(text) <= 200 and "{" not in text for text in said)
    return caught.value


@pytest.mark.parametrize(
    "again",
    [
        photo("leaf", width=800, quality=35),
        photo("leaf", width=2400, noise=0.15),
        photo("leaf", kind="PNG", width=700),
        photo("leaf", kind="WEBP", width=900),
        photo("leaf", turned=True),
    ],
)
def test_a_picture_saved_again_looks_alike(again: bytes) -> None:
    """Smaller, larger, as another kind, on its side with a mark."""
    first, second = measure(photo("leaf")), measure(again)
    assert first is not None
    assert second is not None
    assert are_alike(first.likeness, second.likeness)
    assert second.width > second.height


def test_other_pictures_do_not_look_alike() -> None:
    """All that the lessons use."""
    names = ["leaf", "board", "hike", "experiment", "mountains", "tulip", "yurt", "eagle"]
    looks = [found.likeness for name in names if (found := measure(photo(name, width=400)))]
    assert not any(are_alike(one, two) for n, one in enumerate(looks) for two in looks[:n])


def test_a_place_is_found_in_each_way_of_writing_it() -> None:
    """In EXIF, and in the newer description."""
    for content in (photo("hike", width=90, place=True), photo("hike", width=90) + XMP):
        found = measure(content)
        assert found is not None
        assert found.has_place
    assert not measure(photo("hike", width=90)).has_place  # type: ignore[union-attr]  # it opens


XMP = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="42,52.2N"/></x:xmpmeta>'


def test_a_picture_with_holes_is_seen_on_white() -> None:
    """As a page shows it."""
    clear, target = scene("leaf").convert("RGBA"), BytesIO()
    clear.putalpha(255)
    clear.save(target, "PNG")
    one, other = measure(target.getvalue()), measure(photo("leaf"))
    assert one is not None
    assert other is not None
    assert are_alike(one.likeness, other.likeness)


def test_a_picture_too_large_to_unpack_keeps_its_size() -> None:
    """Its looks stay unknown, and are like nothing."""
    target = BytesIO()
    Image.new("1", (9_000, 9_000)).save(target, "PNG")
    found = measure(target.getvalue())
    assert found == Photo(9_000, 9_000, False, "")
    assert not are_alike(found.likeness, found.likeness)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CC BY 4.0", "CC BY 4.0"),
        ("cc-by-sa-4.0", "CC BY-SA 4.0"),
        ("СС ВУ 4,0", "CC BY 4.0"),
        ("https://creativecommons.org/licenses/by-nc-nd/3.0/deed.ru", "CC BY-NC-ND 3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("Creative Commons Attribution-ShareAlike 2.0", "CC BY-SA 2.0"),
        ("CC0 1.0", "CC0 1.0"),
        ("CC0", "CC0 1.0"),
        ("Public Domain Mark 1.0", "PDM 1.0"),
        ("CC BY", "CC BY"),
        ("CC BY 4.0 (2019)", "CC BY 4.0"),
        ("бесплатно", "None"),
        ("free", "None"),
        ("Google", "None"),
        ("© all rights reserved", "None"),
        ("by A. Sadyrova", "None"),
    ],
)
def test_a_licence_is_known_however_it_is_written(text: str, name: str) -> None:
    """In words, by its address, with Cyrillic letters that look alike."""
    assert str(licence_of(text)) == name


@pytest.mark.parametrize(
    ("text", "said"),
    [("ооба", True), ("да, обрезано", True), ("+", True), ("cropped", True), ("жок", False),
     ("не менял", False), ("No", False), ("", None), ("?", None), ("өзгөртүлгөн эмес", False),
     ("өзгөрткөн жокмун", False), ("без изменений", False), ("unchanged", False),
     ("только уменьшено", False), ("өлчөмү кичирейтилди", False), ("resized", False),
     ("resized and cropped", True), ("без фона", True), ("фон жок", True), ("изменено", True)],
)  # fmt: skip
def test_yes_and_no_are_understood_in_three_languages(text: str, said: bool | None) -> None:
    """What was changed says yes too."""
    assert yes_or_no(text) is said


@pytest.mark.parametrize(
    "table",
    [
        (HEAD + "a.jpg;Т;А;https://a.example;CC0 1.0;нет;лист\n").encode("cp1251"),
        (HEAD + "a.jpg;Т;А;https://a.example;CC0 1.0;нет;лист\n").encode("utf-16"),
        (HEAD + "a.jpg;Т;А;https://a.example;CC0 1.0;нет;лист\n").replace(";", "\t").encode(),
        (HEAD + "a.jpg;Т;А;https://a.example;CC0 1.0;нет;лист\n").replace(";", ",").encode(),
    ],
)
def test_credits_are_read_as_excel_and_phones_save_them(table: bytes) -> None:
    """Russian code page, Unicode, tabs, commas."""
    found = read(zipped(a_jpg=photo("leaf", width=90), credits_csv=table)).credits
    assert found == (Credit("a.jpg", "Т", "А", "https://a.example", "CC0 1.0", False, "лист"),)


def test_credits_are_read_from_a_list_in_json() -> None:
    """The form's own file, with true and false."""
    listed = b'{"pictures": [{"file": "a.jpg", "changed": true, "year": 2020, "title": 7}, 5]}'
    found = read(zipped(a_jpg=photo("leaf", width=90), credits_json=listed)).credits
    assert found == (Credit("a.jpg", "7", changed=True),)


def test_another_text_beside_the_pictures_is_not_taken_for_credits() -> None:
    """A note, a broken table."""
    content = zipped(a_jpg=photo("leaf", width=90), a_txt=b"Hello; you", b_xlsx=b"x", c_json=b"[")
    assert read(content).credits == ()


def test_the_words_of_the_credits_are_the_pictures_alt_texts() -> None:
    """Found by the file's name, with its ending or without."""
    files = (File("A.JPG", 9, "", Photo(1, 1)), File("b.png", 9, "", Photo(1, 1)))
    found = Pictures(files, (Credit("a", alt="first"), Credit("b.png")))
    assert [picture.alt for picture in found.pictures] == ["first", None]


GOOD = zipped(a_jpg=photo("leaf", width=200), credits_csv=(HEAD + "a.jpg;b;c;d;e;;f").encode())


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (b"", "file.empty"),
        (GOOD[:-30], "file.damaged"),
        (photo("leaf", width=90), "file.another_kind"),
        (with_member(GOOD, "../x", b"x"), "file.strange"),
        (with_member(GOOD, "x", b"", times=10_000), "file.bomb"),
        (with_member(GOOD, "x.jpg", b"x", times=400), "file.bomb"),
        (with_member(GOOD, "x", bytes(60_000_000)), "file.bomb"),
    ],
)
def test_a_file_that_could_do_harm_is_refused_with_a_sentence(content: bytes, id: str) -> None:
    """Never another exception, never a long wait."""
    assert refusal("pictures", content, "a.zip") == id


@settings(max_examples=20, deadline=None)
@given(at=st.integers(0, len(GOOD) - 1), new=st.binary(min_size=1, max_size=20))
def test_a_file_with_changed_bytes_is_read_or_refused(at: int, new: bytes) -> None:
    """Nothing but an artefact or a refusal comes out."""
    found = refusal("pictures", GOOD[:at] + new + GOOD[at + len(new) :])
    assert found == "" or found.startswith("file.")


@pytest.mark.parametrize(
    "state",
    [
        None,
        {"files": [{}]},
        {"files": [{"name": "a.txt"}]},
        {"files": [{"name": "b/a.jpg"}]},
        {"files": [{"name": "a.jpg"}] * 2},
        {"files": [{"name": "a.jpg", "photo": {"width": 2_000_000, "height": 1}}]},
        {"credits": [{"changed": "yes"}]},
        {"credits": [{"title": "a" * 2_001}]},
        {"credits": [{}] * 301},
        {"weight": -1},
    ],
)
def test_a_state_that_is_none_is_refused(state: object) -> None:
    """Whatever comes from outside, it is an artefact or damaged."""
    with pytest.raises(Failure, match=r"file\.damaged"):
        Pictures.from_state(state)


def test_a_whole_set_passes_everything() -> None:
    """Three pictures, three lines."""
    has_pictures(WHOLE)
    licences_written(WHOLE)
    credits_complete(WHOLE)
    credits_match_files(WHOLE)
    licence_allowed(WHOLE, licences=ALLOWED)
    no_changed_no_derivatives(WHOLE)
    pictures_sized(WHOLE, least=3)


def test_what_is_not_begun_is_said() -> None:
    """No pictures, no credits, few of them, no licences."""
    assert failure(has_pictures, Pictures()).id == "pictures.too_few"
    assert failure(has_credits, made()).id == "pictures.no_credits"
    assert failure(has_credits, made(credit("a"))).id == "pictures.few_credits"
    without = made(*(credit(name, licence="") for name in "abc"))
    assert failure(licences_written, without).id == "pictures.few_licences"


@pytest.mark.parametrize(
    ("lines", "id", "earned"),
    [
        ("ab", "pictures.no_line", 2 / 3),
        ("abcd", "pictures.no_file", 3 / 4),
        ("abcc", "pictures.line_twice", 3 / 4),
    ],
)
def test_files_and_lines_belong_together(lines: str, id: str, earned: float) -> None:
    """One to one."""
    found = failure(credits_match_files, made(*map(credit, lines)))
    assert (found.id, found.earned) == (id, earned)


def test_a_field_that_is_missing_is_named() -> None:
    """Eleven of twelve are there; a source is an address."""
    found = failure(credits_complete, made(credit("a"), credit("b", author=""), credit("c")))
    assert (found.earned, found.values["field"]["id"]) == (11 / 12, "pictures.field_author")
    google = made(credit("a", source="Google"), credit("b"), credit("c"))
    assert failure(credits_complete, google).id == "pictures.source_no_address"


@pytest.mark.parametrize(
    ("licence", "id"),
    [
        ("free", "pictures.not_a_licence"),
        ("CC BY", "pictures.licence_no_version"),
        ("CC BY-NC 4.0", "pictures.licence_not_allowed"),
    ],
)
def test_a_licence_that_is_none_or_not_allowed_is_named(licence: str, id: str) -> None:
    """The other two earn their share."""
    pictures = made(credit("a"), credit("b", licence=licence), credit("c"))
    found = failure(licence_allowed, pictures, licences=ALLOWED)
    assert (found.id, round(found.earned, 2)) == (id, 0.67)


def test_the_gallery_knows_better_than_the_credits() -> None:
    """By the picture's looks, whatever it is called."""
    gallery = {"eagle": {"likeness": "f" * 16, "licence": "CC BY-ND 4.0"}}
    same = made(*map(credit, "abc"), likeness="f" * 16)
    found = failure(licence_allowed, same, licences=ALLOWED, gallery=gallery)
    assert (found.id, found.values["known"]) == ("pictures.licence_differs", "CC BY-ND 4.0")
    other = made(*map(credit, "abc"), likeness="0" * 16)
    found = failure(licence_allowed, other, licences=ALLOWED, gallery=gallery)
    assert found.id == "pictures.not_of_gallery"


def test_a_cropped_picture_is_known_by_its_name() -> None:
    """It looks different; an honest name is believed."""
    gallery = {name: {"likeness": "f" * 16, "licence": "CC BY 4.0"} for name in ("a", "b.jpg", "c")}
    cropped = made(*map(credit, "abc"), likeness="0" * 16)
    licence_allowed(cropped, licences=ALLOWED, gallery=gallery)


def test_a_changed_picture_under_nd_is_named() -> None:
    """By its line, or by the gallery where the line says another licence."""
    nd = made(credit("a"), credit("b", licence="CC BY-ND 4.0", changed=True), credit("c"))
    assert failure(no_changed_no_derivatives, nd).id == "pictures.changed_under_nd"
    gallery = {"eagle": {"likeness": "f" * 16, "licence": "CC BY-ND 4.0"}}
    lines = [credit(name, changed=True) for name in "abc"]
    hidden = made(*lines, likeness="f" * 16)
    found = failure(no_changed_no_derivatives, hidden, gallery=gallery)
    assert found.id == "pictures.changed_under_nd"


def test_whether_a_picture_was_changed_must_be_said() -> None:
    """Two of three lines do."""
    unsaid = made(credit("a"), credit("b"), credit("c", changed=None))
    found = failure(no_changed_no_derivatives, unsaid)
    assert (found.id, found.earned) == ("pictures.changed_unsaid", 2 / 3)


@pytest.mark.parametrize(
    ("file", "id"),
    [
        (File("d.jpg", 9), "pictures.does_not_open"),
        (File("d.jpg", 9, "", Photo(700, 300)), "pictures.side_too_short"),
        (File("d.jpg", 9, "", Photo(300, 1_700)), "pictures.side_too_long"),
        (File("d.jpg", 400_000, "", Photo(900, 900)), "pictures.too_heavy"),
    ],
)
def test_a_picture_too_large_or_too_small_is_named(file: File, id: str) -> None:
    """The other one earns its half."""
    pictures = Pictures((File("a.jpg", 9, "", Photo(1_600, 800)), file))
    found = failure(pictures_sized, pictures)
    assert (found.id, found.earned) == (id, 1 / 2)


def test_another_language_reaches_titles_and_words_only() -> None:
    """Authors, addresses and licences stay."""
    found = WHOLE.translated(str.upper).credits[0]
    assert (found.title, found.author, found.source) == ("T", "a", "https://a.example")


@pytest.mark.parametrize(
    ("heading", "name"),
    [("Название работы", "title"), ("Изменения?", "changed"), ("имя файла картинки", "file"),
     ("Описание для незрячих", "alt"), ("Лицензия и версия", "licence"), ("Аты-жөнү", None)],
)  # fmt: skip
def test_a_heading_may_say_more(heading: str, name: str | None) -> None:
    """It begins as one that is known."""
    assert column_of(heading) == name


def test_an_address_needs_no_https_to_be_one() -> None:
    """As in the credit that the lesson itself shows; a source that is none costs one field."""
    bare = made(credit("a", source="commons.example.org/a"), credit("b"), credit("c"))
    credits_complete(bare)
    found = failure(credits_complete, made(credit("a", source="a://"), credit("b"), credit("c")))
    assert (found.id, found.earned) == ("pictures.source_no_address", pytest.approx(11 / 12))
