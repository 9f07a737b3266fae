"""Makes the files of digital-workplace/class-folder again: start files, solution, not-yet files.

Run by hand, from anywhere: `python tests/courses/content/make_class_folder_files.py [FOLDER]`.
The same bytes come out each time, so that a change in a file is a change that somebody meant.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.ExifTags import GPS, IFD
from xlsxwriter import Workbook

from mugalim_checks.archives import zipped

HERE = Path(__file__)
LESSON = HERE.parents[3] / "courses" / "digital-workplace" / "class-folder"
MADE_AT = datetime(2026, 9, 1)  # noqa: DTZ001  an .xlsx holds a date without a zone
COPIES = "Copies"
PRACTICE = ("apricot", "bridge", "yurt", "eagle")
QUARTER = "7-B/Quarter 2"
PLAN = ("Lesson plan, 7-B", "24 November 2026", "Why is a leaf green?")
PUPILS = (("Asanova A.", 5), ("Bekova S.", 4), ("Kim V.", 4), ("Orozov D.", 3))
_HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
_PLACE = {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (42.0, 33.0, 36.0),
          GPS.GPSLongitudeRef: "E", GPS.GPSLongitude: (74.0, 28.0, 48.0)}  # fmt: skip
_WORD = "http://schemas.openxmlformats.org"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
Files = Mapping[str, bytes]


def scene(name: str) -> Image.Image:
    """A drawn scene: one of practice, else one by which the tests of checks know the week."""
    for folder in (HERE.parent, HERE.parents[2]):
        if str(folder) not in sys.path:
            sys.path.append(str(folder))
    import class_folder_drawings
    from autograders.pictures import drawn

    return (class_folder_drawings if name in PRACTICE else drawn).scene(name)


@cache
def photo(name: str, width: int, quality: int, place: bool = False) -> bytes:
    """A scene as a .jpg, so many pixels wide; with `place` it tells where it was taken."""
    exif, target = Image.Exif(), BytesIO()
    if place:
        exif.get_ifd(IFD.GPSInfo).update(_PLACE)
    picture = scene(name).resize((width, width * 3 // 4))
    picture.save(
        target, "JPEG", quality=quality, exif=exif.tobytes(), optimize=True, progressive=True
    )
    return target.getvalue()


def large(name: str, place: bool = False) -> bytes:
    """A photo as a phone takes it: wider than any projector."""
    return photo(name, 2000, 88, place)


def light(name: str, place: bool = False) -> bytes:
    """A photo made smaller."""
    return photo(name, 820, 20, place)


def closed(name: str) -> bytes:
    """A stand-in for a photo that many phones cannot open."""
    return _HEIC + photo(name, 400, 40)


@cache
def document(lines: tuple[str, ...] = PLAN) -> bytes:
    """A small .docx of a few lines."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    types = f"{_WORD}/package/2006/content-types"
    relations = f"{_WORD}/package/2006/relationships"
    kind = f"{_WORD}/officeDocument/2006/relationships/officeDocument"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
        f'ContentType="{_RELATIONS}"/><Override PartName="/word/document.xml" '
        f'ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" '
        f'Type="{kind}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>",
    }
    return zipped((name, f"{head}{text}".encode()) for name, text in parts.items())


