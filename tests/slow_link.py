"""A slow link: a TCP proxy that gives everything out late and thinly, websockets too.

Both ways share nothing: each holds `rate` bytes a second over all its connections, and everything
arrives half a round trip later. Opening a connection costs a round trip, as a handshake does.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PIECE = 1460  # bytes: what one packet carries


@dataclass
class Way:
    """One direction of the link: bytes queue for it as packets do for a modem."""

    rate: float  # bytes a second
    delay: float  # seconds
    _free: float = 0.0

    def arrival(self, size: int, now: float) -> float:
        """When a packet of this size, sent now, has arrived."""
        self._free = max(self._free, now) + size / self.rate
        return self._free + self.delay


@dataclass
class SlowLink:
    """A proxy from a port of its own to another; `cut` drops connections and takes no new ones."""

    target: int
    rate: float
    round_trip: float
    port: int = 0
    down: int = 0  # bytes that came from the target
    up: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _cut: bool = False

    def __post_init__(self) -> None:
        self._ways = {"up": Way(self.rate, self.round_trip / 2),
                      "down": Way(self.rate, self.round_trip / 2)}  # fmt: skip
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()

    def cut(self, on: bool) -> None:
        """Whether the link is broken from now on."""
        self._loop.call_soon_threadsafe(self._set_cut, on)

    def _set_cut(self, on: bool) -> None:
        self._cut = on
        for writer in list(self._open) if on else ():
            writer.transport.abort()

    async def serve(self, ready: threading.Event) -> None:
        """Listen until the loop is stopped."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await server.serve_forever()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._cut:
            writer.transport.abort()
            return
        await asyncio.sleep(self.round_trip)  # the handshake
        with suppress(OSError, asyncio.CancelledError):
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
            both = {writer, far_writer}
            self._open |= both
            try:
                await asyncio.gather(
                    self._carry("up", reader, far_writer), self._carry("down", far_reader, writer)
                )
            finally:
                self._open -= both
                for each in both:
                    each.transport.abort()

    async def _carry(
        self, name: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Carry one direction of one connection, in order."""
        way, queue = self._ways[name], asyncio.Queue[tuple[float, bytes]]()
        sender = asyncio.ensure_future(self._give(queue, writer))
        self._tasks.add(sender)
        try:
            while piece := await reader.read(PIECE):
                setattr(self, name, getattr(self, name) + len(piece))
                queue.put_nowait((way.arrival(len(piece), self._loop.time()), piece))
            queue.put_nowait((self._loop.time() + way.delay, b""))
            await sender
        finally:
            sender.cancel()
            self._tasks.discard(sender)

    async def _give(
        self, queue: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
    ) -> None:
        while True:
            at, piece = await queue.get()
            await asyncio.sleep(max(0.0, at - self._loop.time()))
            if not piece:
                if writer.can_write_eof():
                    writer.write_eof()
                return
            writer.write(piece)
            await writer.drain()


@contextmanager
def slow_link(target: int, *, bits: float = 400_000, round_trip: float = 0.4) -> Iterator[SlowLink]:
    """A running slow link to a port: slow 3G by default (400 kbit/s, 400 ms)."""
    link, ready = SlowLink(target, bits / 8, round_trip), threading.Event()

    def run() -> None:
        asyncio.set_event_loop(link._loop)
        with suppress(RuntimeError, asyncio.CancelledError):
            link._loop.run_until_complete(link.serve(ready))
        for task in asyncio.all_tasks(link._loop):
            task.cancel()
        link._loop.run_until_complete(asyncio.sleep(0))
        link._loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield link
    finally:
        link._loop.call_soon_threadsafe(link._loop.stop)
        thread.join(10)
