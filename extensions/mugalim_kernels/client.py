"""A client that is ready when the kernel is: it waits for a word instead of a fixed time."""

from __future__ import annotations

import asyncio
import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

WELCOME_WITHIN = 0.5  # seconds; a kernel that sends no word of welcome is waited for as ever


class ReadyClient(AsyncKernelClient):
    """Jupyter's asynchronous client, but for how it waits for a kernel that has just begun.

    The stock client asks again and again, and then listens for 0.2 s whether the kernel publishes
    anything more. A kernel of ipykernel 7 greets each subscriber (iopub_welcome, Jupyter's
    enhancement proposal 65), so that what it publishes afterwards is known to arrive.
    """

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        """Called by whoever started the kernel; RuntimeError where it does not answer in time."""
        began = time.monotonic()
        if not await self._welcomed():
            await super()._async_wait_for_ready(timeout)
            return
        left = None if timeout is None else max(0.1, timeout - (time.monotonic() - began))
        try:
            await asyncio.wait_for(self._informed(), left)
        except TimeoutError:
            raise RuntimeError(f"Kernel didn't respond in {timeout:g} seconds") from None

    wait_for_ready = _async_wait_for_ready

    async def _welcomed(self) -> bool:
        """Whether the kernel greets this subscriber."""
        try:
            message = await self.iopub_channel.get_msg(timeout=WELCOME_WITHIN)
        except Empty:
            return False
        return bool(message["msg_type"] == "iopub_welcome")

    async def _informed(self) -> None:
        """Ask what the kernel is, and hear all that it publishes of that."""
        asked = self.kernel_info()
        while True:
            reply = await self._next(self.shell_channel)
            if reply["parent_header"].get("msg_id") == asked:
                break
        while True:
            said = await self._next(self.iopub_channel)
            about = said["parent_header"].get("msg_id") == asked
            if about and said["content"].get("execution_state") == "idle":
                break
        self._handle_kernel_info_reply(reply)

    async def _next(self, channel: Any) -> Any:
        """The next message; RuntimeError where the kernel has died meanwhile."""
        while True:
            try:
                return await channel.get_msg(timeout=1)
            except Empty:
                if not await self._async_is_alive():
                    raise RuntimeError("Kernel died before replying to kernel_info") from None
