"""Captions as a .vtt file, faults and all: read again, it is the same."""

from __future__ import annotations

from mugalim_checks.captions.model import Captions, Cue, Remark


def write(captions: Captions, ending: str) -> bytes:
    """The bytes of the file: UTF-8, one empty line between blocks."""
    text = captions.header or ""
    for block in captions.blocks:
        joined = isinstance(block, Cue) and block.joined
        text += ("\n" if joined else "\n\n") if text else ""
        text += _written(block)
    return f"{text}\n".encode()


def _written(block: Cue | Remark) -> str:
    if isinstance(block, Remark):
        return block.text
    return "\n".join(part for part in (block.id, block.times, block.payload) if part)
