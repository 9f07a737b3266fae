"""Makes the files of media/pictures again: the gallery, the drawn pair, solution, not-yet files.

Run by hand, from anywhere: `python tests/courses/content/make_pictures_files.py [FOLDER]`.
The same bytes come out each time, so that a change in a file is a change that somebody meant.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from io import BytesIO, StringIO
from pathlib import Path

from mugalim_checks.archives import zipped

sys.path.append(str(Path(__file__).parents[2]))
from autograders.pictures.drawn import scene

LESSON = Path(__file__).parents[3] / "courses" / "media" / "pictures"
GALLERY = ("mountains", "yurt", "tulip", "engineer", "eagle", "market", "bridge", "apricot")
LARGE, SMALL = 1800, 800  # pixels of the longer side
QUALITY = 40  # drawn pictures stay clear; the files stay light
COLUMNS = ("file", "title", "author", "source", "licence", "changed", "alt")
Box = tuple[float, float, float, float]  # shares of a picture: left, top, right, bottom


def picture(name: str, width: int, box: Box | None = None) -> bytes:
    """A drawn picture as a .jpg of that width, whole or cut to a part of it."""
    made = scene(name)
    if box is not None:
        sides = (made.width, made.height) * 2
        made = made.crop(tuple(round(b * side) for b, side in zip(box, sides, strict=True)))
    target = BytesIO()
    made.resize((width, round(width * made.height / made.width))).save(
        target, "JPEG", quality=QUALITY, optimize=True, progressive=True
    )
    return target.getvalue()


def gallery(*names: str) -> bytes:
    """Pictures as large as their sources have them."""
    return zipped([(f"{name}.jpg", picture(name, LARGE)) for name in names])


TULIP = (
    "tulip.jpg", "Tulips near Chatkal", "A. Sadyrova", "https://commons.example.org/tulips-chatkal",
    "CC0 1.0", "no", "Three red tulips in bloom on a green slope",
)  # fmt: skip
EAGLE = (
    "eagle.jpg", "Golden eagle, taking off", "T. Osmonov",
    "https://commons.example.org/golden-eagle", "CC BY-ND 4.0", "no",
    "A golden eagle takes off from a rock, its wings wide open",
)  # fmt: skip
ENGINEER = (
    "engineer.jpg", "The engineer of the solar station", "B. Nurlanova",
    "https://commons.example.org/engineer-solar", "CC BY 3.0", "yes",
    "A woman in a yellow helmet holds a tablet, solar panels stand on the slope behind her",
)  # fmt: skip
APRICOT = (
    "apricot.jpg", "Apricots after the harvest", "N. Abdieva",
    "https://commons.example.org/apricots-batken", "CC BY 4.0", "no",
    "A basket full of orange apricots on a table",
)  # fmt: skip
WHOLE: Mapping[str, Box] = {"engineer": (0.0, 0.0, 0.9, 1.0)}


@dataclass(frozen=True)
class Work:
    """What somebody handed in: lines of credits, and how the pictures were cut and made smaller."""

    lines: Sequence[Sequence[str]] = (TULIP, EAGLE, ENGINEER)
    lost: Sequence[Sequence[str]] = ()  # lines without a picture
    boxes: Mapping[str, Box] = field(default_factory=lambda: WHOLE)
    widths: Mapping[str, int] = field(default_factory=dict)

    def content(self) -> bytes:
        """The .zip: pictures, and a table of credits as a table program saves it."""
        names = [line[0].removesuffix(".jpg") for line in self.lines]
        pictures = [
            (f"{name}.jpg", picture(name, self.widths.get(name, SMALL), self.boxes.get(name)))
            for name in names
        ]
        table = StringIO(newline="")
        csv.writer(table, delimiter=";").writerows([COLUMNS, *self.lines, *self.lost])
        return zipped([*pictures, ("credits.csv", table.getvalue().encode("utf-8-sig"))])


def changed(line: Sequence[str], **values: str) -> tuple[str, ...]:
    """A line of credits with other values in some columns."""
    return tuple(values.get(name, old) for name, old in zip(COLUMNS, line, strict=True))


def not_yet() -> dict[str, Work]:
    """Works that each lack exactly one thing, by the name of their file."""
    done = Work()
    free = changed(TULIP, licence="free, from the internet")
    cut = (TULIP, changed(EAGLE, changed="yes"), ENGINEER)
    return {
        "free_is_no_licence": replace(done, lines=(free, EAGLE, ENGINEER)),
        "no_author": replace(done, lines=(changed(TULIP, author=""), EAGLE, ENGINEER)),
        "line_without_picture": replace(done, lost=(APRICOT,)),
        "file_name_as_words": replace(done, lines=(changed(TULIP, alt="tulip"), EAGLE, ENGINEER)),
        "cropped_under_nd": replace(
            done, lines=cut, boxes={**WHOLE, "eagle": (0.05, 0.1, 0.95, 0.9)}
        ),
        "too_large": replace(done, widths={"tulip": LARGE}),
    }


# The words on the two pages of the worked example.
PAIR: Mapping[str, tuple[str, Sequence[str], Sequence[str]]] = {
    "": (
        "Spring has come",
        ["Photo: internet, free"],
        ["“Red tulips in spring”, G. Toktosunova,", "commons.example.org/red-tulips,",
         "CC BY-SA 3.0, cropped"],
    ),
    "_ky": (
        "Жаз келди",
        ["Сүрөт: интернеттен, бекер"],
        ["«Жаздагы кызыл жоогазындар», Г. Токтосунова,", "commons.example.org/red-tulips,",
         "CC BY-SA 3.0, кесилди"],
    ),
    "_ru": (
        "Пришла весна",
        ["Фото: интернет, бесплатно"],
        ["«Красные тюльпаны весной», Г. Токтосунова,", "commons.example.org/red-tulips,",
         "CC BY-SA 3.0, обрезано"],
    ),
}  # fmt: skip
_TULIPS = """<g transform="translate({x} {y})"><rect width="272" height="84" fill="#d7eef8"/>
<path d="M0 66 272 46V84H0z" fill="#558b2f"/><g fill="#c62828">
<path d="M60 20c-12 8-13 26 0 31 13-5 12-23 0-31z"/>
<path d="M132 6c-14 10-15 32 0 38 15-6 14-28 0-38z"/>
<path d="M206 22c-11 7-12 24 0 28 12-4 11-21 0-28z"/></g>
<path d="M60 50 57 82M132 44l-3 37M206 49l-2 32" stroke="#33691e" stroke-width="3" fill="none"/></g>
"""


def pair(headline: str, first: Sequence[str], second: Sequence[str]) -> str:
    """Two pages of a school paper, one below the other, so that a phone shows their words."""
    pages = [_page("A", 0, headline, first), _page("B", 176, headline, second)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 390" '
        f'font-family="sans-serif">\n{"".join(pages)}</svg>\n'
    )


def _page(letter: str, top: int, headline: str, lines: Sequence[str]) -> str:
    high = 154 + 17 * len(lines)
    text = "".join(
        f'<text x="24" y="{top + 150 + 17 * row}" font-size="12.5" fill="#22303a">'
        f"{escape(line)}</text>\n"
        for row, line in enumerate(lines)
    )
    return (
        f'<rect x="8" y="{top + 6}" width="304" height="{high - 14}" rx="6" fill="#fff" '
        'stroke="#b7cfdf" stroke-width="1.5"/>\n'
        f'<text x="24" y="{top + 34}" font-size="17" font-weight="bold" fill="#0b5d8f">{letter}'
        f'</text>\n<text x="46" y="{top + 34}" font-size="15" font-weight="bold" fill="#22303a">'
        f"{escape(headline)}</text>\n{_TULIPS.format(x=24, y=top + 46)}{text}"
    )


def main(folder: Path) -> None:
    """Every file of the lesson, written into its folder."""
    made: dict[str, bytes] = {
        "files/gallery.zip": gallery(*GALLERY),
        "files/practice_leaf.zip": gallery("leaf"),
        "solution/pictures.zip": Work().content(),
    }
    made |= {f"not_yet/{name}.zip": work.content() for name, work in not_yet().items()}
    made |= {f"files/pair{ending}.svg": pair(*words).encode() for ending, words in PAIR.items()}
    for name, content in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)
