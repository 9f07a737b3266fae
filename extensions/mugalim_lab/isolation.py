"""How the Lab is kept away from the school's data on this machine, or why it is off."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from dataclasses import dataclass
from typing import Literal

from mugalim_lab import landlock

LAB_ACCOUNT = "mugalim-lab"

Kind = Literal["account", "sandbox", "off"]


@dataclass(frozen=True)
class Isolation:
    """What keeps a designer's programs from learners' work; `reason` is a sentence for operators.

    account: the Lab runs as a Unix user of its own (the school runs as root).
    sandbox: the Lab runs as the school's user and sees only the folders that it needs.
    """

    kind: Kind
    reason: str

    @property
    def works(self) -> bool:
        """Whether a Lab may be started at all."""
        return self.kind != "off"


def find_isolation(account: str = LAB_ACCOUNT) -> Isolation:
    """The isolation that works here, found by trying it."""
    if os.geteuid() == 0:
        return _by_account(account)
    offered = landlock.version()
    if offered >= landlock.LEAST_VERSION:
        return Isolation("sandbox", f"The Lab runs in a sandbox (Landlock {offered}).")
    return Isolation(
        "off",
        "The Lab is off: this machine's Linux cannot keep it from learners' work "
        "(needs Linux 6.2 or newer with Landlock). Start the school as root to give the Lab "
        "a Unix user of its own.",
    )


def _by_account(account: str) -> Isolation:
    try:
        entry = pwd.getpwnam(account)
    except KeyError:
        return Isolation("off", f"The Lab is off: there is no Unix user {account}.")
    try:
        tried = subprocess.run(
            [sys.executable, "-c", "import mugalim_lab"], user=entry.pw_uid, group=entry.pw_gid,
            extra_groups=[], cwd="/", capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        works = tried.returncode == 0
    except OSError:
        works = False
    if works:
        return Isolation("account", f"The Lab runs as the Unix user {account}.")
    return Isolation(
        "off",
        f"The Lab is off: the Unix user {account} cannot start {sys.executable} "
        "(is the school's folder, or its Python, closed to other users?).",
    )
