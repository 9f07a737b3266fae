"""Makes the files of media/handout again: pages to begin with, solutions, not-yet pages.

Run by hand, from anywhere: `python tests/courses/content/make_handout_files.py [FOLDER]`.
The same bytes come out each time, so that a change in a file is a change that somebody meant.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from handout_pair import LANGUAGES, pair
from handout_subjects import BIOLOGY, HERE, LITERATURE, MATHEMATICS, TASKS, Subject
from slides_drawings import bread, leaf, png, yurt

from mugalim_checks.archives import zipped

LESSON = Path(__file__).parents[3] / "courses" / "media" / "handout"
DRAWN = {"leaf": leaf, "bread": bread, "yurt": yurt}
LIGHT, HEAVY = (360, 240), (540, 360)  # points; unpacked, the heavy one has 570 kB
PALE = "#B5B5B5"
HEAD = (
    '<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>{title}</title>\n<style>body{{font:12pt sans-serif;max-width:40em}}"
    "img{{max-width:100%;height:auto}}</style>\n</head>\n<body>\n"
)


@dataclass(frozen=True)
class Sheet:
    """A page as somebody left it: which of its parts are done, and which it has at all."""

    subject: Subject
    language: str | None = "en"
    headed: bool = True
    described: bool = True
    dark: bool = True
    linked: bool = True
    light: bool = True
    listed: bool = True
    parts: tuple[str, ...] = ("title", "look", "picture", "hint", "tasks", "link")

    def html(self, picture: str) -> str:
        """The page; `picture` is the address of its picture."""
        said = f' lang="{self.language}"' if self.language else ""
        title = escape(self.subject.title) if self.language else ""
        head = HEAD.format(language=said, title=title)
        return f"{head}{chr(10).join(self._blocks(picture))}\n</body>\n</html>\n"

    def _blocks(self, picture: str) -> Iterator[str]:
        about = self.subject
        if "title" in self.parts:
            yield self._heading(1, about.title)
            yield f"<p>{escape(about.intro)}</p>"
        if "look" in self.parts:
            yield self._heading(2, about.part)
        if "picture" in self.parts:
            alt = f' alt="{escape(about.alt)}"' if self.described else ""
            width, height = LIGHT if self.light else HEAVY
            yield f'<p><img src="{picture}"{alt} width="{width}" height="{height}"></p>'
        yield f"<p>{escape(about.fact)}</p>"
        if "hint" in self.parts:
            colour = "" if self.dark else f' style="color:{PALE}"'
            yield f"<p{colour}>{escape(about.hint)}</p>"
        if "tasks" in self.parts:
            yield self._heading(2, TASKS)
            yield self._tasks()
        if "link" in self.parts:
            words = about.link if self.linked else HERE
            link = f'<a href="{about.address}">{escape(words)}</a>'
            yield f"<p>{escape(about.more)} {link}</p>"

    def _heading(self, level: int, text: str) -> str:
        if self.headed:
            return f"<h{level}>{escape(text)}</h{level}>"
        return f'<p style="font-size:{24 - 4 * level}pt"><b>{escape(text)}</b></p>'

    def _tasks(self) -> str:
        """The tasks: listed, or as paragraphs with the hardest one first."""
        tasks = [escape(each) for each in self.subject.tasks]
        if self.listed:
            return f"<ol>{''.join(f'<li>{each}</li>' for each in tasks)}</ol>"
        return "\n".join(f"<p>{each}</p>" for each in reversed(tasks))


def draft(subject: Subject) -> Sheet:
    """A page as it is typed in a hurry: nothing of what the lesson is about is done."""
    return Sheet(subject, None, headed=False, described=False, dark=False, linked=False,
                 light=False, listed=False)  # fmt: skip


SOLUTION = Sheet(BIOLOGY)
PRACTICE = {
    "practice_headings": Sheet(BIOLOGY, None, headed=False, parts=("title", "look", "tasks")),
    "practice_language": Sheet(MATHEMATICS, None, parts=("title", "hint")),
    "practice_picture": Sheet(
        MATHEMATICS, None, described=False, light=False, parts=("look", "picture")
    ),
    "practice_link": Sheet(LITERATURE, None, linked=False, parts=("look", "link")),
    "practice_colour": Sheet(LITERATURE, None, dark=False, parts=("title", "hint")),
}
NOT_YET: Mapping[str, Sheet] = {
    "no_language": replace(SOLUTION, language=None),
    "bold_instead_of_headings": replace(SOLUTION, headed=False),
    "picture_without_words": replace(SOLUTION, described=False),
    "pale_letters": replace(SOLUTION, dark=False),
    "link_says_here": replace(SOLUTION, linked=False),
    "heavy_picture": replace(SOLUTION, light=False),
}
SUBJECTS = {"biology": BIOLOGY, "mathematics": MATHEMATICS, "literature": LITERATURE}
EMPTY = HEAD.format(language="", title="") + "</body>\n</html>\n"


def written(folder: Path, name: str, sheet: Sheet) -> None:
    """A light page as one .html file; a heavy one as a .zip of the page and its picture."""
    drawn = DRAWN[sheet.subject.picture]().resize(LIGHT if sheet.light else HEAVY)
    picture, content = f"{sheet.subject.picture}.png", png(drawn, packed=sheet.light)
    folder.mkdir(parents=True, exist_ok=True)
    if sheet.light:
        page = sheet.html(f"data:image/png;base64,{b64encode(content).decode()}")
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    else:
        members = [("index.html", sheet.html(picture).encode()), (picture, content)]
        (folder / f"{name}.zip").write_bytes(zipped(members))


def main(folder: Path) -> None:
    """Every file of the lesson that is not written by hand."""
    for name, sheet in PRACTICE.items():
        written(folder / "files", name, sheet)
    for name, subject in SUBJECTS.items():
        written(folder / "files", name, draft(subject))
        written(folder / "solution", name, Sheet(subject))
    for name, sheet in NOT_YET.items():
        written(folder / "not_yet", name, sheet)
    (folder / "files" / "own.html").write_text(EMPTY, encoding="utf-8")
    for language, ending in LANGUAGES.items():
        (folder / "files" / f"pair{ending}.svg").write_text(pair(language), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)
