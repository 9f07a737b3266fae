"""The Hub's spawner for the Lab: one isolated JupyterLab for each designer or operator."""

from __future__ import annotations

import json
import os
import pwd
import sys
from collections.abc import Callable
from pathlib import Path

from jupyterhub.spawner import LocalProcessSpawner, set_user_setuid
from traitlets import Unicode

from mugalim_lab import landlock
from mugalim_lab.isolation import LAB_ACCOUNT

EXTENSIONS = Path(__file__).parent / "labextensions"
CONFIGURATION = Path(__file__).parent / "etc"  # for operators: formgrader with fresh scores


class LabSpawner(LocalProcessSpawner):
    """Starts a Lab that sees the courses' working copy or, for operators, the gradebooks.

    As root the Lab runs as a Unix user of its own (an operator's as the services' user, who owns
    the gradebooks); wherever Landlock is offered it is in force as well.
    """

    lab_folder = Unicode(help="Holds the homes of the Labs.").tag(config=True)
    courses_folder = Unicode(help="The courses' working copy.").tag(config=True)
    gradebooks_folder = Unicode(help="nbgrader's course folders, for operators.").tag(config=True)
    services_account = Unicode(help="The Unix user of the services.").tag(config=True)

    @property
    def for_operator(self) -> bool:
        """Whether this Lab is an operator's."""
        return any(group.name == "operators" for group in self.user.groups)

    @property
    def account(self) -> str | None:
        """The Unix user that the Lab runs as; None for the user of the Hub."""
        if os.geteuid() != 0:
            return None
        return str(self.services_account) if self.for_operator else LAB_ACCOUNT

    @property
    def home(self) -> Path:
        """The Lab's own home."""
        return Path(self.lab_folder, str(self.user.name))

    @property
    def work(self) -> Path:
        """The folder that this Lab is about."""
        return Path(self.gradebooks_folder if self.for_operator else self.courses_folder)

    @property
    def start_folder(self) -> Path:
        """Where the Lab starts: an operator's beside a course's nbgrader_config.py."""
        configured = sorted(self.work.glob("*/nbgrader_config.py")) if self.for_operator else []
        return configured[0].parent if configured else self.home

    def make_preexec_fn(self, name: str) -> Callable[[], None]:
        """Called by the Hub at each start: what the new process does before it becomes the Lab."""
        become = set_user_setuid(self.account, chdir=False) if self.account else None

        def begin() -> None:
            os.umask(0o022)  # what a designer writes, the school's services must read
            if become:
                become()

        return begin

    def user_env(self, env: dict[str, str]) -> dict[str, str]:
        """Called by the Hub at each start: the Lab's environment, with a home of its own."""
        _furnish(self.home)
        if self.account:
            _give(self.home, self.account)
        env.update(
            HOME=str(self.home), USER=self.user.name, SHELL="/bin/bash",
            TMPDIR=str(self.home / "tmp"), MUGALIM_FACE="lab",
            JUPYTER_CONFIG_PATH=str(CONFIGURATION) if self.for_operator else "",
            PATH=f"{Path(sys.executable).parent}{os.pathsep}/usr/bin{os.pathsep}/bin",
        )  # fmt: skip
        return env

    async def start(self) -> tuple[str, int]:
        """Called by the Hub: start the Lab inside its walls."""
        walls = [sys.executable, "-m", "mugalim_lab.sandbox"]
        walls += ["--write", str(self.home), "--write", str(self.work)]
        lab = [sys.executable, "-m", "jupyterhub.singleuser"]
        sealed = landlock.version() >= landlock.LEAST_VERSION
        self.cmd = [*walls, "--", *lab] if sealed else lab
        self.popen_kwargs = {"cwd": str(self.start_folder)}
        self.args = [
            f"--ServerApp.root_dir={self.work}",
            f"--LabApp.extra_labextensions_path={EXTENSIONS}",
        ]
        address: tuple[str, int] = await super().start()
        return address


def _furnish(home: Path) -> None:
    """A home for a Lab that asks no other host for news or updates."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    (home / "tmp").mkdir(exist_ok=True)
    settings = home / ".jupyter" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True, exist_ok=True)
    quiet = {"fetchNews": "false", "checkForUpdates": False}
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(quiet))


def _give(folder: Path, account: str) -> None:
    """Make the folder the account's own."""
    entry = pwd.getpwnam(account)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, entry.pw_uid, entry.pw_gid, follow_symlinks=False)
