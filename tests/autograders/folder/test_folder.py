from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from autograders.pictures.drawn import photo
from autograders.spoiling import refusal, with_member
from hypothesis import given, settings
from hypothesis import strategies as st

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import Failure
from mugalim_checks.folder import (
    Entry,
    Folder,
    formats_open,
    has_files,
    index_complete,
    names_follow,
    no_place,
    one_of_each_pair,
    tree_in_order,
)
from mugalim_checks.messages import message
from mugalim_checks.pictures import Photo

WORDS = ["quarter", "чейрек", "четверть"]


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """A .zip of these."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


def read(*members: tuple[str | zipfile.ZipInfo, bytes]) -> Folder:
    """The folder in a .zip of these."""
    found = read_artefact("folder", zipped(*members), "class.zip")
    assert isinstance(found, Folder)
    return found


def folder(*paths: str, index: str | None = None) -> Folder:
    """A folder of files that are not measured."""
    return Folder(tuple(Entry(path, 10) for path in paths), index)


def failure(function: Callable[..., None], made: Folder, **parameters: object) -> Failure:
    """What a check says, its sentence seen in three languages."""
    with pytest.raises(Failure) as caught:
        function(made, **parameters)
    said = {message(caught.value, language) for language in ("en", "ky", "ru")}
    assert len(said) == 3
    assert all(len(text) <= 200 and "{" not in text for text in said)
    return caught.value


def raw_name(raw: bytes, extra: bytes = b"") -> bytes:
    """A .zip whose one name is in an older code, as programs without UTF-8 write it."""
    stand_in = ("x" * len(raw)).encode()
    info = zipfile.ZipInfo(stand_in.decode())
    info.extra = extra
    return zipped((info, b"1")).replace(stand_in, raw)


def test_names_in_any_script_are_read_as_they_were_meant() -> None:
    """UTF-8 with its mark, UTF-8 of a phone without it, cp866 of Windows in Russian."""
    assert [each.path for each in read(("7-Б/өрүк.txt", b"1")).entries] == ["7-Б/өрүк.txt"]
    for raw in ("7-Б/өрүк.txt".encode(), "7-Б/план.txt".encode("cp866")):
        found = read_artefact("folder", raw_name(raw), "a.zip")
        assert isinstance(found, Folder)
        assert found.entries[0].path in ("7-Б/өрүк.txt", "7-Б/план.txt")


def test_a_name_in_unicode_beside_an_older_one_counts() -> None:
    """Info-ZIP's extra field, if it belongs to this name."""
    raw = b"7-?/????.txt"
    field = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + "7-Б/өрүк.txt".encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    found = read_artefact("folder", raw_name(raw, extra), "a.zip")
    assert isinstance(found, Folder)
    assert found.entries[0].path == "7-Б/өрүк.txt"


def test_a_macs_letters_are_composed_and_its_litter_is_not_seen() -> None:
    """й is two signs on a Mac."""
    found = read(
        ("класс/и\u0306од.txt", b"1"), ("__MACOSX/класс/._и\u0306од.txt", b"2"),
        ("класс/.DS_Store", b"3"), ("класс/Thumbs.db", b"4"), ("класс/", b""),
    )  # fmt: skip
    assert [each.path for each in found.entries] == ["класс/йод.txt"]


def test_a_photo_is_measured_and_the_same_file_has_the_same_digest() -> None:
    """Pixels, place, and looks."""
    found = read(("a.jpg", photo("hike", place=True)), ("b.jpg", photo("hike", place=True)))
    first, second = found.entries
    assert first.photo is not None
    assert (first.photo.width, first.photo.height, first.photo.has_place) == (1600, 1200, True)
    assert first.digest == second.digest


def test_a_picture_that_does_not_open_is_still_a_file() -> None:
    """A .heic called .jpg, a half of a file."""
    found = read(("a.jpg", b"ftypheic"), ("b.jpg", photo("hike")[:2_000]), ("c.heic", b"x"))
    assert [each.photo for each in found.entries] == [None, None, None]


