"""The pair of media/handout: two pages that look alike, and what a phone reads aloud of them."""

from __future__ import annotations

LANGUAGES = {"en": "", "ky": "_ky", "ru": "_ru"}  # the ending of each one's file
_LETTERS = {"en": "AB", "ky": "АБ", "ru": "АБ"}
# The lines of the page, from its title down: left, top, width, height, whether it is a heading.
_LINES = (
    (14, 18, 88, 8, True),
    *((14, 34 + 8 * nth, 104 - 9 * (nth % 3), 3, False) for nth in range(4)),
    (14, 72, 60, 6, True),
    *((14, 85 + 8 * nth, 102 - 7 * (nth % 3), 3, False) for nth in range(5)),
    (14, 131, 46, 6, True),
    *((14, 144 + 8 * nth, 98 - 8 * (nth % 2), 3, False) for nth in range(3)),
)
_FONT = 'font-family="system-ui,sans-serif"'


def pair(language: str) -> str:
    """Two phones side by side, the voice of each beneath: one long line, or one with stops."""
    first, second = _LETTERS[language]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 236">\n'
        f"{_phone(12, first, stops=False)}\n{_phone(176, second, stops=True)}\n</svg>\n"
    )


def _phone(left: int, name: str, *, stops: bool) -> str:
    lines = "".join(
        f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="1.5" '
        f'fill="{"#1d2733" if headed else "#8aa4b5"}"/>'
        for x, y, wide, high, headed in _LINES
    )
    return (
        f'<g transform="translate({left} 4)"><rect width="132" height="184" rx="12" fill="#fff" '
        f'stroke="#51606f" stroke-width="3"/>{lines}{_voice(stops)}'
        f'<circle cx="116" cy="168" r="13" fill="#0b5d8f"/><text x="116" y="174" font-size="17" '
        f'fill="#fff" text-anchor="middle" {_FONT}>{name}</text></g>'
    )


def _voice(stops: bool) -> str:
    """What is heard: a wave, with a stop to jump to at each heading where there is one."""
    waves = "".join(f"M{4 + 7 * nth} 211q1.75-12 3.5 0t3.5 0" for nth in range(18))
    wave = f'<path d="{waves}" fill="none" stroke="#b45309" stroke-width="2"/>'
    if not stops:
        return wave
    flags = (f'<path d="M{x} 224v-26h13l-4 5 4 5h-13" fill="#17663a"/>' for x in (4, 53, 102))
    return wave + "".join(flags)
