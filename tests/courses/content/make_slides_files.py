"""Makes the files of media/slides again: practice decks, pictures, solution, not-yet files.

Run by hand, from anywhere: `python tests/courses/content/make_slides_files.py [FOLDER]`.
The same bytes come out each time, so that a change in a file is a change that somebody meant.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pptx
from PIL import Image as Pictures
from slides_drawings import bread, leaf, png, yurt
from slides_pair import LANGUAGES, pair

from mugalim_checks.archives import rezipped
from mugalim_checks.artefacts import write_artefact
from mugalim_checks.pieces import digest_of
from mugalim_checks.slides import Image, Paragraph, Run, Slide, Slides, Text

LESSON = Path(__file__).parents[3] / "courses" / "media" / "slides"
PAPER, BLACK, DARK, GREY, YELLOW = "#FFFFFF", "#1A1A1A", "#0D3B66", "#8E8E8E", "#F9C922"
PIECES = {
    name: png(drawn().resize((720, 480)))
    for name, drawn in (("leaf", leaf), ("bread", bread), ("yurt", yurt))
}
BY_DIGEST = {digest_of(content): content for content in PIECES.values()}
USED_LAYOUTS = ("Title and Content", "Title Only")
HEAVY = (1_000, 700)  # points: unpacked they weigh a little more than the lesson allows, 2 MB


@dataclass(frozen=True)
class Leaf:
    """One slide: its title, its lines, what is said to it, its picture, and its looks."""

    title: str
    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()
    picture: str = ""
    alt: str = ""
    points: float = 32
    colour: str = DARK
    background: str = PAPER

    def slide(self) -> Slide:
        """The slide as the school keeps it."""
        texts = [self._text((self.title,), 40, "title")] if self.title else []
        images = (_image(self.picture, self.alt),) if self.picture else ()
        body = self._text(self.lines, self.points)
        return Slide((*texts, body), (), images, self.notes, background=self.background)

    def _text(self, lines: tuple[str, ...], points: float, role: str = "text") -> Text:
        look = {"points": points, "colour": self.colour, "background": self.background}
        runs = (Run(line, bold=role == "title", **look) for line in lines)
        return Text(tuple(Paragraph((run,)) for run in runs), role)


def _image(name: str, alt: str) -> Image:
    content = PIECES[name]
    return Image(alt or None, f"{name}.png", len(content), digest=digest_of(content))


SOLUTION = (
    Leaf(
        "Why is a leaf green?",
        ("Look out of the window.", "Who sees a leaf of another colour?"),
        ("One minute to look, then three hands.", "I write their guesses on the board."),
    ),
    Leaf(
        "Green grains catch the light",
        ("Which part of the leaf is the greenest?", "Show it with a finger."),
        ("Their green is called chlorophyll. It catches the light of the sun, and the plant",
         "makes its food with it. In autumn it falls apart, and the yellow can be seen."),
        "leaf",
        "A green leaf; pale veins run from the middle to the edge",
    ),
    Leaf("Draw it without looking", ("Draw a leaf with its veins.", "Whose has more?")),
)  # fmt: skip
MANY = (
    "The leaf is the part of the plant in which light becomes food.",
    "It is green because its cells are full of chlorophyll, a green pigment in small grains.",
    "The grains take in the light of the sun, and with it the plant makes sugar.",
    "For this it needs water from the ground and carbon dioxide from the air.",
    "Oxygen is left over, and all of us breathe it.",
)
YURT = (
    "A yurt is put up by two or three people in about an hour.",
    "Its walls are a lattice of willow that is folded together for the road.",
    "Felt keeps the heat in winter and lets the air through in summer.",
    "The round opening at the top gives light and lets the smoke out.",
    "Its crossed bars can be seen on the flag of Kyrgyzstan.",
)
PRACTICE = {
    "practice_size": Leaf(
        "",
        ("A leaf is full of small green grains.", "They catch the light of the sun."),
        points=16, colour=BLACK,
    ),
    "practice_words": Leaf("A house that travels", YURT, points=24, colour=BLACK),
    "practice_colours": Leaf(
        "How much is half of a half?",
        ("Show half of the bread with your hands.", "Then half of that half."),
        colour=GREY, background=YELLOW,
    ),
    "practice_picture": Leaf(
        "Who gets more?", ("Four pupils share one bread.",), (), "bread", "bread.png",
    ),
}  # fmt: skip


def changed(number: int, **change: object) -> tuple[Leaf, ...]:
    """The solution with one slide, counted from 1, as somebody left it."""
    made = list(SOLUTION)
    made[number - 1] = replace(made[number - 1], **change)
    return tuple(made)


def not_yet() -> Mapping[str, tuple[Leaf, ...]]:
    """Decks that each lack exactly one thing, by the name of their file."""
    return {
        "no_title": changed(3, title=""),
        "small_type": changed(2, points=16.0),
        "all_the_words": changed(3, lines=MANY, points=24.0),
        "grey_on_yellow": changed(1, colour=GREY, background=YELLOW),
        "file_name_as_words": changed(2, alt="leaf.png"),
        "notes_on_one_slide": changed(2, notes=()),
        "too_heavy": SOLUTION,
    }


def deck(leaves: tuple[Leaf, ...]) -> bytes:
    """A small .pptx file of these slides."""
    slides = Slides(tuple(leaf.slide() for leaf in leaves))
    presentation = pptx.Presentation(BytesIO(write_artefact(slides, pieces=BY_DIGEST.get)))
    for layout in list(presentation.slide_layouts):
        if layout.name not in USED_LAYOUTS:
            presentation.slide_layouts.remove(layout)
    target = BytesIO()
    presentation.save(target)
    return rezipped(target.getvalue())


def heavy(content: bytes) -> bytes:
    """The same deck with one more picture, as heavy as a photo from a phone.

    It is of one colour, so that whatever packs the lesson hardly grows.
    """
    target = BytesIO(content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_STORED) as archive:
        about = zipfile.ZipInfo("ppt/media/photo.png", (1980, 1, 1, 0, 0, 0))
        archive.writestr(about, png(Pictures.new("RGB", HEAVY), packed=False))
    return target.getvalue()


def main(folder: Path) -> None:
    """Every file of the lesson that is not written by hand."""
    for part in ("files", "solution", "not_yet"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, content in PIECES.items():
        (folder / "files" / f"{name}.png").write_bytes(content)
    for language, ending in LANGUAGES.items():
        (folder / "files" / f"pair{ending}.svg").write_text(pair(language), encoding="utf-8")
    for name, leaf_ in PRACTICE.items():
        (folder / "files" / f"{name}.pptx").write_bytes(deck((leaf_,)))
    (folder / "solution" / "deck.pptx").write_bytes(deck(SOLUTION))
    for name, leaves in not_yet().items():
        content = deck(leaves)
        made = heavy(content) if name == "too_heavy" else content
        (folder / "not_yet" / f"{name}.pptx").write_bytes(made)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)