def test_the_index_is_read_from_each_of_its_kinds() -> None:
    """Word, plain text in Windows-1251, Excel's table, a page."""
    made, target = docx.Document(), BytesIO()
    made.add_table(1, 1).cell(0, 0).text = "план.docx"
    made.save(target)
    kinds = {
        "опись.docx": target.getvalue(),
        "тизме.txt": "план.docx — пән".encode("cp1251", "replace"),
        "index.csv": b"name;what\nplan.docx;\xd0\xb0\n",
        "оглавление.html": "<!doctype html><ul><li>план.docx</ul>".encode(),
    }
    for name, content in kinds.items():
        assert "docx" in (read((f"7-Б/{name}", content)).index or "")


def test_an_index_that_does_not_open_lists_nothing() -> None:
    """The rest is read all the same."""
    found = read(("7-Б/опись.docx", b"broken"), ("7-Б/a.txt", b"x"))
    assert (found.index, len(found.files)) == ("", 1)


def test_what_is_written_has_the_same_measures() -> None:
    """Stand-ins for photos look alike to a grader, and are as heavy."""
    before = read(("7-Б/a.jpg", photo("hike", place=True)), ("7-Б/тизме.txt", b"a.jpg"))
    content = write_artefact(before, ".zip")
    after = read_artefact("folder", content, "class.zip")
    assert isinstance(after, Folder)
    one, other = before.entries[0], after.entries[0]
    assert (one.size, one.photo, before.index) == (other.size, other.photo, after.index)
    assert write_artefact(before) == content


GOOD = zipped(("7-Б/a.jpg", photo("hike", width=300)), ("7-Б/тизме.txt", b"a.jpg"))


def link() -> bytes:
    """A .zip with a link to another place in it."""
    info = zipfile.ZipInfo("a")
    info.external_attr = 0o120777 << 16
    return zipped((info, b"/etc/passwd"))


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (b"", "file.empty"),
        (GOOD[:-30], "file.damaged"),
        (b"Rar!\x1a\x07", "file.another_kind"),
        (photo("hike", width=100), "file.another_kind"),
        (with_member(GOOD, "../x", b"x"), "file.strange"),
        (with_member(GOOD, "/etc/x", b"x"), "file.strange"),
        (link(), "file.strange"),
        (with_member(GOOD, "a" * 1_500, b"x"), "file.strange"),
        (with_member(GOOD, "x", b"", times=10_000), "file.bomb"),
        (with_member(GOOD, "x", bytes(60_000_000)), "file.bomb"),
    ],
)
def test_a_file_that_could_do_harm_is_refused_with_a_sentence(content: bytes, id: str) -> None:
    """Never another exception, never a long wait."""
    assert refusal("folder", content, "class.zip") == id


@settings(max_examples=20, deadline=None)
@given(at=st.integers(0, len(GOOD) - 1), new=st.binary(min_size=1, max_size=20))
def test_a_file_with_changed_bytes_is_read_or_refused(at: int, new: bytes) -> None:
    """Nothing but an artefact or a refusal comes out."""
    found = refusal("folder", GOOD[:at] + new + GOOD[at + len(new) :])
    assert found == "" or found.startswith("file.")


@pytest.mark.parametrize(
    "state",
    [
        None,
        {"entries": [{}]},
        {"entries": [{"path": ""}]},
        {"entries": [{"path": "../a"}]},
        {"entries": [{"path": "/a"}]},
        {"entries": [{"path": "a\nb"}]},
        {"entries": [{"path": "a"}, {"path": "a"}]},
        {"entries": [{"path": "a", "size": -1}]},
        {"entries": [{"path": "a.jpg", "photo": {"width": 0, "height": 1}}]},
        {"entries": [{"path": "a.jpg", "photo": {"width": 1, "height": 1, "likeness": "z"}}]},
        {"entries": [{"path": "a.txt", "photo": {"width": 1, "height": 1}}]},
        {"entries": [{"path": f"{n}"} for n in range(2_001)]},
        {"index": "a" * 50_001},
    ],
)
def test_a_state_that_is_none_is_refused(state: object) -> None:
    """Whatever comes from outside, it is an artefact or damaged."""
    with pytest.raises(Failure, match=r"file\.damaged"):
        Folder.from_state(state)


def test_too_few_files_are_no_folder_yet() -> None:
    """The index does not count."""
    made = folder("7-Б/a.txt", "7-Б/тизме.txt")
    assert failure(has_files, made, least=2).values == {"found": 1, "least": 2}


