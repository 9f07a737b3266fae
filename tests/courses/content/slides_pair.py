"""The pair of media/slides: a slide of ninety small words, and one of a question and a leaf."""

from __future__ import annotations

LANGUAGES = {"en": "", "ky": "_ky", "ru": "_ru"}  # the ending of each one's file
_WORDS = {
    "en": ("A", "B", "Why is a leaf", "green?"),
    "ky": ("А", "Б", "Жалбырак эмне", "үчүн жашыл?"),
    "ru": ("А", "Б", "Почему лист", "зелёный?"),
}
# How long the lines of the full slide are, in parts of its width.
_LINES = (96, 91, 98, 88, 95, 60, 97, 92, 99, 90, 94, 86, 45)
_FONT = 'font-family="system-ui,sans-serif"'
_LEAF = (
    '<g transform="translate(74 -14)">'
    '<path d="M38 172c34-52 84-58 122-4-40 48-92 46-122 4z" fill="#2e7d32"/>'
    '<path d="M30 173c44-4 88-6 128-5M70 170l20-20M70 171l20 18M100 169l18-18M100 170l18 16" '
    'stroke="#c5e1a5" stroke-width="3" fill="none"/></g>'
)


def pair(language: str) -> str:
    """Both slides as the last row sees them, one under the other."""
    first, second, *title = _WORDS[language]
    lines = "".join(
        f'<rect x="34" y="{26 + 11 * nth}" width="{2.5 * length:g}" height="3.5" rx="1.7"/>'
        for nth, length in enumerate(_LINES)
    )
    said = "".join(
        f'<text x="34" y="{56 + 34 * nth}" font-size="26" font-weight="700" fill="#0d3b66" '
        f"{_FONT}>{line}</text>"
        for nth, line in enumerate(title)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 420">\n'
        f'{_frame(0, first)}<g fill="#b9b9b9">{lines}</g>\n'
        f'<g transform="translate(0 210)">{_frame(0, second)}{said}{_LEAF}</g>\n</svg>\n'
    )


def _frame(top: int, name: str) -> str:
    """The white sheet of a slide, with its letter in a corner."""
    return (
        f'<rect x="16" y="{top + 8}" width="288" height="192" rx="6" fill="#fff" '
        f'stroke="#51606f" stroke-width="2"/><circle cx="288" cy="{top + 184}" r="13" '
        f'fill="#0b5d8f"/><text x="288" y="{top + 190}" font-size="17" fill="#fff" '
        f'text-anchor="middle" {_FONT}>{name}</text>'
    )
