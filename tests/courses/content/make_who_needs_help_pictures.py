"""Draws the pair of charts of spreadsheets/who-needs-help again, one file for each language.

Run by hand, from anywhere: `python tests/courses/content/make_who_needs_help_pictures.py [FOLDER]`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

LESSON = Path(__file__).parents[3] / "courses" / "spreadsheets" / "who-needs-help"
COUNTS = (20, 14, 6)
COLOURS = ("#0b5d8f", "#0b5d8f", "#b45309")
# The names of the charts, what the axis counts, and the three groups, by the ending of the file.
WORDS = {
    "": (("A", "B"), "Pupils", ("on their own", "with a hint", "with the teacher")),
    "_ky": (("А", "Б"), "Окуучулар", ("өз алдынча", "кеңеш менен", "мугалим менен")),
    "_ru": (("А", "Б"), "Ученики", ("сами", "с подсказкой", "с учителем")),
}
WIDTH, HEIGHT = 320, 190  # of one chart
LEFT, TOP, BASE = 44, 34, 160  # where its bars may stand
STEP, THICK = 90, 54


def chart(down: int, name: str, axis: str, groups: tuple[str, ...], least: int) -> Iterator[str]:
    """One chart of the three counts; its axis begins at `least`."""
    high = (BASE - TOP) / (20 - least)
    yield f'<g transform="translate(0 {down})">'
    yield f'<text x="10" y="20" font-size="17" font-weight="700">{name}</text>'
    yield f'<text x="312" y="20" text-anchor="end" font-size="12" fill="#51606f">{axis}</text>'
    for mark in range(least, 21, 5):
        y = BASE - (mark - least) * high
        yield f'<path d="M{LEFT} {y:.1f}H312" stroke="#d5dfe6"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" font-size="12">{mark}</text>'
    for number, (count, colour, group) in enumerate(zip(COUNTS, COLOURS, groups, strict=True)):
        x, tall = LEFT + 18 + number * STEP, (count - least) * high
        top, middle = BASE - tall, x + THICK / 2
        yield f'<rect x="{x}" y="{top:.1f}" width="{THICK}" height="{tall:.1f}" fill="{colour}"/>'
        yield (
            f'<text x="{middle}" y="{top - 5:.1f}" text-anchor="middle" font-size="13" '
            f'font-weight="700">{count}</text>'
        )
        below = f'x="{middle}" y="{BASE + 17}" text-anchor="middle" font-size="11"'
        yield f"<text {below}>{group}</text>"
    axes = f'd="M{LEFT} {TOP - 8}V{BASE}H312"'
    yield f'<path {axes} fill="none" stroke="#1f2933" stroke-width="1.5"/>'
    yield "</g>"


def pair(names: tuple[str, str], axis: str, groups: tuple[str, ...]) -> str:
    """Both charts, one over the other, so that a phone shows them large enough."""
    size = f"0 0 {WIDTH} {2 * HEIGHT + 6}"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" font-family="sans-serif" '
        'fill="#1f2933">',
        f'<rect width="{WIDTH}" height="{2 * HEIGHT + 6}" rx="8" fill="#fff"/>',
        *chart(0, names[0], axis, groups, 0),
        *chart(HEIGHT, names[1], axis, groups, 5),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    """The pair in each language, written into the lesson's files."""
    (folder / "files").mkdir(parents=True, exist_ok=True)
    for ending, words in WORDS.items():
        (folder / "files" / f"pair{ending}.svg").write_text(pair(*words), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)