@pytest.mark.parametrize(
    ("paths", "id", "earned"),
    [
        (["1 четверть/a.txt", "2 четверть/b.txt"], "folder.many_tops", 0),
        (["a.txt", "b.txt"], "folder.many_tops", 0),
        (["Биология/2-чейрек/a.txt", "Биология/2-чейрек/b.txt"], "folder.top_not_class", 0),
        (["7-Б/2-чейрек/a.txt", "7-Б/b.txt"], "folder.no_quarter", 1 / 2),
        (["7-Б/2-чейрек/a.txt", "7-Б/сүрөттөр/b.txt"], "folder.no_quarter", 1 / 2),
        (["7-Б/чейрек/a.txt", "7-Б/II чейрек/b.txt"], "folder.no_quarter", 1 / 2),
        (["7-Б/2-чейрек/a.txt", "7-Б/2-чейрек/б/в/b.txt"], "folder.too_deep", 1 / 2),
    ],
)
def test_a_file_out_of_place_is_named(paths: list[str], id: str, earned: float) -> None:
    """Those in place earn their share."""
    made = folder(*paths)
    found = failure(tree_in_order, made, classes=["7-B", "7-Б"], quarter_words=WORDS, least=2)
    assert (found.id, found.earned) == (id, earned)


@pytest.mark.parametrize(
    "top", ["7-Б/2-чейрек", "7б класс/2 четверть", "7_B/Quarter II/biology", "7-Б/IV чейрек/физика"]
)
def test_a_class_and_a_quarter_may_be_written_in_many_ways(top: str) -> None:
    """Three languages, Roman figures, with and without a dash."""
    made = folder(f"{top}/a.txt", f"{top}/b.txt")
    tree_in_order(made, classes=["7-B", "7-Б"], quarter_words=WORDS, least=2)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("2026-11-23_7б_жалбырак жашыл.jpg", "folder.name_with_spaces"),
        ("жалбырак.jpg", "folder.name_without_date"),
        ("23.11.2026_7б_жалбырак.jpg", "folder.name_without_date"),
        ("2026-13-23_7б_жалбырак.jpg", "folder.name_without_date"),
        ("2026-11-23_8а_жалбырак.jpg", "folder.name_without_class"),
        ("2026-11-23.jpg", "folder.name_without_class"),
        ("2026-11-23_7б.jpg", "folder.name_without_topic"),
        ("2026-11-23_7б_12.jpg", "folder.name_without_topic"),
    ],
)
def test_a_name_out_of_order_is_named(name: str, id: str) -> None:
    """The other one earns its half."""
    made = folder(name, "2026-11-23_7-B_leaf_2.jpg")
    found = failure(names_follow, made, classes=["7b", "7б"], least=2)
    assert (found.id, found.earned) == (id, 1 / 2)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("a.heic", "folder.closed_format"),
        ("a.rar", "folder.closed_format"),
        ("план", "folder.no_ending"),
        ("a.jpg", "folder.not_a_picture"),
    ],
)
def test_a_file_that_opens_on_few_phones_is_named(name: str, id: str) -> None:
    """A picture must be one."""
    found = failure(formats_open, folder(name, "b.PDF"), endings=["pdf", "jpg"], least=2)
    assert (found.id, found.earned) == (id, 1 / 2)


@pytest.mark.parametrize(
    ("index", "id"),
    [
        ("7б план a1.docx", "folder.index_lacks"),
        ("a1.docx, b2.docx, c3.docx", "folder.index_absent"),
        ("a1, b22", "folder.index_lacks"),
    ],
)
def test_an_index_says_what_is_there_and_nothing_else(index: str, id: str) -> None:
    """With endings or without; names with spaces are known by their ends."""
    made = folder("7-Б/a1.docx", "7-Б/b2.docx", "7-Б/тизме.txt", index=index)
    assert failure(index_complete, made, least=2).id == id


@pytest.mark.parametrize(
    "name",
    ["index.txt", "Индекс.txt", "индекс_7б.docx", "файлдардын-тизмеси.txt", "00.опись.html",
     "Тизме (1).txt", "көрсөткүч.xlsx", "указатель файлов.docx"],
)  # fmt: skip
def test_an_index_is_known_by_its_name_in_three_languages(name: str) -> None:
    """As a word of the name, with whatever stands around it."""
    made = folder("7-Б/a1.docx", f"7-Б/{name}", index="a1.docx")
    assert [each.name for each in made.files] == ["a1.docx"]


