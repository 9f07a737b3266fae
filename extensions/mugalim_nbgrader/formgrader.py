"""A server extension for the Lab: formgrader shows what the gradebook says now.

Formgrader keeps one database session for ever, and with it every score that it has once read.
Here that session is given back after each request, so that the next one reads afresh. Switched
on by `ServerApp.jpserver_extensions = {"mugalim_nbgrader.formgrader": True}`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Called by the server to find the extension."""
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Called by the server when it starts."""
    settings = server.web_app.settings
    settings["log_function"] = forgetting(settings, settings["log_function"])


def forgetting(settings: dict[str, Any], log: Callable[[Any], None]) -> Callable[[Any], None]:
    """What tornado calls when a request has been answered: log it, and forget what was read."""

    def answered(handler: Any) -> None:
        log(handler)
        gradebook = settings.get("nbgrader_gradebook")
        if gradebook is not None:
            gradebook.db.remove()

    return answered
