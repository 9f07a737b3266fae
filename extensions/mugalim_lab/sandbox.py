"""Start a program that sees only named folders: `python -m mugalim_lab.sandbox … -- PROGRAM`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mugalim_lab import landlock

# What any program needs of the machine; no one's data is in them.
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc", "/opt", "/proc", "/sys/fs/cgroup")
DEVICES = (
    "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty",
    "/dev/ptmx", "/dev/pts",
)  # fmt: skip


def program_folders() -> tuple[Path, ...]:
    """Where Python, its packages and the school's own packages are; nothing of anyone's work."""
    packages = [path for root in package_roots() for path in root.glob("mugalim_*")]
    return (Path(sys.prefix), Path(sys.base_prefix), *packages)


def package_roots() -> tuple[Path, ...]:
    """The folders in which Python looks for the school's packages: it must list their names."""
    house = Path(__file__).resolve().parents[2]
    return tuple({path.parent for path in house.glob("*/mugalim_*")})


def main(arguments: Sequence[str] | None = None) -> None:
    """Give up all other files, then become the program after `--`."""
    parser = argparse.ArgumentParser(prog="python -m mugalim_lab.sandbox")
    parser.add_argument("--read", type=Path, action="append", default=[])
    parser.add_argument("--write", type=Path, action="append", default=[])
    parser.add_argument("program", nargs="+")
    asked = parser.parse_args(arguments)
    system = [Path(path) for path in SYSTEM]
    devices = [Path(path) for path in DEVICES]
    read = [*system, *program_folders(), *asked.read]
    landlock.restrict(read, [*devices, *asked.write], package_roots())
    os.execvp(asked.program[0], asked.program)  # noqa: S606  no shell is wanted


if __name__ == "__main__":
    main()
