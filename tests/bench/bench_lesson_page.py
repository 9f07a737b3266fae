"""The first lesson's page beside stock Voila's, in one run: weights, requests, times, as ratios.

Run by `make bench`. Both show the same lesson in the same browser, cold, taken in turn. Stock Voila
is as it is shipped: it does not compress what it sends.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page
from running import RunningSchool, free_port, running_school
from visiting import Visitor

ROUNDS = 3
LESSON = "/services/lessons/spreadsheets/gradebook"
TABLE = "table[role=grid]"


@dataclass(frozen=True)
class Visit:
    """One cold visit: bytes over the wire, requests, and seconds from the click on."""

    bytes: int
    requests: int
    first_text: float
    first_table: float


def test_the_lesson_page_beside_stock_voila(open_folder: Path, chromium: Browser) -> None:
    """Prints the medians and the ratios; fails only when one of the two did not work."""
    with (
        running_school(open_folder / "data") as school,
        stock_voila(school.data, open_folder) as stock,
    ):
        pairs = [
            (visit_ours(chromium, school), visit_stock(chromium, stock)) for _ in range(ROUNDS)
        ]
        ours, theirs = [one for one, _ in pairs], [other for _, other in pairs]
        pages = page_weights(chromium, school)
    report(ours, theirs, pages)
    assert all(visit.first_table for visit in (*ours, *theirs))


def visit_ours(browser: Browser, school: RunningSchool) -> Visit:
    """The lesson of a teacher who is signed in, opened at a step with a table."""
    visitor = Visitor(browser, school.url, width=360)
    visitor.sign_in("aigul", school.passwords["aigul"])
    found = measure(visitor.page, f"{school.url}{LESSON}#step-4", ".prose")
    visitor.close()
    return found


def visit_stock(browser: Browser, address: str) -> Visit:
    """The same notebook by stock Voila."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    found = measure(context.new_page(), address, "text=The last evening of the quarter")
    context.close()
    return found


def measure(page: Page, address: str, text: str) -> Visit:
    """Open a page with an empty cache; bytes are those that came over the wire."""
    weights: list[int] = []
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.clearBrowserCache")
    client.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(text).first.wait_for(state="attached", timeout=120_000)
    first_text = time.perf_counter() - began
    page.locator(TABLE).first.wait_for(state="attached", timeout=120_000)
    first_table = time.perf_counter() - began
    page.wait_for_timeout(1500)  # what is loaded late counts too
    return Visit(int(sum(weights)), len(weights), first_text, first_table)


def page_weights(browser: Browser, school: RunningSchool) -> dict[str, int]:
    """Bytes of each page of the school on a first, cold visit."""
    visitor = Visitor(browser, school.url, width=360)
    pages = {"sign-in": weigh(visitor.page, f"{school.url}/hub/login")}
    visitor.sign_in("aigul", school.passwords["aigul"])
    pages["my courses"] = weigh(visitor.page, f"{school.url}/services/school/courses")
    visitor.close()
    return pages


def weigh(page: Page, address: str) -> int:
    """Bytes over the wire of one page with an empty cache."""
    weights: list[int] = []
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.clearBrowserCache")
    client.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    return int(sum(weights))


@contextmanager
def stock_voila(data: Path, folder: Path) -> Iterator[str]:
    """Voila as it is shipped, on the released lesson; its widgets are ours, as everywhere."""
    release = data / "releases/spreadsheets/gradebook/1"
    lesson = folder / "stock"
    shutil.copytree(release, lesson)
    shutil.copyfile(release / "page/en.ipynb", lesson / "lesson.ipynb")
    port = free_port()
    environment = {
        **os.environ, "MUGALIM_FACE": "lab", "MUGALIM_LESSON": str(lesson),
        "MUGALIM_ANSWERS": str(folder / "answers"),
    }  # fmt: skip
    command = [sys.executable, "-m", "voila", str(lesson / "lesson.ipynb"), f"--port={port}"]
    with subprocess.Popen(
        [*command, "--no-browser", "--Voila.ip=127.0.0.1"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            yield wait_for(f"http://127.0.0.1:{port}/")
        finally:
            process.terminate()


def wait_for(address: str) -> str:
    """The address, once somebody listens there."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{address}static/voila.js", timeout=2):  # noqa: S310  ours
                return address
        except urllib.error.HTTPError:
            return address
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"nobody answers at {address}")


def report(ours: list[Visit], theirs: list[Visit], pages: dict[str, int]) -> None:
    """Medians of both and theirs over ours."""
    print(f"\n{'first lesson, cold':24}{'ours':>12}{'stock Voila':>14}{'stock/ours':>12}")
    for name in ("bytes", "requests", "first_text", "first_table"):
        a = statistics.median(getattr(visit, name) for visit in ours)
        b = statistics.median(getattr(visit, name) for visit in theirs)
        print(f"{name:24}{a:12,.2f}{b:14,.2f}{b / a:12.1f}")
    for name, weight in pages.items():
        print(f"{name + ', bytes':24}{weight:12,}")
