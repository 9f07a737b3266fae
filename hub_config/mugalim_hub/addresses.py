"""The addresses below /hub, and which page of ours each one shows."""

from __future__ import annotations

from mugalim_hub.forms import Notice, Reset, SignIn, SignOut, SignUp
from mugalim_hub.pages import (
    Authorize,
    Look,
    NoSuchPage,
    ProxyError,
    Spawn,
    SpawnPending,
    ToTheSchool,
    UserRedirect,
    UserUrl,
)


def our_pages() -> list[tuple[str, type]]:
    """The handlers that go ahead of the stock ones, by address below /hub."""
    return [
        (r"/login", SignIn), (r"/logout", SignOut), (r"/signup", SignUp), (r"/reset", Reset),
        (r"/notice", Notice), (r"/look\.css", Look),
        (r"/(?:home|token|admin|accept-share)", ToTheSchool),
        (r"/spawn", Spawn), (r"/spawn/([^/]+)", Spawn), (r"/spawn/([^/]+)/([^/]+)", Spawn),
        (r"/spawn-pending/([^/]+)", SpawnPending),
        (r"/spawn-pending/([^/]+)/([^/]+)", SpawnPending),
        (r"/user/(?P<user_name>[^/]+)(?P<user_path>/.*)?", UserUrl),
        (r"/user-redirect/(.*)?", UserRedirect),
        (r"/error/(\d+)", ProxyError),
        (r"/api/oauth2/authorize", Authorize),
    ]  # fmt: skip


def every_other_page() -> list[tuple[str, type]]:
    """The handler that comes after the stock ones: no such page, in our words."""
    return [(r"/(?!api/|api$|logo$).*", NoSuchPage)]
