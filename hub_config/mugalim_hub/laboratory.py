"""The Lab's place on this machine: the courses' working copy, its account, whether there is one."""

from __future__ import annotations

import os
import pwd
import sys
from dataclasses import replace
from pathlib import Path

from mugalim_courses.working_copy import prepare_working_copy
from mugalim_hub import processes
from mugalim_hub.settings import Settings
from mugalim_lab.isolation import LAB_ACCOUNT, find_isolation


def with_lab(settings: Settings) -> Settings:
    """The settings with the working copy as the courses, and the Lab only where it is isolated.

    Called by `mugalim run` before anything else starts; says why there is no Lab, if so.
    """
    for course in prepare_working_copy(settings.courses, settings.working_copy):
        _say(
            f"Note: a newer {course} has come with the school, but designers have changed "
            f"{settings.working_copy / course}: compare them."
        )
    works = settings.lab and _isolated()
    if works:
        settings.lab_data.mkdir(mode=0o711, exist_ok=True)
    _give_away(settings, works)
    return replace(settings, courses=settings.working_copy, lab=works)


def _isolated() -> bool:
    if os.geteuid() == 0:
        processes.make_user(LAB_ACCOUNT)
    found = find_isolation()
    if not found.works:
        _say(f"Note: {found.reason}")
    return found.works


def _give_away(settings: Settings, lab_works: bool) -> None:
    """As root, make the working copy the Lab's, or the services' where there is no Lab."""
    owner = LAB_ACCOUNT if lab_works else settings.service_user
    if os.geteuid() == 0 and owner:
        account = pwd.getpwnam(owner)
        processes.give_tree(settings.working_copy, account.pw_uid, account.pw_gid)
    _readable(settings.working_copy)


def _readable(folder: Path) -> None:
    """Let the services read what the Lab's account owns."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o644))


def _say(words: str) -> None:
    print(words, file=sys.stderr)  # noqa: T201  the command's words
