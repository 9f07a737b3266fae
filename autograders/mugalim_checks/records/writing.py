"""Records written as the file that their form saves."""

from __future__ import annotations

import json

from mugalim_checks.records.model import Records


def write(records: Records, ending: str) -> bytes:
    """The bytes of a .json file in UTF-8; the same bytes for the same records."""
    text = json.dumps(records.to_state(), ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode()
