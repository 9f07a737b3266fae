"""The line lets in one after the other, in order, and forgets who has left."""

from __future__ import annotations

import asyncio

import pytest

from mugalim_lessons import line as line_module
from mugalim_lessons.line import Line


class Door:
    """Room that opens and closes, and starts that end when they are told to."""

    def __init__(self) -> None:
        self.open = True
        self.may_end = asyncio.Event()
        self.began: list[str] = []

    async def room(self) -> bool:
        """Whether one more may start."""
        return self.open

    async def start(self, name: str) -> str:
        """A start that takes as long as it is told."""
        self.began.append(name)
        await self.may_end.wait()
        return name


async def test_they_are_let_in_in_the_order_in_which_they_came() -> None:
    """One at a time here; the others see their place."""
    door = Door()
    line: Line[str] = Line(1, door.room)
    tickets = [await line.ask(it, "page", lambda it=it: door.start(it)) for it in "abc"]
    await asyncio.sleep(0)
    assert [line.place(ticket) for ticket in tickets] == [0, 1, 2]
    assert line.wait(tickets[2]) > line.wait(tickets[1])
    door.may_end.set()
    assert [await ticket.done for ticket in tickets] == ["a", "b", "c"]
    assert door.began == ["a", "b", "c"]


async def test_nobody_is_let_in_without_room() -> None:
    """And the first one is when there is room again."""
    door = Door()
    door.open = False
    line: Line[str] = Line(2, door.room)
    ticket = await line.ask("a", "page", lambda: door.start("a"))
    assert line.place(ticket) == 1
    door.open = True
    door.may_end.set()
    line.soon()
    assert await ticket.done == "a"


async def test_asking_again_keeps_the_place() -> None:
    """The same page has the same ticket."""
    door = Door()
    door.open = False
    line: Line[str] = Line(1, door.room)
    first = await line.ask("a", "page", lambda: door.start("a"))
    assert await line.ask("a", "page", lambda: door.start("a")) is first


async def test_who_does_not_ask_any_more_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Her place goes to the next one."""
    door = Door()
    door.open = False
    line: Line[str] = Line(1, door.room)
    gone = await line.ask("a", "page", lambda: door.start("a"))
    gone.asked -= line_module.PATIENCE + 1
    ticket = await line.ask("b", "page", lambda: door.start("b"))
    assert line.place(ticket) == 1


async def test_an_error_is_told_to_the_one_whose_start_it_was() -> None:
    """The next ones come in all the same."""

    async def fail() -> str:
        raise RuntimeError("no")

    door = Door()
    door.may_end.set()
    line: Line[str] = Line(1, door.room)
    bad = await line.ask("a", "page", fail)
    good = await line.ask("b", "page", lambda: door.start("b"))
    with pytest.raises(RuntimeError, match="no"):
        await bad.done
    assert await good.done == "b"
