"""The pair of digital-workplace/lesson-plan: one plan on two phones, with and without its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

# The letters of the two phones, the title, and the parts, in each language.
_WORDS: Mapping[str, tuple[str, str, str, tuple[str, ...]]] = {
    "pair.svg": ("A", "B", "Lesson plan", ("Goal", "Time", "Stages", "Assessment")),
    "pair_ky.svg": ("А", "Б", "Сабактын планы", ("Максат", "Убакыт", "Этаптар", "Баалоо")),
    "pair_ru.svg": ("А", "Б", "План урока", ("Цель", "Время", "Этапы", "Оценивание")),
}
_LINES = (96, 84, 92, 58)  # widths of lines of text
_INK, _PAPER, _FAINT = "#0b5d8f", "#ffffff", "#b7cfdf"


def pairs() -> dict[str, bytes]:
    """The drawing in each language, by the name of its file."""
    return {name: _drawing(*words).encode() for name, words in _WORDS.items()}


def _drawing(one: str, other: str, title: str, parts: tuple[str, ...]) -> str:
    style = 'font-family="sans-serif" fill="#1c2b36"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 250" {style}>\n'
        f'<rect width="320" height="250" rx="8" fill="#e3f0f8"/>\n'
        f"{_phone(16, one)}{''.join(_listed(title, parts))}"
        f"{_phone(168, other)}{''.join(_long(title, parts))}</svg>\n"
    )


def _phone(left: int, letter: str) -> str:
    return (
        f'<text x="{left + 68}" y="22" font-size="16" font-weight="700" text-anchor="middle">'
        f"{letter}</text>\n"
        f'<rect x="{left}" y="30" width="136" height="208" rx="12" fill="#51606f"/>\n'
        f'<rect x="{left + 6}" y="40" width="124" height="188" rx="4" fill="{_PAPER}"/>\n'
    )


def _listed(title: str, parts: tuple[str, ...]) -> Iterator[str]:
    """The list of parts that a program makes of headings."""
    yield _text(32, 64, title, 13, bold=True)
    for row, part in enumerate(parts):
        top = 78 + row * 34
        yield (
            f'<rect x="30" y="{top}" width="108" height="27" rx="6" fill="#dcebf5"/>\n'
            f'<path d="M128 {top + 9}l4 4.5-4 4.5" fill="none" stroke="{_INK}" '
            'stroke-width="2"/>\n'
        )
        yield _text(38, top + 18, part, 13)


def _long(title: str, parts: tuple[str, ...]) -> Iterator[str]:
    """One long sheet of bold words and lines."""
    yield _text(184, 60, title, 12, bold=True)
    top = 72
    for row, part in enumerate(parts[:3]):
        yield _text(184, top + 8, part, 11, bold=True)
        for line in range(4):
            wide = _LINES[(line + row) % len(_LINES)]
            yield (
                f'<rect x="184" y="{top + 14 + line * 9}" width="{wide}" height="4" rx="2" '
                f'fill="{_FAINT}"/>\n'
            )
        top += 52
    yield f'<rect x="296" y="44" width="3" height="20" rx="1.5" fill="{_FAINT}"/>\n'


def _text(left: int, baseline: int, text: str, size: int, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{left}" y="{baseline}" font-size="{size}"{weight}>{escape(text)}</text>\n'