@cache
def marks() -> bytes:
    """A small .xlsx with the marks of four invented pupils."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": MADE_AT})
        sheet = book.add_worksheet("Marks")
        sheet.write_row("A1", ("Pupil", "26.11."))
        for row, pupil in enumerate(PUPILS, 1):
            sheet.write_row(row, 0, pupil)
    return target.getvalue()


def week() -> Files:
    """What lies in the phone: eight photos and files, and a copy that opens everywhere."""
    return {
        "IMG_20261121_101533.jpg": large("hike", place=True),
        "IMG_20261123_091102.jpg": large("leaf"),
        "IMG_20261123_091102 (1).jpg": photo("leaf", 1000, 60),
        "IMG_20261124_103012.heic": closed("board"),
        "IMG_20261125_114008.jpg": large("experiment"),
        "experiment small.jpg": photo("experiment", 640, 50),
        "plan new FINAL.docx": document(),
        "marks.xlsx": marks(),
        f"{COPIES}/IMG_20261124_103012.jpg": large("board"),
    }


def practice() -> dict[str, Files]:
    """The few files of each practice step, by the name of its exercise."""
    apricot, plan = light("apricot"), document(("Lesson plan, 7-B", "17 November 2026"))
    named = {"2026-11-16_7b_apricot.jpg": apricot, "2026-11-17_7b_plan.docx": plan}
    listed = {**named, "2026-11-19_7b_marks.xlsx": marks()}
    return {
        "practice_names": {"IMG_20261116_093000.jpg": apricot, "plan.docx": plan},
        "practice_tree": named,
        "practice_photo": {"2026-10-10_7b_yurt.jpg": large("yurt", place=True)},
        "practice_clean": {
            "IMG_20261118_081500.heic": closed("eagle"),
            "IMG_20261119_100200.jpg": photo("bridge", 1000, 60),
            "IMG_20261119_100200 (1).jpg": photo("bridge", 640, 40),
            f"{COPIES}/IMG_20261118_081500.jpg": light("eagle"),
        },
        "practice_index": {f"{QUARTER}/{name}": content for name, content in listed.items()},
    }


HIKE, LEAF, BOARD, EXPERIMENT, LESSON_PLAN, MARKS = (
    "2026-11-21_7b_hike.jpg", "2026-11-23_7b_leaf.jpg", "2026-11-24_7b_board.jpg",
    "2026-11-25_7b_experiment.jpg", "2026-11-24_7b_plan.docx", "2026-11-26_7b_marks.xlsx",
)  # fmt: skip
FOR_WHAT = {
    HIKE: "Saturday's hike, for the wall newspaper",
    LEAF: "a leaf under the lens, for the start of lesson 12",
    BOARD: "the board after lesson 12, for those who were ill",
    EXPERIMENT: "starch and iodine, for the lab book",
    LESSON_PLAN: "the plan of lesson 12, Why is a leaf green?",
    MARKS: "marks of the test on 26 November",
}
DONE: Files = {
    HIKE: light("hike"), LEAF: light("leaf"), BOARD: light("board"),
    EXPERIMENT: light("experiment"), LESSON_PLAN: document(), MARKS: marks(),
}  # fmt: skip


def folder(files: Files, top: str = QUARTER, listed: Mapping[str, str] | None = None) -> Files:
    """The class's folder with its index, which lists every file or only those given."""
    words = {name: FOR_WHAT.get(name, "see its name") for name in files}
    lines = (f"{name} - {what}\n" for name, what in (listed or words).items())
    inside = {f"{top}/{name}": content for name, content in files.items()}
    return {**inside, "7-B/index.txt": "".join(lines).encode()}


def called(old: str, new: str, content: bytes | None = None) -> Files:
    """The files that are done, one of them under another name."""
    rest = {name: each for name, each in DONE.items() if name != old}
    return {**rest, new: content or DONE[old]}


def not_yet() -> dict[str, Files]:
    """Folders that each lack exactly one thing, by the name of their file."""
    again = {**DONE, "2026-11-23_7b_leaf-again.jpg": photo("leaf", 900, 20)}
    unlisted = {name: what for name, what in FOR_WHAT.items() if name != MARKS}
    return {
        "no_quarter": folder(DONE, top="7-B"),
        "final_name": folder(called(LESSON_PLAN, "plan new FINAL.docx")),
        "too_large": folder({**DONE, EXPERIMENT: large("experiment")}),
        "place_told": folder({**DONE, HIKE: light("hike", place=True)}),
        "two_of_a_kind": folder(again),
        "closed_format": folder(called(BOARD, "2026-11-24_7b_board.heic", closed("board"))),
        "one_not_listed": folder(DONE, listed=unlisted),
    }


def write(path: Path, files: Files) -> None:
    """The files as a .zip."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zipped(files.items()))


def main(target: Path) -> None:
    """Every .zip of the lesson, written into its folder."""
    write(target / "files" / "week.zip", week())
    for name, files in practice().items():
        write(target / "files" / f"{name}.zip", files)
    write(target / "solution" / "class.zip", folder(DONE))
    for name, files in not_yet().items():
        write(target / "not_yet" / f"{name}.zip", files)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)
