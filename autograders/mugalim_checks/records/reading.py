"""A file that a form saved, as the state of its records; runs only in a limited child."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.opening.refusals import refuse_kind, what_is
from mugalim_checks.records.model import Records, TooMuch


def read(content: bytes, name: str) -> dict[str, Any]:
    """The state in a file; Failure with a "file." id where it cannot be had."""
    if what_is(content) != "unknown":
        raise refuse_kind(content, "records")
    state = _parsed(_text(content))
    if not isinstance(state, dict) or not isinstance(state.get("data"), dict):
        raise refuse_kind(content, "records")
    try:
        return Records.checked(state).to_state()
    except TooMuch:
        raise Failure("file.bomb") from None
    except ValueError:
        raise Failure("file.damaged") from None


def _text(content: bytes) -> str:
    try:
        return content.decode(json.detect_encoding(content))
    except UnicodeDecodeError:
        raise Failure("file.not_text") from None


def _parsed(text: str) -> object:
    """The file's values; Failure where a name comes twice or a number is none."""
    if not text.lstrip().startswith("{"):
        raise refuse_kind(b"", "records")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except RecursionError:
        raise Failure("file.bomb") from None
    except ValueError:
        raise Failure("file.damaged") from None


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):  # which of the two would count could not be told
        raise Failure("file.strange")
    return found


def _no_number(text: str) -> object:
    raise Failure("file.damaged")
