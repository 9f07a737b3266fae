"""Forked kernels beside stock ones, started in turn in one run: seconds, CPU, memory.

Run by `make bench`. A start is from asking Jupyter's manager to the first reply to kernel_info.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from extensions.kernels.conftest import Running, kernel, running_template

from mugalim_lessons.service import PRELOAD

ROUNDS = 20
LIVING = 100
LESSON = f"import {', '.join(PRELOAD)}"


@dataclass(frozen=True)
class Start:
    """One start: seconds on the clock, and of processor time in the kernel and its template."""

    wall: float
    cpu: float


@pytest.fixture
def template() -> Iterator[Running]:
    """A template that holds what lessons import."""
    with running_template("--mode", "prebuilt", "--preload", *PRELOAD) as running:
        yield running


async def test_forked_kernels_beside_stock_ones(template: Running, tmp_path: Path) -> None:
    """Prints the medians and the ratios; fails only when a kernel did not come."""
    nowhere = tmp_path / "k"
    nowhere.mkdir()
    for title, code in (("start", ""), ("start, lesson's imports", LESSON)):
        pairs = [
            (await started(template.folder, tmp_path, code, template),
             await started(nowhere, tmp_path, code))
            for _ in range(ROUNDS)
        ]  # fmt: skip
        report(title, [one for one, _ in pairs], [other for _, other in pairs])
    for count in (1, 10, LIVING):
        print(
            f"PSS a forked kernel, {count} living: {await living(template, tmp_path, count):.1f} MB"
        )
    async with kernel(nowhere, tmp_path) as stock:
        await stock.say(LESSON)
        print(f"PSS a stock kernel, lesson's imports: {pss(stock.pid) / 1e6:.1f} MB")


async def started(folder: Path, at: Path, code: str, template: Running | None = None) -> Start:
    """Start one kernel, have it import what a lesson does, end it."""
    watched = psutil.Process(template.process.pid) if template else None
    before, began = seconds(watched), time.perf_counter()
    async with kernel(folder, at) as found:
        assert found.forked == (template is not None)
        if code:
            await found.say(code)
        wall = time.perf_counter() - began
        cpu = seconds(psutil.Process(found.pid)) + seconds(watched) - before
    return Start(wall, cpu)


def seconds(process: psutil.Process | None) -> float:
    """Processor time of a process so far."""
    return sum(process.cpu_times()[:2]) if process else 0.0


async def living(template: Running, at: Path, count: int) -> float:
    """Megabytes (PSS) that each of so many kernels takes, the template's own left out."""
    async with AsyncExitStack() as stack:
        found = [await stack.enter_async_context(kernel(template.folder, at)) for _ in range(count)]
        return statistics.mean(pss(each.pid) for each in found) / 1e6


def pss(pid: int) -> int:
    """Bytes of a process, each page that is shared by n counted as 1/n."""
    return int(psutil.Process(pid).memory_full_info().pss)


def report(title: str, ours: list[Start], stock: list[Start]) -> None:
    """Medians of both, and stock over ours."""
    for name in ("wall", "cpu"):
        a, b = (statistics.median(getattr(it, name) for it in side) for side in (ours, stock))
        print(
            f"{title + ', ' + name + ', ms':36}{a * 1e3:9.0f}{b * 1e3:9.0f}{b / max(a, 1e-3):8.1f}"
        )
