"""A paragraph put together run by run while a file is read."""

from __future__ import annotations

import re
from dataclasses import replace

from mugalim_checks.document.blanks import BLANK
from mugalim_checks.document.blocks import Image, Paragraph, Run
from mugalim_checks.states import writable

LONGEST_PARAGRAPH = 20_000  # characters; what is longer is cut
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200b\u3000]*")


class Builder:
    """Collects the runs and pictures of one paragraph; equal neighbours become one run."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._images: list[Image] = []
        self._length = 0

    def add(self, text: str, like: Run) -> None:
        """Text that looks like a run."""
        text = writable(text)[: LONGEST_PARAGRAPH - self._length]
        if not text:
            return
        self._length += len(text)
        last = self._runs[-1] if self._runs else None
        if last is not None and replace(last, text="") == replace(like, text=""):
            self._runs[-1] = replace(last, text=last.text + text)
        else:
            self._runs.append(replace(like, text=text))

    def picture(self, image: Image) -> None:
        """A picture."""
        self._images.append(image)

    def paragraph(self, prefix: str = "", **kind: object) -> Paragraph:
        """The paragraph; `prefix` is what stands before its text, such as a list's box."""
        runs = tuple(self._runs)
        if prefix and runs:
            runs = (replace(runs[0], text=f"{prefix} {runs[0].text}"), *runs[1:])
        return replace(Paragraph(runs, images=tuple(self._images)), **kind)  # type: ignore[arg-type]  # level, titled, listed


def underlined_blank(text: str) -> str:
    """An underlined text, which is a line to write on where it is nothing but space."""
    long = "\t" in text or len(text) >= 3
    return BLANK if long and _SPACES.fullmatch(text) else text


def tidy_alt(*said: str | None) -> str | None:
    """The first that says something; None where none does."""
    found = (writable(each).strip() for each in said if each)
    return next((each[:2_000] for each in found if each), None)
