"""What a limited child does with a piece, or with a file that holds pieces, as it is asked."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.pieces import media_of
from mugalim_checks.pieces.changes import change_from
from mugalim_checks.pieces.changing import changed, plainer
from mugalim_checks.pieces.members import digests_in, member_of
from mugalim_checks.pieces.seeing import look, shown


def read(content: bytes, name: str, *, task: str, **asked: Any) -> dict[str, Any]:
    """What a task gives, as plain JSON values; Failure with a sentence where nothing can be had."""
    try:
        return _TASKS[task](content, **asked)
    except MemoryError:
        raise Failure("pieces.too_many_points") from None


def _look(content: bytes) -> dict[str, Any]:
    media, photo = look(content)
    return {"media": media, "photo": None if photo is None else asdict(photo)}


def _show(content: bytes, longest: int) -> dict[str, Any]:
    return {"content": _packed(shown(content, longest))}


def _change(content: bytes, change: object) -> dict[str, Any]:
    made = changed(content, change_from(change))
    return {**_look(made), "content": _packed(made)}


def _plainer(content: bytes, most: int) -> dict[str, Any]:
    made = plainer(content, most)
    return {"media": media_of(made), "content": "" if made is content else _packed(made)}


def _digests(content: bytes) -> dict[str, Any]:
    return {"digests": sorted(digests_in(content))}


def _member(content: bytes, digest: str) -> dict[str, Any]:
    return {"content": _packed(member_of(content, digest) or b"")}


def _packed(content: bytes) -> str:
    return b64encode(content).decode()


_TASKS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "look": _look,
    "show": _show,
    "change": _change,
    "plainer": _plainer,
    "digests": _digests,
    "member": _member,
}
