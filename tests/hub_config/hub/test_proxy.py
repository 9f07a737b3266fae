import json
import subprocess
from pathlib import Path

import pytest

from mugalim_hub import proxy
from mugalim_hub.running import CONFIGURATION


def test_the_lock_file_names_no_registry() -> None:
    """Every package is locked by its digest; where it comes from is npm's own setting."""
    packages = json.loads((CONFIGURATION / "package-lock.json").read_text())["packages"]
    assert not any("resolved" in package for package in packages.values())
    assert all("integrity" in package for name, package in packages.items() if name)


def test_the_proxy_is_installed_once() -> None:
    """The environment of the tests has it, so there is nothing to do."""
    assert proxy.installed(CONFIGURATION)
    assert proxy.install(CONFIGURATION) is False


def test_the_command_runs() -> None:
    """Node and the proxy start from where they are."""
    answer = subprocess.run(
        [*proxy.command(), "--version"], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip().startswith("5.")


def test_another_lock_file_means_another_installation(tmp_path: Path) -> None:
    """After an update of the lock file the old installation does not count."""
    lists = tmp_path / "lists"
    lists.mkdir()
    for name in proxy.LISTS:
        (lists / name).write_bytes((CONFIGURATION / name).read_bytes() + b"\n")
    assert not proxy.installed(lists)


def test_what_npm_says_reaches_the_operator(tmp_path: Path) -> None:
    """A failed installation is one sentence with npm's words, and does not count as done."""
    lists, home = tmp_path / "lists", tmp_path / "home"
    lists.mkdir()
    for name in proxy.LISTS:
        (lists / name).write_text("{")
    with pytest.raises(proxy.ProxyError, match="npm could not install the proxy"):
        proxy.install(lists, home)
    assert not proxy.installed(lists, home)
