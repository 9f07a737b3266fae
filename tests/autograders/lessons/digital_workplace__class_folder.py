"""The folder of 7-B put in order, by Windows, a Mac and a phone, each with one thing undone."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

import docx
import openpyxl
from autograders.lessons.cases import Case
from autograders.pictures.drawn import photo

_TOP = "7-Б/2-чейрек/биология"


@cache
def _document() -> bytes:
    made = docx.Document()
    made.add_paragraph("Сабактын планы: жалбырак эмне үчүн жашыл?")
    target = BytesIO()
    made.save(target)
    return target.getvalue()


@cache
def _workbook() -> bytes:
    made = openpyxl.Workbook()
    made.active["A1"] = "Баалар"
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def _index(name: str, lines: tuple[str, ...]) -> bytes:
    """A file that lists others, of the kind that its name says."""
    if name.endswith(".docx"):
        made, target = docx.Document(), BytesIO()
        table = made.add_table(0, 2)
        for line in lines:
            row = table.add_row().cells
            row[0].text, row[1].text = line, "эмне үчүн керек"
        made.save(target)
        return target.getvalue()
    if name.endswith(".html"):
        items = "".join(f"<li>{line}</li>" for line in lines)
        return f"<!doctype html><meta charset=utf-8><title>Опись</title><ul>{items}</ul>".encode()
    return "\n".join(f"{line} — эмне үчүн керек" for line in lines).encode()


def _good(top: str = _TOP) -> dict[str, bytes]:
    return {
        f"{top}/2026-11-23_7б_жалбырак.jpg": photo("leaf", width=1200),
        f"{top}/2026-11-25_7б_тажрыйба.jpg": photo("experiment", width=1600),
        f"{top}/2026-11-24_7б_доска.jpg": photo("board", width=1000),
        f"{top}/2026-11-21_7б_жөө-жүрүш.jpg": photo("hike", width=1600),
        f"{top}/2026-11-23_7б_сабактын-планы.docx": _document(),
        f"{top}/2026-11-26_7б_баалар.xlsx": _workbook(),
    }


@dataclass(frozen=True, eq=False)  # a folder is made once for each case that names it
class _Zip:
    """A folder's .zip: some files in place of the good ones (None: taken out), and an index."""

    changed: Mapping[str, bytes | None] = field(default_factory=dict)
    top: str = _TOP
    index: str = "тизме.txt"
    listed: tuple[str, ...] = ()  # more lines of the index
    unlisted: tuple[str, ...] = ()
    mac: bool = False

    def files(self) -> dict[str, bytes]:
        """What is in the folder, without the index."""
        good = _good(self.top)
        changed = {f"{self.top}/{name}": content for name, content in self.changed.items()}
        return {
            name: content for name, content in {**good, **changed}.items() if content is not None
        }

    def __call__(self) -> bytes:
        files = self.files()
        names = [name.rpartition("/")[2] for name in files]
        lines = (*(name for name in names if name not in self.unlisted), *self.listed)
        if self.index:
            files[f"{self.top.split('/')[0]}/{self.index}"] = _index(self.index, lines)
        return _zipped(files, self.mac)


def _zipped(files: Mapping[str, bytes], mac: bool) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            if mac:
                name = unicodedata.normalize("NFD", name)
                archive.writestr(f"__MACOSX/._{name.rpartition('/')[2]}", b"x")
            archive.writestr(name, content)
        if mac:
            archive.writestr("7-Б/.DS_Store", b"x")
    return target.getvalue()


def _moved(name: str, to: str) -> dict[str, bytes | None]:
    """A good file under another name."""
    return {name: None, to: _good()[f"{_TOP}/{name}"]}


_HIKE = "2026-11-21_7б_жөө-жүрүш.jpg"
_LEAF = "2026-11-23_7б_жалбырак.jpg"
_BOARD = "2026-11-24_7б_доска.jpg"
_PLAN = "2026-11-23_7б_сабактын-планы.docx"


def _case(made: _Zip, *fails: str, about: str = "") -> Case:
    return Case("folder", "class.zip", made, fails, about)


CASES = (
    _case(_Zip(), about="ky-txt"),
    _case(_Zip(top="7-B/Quarter 2", index="index.docx", mac=True), about="en-docx-mac"),
    _case(_Zip(top="7б класс/2 четверть", index="00_опись.html"), about="ru-html"),
    _case(_Zip(top="7-Б"), "tree", about="no-quarter"),
    _case(_Zip(top="7-Б/2-чейрек/биология/сүрөттөр"), "tree", about="too-deep"),
    _case(_Zip(top="Менин файлдарым/2-чейрек"), "tree", about="top-not-class"),
    _case(_Zip(_moved(_BOARD, "2026-11-24_7б_тактада жазылган.jpg")), "names", about="space"),
    _case(_Zip(_moved(_BOARD, "IMG_4471.jpg")), "names"),
    _case(_Zip({_LEAF: photo("leaf", width=3000)}), "size", about="too-wide"),
    _case(_Zip({_LEAF: photo("leaf", width=400)}), "size"),
    _case(_Zip({_HIKE: photo("hike", place=True)}), "gps"),
    _case(_Zip({_HIKE: None, "2026-11-27_7б_кыш.jpg": photo("market")}), "gps", about="deleted"),
    _case(_Zip({"2026-11-23_7б_жалбырак2.jpg": photo("leaf", width=900, quality=50)}), "dupes"),
    _case(
        _Zip({_LEAF: None, "2026-11-27_7б_кыш.jpg": photo("market")}), "dupes", about="both-gone"
    ),
    _case(_Zip(_moved(_PLAN, "2026-11-23_7б_план.rar")), "formats"),
    _case(_Zip(unlisted=(_PLAN,)), "index", about="not-listed"),
    _case(_Zip(listed=("IMG_4471.jpg",)), "index", about="absent"),
    _case(_Zip(index=""), "index"),
)
