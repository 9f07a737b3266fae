"""Captions of a recording: what they are, how they are read, and every check of them."""

from mugalim_checks.captions.checks import (
    covers_script,
    has_captions,
    in_order,
    lines,
    speed,
    valid,
)
from mugalim_checks.captions.model import Captions, Cue, Remark

ARTEFACT = Captions

__all__ = [
    "ARTEFACT",
    "Captions",
    "Cue",
    "Remark",
    "covers_script",
    "has_captions",
    "in_order",
    "lines",
    "speed",
    "valid",
]
