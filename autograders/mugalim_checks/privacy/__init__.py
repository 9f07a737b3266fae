"""Checks that an artefact gives no pupil away."""

from mugalim_checks.privacy.checks import no_personal_number, no_roster_names

__all__ = ["no_personal_number", "no_roster_names"]
