"""Pictures and their credits: what they are, how they are read, and every check of them."""

from mugalim_checks.pictures.checks import (
    credits_complete,
    credits_match_files,
    has_credits,
    has_pictures,
    licence_allowed,
    licences_written,
    no_changed_no_derivatives,
)
from mugalim_checks.pictures.measures import Photo
from mugalim_checks.pictures.model import Credit, File, Pictures
from mugalim_checks.pictures.size_check import pictures_sized

ARTEFACT = Pictures

__all__ = [
    "ARTEFACT",
    "Credit",
    "File",
    "Photo",
    "Pictures",
    "credits_complete",
    "credits_match_files",
    "has_credits",
    "has_pictures",
    "licence_allowed",
    "licences_written",
    "no_changed_no_derivatives",
    "pictures_sized",
]
