"""Makes the files of media/captions again: practice, the drawn pair, solution, not-yet files.

Run by hand, from anywhere: `python tests/courses/content/make_captions_files.py [FOLDER]`.
The same bytes come out each time, so that a change in a file is a change that somebody meant.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from mugalim_checks.captions import Captions, Cue
from mugalim_checks.captions.times import shown_times
from mugalim_checks.captions.writing import write

LESSON = Path(__file__).parents[3] / "courses" / "media" / "captions"
Times = tuple[float, float, str]  # seconds at which a caption comes and goes, and its words

LABELS = {
    "scenes": "Scenes", "scenes.picture": "What is seen", "scenes.script": "What you say",
    "scenes.seconds": "How long it lasts", "pupils_shown": "Is a pupil heard or seen?",
    "consent": "Has the family agreed in writing?",
}  # fmt: skip
FLATBREAD = [
    {
        "seconds": 15,
        "picture": "A flatbread cut into eight pieces, six of them are there",
        "script": "Here is a flatbread in eight pieces. Six are left: six eighths.",
    },
    {
        "seconds": 15,
        "picture": "",
        "script": "Now take the pieces in pairs. Six pieces are three pairs, eight pieces are "
        "four pairs.",
    },
    {
        "picture": "A card: 6/8 = 3/4, below it 4/8 = ?",
        "script": "So six eighths are three quarters. Now you: what becomes of four eighths?",
    },
]
SPEED: Sequence[Times] = (
    (0.5, 4, "Here is a flatbread\nin eight pieces."),
    (4, 4.5, "Six are left: six eighths."),
    (15, 19, "Now take the pieces in pairs."),
)
LINES: Sequence[Times] = (
    (15, 19, "Now take the pieces in pairs."),
    (19, 25, "Six pieces are three pairs, eight pieces are four pairs."),
    (23, 28, "So six eighths\nare three quarters."),
)

LEAF = [
    {
        "seconds": 12,
        "picture": "A green leaf and a yellow one on a white sheet",
        "script": "Look at these two leaves. One is green, one is yellow. "
        "Where does the yellow come from?",
    },
    {
        "seconds": 16,
        "picture": "A hand draws many green and a few yellow dots inside a leaf",
        "script": "A leaf has two colours all summer. The green one is called chlorophyll. "
        "It catches light, and there is so much of it that it hides the yellow.",
    },
    {
        "seconds": 18,
        "picture": "The hand crosses out the green dots one by one, the yellow ones stay",
        "script": "In autumn the days get short. The tree takes the chlorophyll apart and keeps "
        "what it needs for spring. Now we see the yellow that was there all the time.",
    },
    {
        "seconds": 12,
        "picture": "A window, a tree behind it",
        "script": "Look out of your window. Which tree has changed first? "
        "Tell me, I am glad to hear from you.",
    },
]
SPOKEN: Sequence[Times] = (
    (0.5, 3, "Look at these two leaves."),
    (3, 6.5, "One is green,\none is yellow."),
    (6.5, 11, "Where does the yellow come from?"),
    (12, 15, "A leaf has two colours all summer."),
    (15, 19, "The green one is called chlorophyll."),
    (19, 23, "It catches light,\nand there is so much of it"),
    (23, 27, "that it hides the yellow."),
    (28, 31, "In autumn the days get short."),
    (31, 37, "The tree takes the chlorophyll apart\nand keeps what it needs for spring."),
    (38, 45, "Now we see the yellow\nthat was there all the time."),
    (46, 48.5, "Look out of your window."),
    (48.5, 52, "Which tree has changed first?"),
    (52, 57, "Tell me,\nI am glad to hear from you."),
)


def captions(spoken: Sequence[Times], header: str = "WEBVTT") -> Captions:
    """Captions that a player can show, one for each time."""
    cues = (Cue(shown_times(round(a * 1000), round(b * 1000)), words) for a, b, words in spoken)
    return Captions(header, tuple(cues))


def vtt(spoken: Sequence[Times], **changed: Cue) -> bytes:
    """The .vtt file; `cue_3=Cue(…)` puts another one in the third place."""
    made = captions(spoken)
    blocks = [changed.get(f"cue_{n}", cue) for n, cue in enumerate(made.blocks, 1)]
    return write(replace(made, blocks=tuple(blocks)), ".vtt")


def board(scenes: Sequence[Mapping[str, Any]], **fields: str) -> bytes:
    """A storyboard as its form saves it."""
    state = {"data": {"scenes": list(scenes), **fields}, "labels": LABELS, "language": "en"}
    return (json.dumps(state, ensure_ascii=False, indent=1) + "\n").encode()


def not_yet() -> dict[str, bytes]:
    """Works that each lack exactly one thing, by the name of their file."""
    short = [{**scene, "seconds": 8} for scene in LEAF]
    third, fifth, ninth = (captions(SPOKEN).cues[at] for at in (2, 4, 8))
    one_line = replace(ninth, payload=ninth.payload.replace("\n", " "))
    return {
        "half_a_minute.json": board(short, pupils_shown="no"),
        "family_not_asked.json": board(LEAF, pupils_shown="yes", consent="no"),
        "comma_in_times.vtt": vtt(
            SPOKEN, cue_3=replace(third, times=third.times.replace(".", ","))
        ),
        "two_at_once.vtt": vtt(SPOKEN, cue_5=replace(fifth, times=shown_times(14000, 19000))),
        "gone_too_soon.vtt": vtt(SPOKEN, cue_5=replace(fifth, times=shown_times(15000, 16000))),
        "one_long_line.vtt": vtt(SPOKEN, cue_9=one_line),
        "half_of_the_words.vtt": vtt(SPOKEN[:7]),
    }


# The two captions of the worked example, line by line as a phone breaks them.
PAIR: Mapping[str, tuple[str, Sequence[str]]] = {
    "": (
        "Multiply both sides by two.",
        ["And now we are going to take both the", "left-hand side and the right-hand side",
         "of this equation and multiply each by", "the number two."],
    ),
    "_ky": (
        "Эки жагын тең экиге көбөйтөбүз.",
        ["Эми биз ушул теңдеменин сол жагын да,", "оң жагын да алып, ар бирин өз-өзүнчө",
         "эки деген санга көбөйтүп чыгабыз,", "муну чогуу кылабыз."],
    ),
    "_ru": (
        "Умножаем обе части на два.",
        ["А теперь мы вместе возьмём и левую,", "и правую часть этого уравнения",
         "и каждую из них сразу умножим", "на число два, вот таким образом."],
    ),
}  # fmt: skip


def pair(short: str, long: Sequence[str]) -> str:
    """Two phones, one below the other: the same board, a caption below it or over it."""
    phones = [_phone("A", 0, [short]), _phone("B", 176, long)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 352" '
        f'font-family="sans-serif">\n{"".join(phones)}</svg>\n'
    )


def _phone(letter: str, top: int, lines: Sequence[str]) -> str:
    first = top + 160 - 18 * len(lines)
    text = "".join(
        f'<text x="171" y="{first + 18 * row}" font-size="13" fill="#fff" text-anchor="middle">'
        f"{escape(line)}</text>\n"
        for row, line in enumerate(lines)
    )
    return (
        f'<text x="6" y="{top + 28}" font-size="18" font-weight="bold" fill="#0b5d8f">{letter}'
        f'</text>\n<rect x="26" y="{top + 6}" width="288" height="160" rx="12" fill="#22303a"/>\n'
        f'<rect x="34" y="{top + 14}" width="272" height="144" rx="4" fill="#17663a"/>\n'
        f'<g font-size="22" fill="#e8f5e9" text-anchor="middle"><text x="170" y="{top + 56}">'
        f'x : 2 = 7</text><text x="170" y="{top + 96}">x = 7 · 2</text></g>\n'
        f'<rect x="34" y="{first - 16}" width="272" height="{18 * len(lines) + 14}" '
        f'fill="#000" fill-opacity=".92"/>\n{text}'
    )


def main(folder: Path) -> None:
    """Every file of the lesson, written into its folder."""
    made = {
        "files/practice_storyboard.json": board(FLATBREAD),
        "files/practice_speed.vtt": vtt(SPEED),
        "files/practice_lines.vtt": vtt(LINES),
        "solution/storyboard.json": board(LEAF, pupils_shown="no"),
        "solution/captions.vtt": vtt(SPOKEN),
    }
    made |= {f"not_yet/{name}": content for name, content in not_yet().items()}
    made |= {f"files/pair{ending}.svg": pair(*words).encode() for ending, words in PAIR.items()}
    for name, content in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)
