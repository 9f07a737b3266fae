"""The browser that tests drive: the one on PATH, else Playwright's, else Debian's when root.

Run as a program it makes sure that there is one, or says what to install and fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


def on_path() -> str | None:
    """A Chromium on PATH that starts; None where there is none."""
    for name in NAMES:
        program = shutil.which(name)
        if program and _answers(program):
            return program
    return None


def of_playwright() -> str | None:
    """The Chromium that Playwright has downloaded; None where it has none."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = playwright.chromium.executable_path
    return program if Path(program).exists() else None


def find_browser() -> str:
    """The path of a browser; RuntimeError says what to install."""
    program = on_path() or of_playwright()
    if program is None:
        raise RuntimeError(
            "No browser for the tests. Install one, for example: "
            "sudo apt-get install chromium (or: .venv/bin/playwright install chromium)"
        )
    return program


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium that talks to nobody but the page under test."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=find_browser(), args=[*QUIET, *root])


def _answers(program: str) -> bool:
    answer = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    return answer.returncode == 0


def _install() -> None:
    """Install one: Playwright's own, else Debian's package when root."""
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(playwright, capture_output=True, check=False).returncode == 0:
        return
    apt = shutil.which("apt-get")
    if os.geteuid() == 0 and apt:
        subprocess.run([apt, "-qq", "update"], check=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([apt, "-qq", "install", "-y", "chromium"], check=True, env=quiet)


if __name__ == "__main__":
    try:
        if on_path() is None and of_playwright() is None:
            _install()
        print("Browser for the tests:", find_browser())  # noqa: T201  a program's answer
    except RuntimeError as missing:
        sys.exit(str(missing))
