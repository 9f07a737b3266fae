"""Pictures and credits as a .zip: the files or stand-ins of the same measures, and credits.csv."""

from __future__ import annotations

import csv
import random
from io import StringIO

from mugalim_checks.archives import zipped
from mugalim_checks.pictures.columns import HEADINGS
from mugalim_checks.pictures.model import Credit, File, Pictures
from mugalim_checks.pictures.sheets import sheet
from mugalim_checks.pieces import Lookup

_WORDS = {True: "yes", False: "no", None: ""}


def write(pictures: Pictures, ending: str, pieces: Lookup | None = None) -> bytes:
    """The .zip file; `pieces` gives the pictures' bytes by their digests."""
    members = [(file.name, _content(file, pieces)) for file in pictures.files]
    if pictures.credits:
        members.append(("credits.csv", _table(pictures.credits)))
    return zipped(members)


def _content(file: File, pieces: Lookup | None) -> bytes:
    """The picture, or one of the same measures; bytes that are none where the file was none."""
    found = pieces(file.digest) if pieces is not None else None
    if found is not None:
        return found
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
