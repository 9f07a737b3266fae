"""The addresses of kernels: Jupyter's own handlers, for the kernel's owner only."""

from __future__ import annotations

import json
from typing import Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.services.kernels.handlers import (
    KernelActionHandler,
    KernelHandler,
    KernelsAPIHandler,
)
from tornado import web
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from mugalim_lessons.identity import SameSite
from mugalim_lessons.messages import SPOKEN

KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
NOT_UNDERSTOOD = 4400  # the websocket's closing code for a message that is none


class OwnKernels(SameSite, KernelsAPIHandler):
    """The list of kernels: one's own only."""

    @web.authenticated
    async def get(self) -> None:
        """The ids of the kernels that the person who asks has."""
        self.finish(json.dumps([{"id": it} for it in self.kernel_manager.of(self.person)]))

    @property
    def person(self) -> str:
        """Who asks."""
        return str(self.current_user.username)


class OwnKernel(SameSite, KernelHandler):
    """One kernel: whether it lives, and its end."""


class OwnKernelAction(SameSite, KernelActionHandler):
    """Interrupting and restarting one kernel."""


class OwnShutdown(SameSite, VoilaShutdownKernelHandler):
    """Voila's beacon of a page that closes; Voila itself would end anybody's kernel by it."""

    auth_resource = "kernels"

    @web.authenticated
    @authorized
    async def post(self, kernel_id: str) -> None:
        """End the kernel of a page that was closed."""
        await super().post(kernel_id)


class OwnSocket(VoilaKernelWebsocketHandler):
    """The websocket between a page and its kernel; it is told when the kernel ends."""

    async def open(self, kernel_id: str) -> None:
        """Called by tornado when the page has connected."""
        self.kernel_manager.joined(kernel_id, self)
        await super().open(kernel_id)

    def on_message(self, message: Any) -> None:
        """Pass a message on; called by tornado. One that cannot be read closes the socket."""
        try:
            super().on_message(message)
        except Exception:  # whatever a hostile page may send
            self.close(NOT_UNDERSTOOD, "not understood")

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """Pass a message of the kernel on; called by Jupyter.

        Voila reads every binary one as of its own protocol, and of a picture for a light page it
        would take a number of parts from which it never comes back.
        """
        if isinstance(message, bytes) and self.selected_subprotocol != SPOKEN:
            return super(VoilaKernelWebsocketHandler, self).write_message(message, binary)
        return super().write_message(message, binary)

    def on_close(self) -> None:
        """Called by tornado when either side has closed."""
        self.kernel_manager.left(self.kernel_id, self)
        super().on_close()


def routes() -> list[tuple[str, type[Any]]]:
    """Every address of kernels under the service's prefix, with its handler."""
    return [
        ("/api/kernels", OwnKernels),
        (f"/api/kernels/{KERNEL}", OwnKernel),
        (f"/api/kernels/{KERNEL}/(?P<action>restart|interrupt)", OwnKernelAction),
        (f"/api/kernels/{KERNEL}/channels", OwnSocket),
        (f"/voila/api/shutdown/{KERNEL}", OwnShutdown),
    ]
