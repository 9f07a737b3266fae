"""Checks of a storyboard: scenes with their seconds, what is seen and what is said.

The form saves `scenes`, each with `seconds`, `picture` and `script`; `pupils_shown` ("yes" or "no":
a pupil is heard or seen) and `consent` ("yes" or "no": the family has agreed).
"""

from __future__ import annotations

from mugalim_checks.core import Failure, check
from mugalim_checks.records.model import Item, Records


@check()
def storyboard_begun(records: Records) -> None:
    """There is a scene with something in it."""
    if not _scenes(records):
        raise Failure("records.storyboard_empty")


@check(needs=[storyboard_begun])
def storyboard_scenes(
    records: Records,
    *,
    least: int = 3,
    most: int = 6,
    shortest: float = 45,
    longest: float = 75,
) -> None:
    """Each scene says how long it is, what is seen and what is said; together about a minute.

    `shortest` and `longest` are seconds of all scenes together.
    """
    scenes = _scenes(records)
    gaps = [failure for scene in scenes if (failure := _gap(scene))]
    if gaps:
        whole = len(scenes) - len(gaps)
        raise Failure(gaps[0].id, earned=whole / max(least, len(scenes)) / 2, **gaps[0].values)
    if not least <= len(scenes) <= most:
        raise Failure(
            "records.storyboard_count", earned=0.5, found=len(scenes), least=least, most=most
        )
    total = sum(_seconds(scene) for scene in scenes)
    if not shortest <= total <= longest:
        message = "records.storyboard_short" if total < shortest else "records.storyboard_long"
        raise Failure(
            message, earned=0.5, total=round(total, 1), shortest=shortest, longest=longest
        )


@check(needs=[storyboard_begun])
def storyboard_consent(records: Records) -> None:
    """Where a pupil is heard or seen, the family has agreed."""
    shown, consent = records.at("pupils_shown")[0], records.at("consent")[0]
    if shown.text not in ("yes", "no"):
        raise Failure("records.storyboard_who", where=shown.where)
    if shown.text == "yes" and consent.text != "yes":
        raise Failure("records.storyboard_consent_first", where=consent.where)


def _scenes(records: Records) -> list[Item]:
    return [
        scene
        for scene in records.items("scenes[]")
        if any(scene.at(name).is_filled for name in ("seconds", "picture", "script"))
    ]


def _gap(scene: Item) -> Failure | None:
    """What a scene does not say yet."""
    if _seconds(scene) <= 0:
        return Failure("records.storyboard_no_seconds", where=scene.where)
    for name in ("picture", "script"):
        if not scene.at(name).text:
            return Failure("records.storyboard_gap", where=scene.at(name).where)
    return None


def _seconds(scene: Item) -> float:
    """How long a scene lasts; 0 where that is no number."""
    value = scene.at("seconds").value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0
