"""Checks: the rules by which a teacher's artefacts are graded, with a hint for each."""
