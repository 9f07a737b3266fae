"""The line at the door: a crowd is let in one after the other, and everyone sees her place."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

PATIENCE = 30.0  # seconds without a question after which somebody has left the line
TICKETS_OF_ONE_PERSON = 3
FIRST_GUESS = 2.0  # seconds that a start takes, before any was seen


@dataclass(eq=False)
class Ticket(Generic[T]):
    """One page's place in the line; `done` holds what its start gave, or its error."""

    person: str
    page: str
    start: Callable[[], Awaitable[T]]
    done: asyncio.Future[T]
    asked: float = field(default_factory=time.monotonic)
    started: bool = False


class Line(Generic[T]):
    """Starts at most so many at once, in the order in which they came, while there is room."""

    def __init__(self, at_once: int, room: Callable[[], Awaitable[bool]]) -> None:
        self._at_once = at_once
        self._room = room
        self._tickets: dict[tuple[str, str], Ticket[T]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._following: set[asyncio.Task[None]] = set()
        self._letting_in = asyncio.Lock()
        self._seconds = FIRST_GUESS

    async def ask(self, person: str, page: str, start: Callable[[], Awaitable[T]]) -> Ticket[T]:
        """The page's ticket, new or the one that it holds; those whose turn it is are started."""
        ticket = self._tickets.get((person, page))
        if ticket is None:
            self._make_way(person)
            ticket = Ticket(person, page, start, asyncio.get_running_loop().create_future())
            self._tickets[person, page] = ticket
        ticket.asked = time.monotonic()
        await self.let_in()
        return ticket

    def place(self, ticket: Ticket[T]) -> int:
        """How many stand before this one, itself included; 0 once it is being started."""
        if ticket.started:
            return 0
        waiting = self._waiting()
        return waiting.index(ticket) + 1 if ticket in waiting else len(waiting) + 1

    def wait(self, ticket: Ticket[T]) -> int:
        """About how many seconds until its turn, from how long starts take at present."""
        return max(1, round(self.place(ticket) * self._seconds / self._at_once))

    def leave(self, ticket: Ticket[T]) -> None:
        """Take a ticket out, when its page has got what it came for."""
        if self._tickets.get((ticket.person, ticket.page)) is ticket:
            del self._tickets[ticket.person, ticket.page]

    async def let_in(self) -> None:
        """Start those whose turn it is; called whenever somebody asks or a place becomes free."""
        async with self._letting_in:
            self._drop_those_who_left()
            while len(self._running) < self._at_once and self._waiting() and await self._room():
                self._begin(self._waiting()[0])

    def _waiting(self) -> list[Ticket[T]]:
        return [ticket for ticket in self._tickets.values() if not ticket.started]

    def _begin(self, ticket: Ticket[T]) -> None:
        ticket.started = True
        task = asyncio.get_running_loop().create_task(self._run(ticket))
        self._running.add(task)
        task.add_done_callback(self._over)

    async def _run(self, ticket: Ticket[T]) -> None:
        began = time.monotonic()
        try:
            ticket.done.set_result(await ticket.start())
        except Exception as error:
            ticket.done.set_exception(error)
        self._seconds = 0.7 * self._seconds + 0.3 * (time.monotonic() - began)

    def soon(self) -> None:
        """Let the next ones in when the loop gets to it; called when a place became free."""
        task = asyncio.get_running_loop().create_task(self.let_in())
        self._following.add(task)  # a task that nobody holds may be collected before its end
        task.add_done_callback(self._following.discard)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self.soon()

    def _make_way(self, person: str) -> None:
        own = [ticket for ticket in self._tickets.values() if ticket.person == person]
        for ticket in own[: -(TICKETS_OF_ONE_PERSON - 1)]:
            self.leave(ticket)

    def _drop_those_who_left(self) -> None:
        now = time.monotonic()
        for ticket in [it for it in self._tickets.values() if now - it.asked > PATIENCE]:
            self.leave(ticket)
