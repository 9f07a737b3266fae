"""Which isolation is chosen, and what an operator is told."""

from __future__ import annotations

import pytest

from mugalim_lab import isolation, landlock


def test_an_ordinary_user_gets_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """Landlock needs no rights, so that a school without root has a Lab too."""
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(landlock, "version", lambda: landlock.LEAST_VERSION)
    assert isolation.find_isolation().kind == "sandbox"


def test_the_lab_is_off_where_linux_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what the machine lacks and what to do."""
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(landlock, "version", lambda: landlock.LEAST_VERSION - 1)
    found = isolation.find_isolation()
    assert not found.works
    assert "Linux 6.2" in found.reason


def test_root_without_the_account_gets_no_lab(monkeypatch: pytest.MonkeyPatch) -> None:
    """As root nothing but a Unix user of its own will do."""
    monkeypatch.setattr("os.geteuid", lambda: 0)
    found = isolation.find_isolation("no-such-account-here")
    assert not found.works
    assert "no-such-account-here" in found.reason
