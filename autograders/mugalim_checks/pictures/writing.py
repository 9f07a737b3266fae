"""Pictures and credits as a .zip: stand-ins of the same measures, and credits.csv."""

from __future__ import annotations

import csv
import random
from io import StringIO

from mugalim_checks.archives import zipped
from mugalim_checks.pictures.columns import HEADINGS
from mugalim_checks.pictures.model import Credit, File, Pictures
from mugalim_checks.pictures.sheets import sheet

_WORDS = {True: "yes", False: "no", None: ""}


def write(pictures: Pictures, ending: str) -> bytes:
    """The .zip file."""
    members = [(file.name, _content(file)) for file in pictures.files]
    if pictures.credits:
        members.append(("credits.csv", _table(pictures.credits)))
    return zipped(members)


def _content(file: File) -> bytes:
    """A picture of the same measures; bytes that are none where the file was none."""
    seed = file.digest or file.name
    if file.photo is None:
        return random.Random(seed).randbytes(file.size)  # noqa: S311  no secret
    return sheet(file.photo, file.name, file.size, seed)


def _table(credits: tuple[Credit, ...]) -> bytes:
    """The credits as a table that Excel opens in any script."""
    target = StringIO(newline="")
    lines = csv.writer(target, delimiter=";")
    lines.writerow([headings[0] for headings in HEADINGS.values()])
    for credit in credits:
        values = {**vars(credit), "changed": _WORDS[credit.changed]}
        lines.writerow([values[name] for name in HEADINGS])
    return target.getvalue().encode("utf-8-sig")
