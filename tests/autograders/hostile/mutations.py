"""Valid files spoiled in the ways in which files are spoiled, by accident and by malice."""

from __future__ import annotations

import io
import random
import zipfile

_NUMBERS = (b"0", b"-1", b"4294967296", b"99999999999999999999", b"1e400", b"NaN", b"\xff\xfe", b"")
_PIECES = (
    b"<", b">", b"&#0;", b"&lol;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"]]>", b"\x00", b"../../",
    b"A1:XFD1048576", b"=" * 40, b"(" * 400, b"xmlns:r='x'", "ңөү".encode(), b"\xf0\x9f\x98\x80",
)  # fmt: skip


def mutated(content: bytes, random_: random.Random) -> bytes:
    """A spoiled copy: of the whole file, or of one member of a zip that stays whole."""
    if content.startswith(b"PK") and random_.random() < 0.8:
        return _in_zip(content, random_)
    return _spoiled(content, random_)


def _in_zip(content: bytes, random_: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        members = {member: source.read(member) for member in source.namelist()}
    chosen = random_.sample(sorted(members), min(len(members), random_.choice((1, 1, 2, 4))))
    for name in chosen:
        members[name] = _spoiled(members[name], random_)
    if random_.random() < 0.1:
        members.pop(random_.choice(sorted(members)))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in members.items():
            made.writestr(name, part)
    return target.getvalue()


def _spoiled(content: bytes, random_: random.Random) -> bytes:
    for _ in range(random_.choice((1, 1, 2, 5, 20))):
        content = random_.choice(_WAYS)(content, random_)
    return content


def _flip(content: bytes, random_: random.Random) -> bytes:
    if not content:
        return b"\x01"
    at = random_.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << random_.randrange(8))]) + content[at + 1 :]


def _cut(content: bytes, random_: random.Random) -> bytes:
    start, end = sorted(random_.randrange(len(content) + 1) for _ in range(2))
    return content[:start] + content[end:] if random_.random() < 0.5 else content[:end]


def _insert(content: bytes, random_: random.Random) -> bytes:
    at = random_.randrange(len(content) + 1)
    return content[:at] + random_.choice(_PIECES) + content[at:]


def _repeat(content: bytes, random_: random.Random) -> bytes:
    start = random_.randrange(len(content) + 1)
    piece = content[start : start + random_.choice((4, 40, 400))]
    return content[:start] + piece * random_.choice((2, 10, 200)) + content[start:]


def _number(content: bytes, random_: random.Random) -> bytes:
    """Put a strange number in place of one that stands in quotation marks or between tags."""
    places = [at for at, byte in enumerate(content[:100_000]) if 48 <= byte <= 57]
    if not places:
        return content
    at = random_.choice(places)
    end = at
    while end < len(content) and 48 <= content[end] <= 57:
        end += 1
    return content[:at] + random_.choice(_NUMBERS) + content[end:]


_WAYS = (_flip, _cut, _insert, _repeat, _number, _number)
