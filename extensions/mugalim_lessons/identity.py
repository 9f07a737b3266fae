"""Who asks, by the Hub's OAuth, and whose kernel it is: nobody reaches another's."""

from __future__ import annotations

from typing import Any

from jupyter_server.auth import Authorizer
from jupyter_server.utils import url_path_join
from jupyterhub.singleuser.extension import JupyterHubIdentityProvider
from tornado.web import HTTPError


class HubIdentity(JupyterHubIdentityProvider):
    """The Hub's identity provider, as Voila makes it: without Voila's own token and sign-in."""

    def __init__(self, **given: Any) -> None:
        given.pop("token", None)
        given.pop("login_handler_class", None)
        super().__init__(**given)

    def get_handlers(self) -> list[tuple[Any, ...]]:
        """The Hub's callback under the service's prefix; Voila calls it for its routes."""
        prefix = self.hub_auth.base_url
        return [(url_path_join(prefix, route), *rest) for route, *rest in super().get_handlers()]


class OwnersOnly(Authorizer):
    """Jupyter's handlers ask it before every action on a kernel: only its owner may."""

    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        """Whether the kernel that the address names is the user's own.

        An unknown kernel is refused like another's, so that nobody learns which ones exist.
        """
        kernel = handler.path_kwargs.get("kernel_id")
        return kernel is not None and bool(handler.kernel_manager.owner(kernel) == user.username)


class SameSite:
    """A handler's defence against requests that another site's page makes in her browser."""

    request: Any

    def check_xsrf_cookie(self) -> None:
        """Refuse a write unless our own page made it: its header, and the browser's word for it."""
        if self.request.method in {"GET", "HEAD", "OPTIONS"}:
            return
        headers = self.request.headers
        site = headers.get("Sec-Fetch-Site")
        origin = headers.get("Origin")
        same = site == "same-origin" if site else _same_host(origin, self.request.host)
        if headers.get("X-Mugalim") != "1" or not same:
            raise HTTPError(403, "The request did not come from a page of the school")


def _same_host(origin: str | None, host: str) -> bool:
    return origin is None or origin.partition("://")[2] == host