def test_a_list_of_pupils_is_not_taken_for_the_index() -> None:
    """A file with a date and a topic is one of those listed, also where it lies higher."""
    pupils = "7-Б/2026-11-24_7б_окуучулардын-тизмеси.xlsx"
    made = folder(pupils, "7-Б/2-чейрек/тизме.txt", index="")
    assert [each.path for each in made.files] == [pupils]
    assert folder("7-Б/индексация.txt", "7-Б/список.jpg").index_entry is None


@pytest.mark.parametrize(
    "index", ["A1.docx\nb2.docx", "a1: план\nb2: баалар, орточо 4.25", "a1.docx; b2 (23.11.2026)"]
)
def test_a_whole_index_passes(index: str) -> None:
    """In any order and any letters."""
    index_complete(folder("a1.docx", "b2.docx", "тизме.txt", index=index), least=2)


def test_names_with_spaces_are_not_taken_for_others() -> None:
    """«мой план.docx» is one file."""
    made = folder("мой план.docx", "b2.docx", "тизме.txt", index="мой план.docx\nb2.docx")
    index_complete(made, least=2)
    assert failure(index_complete, folder("a.txt", "b.txt"), least=2).id == "folder.index_missing"


def with_photos(*likenesses: str, place: bool = False) -> Folder:
    """A folder of photos that look so."""
    return Folder(
        tuple(
            Entry(f"{number}.jpg", 9, "", Photo(9, 9, place, likeness))
            for number, likeness in enumerate(likenesses)
        )
    )


def test_a_photo_is_known_by_its_looks() -> None:
    """A few signs may differ; a place in any picture is one too many."""
    photos = {"IMG_1.jpg": "ff00ff00ff00ff00"}
    no_place(with_photos("ff00ff00ff00ff07", "0"*16), photos=photos, least=2)  # fmt: skip
    told = with_photos("ff00ff00ff00ff00", "0" * 16, place=True)
    assert failure(no_place, told, photos=photos, least=2).id == "folder.place_told"
    gone = with_photos("00ff00ff00ff00ff", "0" * 16)
    assert failure(no_place, gone, photos=photos, least=2).id == "folder.photo_gone"


def test_of_each_pair_one_is_left() -> None:
    """Two are too many, none is too few."""
    pairs = {"IMG_1.jpg": "ff00ff00ff00ff00", "IMG_2.jpg": "0" * 16}
    one_of_each_pair(with_photos(*pairs.values()), pairs=pairs, least=2)
    left = failure(one_of_each_pair, with_photos(*pairs.values(), "0" * 16), pairs=pairs, least=2)
    assert (left.id, left.earned) == ("folder.pair_left", 1 / 2)
    gone = failure(one_of_each_pair, with_photos("0" * 16, "f" * 16), pairs=pairs, least=2)
    assert (gone.id, gone.values["title"]) == ("folder.pair_gone", "IMG_1.jpg")


@pytest.mark.parametrize(
    "quarter",
    [
        *("2-чейрек", "экинчи чейрек", "2 четверть", "Вторая четверть", "четвёртая четверть"),
        *("II чейрек", "Q2", "Second quarter"),
    ],
)
@pytest.mark.parametrize("around", ["", "class/"])
def test_a_quarter_is_named_in_words_or_figures(quarter: str, around: str) -> None:
    """A folder that only holds the class's folder makes no difference."""
    files = folder(*(f"{around}7-Б/{quarter}/{number}.txt" for number in range(6)))
    tree_in_order(files, classes=["7-Б"], quarter_words=[*WORDS, "q"])


@pytest.mark.parametrize("quarter", ["четверть", "чейрек", "quarter"])
def test_a_quarter_without_its_number_is_none(quarter: str) -> None:
    """The word alone does not say which."""
    files = folder(*(f"7-Б/{quarter}/{name}.txt" for name in "абвгде"))
    found = failure(tree_in_order, files, classes=["7-Б"], quarter_words=WORDS)
    assert found.id == "folder.no_quarter"


def test_quarters_packed_without_their_class_are_told_so() -> None:
    """A phone packs what is in a folder; renaming the quarter would not help."""
    files = folder(*(f"2-чейрек/{number}.txt" for number in range(6)))
    found = failure(tree_in_order, files, classes=["7-Б"], quarter_words=WORDS)
    assert found.id == "folder.class_around"
