"""Where the templates of a user listen, by their names."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

FOLDER = "MUGALIM_KERNELS"  # names the folder, for programs that share their templates
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,31}")


def address(name: str, within: str = "") -> Path:
    """The socket of a template: a link to that of the newest one that works.

    `within` is a folder that a program keeps its own templates in. ValueError where the name is
    none of a template.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a template")
    return (Path(within) if within else folder()) / f"{name}.sock"


def folder() -> Path:
    """The folder of a user's sockets. It is short: a socket's path has 107 bytes at most."""
    given = os.environ.get(FOLDER)
    return Path(given) if given else Path(tempfile.gettempdir()) / f"kernels-{os.getuid()}"
